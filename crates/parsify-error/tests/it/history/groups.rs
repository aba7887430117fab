//! What a snapshot says of failures.

use std::time::{Duration, UNIX_EPOCH};

use parsify_error::{ErrorKind, Failure, HistoryFilter, HistoryPolicy, Severity, code};
use serde_json::json;

use super::{Watched, failure};

#[test]
fn failures_alike_are_one_group_with_the_last_message_and_its_hints() {
    let mut watched = Watched::new(HistoryPolicy::default());
    let named = |message: &str| {
        Failure::new(ErrorKind::Timeout, code::SANDBOX_TIMEOUT, message)
            .with_module("json-processor")
            .with_version("1.0.0")
            .with_operation("format")
    };
    watched.record(&named("first").with_hint("an old hint"));
    watched.pass(2500);
    watched.record(&named("second").with_hint("raise the limit").with_detail("secret", "not kept"));
    let expected = json!({
        "recorded": 2, "forgottenGroups": 0,
        "totals": {
            "byModule": {"json-processor": 2}, "byKind": {"timeout": 2}, "bySeverity": {"warning": 2},
            "byFrequency": {"occasional": 2}
        },
        "groups": [{
            "module": "json-processor", "version": "1.0.0", "operation": "format", "kind": "timeout",
            "code": "sandbox.timeout", "count": 2, "firstMs": 3_600_000, "lastMs": 3_602_500, "severity": "warning",
            "frequency": "occasional", "message": "second", "resolution": ["raise the limit"],
            "prevention": "bound the size of the documents before the call, or give the operation a longer deadline"
        }],
        "latest": [
            {"module": "json-processor", "version": "1.0.0", "operation": "format", "kind": "timeout",
             "code": "sandbox.timeout", "atMs": 3_602_500, "severity": "warning", "message": "second"},
            {"module": "json-processor", "version": "1.0.0", "operation": "format", "kind": "timeout",
             "code": "sandbox.timeout", "atMs": 3_600_000, "severity": "warning", "message": "first"}
        ]
    });
    assert_eq!(serde_json::to_value(watched.snapshot()).unwrap(), expected);
}

#[test]
fn any_difference_of_the_key_makes_another_group() {
    let watched = Watched::new(HistoryPolicy::default());
    let base = || Failure::new(ErrorKind::Trap, "sandbox.trap", "trap");
    for failure in [
        base(),
        base().with_module("a"),
        base().with_module("a").with_version("1.0.0"),
        base().with_module("a").with_operation("run"),
        Failure::new(ErrorKind::Trap, "sandbox.panic", "trap"),
        Failure::new(ErrorKind::Internal, "sandbox.trap", "trap"),
    ] {
        watched.record(&failure);
    }
    assert_eq!(watched.snapshot().groups.len(), 6);
}

#[test]
fn the_worst_comes_first_and_filters_hold_for_all_parts() {
    let watched = Watched::new(HistoryPolicy::default());
    for _ in 0..3 {
        watched.record(&failure("a", ErrorKind::Input, "json.syntax"));
    }
    watched.record(&failure("a", ErrorKind::Integrity, code::LOADER_DIGEST));
    watched.record(&failure("b", ErrorKind::Trap, code::SANDBOX_STACK));
    watched.record(&failure("b", ErrorKind::Internal, code::HOST_INTERNAL));
    watched.record(&failure("b", ErrorKind::Internal, code::HOST_INTERNAL));
    let kinds: Vec<_> = watched.snapshot().groups.iter().map(|group| group.key.kind).collect();
    assert_eq!(kinds, [ErrorKind::Integrity, ErrorKind::Internal, ErrorKind::Trap, ErrorKind::Input]);

    let check = |filter: HistoryFilter, groups: usize, failures: u64| {
        let snapshot = watched.filtered(&filter);
        assert_eq!(snapshot.groups.len(), groups, "{filter:?}");
        assert_eq!(snapshot.latest.len() as u64, failures, "{filter:?}");
        assert_eq!(snapshot.totals.by_kind.values().sum::<u64>(), failures, "{filter:?}");
        assert_eq!(snapshot.recorded, 7);
    };
    check(HistoryFilter { module: Some("a".into()), ..HistoryFilter::default() }, 2, 4);
    check(HistoryFilter { kind: Some(ErrorKind::Internal), ..HistoryFilter::default() }, 1, 2);
    check(HistoryFilter { severity: Some(Severity::Error), ..HistoryFilter::default() }, 3, 4);
    let none = HistoryFilter { module: Some("a".into()), kind: Some(ErrorKind::Trap), severity: None };
    check(none, 0, 0);
}

#[test]
fn every_kind_has_its_own_prevention_and_some_codes_a_closer_one() {
    let watched = Watched::new(HistoryPolicy::default());
    for kind in ErrorKind::ALL {
        watched.record(&failure("a", kind, "some.code"));
    }
    watched.record(&failure("a", ErrorKind::Trap, code::SANDBOX_STACK));
    let mut preventions: Vec<_> = watched.snapshot().groups.iter().map(|group| group.prevention).collect();
    preventions.sort_unstable();
    preventions.dedup();
    assert_eq!(preventions.len(), ErrorKind::ALL.len() + 1);
}

#[test]
fn texts_of_modules_cannot_drive_a_terminal() {
    let watched = Watched::new(HistoryPolicy::default());
    let evil = "\u{1b}]0;x\u{7}\nforged: line \u{202e}";
    watched.record(&Failure::new(ErrorKind::Input, evil, evil).with_module(evil).with_hint(evil));
    let snapshot = watched.snapshot();
    let group = &snapshot.groups[0];
    let texts = [&group.message, &group.key.code, &group.resolution[0], &snapshot.latest[0].message];
    for text in texts.into_iter().chain(&group.key.module) {
        assert_eq!(text, "\\u{1b}]0;x\\u{7}\\nforged: line \\u{202e}");
    }
}

#[test]
fn clocks_that_jump_are_only_shown() {
    let watched = Watched::new(HistoryPolicy::default());
    let broken = failure("a", ErrorKind::Trap, code::SANDBOX_TRAP);
    let before = UNIX_EPOCH - Duration::from_secs(5);
    for (ahead, at) in [(1_000_000_000, before), (0, watched.at()), (5, before)] {
        watched.history.record(watched.first + Duration::from_secs(ahead), at, &broken);
    }
    let snapshot = watched.snapshot();
    assert_eq!((snapshot.groups[0].count, snapshot.groups[0].last_ms), (3, 0));
    assert_eq!(snapshot.latest[1].at_ms, 3_600_000);
}
