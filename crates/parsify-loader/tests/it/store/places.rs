use std::fs;
use std::path::Path;
use std::process::Command;

use parsify_loader::{Store, StoreError, StorePlace};

use super::home::Home;
use super::roles::{command, output};

#[test]
fn places_say_where_they_are() {
    let project = StorePlace::project("/srv/site/");
    assert_eq!(project.folder(), Path::new("/srv/site/.parsify"));
    assert_eq!(project.lock_file(), Path::new("/srv/site/parsify.lock"));
    assert_eq!(project.project_folder(), Some(Path::new("/srv/site")));
    let user = StorePlace::at("/data/modules");
    assert_eq!(user.lock_file(), Path::new("/data/modules/parsify.lock"));
    assert_eq!(user.project_folder(), None);
    assert_eq!(StorePlace::project(""), StorePlace::project("."));
}

#[test]
fn a_project_that_is_not_there_is_not_made() {
    let home = Home::new();
    let store = Store::new(StorePlace::project(home.path().join("no")));
    assert!(store.state().unwrap().is_empty());
    assert!(matches!(store.begin(), Err(StoreError::NoProject { .. })));
    assert!(!home.path().join("no").exists());
}

/// What is found from a folder, with a home and a data folder.
fn found(home: &Home, start: &str, home_folder: &str) -> String {
    let mut command: Command = command("find", &home.path().join(start), 0);
    command.env("HOME", home.path().join(home_folder)).env("XDG_DATA_HOME", home.path().join("data"));
    output(command)
}

#[test]
fn the_nearest_project_is_found_and_none_above_the_home() {
    let home = Home::new();
    let root = fs::canonicalize(home.path()).unwrap();
    for folder in ["user/site/pages/drafts", "user/other", "elsewhere/deep"] {
        fs::create_dir_all(root.join(folder)).unwrap();
    }
    fs::write(root.join("user/site/parsify.toml"), "").unwrap();
    let site = StorePlace::project(root.join("user/site"));
    for start in ["user/site/pages/drafts", "user/site", "user/site/pages/../pages"] {
        assert!(found(&home, start, "user").contains(&format!("found Ok({site:?})")), "{start}");
    }
    let user = StorePlace::at(home.path().join("data/tester/modules"));
    let is_user = |start| found(&home, start, "user").contains(&format!("found Ok({user:?})"));
    assert!(is_user("user/other"));
    fs::create_dir(root.join("user/other/parsify.toml")).unwrap();
    assert!(is_user("user/other"), "a folder of that name is no project file");

    // Above the home it does not count, outside of the home it does.
    fs::write(root.join("parsify.toml"), "").unwrap();
    assert!(is_user("user/other"));
    let above = StorePlace::project(&root);
    assert!(found(&home, "elsewhere/deep", "user").contains(&format!("found Ok({above:?})")));
    // The home itself may be a project.
    fs::write(root.join("user/parsify.toml"), "").unwrap();
    let whole = StorePlace::project(root.join("user"));
    assert!(found(&home, "user/other", "user").contains(&format!("found Ok({whole:?})")));
    assert!(found(&home, "nowhere", "user").contains("found Err(Io"));
}

#[cfg(unix)]
#[test]
fn a_project_file_that_anybody_may_have_put_there_is_refused() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = Home::new();
    let shared = home.path().join("shared");
    fs::create_dir_all(shared.join("mine")).unwrap();
    fs::write(shared.join("parsify.toml"), "").unwrap();
    fs::set_permissions(&shared, fs::Permissions::from_mode(0o1777)).unwrap();
    assert!(found(&home, "shared/mine", "user").contains("found Err(Unsafe"));
}
