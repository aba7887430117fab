use std::time::Duration;

use parsify_error::{
    Classification, ErrorKind, Recovery, RetryPolicy, RetryRule, Situation, TrapCause, TwinRule, decide,
};
use proptest::prelude::*;

/// The table of the architecture, written a second time by hand: kind, cause, retry, twin, breaker.
const TABLE: &[(ErrorKind, Option<TrapCause>, RetryRule, TwinRule, bool)] = {
    use ErrorKind::*;
    use RetryRule::{Never, OnceIfIdempotent, WithBackoff};
    use TwinRule as T;
    &[
        (NotFound, None, Never, T::Allowed, true),
        (Compilation, None, Never, T::Allowed, true),
        (Instantiation, None, Never, T::Allowed, true),
        (Compatibility, None, Never, T::Allowed, true),
        (Network, None, WithBackoff, T::Allowed, false),
        (Capacity, None, WithBackoff, T::Allowed, false),
        (Trap, None, Never, T::Never, true),
        (Trap, Some(TrapCause::Stack), Never, T::Never, true),
        (Trap, Some(TrapCause::OutOfBounds), Never, T::Never, true),
        (Trap, Some(TrapCause::OutOfMemory), Never, T::Never, true),
        (Trap, Some(TrapCause::Abi), Never, T::Never, true),
        (Trap, Some(TrapCause::Other), Never, T::Never, true),
        (Trap, Some(TrapCause::Panic), OnceIfIdempotent, T::IfTotal, true),
        (Trap, Some(TrapCause::Unreachable), OnceIfIdempotent, T::IfTotal, true),
        (Trap, Some(TrapCause::Arithmetic), OnceIfIdempotent, T::IfTotal, true),
        (Memory, None, Never, T::Never, true),
        (Timeout, None, Never, T::Never, true),
        (Output, None, Never, T::Never, true),
        (Limit, None, Never, T::Never, true),
        (Cancelled, None, Never, T::Never, false),
        (Input, None, Never, T::Never, false),
        (Params, None, Never, T::Never, false),
        (Unsupported, None, Never, T::Never, false),
        (Dependency, None, Never, T::Never, false),
        (Integrity, None, Never, T::Never, true),
        (Permission, None, Never, T::Never, true),
        (Unavailable, None, Never, T::Never, false),
        (Internal, None, Never, T::Never, true),
    ]
};

#[test]
fn the_table_holds_row_by_row() {
    for &(kind, cause, retry, twin, breaker) in TABLE {
        let class = Classification::of(kind, cause);
        assert_eq!((class.retry, class.twin, class.counts_against_breaker), (retry, twin, breaker), "{kind} {cause:?}");
    }
    for kind in ErrorKind::ALL {
        assert!(TABLE.iter().any(|row| row.0 == kind), "{kind} is missing from the table");
    }
}

pub(crate) fn class() -> impl Strategy<Value = (ErrorKind, Option<TrapCause>)> {
    (prop::sample::select(ErrorKind::ALL.to_vec()), prop::option::of(prop::sample::select(TrapCause::ALL.to_vec())))
}

pub(crate) fn situation() -> impl Strategy<Value = Situation> {
    let policy = (0..6_u32, 0..500_u64, 0..2000_u64).prop_map(|(attempts, initial, longest)| RetryPolicy {
        attempts,
        initial_pause: Duration::from_millis(initial),
        longest_pause: Duration::from_millis(longest),
    });
    (1..100_u32, policy, any::<[bool; 3]>(), 0..5000_u64, any::<f64>()).prop_map(
        |(attempts, policy, [idempotent, total, twin], remaining, jitter)| Situation {
            attempts,
            policy,
            idempotent,
            total,
            twin,
            remaining: Duration::from_millis(remaining),
            jitter,
        },
    )
}

proptest! {
    #[test]
    fn limits_verdicts_and_security_end_the_call((kind, cause) in class(), situation in situation()) {
        let ends = kind.is_limit()
            || matches!(
                kind,
                ErrorKind::Cancelled | ErrorKind::Input | ErrorKind::Params | ErrorKind::Unsupported
                    | ErrorKind::Integrity | ErrorKind::Permission
            )
            || (kind == ErrorKind::Trap && cause.is_none_or(TrapCause::is_exhaustion));
        if ends {
            prop_assert_eq!(decide(Classification::of(kind, cause), &situation), Recovery::GiveUp);
        }
    }

    #[test]
    fn a_retry_stays_inside_the_policy_and_the_deadline((kind, cause) in class(), situation in situation()) {
        if let Recovery::Retry { after } = decide(Classification::of(kind, cause), &situation) {
            prop_assert!(situation.attempts < situation.policy.attempts.max(1));
            prop_assert!(after < situation.remaining);
            prop_assert!(after <= situation.policy.longest_pause);
            if kind == ErrorKind::Trap {
                prop_assert!(situation.idempotent && situation.attempts == 1);
            }
        }
    }

    #[test]
    fn no_twin_no_fallback((kind, cause) in class(), situation in situation()) {
        let class = Classification::of(kind, cause);
        if decide(class, &situation) == Recovery::FallBack {
            prop_assert!(situation.twin);
            prop_assert!(class.twin == TwinRule::Allowed || situation.total);
        }
    }

    #[test]
    fn repeated_decisions_end((kind, cause) in class(), mut situation in situation()) {
        situation.attempts = 1;
        let class = Classification::of(kind, cause);
        while let Recovery::Retry { after } = decide(class, &situation) {
            situation.attempts += 1;
            situation.remaining -= after;
        }
        prop_assert!(situation.attempts <= situation.policy.attempts.max(1));
    }

    #[test]
    fn pauses_grow(attempt in 1..200_u32) {
        let policy = RetryPolicy::default();
        prop_assert!(policy.pause(attempt) <= policy.pause(attempt + 1));
        prop_assert!(policy.pause(attempt) <= policy.longest_pause);
    }
}
