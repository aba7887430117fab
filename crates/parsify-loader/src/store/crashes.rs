//! Each call to the file system fails once, or is the last one that works, in each kind of change.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use parsify_interface::{Capability, Descriptor, Grants, ModuleId, Version};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

use super::disk::Call;
use super::disk::fault::{Plan, under};
use super::{Receipt, State, Store, StoreError, StorePlace};
use crate::{Artifact, Loader, Source};

const FULL: i32 = 28;
const BROKEN: i32 = 5;
const DENIED: i32 = 13;

type Step = fn(&Store) -> Result<State, StoreError>;

/// What happens to a store, in this order. A damaged state is part of it.
const STEPS: [Step; 7] = [
    |store| install(store, "sums", "lock one"),
    |store| install(store, "lines", "lock two"),
    |store| {
        let mut transaction = store.begin()?;
        let digest = transaction.state().get(&id("sums"), &version()).unwrap().digest;
        transaction.set_grants(&id("sums"), &version(), &digest, Grants::none().with(Capability::Clock))?;
        transaction.set_pinned(&id("lines"), &version(), true)?;
        transaction.commit()
    },
    |store| {
        let mut transaction = store.begin()?;
        transaction.remove(&id("sums"), &version())?;
        transaction.write_lock_file("lock three")?;
        transaction.commit()
    },
    Store::restore_previous,
    |store| {
        let mut transaction = store.begin()?;
        transaction.remove(&id("sums"), &version())?;
        transaction.add(&artifact("sums", 2), receipt("sums", 2))?;
        transaction.commit()
    },
    |store| store.rebuild().map(|rebuilt| rebuilt.state),
];

fn install(store: &Store, name: &str, lock: &str) -> Result<State, StoreError> {
    let mut transaction = store.begin()?;
    transaction.add(&artifact(name, 1), receipt(name, 1))?;
    transaction.write_lock_file(lock)?;
    transaction.commit()
}

fn id(name: &str) -> ModuleId {
    ModuleId::new(name).unwrap()
}

fn version() -> Version {
    Version::new(1, 2, 0)
}

fn artifact(name: &str, build: u8) -> Artifact {
    let bytes = [b"\0asm\x0d\0\x01\0", name.as_bytes(), &[build; 5000]].concat();
    Loader::new().load(&Source::bytes(name, bytes)).unwrap()
}

fn receipt(name: &str, build: u8) -> Receipt {
    let text = format!(
        r#"{{"id": "{name}", "name": "Sample", "version": "1.2.0", "apiVersion": "1.0.0", "summary": "Tests",
            "category": "tools", "operations": [{{"name": "run", "summary": "Runs", "params": {{"type": "object"}}}}]}}"#
    );
    Receipt::new(&artifact(name, build), Descriptor::parse(&text).unwrap()).with_installed_at(1)
}

/// In memory where the system offers that: thousands of changes wait for the disk otherwise.
fn home() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory).unwrap() } else { tempfile::tempdir().unwrap() }
}

fn store(home: &TempDir) -> Store {
    Store::new(StorePlace::project(home.path()))
}

/// A store to which the first steps happened.
fn prepared(steps: usize) -> (TempDir, Store) {
    let home = home();
    let store = store(&home);
    for step in &STEPS[..steps] {
        step(&store).unwrap();
    }
    (home, store)
}

fn files(home: &TempDir, folder: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(home.path().join(folder)) else { return Vec::new() };
    entries.map(|entry| entry.unwrap().path()).collect()
}

/// The files whose names may not stay after a change that was refused.
fn names(home: &TempDir) -> BTreeSet<PathBuf> {
    let folders = [".", ".parsify/tmp", ".parsify/artifacts", ".parsify/receipts"];
    folders.iter().flat_map(|folder| files(home, folder)).filter(|path| path.is_file()).collect()
}

fn is_refused(result: &Result<State, StoreError>) -> bool {
    !matches!(result, Ok(_) | Err(StoreError::Unconfirmed { .. }))
}

