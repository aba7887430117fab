//! A store that is not as it should be.

use std::fs;

use parsify_testkit::GuestText;

use super::home::{Home, branch, leaf};

#[test]
fn a_damaged_state_is_no_empty_one() {
    let home = Home::with(&[leaf("1.0.0"), branch()]);
    let state = home.store().join("state.json");
    let good = fs::read_to_string(&state).unwrap();
    for bad in ["", "{}", "no json", &good[..good.len() / 2], &good.replace("1.0.0", "1.0.1")] {
        fs::write(&state, bad).unwrap();
        for words in ["modules list", "modules add modules", "modules tree", "modules verify", "run leaf run", "health"]
        {
            let ended = home.line(words).run().code(3).prints("");
            ended.says(&["error[store.state]", "state.json", "`parsify modules repair`"]);
        }
    }
    let ended = home.line("modules repair").run().code(0);
    assert!(ended.stdout.contains("repaired: 2 modules installed"), "{}", ended.stdout);
    home.line("modules verify").run().code(0);
    home.line("run branch run").run().code(0).prints("\"1.0.0\"\n");
    assert!(home.store().join("state.damaged.json").is_file());
}

#[test]
fn back_to_the_state_before() {
    let home = Home::with(&[leaf("1.0.0")]);
    home.line("modules repair --previous").run().code(0);
    assert_eq!(home.installed(), "");
    home.line("modules repair --previous").run().code(0);
    assert_eq!(home.installed(), "leaf 1.0.0");
    let never = Home::new();
    never.line("modules repair --previous").run().code(2).says(&["no earlier state"]);
}

#[test]
fn a_state_of_a_newer_parsify() {
    let home = Home::with(&[leaf("1.0.0")]);
    let state = home.store().join("state.json");
    let good = fs::read_to_string(&state).unwrap();
    let future = good.replacen("\"version\":1", "\"version\":99", 1);
    assert_ne!(good, future, "the state says its version first");
    fs::write(&state, future).unwrap();
    home.line("modules list").run().code(3).says(&["error[store.version]", "newer Parsify"]);
}

#[test]
fn a_module_with_other_bytes_never_runs() {
    let home = Home::with(&[leaf("1.0.0")]);
    let artifacts: Vec<_> = fs::read_dir(home.store().join("artifacts")).unwrap().collect();
    fs::write(artifacts[0].as_ref().unwrap().path(), leaf("1.0.1").build()).unwrap();
    home.line("run leaf run --no-cache").run().code(3).prints("").says(&["error[loader.digest]"]);
    let ended = home.line("modules verify").run().code(3);
    for text in ["wrong ", "leaf 1.0.0", "other bytes", "install it again"] {
        assert!(ended.stdout.contains(text), "{text}\n{}", ended.stdout);
    }
    assert_eq!(home.line("modules verify --json").run().code(3).object()["sound"], false);
}

#[test]
fn a_place_that_cannot_be_written() {
    let home = Home::new();
    home.offer("modules", &leaf("1.0.0"));
    // Whoever runs this may be the administrator, whom no permission stops; a file in the way stops everybody.
    fs::write(home.data(), "a file").unwrap();
    home.line("modules add modules").run().code(3).says(&["error[store.io]", "hint: "]);
    home.line("modules list").run().code(3).says(&["error[store.io]"]);
}

#[test]
fn several_commands_at_once() {
    let home = Home::new();
    let names = ["one", "two", "three", "four"];
    for name in names {
        home.offer(name, &GuestText::new(name).with_version("1.0.0"));
    }
    let add = |name| home.line(&format!("modules add {name}")).run();
    let ended: Vec<_> = std::thread::scope(|scope| {
        let running = names.map(|name| scope.spawn(move || (name, add(name))));
        running.into_iter().map(|one| one.join().expect("the command ends")).collect()
    });
    let mut done = Vec::new();
    for (name, ended) in ended {
        match ended.code {
            Some(0) => done.push(format!("{name} 1.0.0")),
            _ => drop(ended.code(3).says(&["error[store.changed]", "plan again"])),
        }
    }
    done.sort();
    assert!(!done.is_empty(), "the first one finds what it planned on");
    assert_eq!(home.installed(), done.join(", "));
    home.line("modules verify").run().code(0);
}

#[cfg(unix)]
#[test]
fn a_store_that_others_can_write_to() {
    use std::os::unix::fs::PermissionsExt as _;

    let home = Home::with(&[leaf("1.0.0")]);
    fs::set_permissions(home.store(), fs::Permissions::from_mode(0o777)).unwrap();
    for words in ["modules list", "modules add modules", "run leaf run"] {
        home.line(words).run().code(3).says(&["error[store.unsafe]", "chmod"]);
    }
}
