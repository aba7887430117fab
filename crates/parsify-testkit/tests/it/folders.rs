use std::fs;

use parsify_interface::Processor as _;
use parsify_testkit::{FixtureError, Fixtures, check_coverage};

use crate::sample::{HOLDING, folder, sample, write};

#[test]
fn fixtures_come_in_order() {
    let folder = folder(HOLDING);
    write(folder.path(), ".hidden/x.txt", "not read");
    write(folder.path(), "README.md", "what these are");
    let labels: Vec<_> = Fixtures::load(&folder).unwrap().iter().map(parsify_testkit::Fixture::label).collect();
    assert_eq!(labels, ["count/no-letter", "count/some", "upper/empty", "upper/word"]);
}

#[test]
fn a_folder_without_fixtures_is_an_error() {
    let empty = tempfile::tempdir().unwrap();
    assert!(matches!(Fixtures::load(&empty), Err(FixtureError::NoFixtures { .. })));
    fs::create_dir(empty.path().join("upper")).unwrap();
    assert!(matches!(Fixtures::load(&empty), Err(FixtureError::NoFixtures { folder }) if folder.ends_with("upper")));
    assert!(matches!(Fixtures::load(empty.path().join("missing")), Err(FixtureError::Read { .. })));
}

#[test]
fn what_would_never_run_is_an_error() {
    for stray in ["loose.txt", "upper/case.text", "upper/deeper/case.txt"] {
        let folder = folder(HOLDING);
        write(folder.path(), stray, "comment\n");
        assert!(matches!(Fixtures::load(&folder), Err(FixtureError::Stray { .. })), "{stray}");
    }
}

#[test]
fn every_operation_needs_a_fixture() {
    let folder = folder(HOLDING);
    let mut fixtures = Fixtures::load(&folder).unwrap();
    let descriptor = sample().describe();
    check_coverage(&descriptor, &fixtures).unwrap();
    fixtures.retain(|fixture| fixture.request.operation != "count");
    let error = check_coverage(&descriptor, &fixtures).unwrap_err();
    assert_eq!(error.to_string(), "`sample` has operations without a fixture: count");
}
