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
