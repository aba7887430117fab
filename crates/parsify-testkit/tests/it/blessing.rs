use std::fs;

use parsify_interface::{Document, ErrorKind, Failure, Response};
use parsify_testkit::{
    Blessing, FakeModule, Fixture, FixtureError, Fixtures, InProcess, block_on, check, fake_descriptor, run,
};
use proptest::prelude::*;

use crate::sample::{HOLDING, folder, sample};

/// Changes one holding fixture, and gives the error of the check.
fn mismatch(file: &str, from: &str, to: &str) -> String {
    let folder = folder(HOLDING);
    let path = folder.path().join(file);
    fs::write(&path, fs::read_to_string(&path).unwrap().replace(from, to)).unwrap();
    let fixtures = Fixtures::load(&folder).unwrap();
    block_on(check(&InProcess::new(sample()), &fixtures, Blessing::Compare)).unwrap_err().to_string()
}

#[test]
fn fixtures_that_hold_pass() {
    let folder = folder(HOLDING);
    let fixtures = Fixtures::load(&folder).unwrap();
    block_on(check(&InProcess::new(sample()), &fixtures, Blessing::Compare)).unwrap();
}

#[test]
fn every_part_of_an_answer_counts() {
    for (file, from, to) in [
        ("upper/word.txt", "ABC!", "ABC"),
        ("upper/word.txt", "text/plain", "text/html"),
        ("upper/word.txt", "response-document text", "response-document other"),
        ("upper/empty.txt", "is empty", "is full"),
        ("count/some.txt", "\n3\n", "\n4\n"),
        ("count/some.txt", "\n3\n", "\n3.0\n"),
        ("count/no-letter.txt", "\"input\"", "\"params\""),
        ("count/no-letter.txt", "sample.letter", "sample.other"),
        ("count/no-letter.txt", "this is no", "that is no"),
        ("count/no-letter.txt", "-1", "1"),
        ("count/no-letter.txt", "take a", "use a"),
    ] {
        let text = mismatch(file, from, to);
        assert!(text.starts_with("1 of 4 fixtures do not hold"), "{file} {from}: {text}");
    }
}

#[test]
fn a_mismatch_shows_the_difference() {
    let text = mismatch("upper/word.txt", "ABC!", "ABC ");
    assert!(text.contains("upper/word ("), "{text}");
    assert!(text.ends_with("  --- response-document text text/plain\n- \"ABC \"\n+ ABC!\n  \n"), "{text}");
}

#[test]
fn blessing_rewrites_the_answer_and_keeps_the_request() {
    let request = "Odd, but kept.\n\n--- params\n{ }\n--- document text\n  abc\t\n\n";
    let cases = [
        ("upper/new.txt", request.to_owned()),
        (
            "upper/stale.txt",
            format!("{request}--- failure\n{{\"kind\": \"input\", \"code\": \"a.b\", \"message\": \"\"}}"),
        ),
        ("upper/cut.txt", request.trim_end().to_owned()),
        ("count/data.txt", "Params are needed.\n--- params\n{\"letter\":\"b\"}\n--- document text\nabba".to_owned()),
    ];
    let files: Vec<_> = cases.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let folder = folder(&files);
    let module = InProcess::new(sample());
    let load = || Fixtures::load(&folder).unwrap();
    block_on(check(&module, &load(), Blessing::Accept)).unwrap();

    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    let expected = format!("{request}--- response-document text text/plain\n  ABC\t\n\n");
    assert_eq!(read("upper/new.txt"), expected);
    assert_eq!(read("upper/stale.txt"), expected);
    assert_eq!(read("count/data.txt"), format!("{}\n--- data\n2\n", cases[3].1));
    block_on(check(&module, &load(), Blessing::Compare)).unwrap();
}

#[test]
fn what_holds_is_not_written_again() {
    let folder = folder(HOLDING);
    block_on(check(&InProcess::new(sample()), &Fixtures::load(&folder).unwrap(), Blessing::Accept)).unwrap();
    for (name, text) in HOLDING {
        assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), *text);
    }
}

#[test]
fn a_fixture_that_waits_for_its_answer_does_not_hold() {
    let fixture = Fixture::new("fixtures/upper/new.txt", "New.");
    let outcome = block_on(run(&InProcess::new(sample()), &fixture));
    assert!(!outcome.holds());
    assert!(outcome.difference.unwrap().starts_with("nothing is expected yet"));
}

#[test]
fn a_binary_answer_is_shown_but_never_blessed() {
    let folder = folder(&[("run/case.txt", "Binary.\n--- data\nnull\n")]);
    let answer = Response { documents: vec![Document::binary("d", [0xca, 0xfe])], ..Response::default() };
    let module = FakeModule::with_descriptor(fake_descriptor("fake".parse().unwrap())).otherwise(Ok(answer));
    let fixtures = Fixtures::load(&folder).unwrap();
    let error = block_on(check(&module, &fixtures, Blessing::Accept)).unwrap_err();
    assert!(matches!(error, FixtureError::Unwritable { .. }), "{error}");
    let shown = block_on(check(&module, &fixtures, Blessing::Compare)).unwrap_err().to_string();
    assert!(shown.contains("+ --- response-document d binary\n+ ca fe\n"), "{shown}");
}

#[test]
fn numbers_agree_to_their_last_bit() {
    let holds = |expected: &str, actual: f64| {
        let folder = folder(&[("run/case.txt", &format!("Number.\n--- data\n[{expected}]\n"))]);
        let answer = Response { data: vec![actual].into(), ..Response::default() };
        let module = FakeModule::new("fake".parse().unwrap()).then(Ok(answer));
        block_on(check(&module, &Fixtures::load(&folder).unwrap(), Blessing::Compare)).is_ok()
    };
    assert!(holds("0.1", 0.1));
    assert!(!holds("0.1", 0.1_f64.next_up()));
    assert!(!holds("-0.1", (-0.1_f64).next_down()));
    assert!(!holds("0.1", 0.100_000_000_001));
    assert!(!holds("0.1", -0.1));
    assert!(!holds("1", 1.0));
}

#[test]
fn nothing_runs_before_every_operation_is_covered() {
    let folder = folder(&HOLDING[..1]);
    let error = block_on(check(&InProcess::new(sample()), &Fixtures::load(&folder).unwrap(), Blessing::Accept));
    assert!(matches!(error, Err(FixtureError::Uncovered { .. })));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    // Numbers are written and read exactly, so an accepted answer holds.
    #[test]
    fn what_was_accepted_holds(number in any::<f64>()) {
        let folder = folder(&[("run/data.txt", "Data.\n"), ("run/failure.txt", "Failure.\n")]);
        let failure = Failure::new(ErrorKind::Input, "test.number", "wrong").with_detail("number", number);
        let answers = || [Ok(Response { data: number.into(), ..Response::default() }), Err(failure.clone())];
        let module = answers().into_iter().chain(answers()).fold(FakeModule::new("fake".parse().unwrap()), FakeModule::then);
        let load = || Fixtures::load(&folder).unwrap();
        prop_assert!(block_on(check(&module, &load(), Blessing::Accept)).is_ok());
        let again = block_on(check(&module, &load(), Blessing::Compare));
        prop_assert!(again.is_ok(), "{:?}", again);
    }
}
