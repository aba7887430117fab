use std::fs;

use parsify_interface::{Capability, Grants};
use parsify_loader::{Flaw, ProblemKind, Store, StoreError};

use super::home::{Home, Random, artifact, id, install, lock_of, rounds, version};

fn grant(store: &Store, number: u64, grants: Grants) {
    let mut transaction = store.begin().unwrap();
    transaction.set_grants(&id(number), &version(), artifact(number).digest(), grants).unwrap();
    transaction.commit().unwrap();
}

fn break_state(home: &Home) {
    fs::write(home.inside("state.json"), "broken").unwrap();
}

#[test]
fn the_state_before_comes_back_with_its_artifacts_and_lock_file() {
    let home = Home::new();
    let store = home.store();
    for number in [1, 2] {
        let mut transaction = store.begin().unwrap();
        super::home::add(&mut transaction, number);
        transaction.write_lock_file(lock_of(transaction.state())).unwrap();
        transaction.commit().unwrap();
    }
    let before = store.state().unwrap();
    let mut transaction = store.begin().unwrap();
    transaction.remove(&id(1), &version()).unwrap();
    transaction.set_pinned(&id(2), &version(), true).unwrap();
    transaction.write_lock_file("another").unwrap();
    transaction.commit().unwrap();

    assert_eq!(store.previous().unwrap(), Some(before.clone()));
    // What sweeps must leave what may be wanted back.
    drop(store.begin().unwrap());
    let restored = store.restore_previous().unwrap();
    assert_eq!(restored.generation(), 4);
    assert!(restored.receipts().eq(before.receipts()));
    assert_eq!(store.state().unwrap(), restored);
    assert_eq!(store.lock_text().unwrap(), Some(lock_of(&before)));
    assert_eq!(store.verify(|_| {}).unwrap(), []);
    // To go back twice is to be where one was.
    let again = store.restore_previous().unwrap();
    assert_eq!(again.len(), 1);
    assert_eq!(store.lock_text().unwrap().as_deref(), Some("another"));
    assert_eq!(store.verify(|_| {}).unwrap(), []);
}

#[test]
fn the_state_before_replaces_a_damaged_one() {
    let home = Home::with(&[1, 2]);
    break_state(&home);
    let restored = home.store().restore_previous().unwrap();
    assert_eq!(restored.len(), 1);
    assert!(restored.generation() > 2, "no plan for the damaged state fits it");
    assert_eq!(fs::read_to_string(home.inside("state.damaged.json")).unwrap(), "broken");
    assert_eq!(home.store().verify(|_| {}).unwrap(), []);
}

#[test]
fn there_is_no_way_back_from_nothing() {
    let home = Home::new();
    assert!(matches!(home.store().restore_previous(), Err(StoreError::NoPrevious { .. })));
    let home = Home::with(&[1, 2]);
    fs::write(home.inside("state.previous.json"), "broken").unwrap();
    assert!(matches!(home.store().restore_previous(), Err(StoreError::State { flaw: Flaw::Json { .. }, .. })));
    let home = Home::with(&[1, 2]);
    fs::remove_file(home.artifact_file(1)).unwrap();
    assert!(matches!(home.store().restore_previous(), Err(StoreError::Artifact { .. })));
    assert_eq!(home.store().state().unwrap().len(), 2);
}

#[test]
fn a_rebuilt_state_has_the_grants_of_sound_receipts() {
    let home = Home::with(&[1, 2, 3]);
    let store = home.store();
    let clock = Grants::none().with(Capability::Clock);
    grant(&store, 1, clock.clone().with(Capability::Network));
    grant(&store, 1, clock.clone());
    grant(&store, 2, clock.clone());
    let forged = fs::read_to_string(home.receipt_file(2)).unwrap().replace("clock", "files");
    fs::write(home.receipt_file(2), forged).unwrap();
    fs::write(home.artifact_file(3), "altered").unwrap();
    let receipt = home.receipt_file(2);
    fs::remove_file(home.inside("state.json")).unwrap();

    let rebuilt = store.rebuild().unwrap();
    assert_eq!(rebuilt.state.len(), 1);
    assert_eq!(rebuilt.state.get(&id(1), &version()).unwrap().grants, clock);
    let left_out: Vec<_> = rebuilt.left_out.iter().map(|problem| (problem.kind.name(), &*problem.path)).collect();
    let artifacts = (home.artifact_file(2), home.artifact_file(3));
    assert_eq!(
        left_out,
        [("bad-receipt", &*receipt), ("wrong-size", &*artifacts.1), ("missing-receipt", &*artifacts.0)]
    );
    assert!(matches!(rebuilt.left_out[0].kind, ProblemKind::BadReceipt(Flaw::Checksum { .. })));
    assert_eq!(store.state().unwrap(), rebuilt.state);
    install(&store, 4);
    install(&store, 2);
}

#[test]
fn a_rebuilt_state_takes_the_lock_file_as_it_is() {
    let home = Home::with(&[1]);
    fs::write(home.path().join("parsify.lock"), "from version control").unwrap();
    break_state(&home);
    let rebuilt = home.store().rebuild().unwrap();
    assert_eq!(rebuilt.state.written_lock(), Some("from version control"));
    assert_eq!(home.store().lock_text().unwrap().as_deref(), Some("from version control"));
}

#[test]
fn a_sound_state_may_be_rebuilt_too() {
    let home = Home::with(&[1, 2]);
    let before = home.store().state().unwrap();
    let rebuilt = home.store().rebuild().unwrap();
    assert!(rebuilt.state.receipts().eq(before.receipts()));
    assert_eq!(rebuilt.state.generation(), 3);
    assert!(Home::new().store().rebuild().unwrap().state.is_empty());
}

#[test]
fn no_flipped_bit_in_a_receipt_gets_into_a_rebuilt_state() {
    let home = Home::with(&[1, 2]);
    let good = home.store().state().unwrap();
    let path = home.receipt_file(2);
    let whole = fs::read(&path).unwrap();
    for seed in 0..rounds(100, 1_000) {
        let mut random = Random(seed);
        let mut bytes = whole.clone();
        let damaged = random.below(bytes.len());
        bytes[damaged] ^= 1 << random.below(8);
        fs::write(&path, &bytes).unwrap();
        let rebuilt = home.store().rebuild().unwrap();
        assert!(rebuilt.state.receipts().eq(good.versions(&id(1))), "seed {seed}");
        let kinds: Vec<_> = rebuilt.left_out.iter().map(|problem| problem.kind.name()).collect();
        assert_eq!(kinds, ["bad-receipt", "missing-receipt"]);
    }
}
