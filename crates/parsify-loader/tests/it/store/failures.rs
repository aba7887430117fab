//! What people see of the store's errors.

use std::fs;
use std::io;
use std::time::Duration;

use parsify_error::{ErrorKind, Failure, code};
use parsify_loader::{Action, Flaw, LoaderError, StoreError};

use super::damage::forge;
use super::home::{Home, artifact, id, version};

#[track_caller]
fn check(error: StoreError, kind: ErrorKind, code: &str, message: &str) -> Failure {
    let failure = Failure::from(error);
    assert_eq!((failure.kind(), failure.code(), failure.message()), (kind, code, message));
    assert!(!failure.hints().is_empty() && code::ALL.contains(&code));
    failure
}

#[test]
fn a_damaged_state_leads_to_the_ways_back() {
    let home = Home::with(&[1]);
    let path = home.inside("state.json");
    fs::write(&path, "{").unwrap();
    let message =
        format!("the state `{}` cannot be used: EOF while parsing an object (line 1, column 1)", path.display());
    let failure = check(home.store().state().unwrap_err(), ErrorKind::Integrity, code::STORE_STATE, &message);
    assert!(failure.hints()[0].contains("rebuild"));
    assert!(failure.hints()[1].contains("go back"));
    assert_eq!(failure.details()["line"].as_u64(), Some(1));

    fs::write(&path, forge("parsify-modules", 7, 1, "{}")).unwrap();
    let failure = Failure::from(home.store().state().unwrap_err());
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Compatibility, code::STORE_VERSION));
    assert_eq!(failure.details()["found"].as_u64(), Some(7));
    assert!(!failure.hints()[0].contains("rebuild"));
}

#[test]
fn every_error_has_a_code_and_a_way_out() {
    use ErrorKind::{Capacity, Input, Integrity, Internal, Limit, NotFound};
    let path = || "/srv/x".into();
    let (id, version, digest) = (|| id(1), version, *artifact(1).digest());
    let io = || io::Error::from(io::ErrorKind::Other);
    check(StoreError::NoHome, NotFound, code::STORE_PLACE, "this user has no home folder to keep modules in");
    let busy = StoreError::Busy { path: path(), holder: Some(7), waited: Duration::from_secs(1) };
    check(busy, Capacity, code::STORE_BUSY, "the store `/srv/x` is being changed by the process 7");
    let busy = StoreError::Busy { path: path(), holder: None, waited: Duration::ZERO };
    check(busy, Capacity, code::STORE_BUSY, "the store `/srv/x` is being changed by somebody else");
    let changed = StoreError::Changed { expected: 1, actual: 2 };
    let message = "the store was changed in the meantime: it is at generation 2, not 1";
    check(changed, Integrity, code::STORE_CHANGED, message);
    let installed = StoreError::Installed { id: id(), version: version(), digest };
    check(installed, Input, code::STORE_INSTALLED, "module-1 1.2.0 is installed already");
    let missing = StoreError::NotInstalled { id: id(), version: version() };
    let failure = check(missing, NotFound, code::STORE_NOT_INSTALLED, "module-1 1.2.0 is not installed");
    assert_eq!((failure.module(), failure.version()), (Some("module-1"), Some("1.2.0")));
    let flaw = Box::new(Flaw::Missing);
    let unwritable = Failure::from(StoreError::Unwritable { id: id(), version: version(), flaw });
    assert_eq!((unwritable.kind(), unwritable.code()), (Limit, code::STORE_RECEIPT));
    let source = Box::new(LoaderError::IsFolder { path: path() });
    let artifact = StoreError::Artifact { id: id(), version: version(), source };
    let message = "the artifact of module-1 1.2.0 cannot be used";
    assert_eq!(check(artifact, Integrity, code::STORE_ARTIFACT, message).causes().len(), 1);
    let full = StoreError::Full { path: path(), source: io() };
    check(full, Capacity, code::STORE_FULL, "there is no room on the disk for `/srv/x`");
    let refused = StoreError::Io { action: Action::Rename, path: path(), source: io() };
    check(refused, Internal, code::STORE_IO, "cannot rename `/srv/x`");
    let unsure = StoreError::Unconfirmed { path: path(), source: io() };
    check(unsure, Internal, code::STORE_IO, "the change was made, but the disk did not confirm it");
    let none = StoreError::NoPrevious { path: path() };
    check(none, NotFound, code::STORE_PREVIOUS, "`/srv/x` has no earlier state to go back to");
    let large = StoreError::TooLarge { path: path(), limit: 5 };
    check(large, Limit, code::STORE_TOO_LARGE, "`/srv/x` is larger than the 5 bytes that are read");
    let lock = StoreError::LockNotText { path: path() };
    check(lock, Integrity, code::LOCK_INVALID, "`/srv/x` is no text in UTF-8");
}
