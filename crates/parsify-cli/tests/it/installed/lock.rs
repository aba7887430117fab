use std::fs;

use super::home::{Home, branch, leaf};

/// A project that wants `branch`, with its modules in a folder.
fn project() -> Home {
    let home = Home::new();
    home.offer("modules", &leaf("1.0.0"));
    home.offer("modules", &branch());
    home.file("parsify.toml", "[dependencies]\nbranch = \"^1\"\n\n[sources.here]\npath = \"modules\"\n");
    home.line("modules add").run().code(0);
    home
}

fn edit(home: &Home, change: impl FnOnce(String) -> String) {
    let path = home.work().join("parsify.lock");
    let text = fs::read_to_string(&path).expect("there is a lock file");
    fs::write(path, change(text)).expect("it can be written");
}

#[test]
fn a_lock_file_edited_by_hand() {
    type Edit = fn(String) -> String;
    let edits: [(Edit, &[&str]); 6] = [
        (|text| text + "[[module", &["error[lock.invalid]", "hint: "]),
        (|text| text.replace("id = \"leaf\"", "id = \"LEAF\""), &["error[lock.invalid]"]),
        (|text| text.replacen("version = 1\n", "version = 7\n", 1), &["error[lock.version]"]),
        (|text| text.replace("version = \"1.0.0\"", "version = \"1.0.1\""), &["error[lock."]),
        (|text| text.replace("sha256:", "sha256:0").replace("0\"\n", "\"\n"), &["error[lock."]),
        (|_| String::new(), &["error[lock."]),
    ];
    let home = project();
    home.line("modules lock --check").run().code(0).prints("the lock file and what is installed agree\n");
    let path = home.work().join("parsify.lock");
    let good = fs::read_to_string(&path).unwrap();
    for (change, texts) in edits {
        edit(&home, change);
        home.line("modules lock --check").run().code(3).prints("").says(texts);
        let json = home.line("modules lock --check --json").run().code(3).object();
        assert!(json["error"]["code"].as_str().unwrap().starts_with("lock."), "{json}");
        let verified = home.line("modules verify").run().code(3).stdout;
        assert!(verified.contains("the lock file") && verified.contains("works   leaf"), "{verified}");
        fs::write(&path, &good).unwrap();
    }
    edit(&home, |_| "no lock".to_owned());
    home.line("modules lock").run().code(0);
    assert_eq!(fs::read_to_string(&path).unwrap(), good);
}

#[test]
fn another_digest_than_the_locked_one_is_refused() {
    let home = project();
    fs::remove_dir_all(home.work().join(".parsify")).unwrap();
    // The same version with other bytes, as a tampered source would have it.
    let other = parsify_testkit::GuestText::new("leaf").with_version("1.0.0").answering("\"other\"");
    home.offer("modules", &other);
    home.line("modules add")
        .run()
        .code(3)
        .prints("")
        .says(&["error[lock.digest]", "`leaf` 1.0.0 is not what was locked"]);
    assert_eq!(home.installed(), "");
}

#[test]
fn locked_versions_come_again() {
    let home = project();
    home.offer("modules", &leaf("1.1.0"));
    fs::remove_dir_all(home.work().join(".parsify")).unwrap();
    home.line("modules add").run().code(0);
    assert_eq!(home.installed(), "branch 1.0.0, leaf 1.0.0");
    home.line("modules update").run().code(0);
    assert_eq!(home.installed(), "branch 1.0.0, leaf 1.1.0");
    home.line("modules lock --check").run().code(0);
}

#[test]
fn there_is_none_yet() {
    let home = Home::new();
    home.line("modules lock --check").run().code(3).says(&["there is no `", "parsify.lock"]);
}