/// The store is as it should be right after the fault, and in order after the next change.
fn check(home: &TempDir, store: &Store, before: &State, after: &State, result: Result<State, StoreError>) {
    let found = store.state().unwrap();
    let expected = if is_refused(&result) { before } else { after };
    assert_eq!(found, *expected, "after {result:?}");
    assert_eq!(store.lock_text().unwrap().as_deref(), found.written_lock());
    for path in files(home, ".parsify/artifacts") {
        let digest: [u8; 32] = Sha256::digest(fs::read(&path).unwrap()).into();
        let name: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(path.file_stem(), Some(OsStr::new(&name)));
    }
    drop(store.begin().unwrap());
    assert!(files(home, ".parsify/tmp").is_empty());
    let text = fs::read_to_string(home.path().join("parsify.lock")).ok();
    assert_eq!(text.as_deref(), found.written_lock());
    assert_eq!(files(home, ".").len(), 1 + usize::from(text.is_some()), "staged lock files are gone");
    assert_eq!(store.verify(|_| {}).unwrap(), []);
    assert_eq!(files(home, ".parsify/receipts").len(), found.len());
    install(store, "words", "lock four").unwrap();
    assert_eq!(store.state().unwrap().len(), found.len() + 1);
}

fn check_everywhere(plan: impl Fn(u64) -> Plan) {
    for (number, step) in STEPS.iter().enumerate() {
        let (_home, clean) = prepared(number);
        let before = clean.state().unwrap();
        let (after, calls) = under(None, || step(&clean).unwrap());
        let calls = calls.len() as u64;
        assert!(calls > 30, "only {calls} calls in step {number}");
        for site in 0..calls {
            let (home, store) = prepared(number);
            let names = names(&home);
            let (result, _) = under(Some(plan(site)), || step(&store));
            if plan(site).first == plan(site).last && is_refused(&result) {
                assert_eq!(self::names(&home).difference(&names).next(), None, "after {result:?}");
            }
            check(&home, &store, &before, &after, result);
        }
    }
}

#[test]
fn a_call_that_fails_once_leaves_the_state_before_or_after() {
    for error in [FULL, BROKEN, DENIED] {
        check_everywhere(|site| Plan { first: site, last: site, error, only_changes: false });
    }
}

#[test]
fn a_disk_that_stays_full_leaves_the_state_before_or_after() {
    check_everywhere(|site| Plan { first: site, last: u64::MAX, error: FULL, only_changes: true });
}

#[test]
fn a_process_that_ends_at_any_call_leaves_the_state_before_or_after() {
    check_everywhere(|site| Plan { first: site, last: u64::MAX, error: BROKEN, only_changes: false });
}

#[test]
fn a_full_disk_is_told_apart() {
    let (_home, store) = prepared(1);
    let plan = Plan { first: 0, last: u64::MAX, error: FULL, only_changes: true };
    let (result, _) = under(Some(plan), || install(&store, "lines", "lock two"));
    assert!(matches!(result, Err(StoreError::Full { .. })), "{result:?}");
    let (result, _) = under(Some(Plan { error: BROKEN, ..plan }), || install(&store, "lines", "lock two"));
    assert!(matches!(result, Err(StoreError::Io { .. })), "{result:?}");
}

#[test]
fn nothing_gets_its_name_before_it_is_on_disk() {
    let (_home, store) = prepared(1);
    let (_, calls) = under(None, || STEPS[1](&store).unwrap());
    let letter = |call: &Call| match call {
        Call::Write => Some('w'),
        Call::Sync => Some('s'),
        Call::SyncFolder => Some('f'),
        Call::Rename => Some('r'),
        Call::Look | Call::Change => None,
    };
    let order: String = calls.iter().filter_map(letter).collect();
    // Who holds the lock, without care.
    let holder = "w";
    // The artifact, the two states and the receipt under temporary names, then the lock file beside the old one.
    let written = ["ws", "ws", "ws", "ws", "wsf"].concat();
    // Artifact, receipt, both states, lock file: no folder is left for the disk to remember later.
    let named = ["rf", "rf", "rrf", "rf"].concat();
    assert_eq!(order, [holder, &written, &named].concat());
}
