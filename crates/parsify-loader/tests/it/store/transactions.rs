use std::collections::BTreeMap;
use std::fs;
use std::time::Duration;

use parsify_interface::{Capability, Descriptor, Grants};
use parsify_loader::{Loader, Origin, Receipt, Signature, Source, StoreError};

use super::home::{Home, add, artifact, descriptor, id, install, receipt, version};

#[test]
fn what_is_installed_comes_back_as_it_was() {
    let home = Home::new();
    let full = receipt(1)
        .with_origin(Origin::new("folder", "/srv/modules/one.wasm").updated_from("/srv/modules"))
        .with_signature(Signature::new("ed25519", "key 7", "c2ln"))
        .with_grants(Grants::none().with(Capability::Clock))
        .with_edge(id(2), Grants::none().with(Capability::Files))
        .as_dependency()
        .pinned();
    let mut transaction = home.store().begin().unwrap();
    transaction.add(&artifact(1), full.clone()).unwrap();
    let committed = transaction.commit().unwrap();

    let state = home.store().state().unwrap();
    assert_eq!(state, committed);
    assert_eq!((state.len(), state.generation()), (1, 1));
    assert_eq!(**state.get(&id(1), &version()).unwrap(), full);
    assert_eq!(state.by_digest(artifact(1).digest()).unwrap().id(), &id(1));
    let loaded = home.store().artifact(&full).unwrap();
    assert_eq!(loaded.bytes(), artifact(1).bytes());
    let source = home.store().source(&full.digest);
    assert_eq!(Loader::new().load_expecting(&source, &full.digest).unwrap().bytes(), loaded.bytes());
}

#[test]
fn nothing_there_is_nothing_installed() {
    let home = Home::new();
    let store = home.store();
    assert!(store.state().unwrap().is_empty());
    assert_eq!(store.previous().unwrap(), None);
    assert_eq!(store.lock_text().unwrap(), None);
    assert_eq!(store.verify(|_| {}).unwrap(), []);
    assert!(!home.inside("").exists(), "reading makes no folder");
    assert!(matches!(store.artifact(&receipt(1)), Err(StoreError::Artifact { .. })));
}

#[test]
fn many_versions_lie_side_by_side() {
    let home = Home::new();
    let mut transaction = home.store().begin().unwrap();
    for (number, text) in ["1.10.0", "1.9.0", "2.0.0-rc.1"].into_iter().enumerate() {
        let mut descriptor: Descriptor = descriptor(1);
        descriptor.version = text.parse().unwrap();
        let artifact = artifact(number as u64);
        transaction.add(&artifact, Receipt::new(&artifact, descriptor)).unwrap();
    }
    let state = transaction.commit().unwrap();
    let versions: Vec<_> = state.versions(&id(1)).map(|receipt| receipt.version().to_string()).collect();
    assert_eq!(versions, ["1.9.0", "1.10.0", "2.0.0-rc.1"]);
    assert_eq!(state.versions(&id(7)).count(), 0);
}

#[test]
fn a_dropped_transaction_leaves_everything_as_it_was() {
    let home = Home::with(&[1]);
    let files = || [home.names(""), home.names("artifacts"), home.names("receipts"), home.names("tmp")];
    let before = (files(), fs::read(home.inside("state.json")).unwrap());
    let mut transaction = home.store().begin().unwrap();
    add(&mut transaction, 2);
    transaction.remove(&id(1), &version()).unwrap();
    transaction.write_lock_file("a lock").unwrap();
    assert_eq!((transaction.state().len(), transaction.before().len()), (1, 1));
    drop(transaction);
    assert_eq!((files(), fs::read(home.inside("state.json")).unwrap()), before);
    assert_eq!(home.store().lock_text().unwrap(), None);
}

#[test]
fn a_transaction_without_changes_writes_nothing() {
    let home = Home::with(&[1]);
    let mut transaction = home.store().begin().unwrap();
    transaction.set_pinned(&id(1), &version(), false).unwrap();
    assert_eq!(transaction.commit().unwrap().generation(), 1);
    assert!(!home.store().state().unwrap().is_empty());
}

#[test]
fn a_plan_on_an_old_state_is_refused() {
    let home = Home::with(&[1]);
    let planned = home.store().state().unwrap().generation();
    install(&home.store(), 2);
    let error = home.store().begin_at(planned).unwrap_err();
    assert!(matches!(error, StoreError::Changed { expected: 1, actual: 2 }), "{error:?}");
    assert!(home.store().begin_at(2).is_ok());
}

