//! Whose folders and files are used.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt as _, chown, symlink};
use std::path::Path;
use std::process::Command;

use parsify_loader::{Store, StoreError, StorePlace, Unsafe};

use super::home::{Home, install};

fn user_store(home: &Home) -> Store {
    Store::new(StorePlace::at(home.path().join("data/modules")))
}

fn mode(path: &Path) -> u32 {
    path.metadata().unwrap().permissions().mode() & 0o7777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

#[track_caller]
fn check_refused(store: &Store, expected: Unsafe) {
    let state = store.state().map(drop);
    let begin = store.begin().map(drop);
    for result in [state, begin] {
        assert!(matches!(result, Err(StoreError::Unsafe { problem, .. }) if problem == expected), "{result:?}");
    }
}

#[test]
fn a_store_of_a_user_is_for_nobody_else() {
    let home = Home::new();
    let store = user_store(&home);
    install(&store, 1);
    let folder = store.place().folder();
    assert_eq!(mode(folder), 0o700);
    assert_eq!(mode(folder.parent().unwrap()), 0o700);
    for name in ["artifacts", "receipts", "tmp"] {
        assert_eq!(mode(&folder.join(name)), 0o700);
    }
    assert_eq!(mode(&folder.join("state.json")), 0o600);
    for bits in [0o710, 0o750, 0o707] {
        set_mode(folder, bits);
        check_refused(&store, Unsafe::Permissions { mode: bits });
    }
    set_mode(folder, 0o700);
    assert_eq!(store.state().unwrap().len(), 1);
}

#[test]
fn a_project_may_be_read_by_others_but_not_written_by_all() {
    let home = Home::with(&[1]);
    let folder = home.inside("");
    assert_eq!(mode(&folder) & 0o002, 0);
    set_mode(&folder, 0o775);
    assert_eq!(home.store().state().unwrap().len(), 1);
    set_mode(&folder, 0o777);
    check_refused(&home.store(), Unsafe::Permissions { mode: 0o777 });
    set_mode(&folder, 0o755);
    set_mode(home.path(), 0o1777);
    check_refused(&home.store(), Unsafe::Permissions { mode: 0o1777 });
    set_mode(home.path(), 0o755);
    set_mode(&home.inside("state.json"), 0o666);
    check_refused(&home.store(), Unsafe::Permissions { mode: 0o666 });
}

#[test]
fn links_in_place_of_folders_and_files_are_refused() {
    for name in ["", "artifacts", "state.json"] {
        let home = Home::with(&[1]);
        let path: std::path::PathBuf = home.inside(name).components().collect();
        let elsewhere = home.path().join("elsewhere");
        fs::rename(&path, &elsewhere).unwrap();
        symlink(&elsewhere, &path).unwrap();
        let begin = home.store().begin().map(drop);
        let refused = |result: &Result<(), StoreError>| {
            matches!(result, Err(StoreError::Unsafe { problem: Unsafe::Symlink, .. }))
        };
        // To read the state, nobody looks at the artifacts.
        assert!(refused(&begin) || name == "artifacts", "{name}: {begin:?}");
        let load = home.store().verify(|_| {}).map(drop);
        assert!(refused(&load), "{name}: {load:?}");
        let mut adding = match home.store().begin() {
            Ok(transaction) => transaction,
            Err(error) => {
                assert!(refused(&Err(error)));
                continue;
            }
        };
        let add = adding.add(&super::home::artifact(2), super::home::receipt(2));
        assert!(refused(&add), "{name}: {add:?}");
    }
}

#[test]
fn a_link_in_place_of_the_lock_is_refused() {
    let home = Home::with(&[1]);
    fs::remove_file(home.inside("lock")).unwrap();
    let victim = home.path().join("victim");
    fs::write(&victim, "precious").unwrap();
    symlink(&victim, home.inside("lock")).unwrap();
    assert!(matches!(home.store().begin(), Err(StoreError::Unsafe { problem: Unsafe::Symlink, .. })));
    assert_eq!(fs::read_to_string(&victim).unwrap(), "precious");

    fs::remove_file(home.inside("lock")).unwrap();
    symlink(&victim, home.path().join("parsify.lock")).unwrap();
    assert!(matches!(home.store().lock_text(), Err(StoreError::Unsafe { problem: Unsafe::Symlink, .. })));
}

#[test]
fn pipes_and_folders_in_place_of_files_are_refused_without_waiting() {
    let home = Home::with(&[1]);
    fs::remove_file(home.inside("state.json")).unwrap();
    assert!(Command::new("mkfifo").arg(home.inside("state.json")).status().unwrap().success());
    check_refused(&home.store(), Unsafe::Kind { expected: "file" });
    assert_eq!(home.store().rebuild().unwrap().state.len(), 1, "and replaced by a rebuild");

    fs::remove_file(home.inside("lock")).unwrap();
    assert!(Command::new("mkfifo").arg(home.inside("lock")).status().unwrap().success());
    assert!(matches!(home.store().begin(), Err(StoreError::Unsafe { .. })));

    let home = Home::new();
    fs::write(home.path().join(".parsify"), "").unwrap();
    check_refused(&home.store(), Unsafe::Kind { expected: "folder" });
}

#[test]
fn a_store_of_somebody_else_is_refused() {
    let home = Home::with(&[1]);
    // Only the administrator can give files away.
    if chown(home.inside(""), Some(12_345), None).is_err() {
        return;
    }
    let expected = rustix::process::geteuid().as_raw();
    check_refused(&home.store(), Unsafe::Owner { owner: 12_345, expected });
    chown(home.inside(""), Some(expected), None).unwrap();
    chown(home.inside("state.json"), Some(12_345), None).unwrap();
    check_refused(&home.store(), Unsafe::Owner { owner: 12_345, expected });
}
