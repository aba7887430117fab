//! Calls that attack the host, each with the one verdict that is right.

use std::time::Duration;

use parsify_interface::{CallOptions, ErrorKind, LimitOverrides};

use super::Subject;

struct Attack {
    operation: &'static str,
    count: u64,
    expected: ErrorKind,
}

const ATTACKS: [Attack; 6] = [
    Attack { operation: "spin", count: 0, expected: ErrorKind::Timeout },
    Attack { operation: "eat-memory", count: 0, expected: ErrorKind::Memory },
    Attack { operation: "panic", count: 0, expected: ErrorKind::Trap },
    Attack { operation: "flood-log", count: 1_000_000, expected: ErrorKind::Limit },
    Attack { operation: "give-bytes", count: 2 << 20, expected: ErrorKind::Output },
    Attack { operation: "recurse", count: 1_000_000_000, expected: ErrorKind::Trap },
];

/// Attacks in turn; true when the attack got its verdict.
pub(super) async fn attack(subject: &Subject, turn: u64) -> bool {
    let Attack { operation, count, expected } = &ATTACKS[turn as usize % ATTACKS.len()];
    let deadline = if *operation == "spin" { Duration::from_millis(5) } else { Duration::from_secs(30) };
    let limits = LimitOverrides::default()
        .with_deadline(deadline)
        .with_memory(8 << 20)
        .with_output(1 << 20)
        .with_log_lines(1000);
    let options = CallOptions::new().with_limits(limits);
    let failure = subject.misbehave(operation, *count, &options).await.err();
    failure.is_some_and(|failure| failure.kind() == *expected)
}
