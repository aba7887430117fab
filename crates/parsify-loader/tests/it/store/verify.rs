use std::fs;

use parsify_loader::{Progress, Store, StoreError, StorePlace};

use super::home::{Home, id, install};

fn kinds(home: &Home) -> Vec<&'static str> {
    let problems = home.store().verify(|_| {}).unwrap();
    for problem in &problems {
        assert!(!problem.way_out().is_empty() && !problem.to_string().is_empty());
    }
    problems.iter().map(|problem| problem.kind.name()).collect()
}

#[test]
fn everything_that_is_wrong_is_said_with_the_module() {
    let home = Home::with(&[1, 2, 3, 4, 5]);
    let mut altered = fs::read(home.artifact_file(1)).unwrap();
    altered[100] ^= 1;
    fs::write(home.artifact_file(1), altered).unwrap();
    fs::write(home.artifact_file(2), b"\0asm\x0d\0\x01\0").unwrap();
    fs::remove_file(home.artifact_file(3)).unwrap();
    fs::remove_file(home.receipt_file(4)).unwrap();
    fs::write(home.receipt_file(5), "{}").unwrap();
    fs::write(home.inside("artifacts/readme.txt"), "").unwrap();
    fs::create_dir(home.inside("mine")).unwrap();
    let expected =
        ["altered-artifact", "wrong-size", "missing-artifact", "missing-receipt", "bad-receipt", "foreign", "foreign"];
    assert_eq!(kinds(&home), expected);
    let problems = home.store().verify(|_| {}).unwrap();
    assert_eq!(problems[0].module.as_ref().unwrap().0, id(1));
    assert_eq!(problems[0].path, home.artifact_file(1));
    for number in [1, 2, 3] {
        let state = home.store().state().unwrap();
        let receipt = state.versions(&id(number)).next().unwrap();
        assert!(matches!(home.store().artifact(receipt), Err(StoreError::Artifact { .. })));
    }
}

#[test]
fn receipts_are_written_again_from_the_state() {
    let home = Home::with(&[1, 2]);
    fs::remove_file(home.receipt_file(1)).unwrap();
    let other = fs::read_to_string(home.receipt_file(2)).unwrap();
    fs::write(home.receipt_file(2), other.replace("\"generation\":2", "\"generation\":1")).unwrap();
    assert_eq!(kinds(&home), ["missing-receipt", "bad-receipt"]);
    let mut transaction = home.store().begin().unwrap();
    transaction.renew_receipts();
    transaction.commit().unwrap();
    assert_eq!(kinds(&home), [""; 0]);
}

#[test]
fn progress_is_told_for_each_module_and_at_the_end() {
    let home = Home::with(&[1, 2]);
    let mut seen = Vec::new();
    let tell = |Progress { done, total, next, .. }: Progress| seen.push((done, total, next.map(|(id, _)| id)));
    home.store().verify(tell).unwrap();
    assert_eq!(seen, [(0, 2, Some(id(1))), (1, 2, Some(id(2))), (2, 2, None)]);
}

#[cfg(unix)]
#[test]
fn an_artifact_that_others_could_change_is_a_problem() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let home = Home::with(&[1, 2]);
    fs::set_permissions(home.artifact_file(1), fs::Permissions::from_mode(0o666)).unwrap();
    let elsewhere = home.path().join("elsewhere.wasm");
    fs::rename(home.artifact_file(2), &elsewhere).unwrap();
    symlink(&elsewhere, home.artifact_file(2)).unwrap();
    assert_eq!(kinds(&home), ["unsafe", "unsafe"]);
}

/// What a killed process leaves is no problem: nothing has to be done about it.
#[test]
fn what_a_killed_process_leaves_is_no_problem() {
    let home = Home::with(&[1]);
    let user = Store::new(StorePlace::at(home.path().join("user")));
    install(&user, 1);
    for store in [home.store(), user] {
        let beside = store.place().lock_file().parent().unwrap().to_owned();
        for generation in [1, 2, 3, 77] {
            fs::write(beside.join(format!(".parsify.lock.{generation}")), "").unwrap();
        }
        fs::write(store.place().folder().join("tmp/state"), "{").unwrap();
        assert_eq!(store.verify(|_| {}).unwrap(), []);
        store.begin().unwrap();
        let names = fs::read_dir(beside).unwrap().map(|entry| entry.unwrap().file_name());
        let left: Vec<_> = names.filter(|name| name.to_string_lossy().starts_with(".parsify.lock")).collect();
        assert!(left.is_empty(), "{left:?}");
    }
}
