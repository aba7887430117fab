use std::fs;

use parsify_loader::{MAX_LOCK_BYTES, Store, StoreError, StorePlace};

use super::home::{Home, add, install, lock_of};

fn lock(store: &Store, text: &str) {
    let mut transaction = store.begin().unwrap();
    transaction.write_lock_file(text).unwrap();
    transaction.commit().unwrap();
}

#[test]
fn it_lies_beside_the_project_or_in_the_folder_of_the_user() {
    let home = Home::new();
    lock(&home.store(), "one");
    assert_eq!(fs::read_to_string(home.path().join("parsify.lock")).unwrap(), "one");
    assert_eq!(home.store().state().unwrap().written_lock(), Some("one"));

    let user = Store::new(StorePlace::at(home.path().join("user")));
    lock(&user, "two");
    assert_eq!(fs::read_to_string(home.path().join("user/parsify.lock")).unwrap(), "two");
    assert_eq!(user.lock_text().unwrap().as_deref(), Some("two"));
    assert_eq!(user.verify(|_| {}).unwrap(), []);
}

#[test]
fn it_changes_with_the_state_or_not_at_all() {
    let home = Home::new();
    let mut transaction = home.store().begin().unwrap();
    add(&mut transaction, 1);
    transaction.write_lock_file(lock_of(transaction.state())).unwrap();
    assert_eq!(transaction.lock_text().unwrap(), None);
    drop(transaction);
    assert_eq!(home.store().lock_text().unwrap(), None);
}

#[test]
fn an_edit_by_hand_stays_until_a_transaction_writes_it() {
    let home = Home::new();
    lock(&home.store(), "ours");
    let path = home.path().join("parsify.lock");
    fs::write(&path, "theirs").unwrap();
    install(&home.store(), 1);
    assert_eq!(home.store().lock_text().unwrap().as_deref(), Some("theirs"));
    assert_eq!(home.store().state().unwrap().written_lock(), Some("ours"));
    fs::remove_file(&path).unwrap();
    install(&home.store(), 2);
    assert_eq!(home.store().lock_text().unwrap(), None);
    lock(&home.store(), "ours");
    assert_eq!(fs::read_to_string(&path).unwrap(), "ours");
}

#[test]
fn a_staged_text_counts_only_for_its_own_state() {
    let home = Home::new();
    lock(&home.store(), "old");
    lock(&home.store(), "new");
    // As after a kill between the state and the lock file.
    let path = home.path().join("parsify.lock");
    fs::rename(&path, home.path().join(".parsify.lock.2")).unwrap();
    fs::write(&path, "old").unwrap();
    assert_eq!(home.store().lock_text().unwrap().as_deref(), Some("new"));
    drop(home.store().begin().unwrap());
    assert_eq!(fs::read_to_string(&path).unwrap(), "new");
    // As after a kill before the state.
    fs::write(home.path().join(".parsify.lock.3"), "never").unwrap();
    fs::write(home.path().join(".parsify.lock.2"), "ne").unwrap();
    assert_eq!(home.store().lock_text().unwrap().as_deref(), Some("new"));
    drop(home.store().begin().unwrap());
    assert_eq!(fs::read_to_string(&path).unwrap(), "new");
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 2, "staged files are gone");
}

#[test]
fn what_is_no_lock_file_is_refused() {
    let home = Home::with(&[1]);
    let path = home.path().join("parsify.lock");
    fs::write(&path, b"\xff").unwrap();
    assert!(matches!(home.store().lock_text(), Err(StoreError::LockNotText { .. })));
    fs::File::create(&path).unwrap().set_len(MAX_LOCK_BYTES + 1).unwrap();
    assert!(matches!(home.store().lock_text(), Err(StoreError::TooLarge { .. })));
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    assert!(matches!(home.store().lock_text(), Err(StoreError::Unsafe { .. })));
}

#[test]
fn it_is_there_before_the_store_is() {
    let home = Home::new();
    fs::write(home.path().join("parsify.lock"), "checked out").unwrap();
    assert_eq!(home.store().lock_text().unwrap().as_deref(), Some("checked out"));
    assert!(home.store().state().unwrap().is_empty());
}
