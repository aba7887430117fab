use std::sync::atomic::{AtomicU64, Ordering};

use serde::{Deserialize, Serialize};

use crate::{Classification, Recovery, Situation, decide};

/// How many retries all calls together may make.
///
/// As JSON, what is left out has its default: `{"perCall": 0.1, "reserve": 10, "bound": 100}`. Values outside their bounds
/// count as the nearer bound; a share that is no number counts as the default.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct RetryBudgetPolicy {
    /// What each call adds, in retries; counted in thousandths. Default 0.1; from 0 to 1.
    pub per_call: f64,
    /// Retries that are there before the first call. Default 10; at most `bound`.
    pub reserve: u32,
    /// More are never saved up. Default 100; 0 means that nothing is tried again.
    pub bound: u32,
}

impl Default for RetryBudgetPolicy {
    fn default() -> Self {
        Self { per_call: 0.1, reserve: 10, bound: 100 }
    }
}

/// What all calls of a manager may spend on retries, so that a fault does not multiply the load that met it.
///
/// A bucket of tokens: each call puts a fraction of one in, each retry takes a whole one. Over any span of time there are at
/// most `bound + per_call × calls` retries, and `reserve + per_call × calls` since the beginning: with the defaults 1.1
/// attempts per call in the long run.
///
/// One atomic number. While the bucket is full, as it is when nothing fails, a call only reads it.
///
/// ```
/// use parsify_error::{RetryBudget, RetryBudgetPolicy};
///
/// let budget = RetryBudget::new(RetryBudgetPolicy { reserve: 0, ..RetryBudgetPolicy::default() });
/// for _ in 0..10 {
///     budget.deposit();
/// }
/// assert!(budget.withdraw());
/// assert!(!budget.withdraw());
/// ```
#[derive(Debug)]
pub struct RetryBudget {
    thousandths: AtomicU64,
    per_call: u64,
    bound: u64,
}

const TOKEN: u64 = 1000;

impl Default for RetryBudget {
    fn default() -> Self {
        Self::new(RetryBudgetPolicy::default())
    }
}

impl RetryBudget {
    /// A budget that holds its reserve.
    #[must_use]
    pub fn new(policy: RetryBudgetPolicy) -> Self {
        let share = if policy.per_call.is_nan() { RetryBudgetPolicy::default().per_call } else { policy.per_call };
        let bound = u64::from(policy.bound) * TOKEN;
        Self {
            thousandths: AtomicU64::new((u64::from(policy.reserve) * TOKEN).min(bound)),
            per_call: (share.clamp(0.0, 1.0) * TOKEN as f64).round() as u64,
            bound,
        }
    }

    /// Counts the first attempt of a call. Further attempts of the same call add nothing.
    pub fn deposit(&self) {
        // A full bucket is the usual case: it is not written to, so callers on other cores do not lose it from their cache.
        let _ = self.thousandths.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |held| {
            (held < self.bound).then(|| (held + self.per_call).min(self.bound))
        });
    }

    /// Takes one retry, if there is one.
    #[must_use = "without a token there must be no retry"]
    pub fn withdraw(&self) -> bool {
        let less = |held: u64| held.checked_sub(TOKEN);
        self.thousandths.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less).is_ok()
    }

    /// How many whole retries there are.
    #[must_use]
    pub fn left(&self) -> u64 {
        self.thousandths.load(Ordering::Relaxed) / TOKEN
    }

    /// [`decide`] under the budget: a retry takes a token, and without one the attempts count as used up. Then the native
    /// twin may still answer, where the failure lets it.
    #[must_use]
    pub fn decide(&self, class: Classification, situation: &Situation) -> Recovery {
        match decide(class, situation) {
            Recovery::Retry { .. } if !self.withdraw() => {
                decide(class, &Situation { attempts: u32::MAX, ..*situation })
            }
            recovery => recovery,
        }
    }
}
