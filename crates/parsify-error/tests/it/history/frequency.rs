//! How often is often.

use parsify_error::{ErrorKind, Frequency, HistoryPolicy};

use super::{Watched, failure};

const MINUTE: u64 = 60_000;

fn frequency(watched: &Watched) -> Frequency {
    watched.snapshot().groups[0].frequency
}

#[test]
fn once_then_occasional_then_frequent_then_occasional_again() {
    let mut watched = Watched::new(HistoryPolicy::default());
    let broken = failure("a", ErrorKind::Trap, "sandbox.trap");
    watched.record(&broken);
    assert_eq!(frequency(&watched), Frequency::Once);
    for _ in 0..8 {
        watched.record(&broken);
        assert_eq!(frequency(&watched), Frequency::Occasional);
    }
    watched.record(&broken);
    assert_eq!(frequency(&watched), Frequency::Frequent);
    watched.pass(10 * MINUTE);
    assert_eq!(frequency(&watched), Frequency::Occasional);
}

#[test]
fn persistent_is_frequent_without_a_break() {
    let mut watched = Watched::new(HistoryPolicy::default());
    let broken = failure("a", ErrorKind::Trap, "sandbox.trap");
    for minute in 0..8 {
        assert!(minute == 0 || frequency(&watched) < Frequency::Persistent);
        watched.record(&broken);
        watched.record(&broken);
        watched.pass(MINUTE);
    }
    assert_eq!(frequency(&watched), Frequency::Persistent);
    watched.pass(3 * MINUTE);
    assert_eq!(frequency(&watched), Frequency::Frequent);
}

#[test]
fn seldom_and_regular_is_occasional() {
    let mut watched = Watched::new(HistoryPolicy::default());
    for _ in 0..100 {
        watched.record(&failure("a", ErrorKind::Trap, "sandbox.trap"));
        watched.pass(5 * MINUTE);
    }
    assert_eq!(frequency(&watched), Frequency::Occasional);
}
