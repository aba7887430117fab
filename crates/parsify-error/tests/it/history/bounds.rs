//! Whatever comes, the memory does not grow.

use std::thread;

use parsify_error::{ErrorKind, Failure, HistoryPolicy};
use proptest::prelude::*;

use super::{Watched, failure};

fn json(watched: &Watched) -> String {
    serde_json::to_string(&watched.snapshot()).expect("JSON")
}

#[test]
fn a_million_distinct_messages_are_one_group() {
    let mut watched = Watched::new(HistoryPolicy::default());
    for number in 0..1_000_000 {
        watched.record(&Failure::new(ErrorKind::Input, "json.syntax", format!("wrong {number}")).with_module("a"));
        watched.pass(1);
    }
    let snapshot = watched.snapshot();
    assert_eq!((snapshot.recorded, snapshot.groups.len(), snapshot.latest.len()), (1_000_000, 1, 1000));
    assert_eq!((snapshot.groups[0].count, &*snapshot.groups[0].message), (1_000_000, "wrong 999999"));
    assert_eq!((&*snapshot.latest[0].message, &*snapshot.latest[999].message), ("wrong 999999", "wrong 999000"));
}

#[test]
fn a_flood_of_codes_drives_out_only_the_groups_of_its_own_module() {
    let watched = Watched::new(HistoryPolicy { groups: 50, ..HistoryPolicy::default() });
    for module in 0..20 {
        watched.record(&failure(&format!("quiet-{module}"), ErrorKind::Trap, "sandbox.trap"));
    }
    for number in 0..20_000 {
        watched.record(&Failure::new(ErrorKind::Input, format!("flood.{number}"), "x").with_module("loud"));
    }
    let snapshot = watched.snapshot();
    assert_eq!((snapshot.groups.len(), snapshot.forgotten_groups), (50, 20_000 - 30));
    let quiet = |module: &Option<String>| module.as_deref().is_some_and(|module| module.starts_with("quiet-"));
    assert_eq!(snapshot.groups.iter().filter(|group| quiet(&group.key.module)).count(), 20);
    assert!(snapshot.groups.iter().any(|group| group.key.code == "flood.19999"));
}

#[test]
fn of_many_modules_the_one_longest_without_a_failure_is_forgotten() {
    let watched = Watched::new(HistoryPolicy { groups: 3, ..HistoryPolicy::default() });
    for module in ["a", "b", "c", "a", "d"] {
        watched.record(&failure(module, ErrorKind::Trap, "sandbox.trap"));
    }
    let mut left: Vec<_> = watched.snapshot().groups.into_iter().filter_map(|group| group.key.module).collect();
    left.sort_unstable();
    assert_eq!(left, ["a", "c", "d"]);
}

/// The sum of all texts is what could grow: every one as long as it can be, of letters that escaping makes longer.
#[test]
fn huge_texts_are_cut() {
    let policy = HistoryPolicy { entries: 100, groups: 20, text_bytes: 64, ..HistoryPolicy::default() };
    let watched = Watched::new(policy);
    for number in 0..200 {
        let huge = format!("{number}{}", "\u{202e}é".repeat(100_000));
        let mut failure = Failure::new(ErrorKind::Input, huge.clone(), huge.clone())
            .with_module(&huge)
            .with_version(&huge)
            .with_operation(&huge);
        for _ in 0..50 {
            failure = failure.with_hint(huge.clone());
        }
        watched.record(&failure);
    }
    let snapshot = watched.snapshot();
    assert!(snapshot.groups.iter().all(|group| group.message.len() <= 64 && group.message.ends_with('…')));
    assert!(snapshot.groups.iter().all(|group| group.resolution.len() == 4));
    // Backslashes double in JSON; names of fields and numbers are well below a kilobyte a part.
    assert!(json(&watched).len() < (100 + 20 * 9) * (10 * 2 * 64 + 1024));
}

#[test]
fn entries_can_be_switched_off() {
    let watched = Watched::new(HistoryPolicy { entries: 0, groups: 0, text_bytes: 0, ..HistoryPolicy::default() });
    for module in ["a", "b"] {
        watched.record(&failure(module, ErrorKind::Trap, "sandbox.trap"));
    }
    let snapshot = watched.snapshot();
    assert_eq!((snapshot.latest.len(), snapshot.groups.len()), (0, 1));
    assert_eq!(snapshot.groups[0].message, "sandbox.trap …");
}

#[test]
fn many_threads_lose_nothing() {
    let watched = Watched::new(HistoryPolicy::default());
    thread::scope(|scope| {
        for module in ["a", "b", "c", "d"] {
            let watched = &watched;
            scope.spawn(move || {
                for _ in 0..1000 {
                    watched.record(&failure(module, ErrorKind::Trap, "sandbox.trap"));
                }
            });
        }
    });
    assert_eq!(watched.snapshot().totals.by_module.values().copied().collect::<Vec<_>>(), [1000; 4]);
}

proptest! {
    #[test]
    fn no_text_breaks_it(texts in prop::collection::vec(any::<String>(), 5), most in 0..40_usize) {
        let watched = Watched::new(HistoryPolicy { text_bytes: most, groups: 2, entries: 2, ..HistoryPolicy::default() });
        let most = most.max(16);
        for text in &texts {
            let failure = Failure::new(ErrorKind::Input, text.clone(), text.clone()).with_module(text).with_hint(text);
            watched.record(&failure);
        }
        let snapshot = watched.snapshot();
        prop_assert!(snapshot.groups.len() <= 2 && snapshot.latest.len() == 2);
        for group in snapshot.groups {
            for text in [group.message, group.key.code].into_iter().chain(group.resolution).chain(group.key.module) {
                prop_assert!(text.len() <= most && !text.contains(char::is_control));
            }
        }
    }
}
