//! The user's modules and those of projects.

use std::fs;

use super::home::{Home, leaf};

#[test]
fn the_nearest_project_upwards() {
    let home = Home::with(&[leaf("1.0.0")]);
    home.offer("newer", &leaf("1.1.0"));
    home.file("site/parsify.toml", "");
    fs::create_dir_all(home.work().join("site/deep/down")).unwrap();
    home.line("modules add newer --project site").run().code(0);
    assert!(home.work().join("site/.parsify/state.json").is_file());
    assert!(home.work().join("site/parsify.lock").is_file());
    let answer = |folder: &str, words: &str| {
        home.line(&format!("run leaf run {words}")).within(&home.work().join(folder)).run().code(0).stdout
    };
    assert_eq!(answer("", ""), "\"1.0.0\"\n");
    assert_eq!(answer("", "--project site"), "\"1.1.0\"\n");
    assert_eq!(answer("site/deep/down", ""), "\"1.1.0\"\n");
    assert_eq!(answer("site/deep/down", "--user"), "\"1.0.0\"\n");
}

#[test]
fn a_folder_that_is_no_project() {
    let home = Home::new();
    home.line("modules list --project .").run().code(2).says(&["error[cli.project]", "no `parsify.toml`"]);
    home.line("modules list --project nowhere").run().code(2).says(&["error[cli.project]"]);
}

#[cfg(unix)]
#[test]
fn a_project_that_somebody_else_may_have_put_there() {
    use std::os::unix::fs::PermissionsExt as _;

    let home = Home::new();
    home.file("open/parsify.toml", "");
    let open = home.work().join("open");
    fs::set_permissions(&open, fs::Permissions::from_mode(0o777)).unwrap();
    home.line("modules list").within(&open).run().code(3).says(&["error[store.unsafe]", "`--user`"]);
    home.line("modules list --user").within(&open).run().code(0);
}

#[test]
fn a_project_that_declares_nothing() {
    let home = Home::new();
    home.file("parsify.toml", "");
    let ended = home.line("modules add").run().code(0);
    assert!(ended.stdout.contains("nothing to do"), "{}", ended.stdout);
}

#[test]
fn outside_of_a_project_something_must_be_named() {
    let home = Home::new();
    home.line("modules add").run().code(2).says(&["error[cli.usage]", "no project", "FILE"]);
}

#[test]
fn what_is_added_to_a_project_is_declared_and_what_is_removed_no_more() {
    let home = Home::new();
    let toml = "# mine\n[dependencies]\nother = { version = \"^3\", optional = true } # kept\n";
    home.file("parsify.toml", toml);
    home.offer("modules", &leaf("1.2.3"));
    let declared = || fs::read_to_string(home.work().join("parsify.toml")).unwrap();

    home.line("modules add modules --dry-run").run().code(0);
    assert_eq!(declared(), toml);
    assert!(!home.work().join(".parsify").exists());

    let added = home.line("modules add modules").run().code(0);
    assert!(added.stdout.contains("parsify.toml: wrote leaf = \"^1.2.3\""), "{}", added.stdout);
    assert_eq!(declared(), format!("{toml}leaf = \"^1.2.3\"\n"));
    assert_eq!(fs::read_to_string(home.work().join(".parsify/.gitignore")).unwrap(), "*\n");

    // A newer one that fits leaves the line as it is.
    home.offer("newer", &leaf("1.3.0"));
    let added = home.line("modules add newer --json").run().code(0).object();
    assert_eq!(added["declared"].as_array().unwrap().len(), 0);
    assert_eq!(declared(), format!("{toml}leaf = \"^1.2.3\"\n"));

    let removed = home.line("modules remove leaf").run().code(0);
    assert!(removed.stdout.contains("parsify.toml: removed leaf"), "{}", removed.stdout);
    assert_eq!(declared(), toml);
}

#[cfg(unix)]
#[test]
fn a_project_file_that_cannot_be_written_is_a_warning() {
    use std::os::unix::fs::PermissionsExt as _;

    let home = Home::new();
    let file = home.file("parsify.toml", "");
    home.offer("modules", &leaf("1.0.0"));
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
    home.line("modules add modules").run().code(0).says(&["warning", "parsify.toml"]);
    assert_eq!(home.installed(), "leaf 1.0.0");
}

#[test]
fn a_lock_file_that_somebody_else_wrote_is_told() {
    let home = Home::with(&[leaf("1.0.0")]);
    let told = |ended: &str| ended.contains("`parsify.lock` was changed");
    assert!(!told(&home.line("modules list").run().code(0).stderr));
    let lock = home.store().join("parsify.lock");
    let text = fs::read_to_string(&lock).unwrap();
    fs::write(&lock, text.replace("1.0.0", "1.1.0")).unwrap();
    assert!(told(&home.line("modules list").run().code(0).stderr));
    home.line("modules lock").run().code(0);
    assert!(!told(&home.line("modules list").run().code(0).stderr));
}
