//! The budget of retries.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use parsify_error::{
    Classification, ErrorKind, Recovery, RetryBudget, RetryBudgetPolicy, RetryPolicy, Situation, TrapCause, decide,
};
use proptest::prelude::*;

use crate::recovery::{class, situation};

fn empty() -> RetryBudget {
    RetryBudget::new(RetryBudgetPolicy { reserve: 0, ..RetryBudgetPolicy::default() })
}

/// A linear congruential generator (Knuth, MMIX): the same faults in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Attempts made by `calls` calls of which each attempt fails with this probability, in a way that may be tried again.
fn attempts(budget: &RetryBudget, calls: u32, faults: f64, dice: &mut Dice) -> u32 {
    let busy = Classification::of(ErrorKind::Capacity, None);
    let mut attempts = 0;
    for _ in 0..calls {
        budget.deposit();
        let mut situation = Situation {
            attempts: 1,
            policy: RetryPolicy { attempts: 10, ..RetryPolicy::default() },
            idempotent: true,
            total: true,
            twin: true,
            remaining: Duration::from_secs(30),
            jitter: dice.roll(),
        };
        while dice.roll() < faults && matches!(budget.decide(busy, &situation), Recovery::Retry { .. }) {
            situation.attempts += 1;
        }
        attempts += situation.attempts;
    }
    attempts
}

/// Ten minutes of a hundred calls a second.
#[test]
fn ten_minutes_of_faults_amplify_by_a_tenth() {
    const CALLS: u32 = 10 * 60 * 100;
    for faults in [0.1, 0.5, 1.0] {
        let made = attempts(&RetryBudget::default(), CALLS, faults, &mut Dice(7));
        // The reserve is there once, not per minute: it is all that goes beyond a tenth.
        assert!(made <= CALLS + CALLS / 10 + 10, "{made} attempts at {faults}");
        assert!(f64::from(made) / f64::from(CALLS) <= 1.1 + 0.0005);
        assert!(made > CALLS + CALLS / 11, "the budget is used: {made} attempts at {faults}");
    }
}

#[test]
fn seldom_faults_are_all_tried_again() {
    let budget = RetryBudget::default();
    let mut dice = Dice(3);
    let made = attempts(&budget, 60_000, 0.02, &mut dice);
    let faultless = 60_000.0 / (1.0 - 0.02);
    assert!((f64::from(made) - faultless).abs() < 150.0, "{made}");
    assert!(budget.left() > 90);
}

#[test]
fn it_starts_with_the_reserve_and_is_bounded() {
    let budget = RetryBudget::default();
    assert_eq!(budget.left(), 10);
    for _ in 0..100_000 {
        budget.deposit();
    }
    assert_eq!((0..1000).filter(|_| budget.withdraw()).count(), 100);
    assert_eq!(RetryBudget::new(RetryBudgetPolicy { bound: 0, ..RetryBudgetPolicy::default() }).left(), 0);
}

#[test]
fn no_token_is_taken_twice_or_lost() {
    let budget = RetryBudget::new(RetryBudgetPolicy { reserve: 0, bound: 10_000, ..RetryBudgetPolicy::default() });
    let taken = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..1000 {
                    budget.deposit();
                    taken.fetch_add(usize::from(budget.withdraw()), Ordering::Relaxed);
                }
            });
        }
    });
    assert_eq!(taken.into_inner() as u64 + budget.left(), 800);
}

#[test]
fn without_budget_the_twin_may_still_answer() {
    let bug = Classification::of(ErrorKind::Trap, Some(TrapCause::Panic));
    let situation = Situation {
        attempts: 1,
        policy: RetryPolicy::default(),
        idempotent: true,
        total: true,
        twin: true,
        remaining: Duration::from_secs(1),
        jitter: 0.0,
    };
    assert_eq!(RetryBudget::default().decide(bug, &situation), Recovery::Retry { after: Duration::ZERO });
    assert_eq!(empty().decide(bug, &situation), Recovery::FallBack);
    assert_eq!(empty().decide(bug, &Situation { twin: false, ..situation }), Recovery::GiveUp);
}

proptest! {
    #[test]
    fn without_budget_nothing_is_tried_again((kind, cause) in class(), situation in situation()) {
        let recovery = empty().decide(Classification::of(kind, cause), &situation);
        let retried = matches!(recovery, Recovery::Retry { .. });
        prop_assert!(!retried);
    }

    #[test]
    fn with_budget_the_decision_is_the_same_and_only_a_retry_costs(
        (kind, cause) in class(), situation in situation(),
    ) {
        let budget = RetryBudget::default();
        let class = Classification::of(kind, cause);
        let recovery = budget.decide(class, &situation);
        prop_assert_eq!(recovery, decide(class, &situation));
        prop_assert_eq!(budget.left(), if matches!(recovery, Recovery::Retry { .. }) { 9 } else { 10 });
    }

    #[test]
    fn no_policy_breaks_it(per_call in any::<f64>(), reserve in any::<u32>(), bound in any::<u32>(), calls in 0..50_u64) {
        let budget = RetryBudget::new(RetryBudgetPolicy { per_call, reserve, bound });
        let first = budget.left();
        prop_assert!(first <= u64::from(reserve.min(bound)));
        (0..calls).for_each(|_| budget.deposit());
        prop_assert!(budget.left() <= (first + calls).min(u64::from(bound)));
    }
}
