use std::fs::{self, File};

use parsify_interface::Digest;
use parsify_loader::{Flaw, MAX_STATE_BYTES, State, StoreError};
use sha2::{Digest as _, Sha256};

use super::home::{Home, Random, install, lock_of, rounds};

/// The text of a state with a right checksum, as only a newer or a hostile program writes one.
pub(crate) fn forge(schema: &str, version: u64, generation: u64, content: &str) -> String {
    let digest: [u8; 32] = Sha256::digest(format!("{schema} {version} {generation}\n{content}")).into();
    let checksum = Digest::new(digest);
    format!(
        r#"{{"schema":"{schema}","version":{version},"generation":{generation},"checksum":"{checksum}","content":{content}}}"#
    )
}

fn state_of(home: &Home) -> Vec<u8> {
    fs::read(home.inside("state.json")).unwrap()
}

/// The content of the state, as it stands in the file.
fn content(home: &Home) -> String {
    let text = String::from_utf8(state_of(home)).unwrap();
    let (_, content) = text.split_once(r#""content":"#).unwrap();
    content.trim_end().strip_suffix('}').unwrap().to_owned()
}

fn flaw(home: &Home, text: impl AsRef<[u8]>) -> Flaw {
    fs::write(home.inside("state.json"), text).unwrap();
    match home.store().state() {
        Err(StoreError::State { flaw, path }) => {
            assert_eq!(path, home.inside("state.json"));
            assert!(matches!(home.store().begin(), Err(StoreError::State { .. })), "nothing is changed then");
            flaw
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_truncated_state_is_never_an_empty_one() {
    let home = Home::with(&[1, 2]);
    let whole = state_of(&home);
    let step = usize::try_from(rounds(7, 1)).unwrap();
    // The line feed at the end says nothing.
    for length in (0..whole.len() - 1).step_by(step) {
        let found = flaw(&home, &whole[..length]);
        assert!(matches!(found, Flaw::Json { line: 1, .. }), "{length}: {found:?}");
    }
}

#[test]
fn every_flipped_bit_is_found_and_the_state_is_rebuilt() {
    let home = Home::with(&[1, 2]);
    let good = home.store().state().unwrap();
    let whole = state_of(&home);
    for seed in 0..rounds(200, 2_000) {
        let mut random = Random(seed);
        let mut bytes = whole.clone();
        bytes[random.below(whole.len())] ^= 1 << random.below(8);
        fs::write(home.inside("state.json"), &bytes).unwrap();
        let error = home.store().state().unwrap_err();
        let StoreError::State { flaw, .. } = &error else { panic!("{error:?} at seed {seed}") };
        if matches!(flaw, Flaw::Future { .. }) {
            // A flip in the version's digit: a newer program has to look at it.
            assert!(home.store().rebuild().is_err());
            continue;
        }
        let rebuilt = home.store().rebuild().unwrap();
        assert_eq!(rebuilt.left_out, []);
        assert!(rebuilt.state.receipts().eq(good.receipts()), "seed {seed}");
        assert!(rebuilt.state.generation() > good.generation());
        assert_eq!(fs::read(home.inside("state.damaged.json")).unwrap(), bytes);
    }
}

#[test]
fn garbage_is_refused_with_its_place() {
    let home = Home::with(&[1]);
    let json = |text: &str, line, column| match flaw(&home, text) {
        Flaw::Json { line: found, column: at, problem } => {
            assert_eq!((found, at), (line, column), "{problem}");
            assert!(!problem.contains("line") && !problem.contains("struct"), "{problem}");
        }
        other => panic!("{other:?}"),
    };
    json("", 1, 1);
    json("[]", 1, 2);
    json("{\n  \"schema\": \"parsify-modules\",\n  oops", 3, 3);
    json(&"[".repeat(10_000), 1, 1);
    assert_eq!(flaw(&home, b"\xff{}"), Flaw::NotText { offset: 0 });
    let other = forge("parsify-receipt", 1, 1, "{}");
    let found = "parsify-receipt".to_owned();
    assert_eq!(flaw(&home, other), Flaw::Schema { found, expected: "parsify-modules" });
}

#[test]
fn a_newer_format_is_left_alone_whatever_it_holds() {
    let home = Home::with(&[1]);
    let newer = r#"{"schema":"parsify-modules","version":2,"generation":9,"modules":{"in":"another form"}}"#;
    let future = Flaw::Future { found: 2, known: 1 };
    assert_eq!(flaw(&home, newer), future);
    assert_eq!(flaw(&home, forge("parsify-modules", 2, 1, "{}")), future);
    assert!(home.store().rebuild().is_err() && home.store().restore_previous().is_err());
    assert!(matches!(flaw(&home, forge("parsify-modules", 0, 1, "{}")), Flaw::Json { .. }));
}

#[test]
fn an_unknown_key_is_refused_with_its_place_in_the_file() {
    let home = Home::with(&[1]);
    let content = content(&home);
    let key = content.replacen(r#""pinned":"#, r#""pined":"#, 1);
    let text = forge("parsify-modules", 1, 1, &key);
    let Flaw::Json { problem, line: 1, column } = flaw(&home, &text) else { panic!("another flaw") };
    assert!(problem.contains("pined"), "{problem}");
    let place = text.find("\"pined\"").unwrap();
    assert!((place..place + 20).contains(&column), "column {column}, key at {place}");
    let header = forge("parsify-modules", 1, 1, &content).replacen('{', r#"{"comment":1,"#, 1);
    assert!(matches!(flaw(&home, header), Flaw::Json { .. }));
}

#[test]
fn a_hand_edit_is_found() {
    let home = Home::with(&[1]);
    let text = String::from_utf8(state_of(&home)).unwrap();
    let edited = text.replace(r#""grants":[]"#, r#""grants":["network"]"#);
    assert_ne!(edited, text);
    assert!(matches!(flaw(&home, edited), Flaw::Checksum { .. }));
    let rolled_back = text.replace(r#""generation":1"#, r#""generation":0"#);
    assert!(matches!(flaw(&home, rolled_back), Flaw::Checksum { .. }));
}

#[test]
fn what_stands_twice_is_refused() {
    let home = Home::with(&[1]);
    let one = content(&home);
    let start = one.find('[').unwrap() + 1;
    let end = one.rfind(']').unwrap();
    let module = &one[start..end];
    let twice = format!("{}{module},{module}{}", &one[..start], &one[end..]);
    assert!(matches!(flaw(&home, forge("parsify-modules", 1, 1, &twice)), Flaw::Duplicate { .. }));
    let renamed = module.replace("module-1", "module-2");
    let shared = format!("{}{module},{renamed}{}", &one[..start], &one[end..]);
    assert!(matches!(flaw(&home, forge("parsify-modules", 1, 1, &shared)), Flaw::SharedBytes { .. }));
}

#[test]
fn a_huge_state_is_not_read() {
    let home = Home::with(&[1]);
    let file = File::create(home.inside("state.json")).unwrap();
    file.set_len(100_000_000).unwrap();
    let error = home.store().state().unwrap_err();
    assert!(matches!(error, StoreError::TooLarge { limit: MAX_STATE_BYTES, .. }), "{error:?}");
    assert_eq!(home.store().rebuild().unwrap().state.len(), 1);
}

#[test]
fn a_lost_state_is_never_an_empty_one() {
    let home = Home::with(&[1]);
    fs::remove_file(home.inside("state.json")).unwrap();
    let is_missing = |home: &Home| {
        matches!(home.store().state(), Err(StoreError::State { flaw: Flaw::Missing, .. }))
            && matches!(home.store().begin(), Err(StoreError::State { flaw: Flaw::Missing, .. }))
    };
    assert!(is_missing(&home));
    fs::remove_file(home.receipt_file(1)).unwrap();
    assert!(is_missing(&home), "an artifact alone");
    fs::remove_file(home.artifact_file(1)).unwrap();
    assert!(is_missing(&home), "a previous state alone");
    fs::remove_file(home.inside("state.previous.json")).unwrap();
    assert_eq!(home.store().state().unwrap(), State::default());
}

#[test]
fn a_state_that_would_not_be_read_again_is_not_written() {
    let home = Home::with(&[1]);
    let mut transaction = home.store().begin().unwrap();
    let error = transaction.write_lock_file("x".repeat(17 << 20)).unwrap_err();
    assert!(matches!(error, StoreError::WouldBeTooLarge { .. }));
    // Every control character has six bytes in JSON.
    transaction.write_lock_file("\u{1}".repeat(12 << 20)).unwrap();
    assert!(matches!(transaction.commit(), Err(StoreError::WouldBeTooLarge { what: "the state", .. })));
    assert_eq!(home.store().state().unwrap().generation(), 1);
    assert_eq!(home.store().lock_text().unwrap(), None);
    let mut transaction = home.store().begin().unwrap();
    transaction.write_lock_file(lock_of(transaction.state())).unwrap();
    transaction.commit().unwrap();
    install(&home.store(), 2);
}