#[test]
fn one_version_is_installed_once() {
    let home = Home::with(&[1]);
    let mut transaction = home.store().begin().unwrap();
    let error = transaction.add(&artifact(1), receipt(1)).unwrap_err();
    assert!(matches!(error, StoreError::Installed { .. }), "{error:?}");
    let other_bytes = Receipt::new(&artifact(2), descriptor(1));
    assert!(matches!(transaction.add(&artifact(2), other_bytes), Err(StoreError::Installed { .. })));
    let same_bytes = Receipt::new(&artifact(1), descriptor(2));
    assert!(matches!(transaction.add(&artifact(1), same_bytes), Err(StoreError::Installed { .. })));
    // To replace it is to remove it and to add it.
    transaction.remove(&id(1), &version()).unwrap();
    transaction.add(&artifact(2), Receipt::new(&artifact(2), descriptor(1))).unwrap();
    let state = transaction.commit().unwrap();
    assert_eq!(state.get(&id(1), &version()).unwrap().digest, *artifact(2).digest());
}

#[test]
fn a_receipt_for_other_bytes_is_refused() {
    let home = Home::new();
    let mut transaction = home.store().begin().unwrap();
    assert!(matches!(transaction.add(&artifact(1), receipt(2)), Err(StoreError::OtherBytes { .. })));
    let mut wrong_size = receipt(1);
    wrong_size.size += 1;
    assert!(matches!(transaction.add(&artifact(1), wrong_size), Err(StoreError::OtherBytes { .. })));
}

#[test]
fn grants_hold_for_the_bytes_that_were_agreed_to() {
    let home = Home::with(&[1]);
    let clock = Grants::none().with(Capability::Clock);
    let mut transaction = home.store().begin().unwrap();
    let other = artifact(2);
    let refused = transaction.set_grants(&id(1), &version(), other.digest(), clock.clone());
    assert!(matches!(refused, Err(StoreError::OtherBytes { .. })));
    let edges = BTreeMap::from([(id(2), clock.clone())]);
    assert!(transaction.set_edges(&id(1), &version(), other.digest(), edges.clone()).is_err());
    transaction.set_grants(&id(1), &version(), artifact(1).digest(), clock.clone()).unwrap();
    transaction.set_edges(&id(1), &version(), artifact(1).digest(), edges.clone()).unwrap();
    transaction.set_asked_for(&id(1), &version(), false).unwrap();
    transaction.set_pinned(&id(1), &version(), true).unwrap();
    transaction.commit().unwrap();
    let state = home.store().state().unwrap();
    let receipt = state.get(&id(1), &version()).unwrap();
    assert_eq!((&receipt.grants, &receipt.edges, receipt.asked_for, receipt.pinned), (&clock, &edges, false, true));
    assert_eq!(home.names("receipts").len(), 1, "the receipt before is gone");
}

#[test]
fn what_is_not_installed_cannot_be_changed() {
    let home = Home::with(&[1]);
    let mut transaction = home.store().begin().unwrap();
    let is_missing = |error| matches!(error, Err(StoreError::NotInstalled { .. }));
    assert!(is_missing(transaction.remove(&id(2), &version()).map(drop)));
    assert!(is_missing(transaction.remove(&id(1), &"9.0.0".parse().unwrap()).map(drop)));
    assert!(is_missing(transaction.set_pinned(&id(2), &version(), true)));
}

#[test]
fn a_huge_or_bottomless_descriptor_is_refused_before_it_is_written() {
    let home = Home::with(&[1]);
    let mut transaction = home.store().begin().unwrap();
    let mut huge = receipt(2);
    huge.descriptor.limitations = vec!["x".repeat(10 << 20)];
    assert!(matches!(transaction.add(&artifact(2), huge), Err(StoreError::WouldBeTooLarge { .. })));

    // As deep as its own reader bears, and so too deep inside a state.
    let nested = format!("{}{}", "{\"not\":".repeat(119), "{}".to_owned() + &"}".repeat(119));
    let text = serde_json_text(&nested);
    let mut deep = receipt(2);
    deep.descriptor = Descriptor::parse(&text).unwrap();
    assert!(matches!(transaction.add(&artifact(2), deep), Err(StoreError::Unwritable { .. })));
    add(&mut transaction, 2);
    assert_eq!(transaction.commit().unwrap().len(), 2);
    assert_eq!(home.store().state().unwrap().len(), 2);
}

