//! Failures that come together.

use parsify_error::{ErrorKind, FailureGroup, HistoryPolicy};

use super::{Watched, failure};

fn related(watched: &Watched, module: &str) -> Vec<(String, u64)> {
    let snapshot = watched.snapshot();
    let group: &FailureGroup =
        snapshot.groups.iter().find(|group| group.key.module.as_deref() == Some(module)).expect("the group");
    group.related.iter().map(|other| (other.key.module.clone().unwrap_or_default(), other.together)).collect()
}

#[test]
fn groups_within_a_second_are_related_once_it_repeats() {
    let mut watched = Watched::new(HistoryPolicy::default());
    for round in 1..4 {
        watched.record(&failure("a", ErrorKind::Trap, "sandbox.trap"));
        watched.pass(900);
        watched.record(&failure("b", ErrorKind::Dependency, "module.dependency"));
        watched.pass(1100);
        watched.record(&failure("alone", ErrorKind::Timeout, "sandbox.timeout"));
        watched.pass(5000);
        let expected = if round == 1 { vec![] } else { vec![("b".to_owned(), round)] };
        assert_eq!(related(&watched, "a"), expected);
    }
    assert_eq!(related(&watched, "b"), [("a".to_owned(), 3)]);
    assert_eq!(related(&watched, "alone"), []);
}

#[test]
fn a_group_is_not_related_to_itself() {
    let watched = Watched::new(HistoryPolicy::default());
    for _ in 0..10 {
        watched.record(&failure("a", ErrorKind::Trap, "sandbox.trap"));
    }
    assert_eq!(related(&watched, "a"), []);
}

#[test]
fn of_many_companions_the_frequent_ones_stay() {
    let mut watched = Watched::new(HistoryPolicy::default());
    for round in 0..200 {
        watched.record(&failure("a", ErrorKind::Trap, "sandbox.trap"));
        watched.record(&failure("faithful", ErrorKind::Trap, "sandbox.trap"));
        watched.record(&failure(&format!("passer-{round}"), ErrorKind::Trap, "sandbox.trap"));
        watched.pass(2000);
    }
    assert_eq!(related(&watched, "a"), [("faithful".to_owned(), 200)]);
}

#[test]
fn a_forgotten_group_is_no_relative() {
    let mut watched = Watched::new(HistoryPolicy { groups: 2, ..HistoryPolicy::default() });
    for _ in 0..3 {
        watched.record(&failure("a", ErrorKind::Trap, "sandbox.trap"));
        watched.record(&failure("b", ErrorKind::Trap, "sandbox.trap"));
    }
    assert_eq!(related(&watched, "b").len(), 1);
    watched.pass(5000);
    watched.record(&failure("b", ErrorKind::Trap, "sandbox.trap"));
    watched.record(&failure("c", ErrorKind::Trap, "sandbox.trap"));
    assert_eq!(related(&watched, "b"), []);
}