fn serde_json_text(nested: &str) -> String {
    format!(
        r#"{{"id": "module-2", "name": "Deep", "version": "1.2.0", "apiVersion": "1.0.0", "summary": "Tests",
            "category": "tools", "operations": [{{"name": "run", "summary": "Runs",
            "params": {{"type": "object", "not": {nested}}}}}]}}"#
    )
}

#[test]
fn a_sound_artifact_is_not_written_again_and_a_damaged_one_is_repaired() {
    let home = Home::with(&[1]);
    let written = || fs::metadata(home.artifact_file(1)).unwrap().modified().unwrap();
    let before = written();
    let again = || {
        let mut transaction = home.store().begin().unwrap();
        transaction.remove(&id(1), &version()).unwrap();
        add(&mut transaction, 1);
        transaction.commit().unwrap();
    };
    again();
    assert_eq!(written(), before);
    fs::write(home.artifact_file(1), b"damaged").unwrap();
    again();
    assert_eq!(home.store().verify(|_| {}).unwrap(), []);
}

#[test]
fn removed_artifacts_stay_for_one_change_and_go_then() {
    let home = Home::with(&[1]);
    let mut transaction = home.store().begin().unwrap();
    transaction.remove(&id(1), &version()).unwrap();
    transaction.commit().unwrap();
    assert_eq!((home.names("artifacts").len(), home.names("receipts").len()), (1, 0));
    install(&home.store(), 2);
    install(&home.store(), 3);
    assert_eq!(home.names("artifacts").len(), 2);
    assert!(!home.artifact_file(1).exists());
}

#[test]
fn an_added_and_removed_module_leaves_no_artifact() {
    let home = Home::with(&[1]);
    let mut transaction = home.store().begin().unwrap();
    add(&mut transaction, 2);
    transaction.remove(&id(2), &version()).unwrap();
    transaction.commit().unwrap();
    assert_eq!(home.names("artifacts").len(), 1);
    assert!(home.names("tmp").is_empty());
}

#[test]
fn the_store_says_when_it_was_installed_unless_it_is_told() {
    let home = Home::new();
    let mut transaction = home.store().begin().unwrap();
    transaction.add(&artifact(1), Receipt::new(&artifact(1), descriptor(1))).unwrap();
    let state = transaction.commit().unwrap();
    assert!(state.get(&id(1), &version()).unwrap().installed_at > 1_700_000_000);
}

#[test]
fn who_waits_in_vain_is_told_for_whom() {
    let home = Home::with(&[1]);
    let _held = home.store().begin().unwrap();
    let error = home.store().with_wait(Duration::from_millis(30)).begin().unwrap_err();
    let StoreError::Busy { holder, waited, .. } = error else { panic!("{error:?}") };
    assert_eq!(holder, Some(std::process::id()));
    assert!(waited >= Duration::from_millis(30));
    assert_eq!(home.store().state().unwrap().len(), 1, "readers do not wait");
}

#[test]
fn a_folder_of_updates_has_its_catalog() {
    use parsify_loader::{CATALOG_FILE, Folder, LoaderError, MAX_CATALOG_BYTES};
    let home = Home::new();
    let folder = Folder::new(home.path());
    assert_eq!(folder.catalog_text().unwrap(), None);
    fs::write(home.path().join(CATALOG_FILE), "{}").unwrap();
    assert_eq!(folder.catalog_text().unwrap().as_deref(), Some("{}"));
    assert_eq!(folder.list().unwrap(), Vec::<Source>::new());
    fs::write(home.path().join(CATALOG_FILE), b"\xff").unwrap();
    assert!(matches!(folder.catalog_text(), Err(LoaderError::NotText { .. })));
    let file = fs::File::create(home.path().join(CATALOG_FILE)).unwrap();
    file.set_len(MAX_CATALOG_BYTES + 1).unwrap();
    assert!(matches!(folder.catalog_text(), Err(LoaderError::CatalogTooLarge { .. })));
    assert!(matches!(Folder::new(home.path().join("no")).catalog_text(), Err(LoaderError::Missing { .. })));
}
