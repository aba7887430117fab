use std::time::Duration;

use crate::{Classification, RetryRule};

/// What to do after a failed attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Recovery {
    /// Try the sandbox again after this pause.
    Retry {
        /// How long to wait first; zero means at once.
        after: Duration,
    },
    /// Let the native twin answer.
    FallBack,
    /// The failure is the answer.
    GiveUp,
}

/// How often and how fast to try again. Only failures that pass by themselves are tried again with a pause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    /// Attempts in all, the first one included. Default 3; 0 counts as 1.
    pub attempts: u32,
    /// The pause after the first attempt; doubled after each further one. Default 20 ms.
    pub initial_pause: Duration,
    /// No pause is longer. Default 1 s.
    pub longest_pause: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self { attempts: 3, initial_pause: Duration::from_millis(20), longest_pause: Duration::from_secs(1) }
    }
}

impl RetryPolicy {
    /// The pause after `attempt` (counted from 1), before jitter.
    #[must_use]
    pub fn pause(&self, attempt: u32) -> Duration {
        let factor = 2_u32.saturating_pow(attempt.saturating_sub(1));
        self.initial_pause.saturating_mul(factor).min(self.longest_pause)
    }
}

/// Everything the decision looks at beside the failure itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Situation {
    /// Attempts made so far, the failed one included.
    pub attempts: u32,
    /// How often and how fast to try again.
    pub policy: RetryPolicy,
    /// The operation gives the same answer and does nothing twice when called twice.
    pub idempotent: bool,
    /// The operation declares that natively nothing can take the process down: bounded recursion, panics caught.
    pub total: bool,
    /// A native twin exists, the operation may use it and the caller did not forbid it.
    pub twin: bool,
    /// What is left until the deadline.
    pub remaining: Duration,
    /// A number from 0 to 1 that spreads the pauses of many callers; values outside count as the nearer end.
    pub jitter: f64,
}

/// Decides what follows a failed attempt in the sandbox.
///
/// Pure: the clock and the dice are handed in. The laws, each a property test: a limit, a cancel, a security failure or
/// a verdict of the module is never tried again and never run natively; attempts never exceed the policy; a pause never
/// reaches past the deadline.
///
/// ```
/// use parsify_error::{Classification, ErrorKind, Recovery, RetryPolicy, Situation, decide};
/// use std::time::Duration;
///
/// let situation = Situation {
///     attempts: 1,
///     policy: RetryPolicy::default(),
///     idempotent: true,
///     total: true,
///     twin: true,
///     remaining: Duration::from_secs(1),
///     jitter: 0.0,
/// };
/// let broken = Classification::of(ErrorKind::Compilation, None);
/// assert_eq!(decide(broken, &situation), Recovery::FallBack);
/// let hostile = Classification::of(ErrorKind::Timeout, None);
/// assert_eq!(decide(hostile, &situation), Recovery::GiveUp);
/// ```
#[must_use]
pub fn decide(class: Classification, situation: &Situation) -> Recovery {
    if let Some(after) = pause(class.retry, situation) {
        return Recovery::Retry { after };
    }
    if class.twin.lets_run(situation.total) && situation.twin { Recovery::FallBack } else { Recovery::GiveUp }
}

fn pause(rule: RetryRule, situation: &Situation) -> Option<Duration> {
    if situation.attempts >= situation.policy.attempts.max(1) {
        return None;
    }
    let after = match rule {
        RetryRule::Never => return None,
        RetryRule::OnceIfIdempotent if situation.idempotent && situation.attempts == 1 => Duration::ZERO,
        RetryRule::OnceIfIdempotent => return None,
        RetryRule::WithBackoff => {
            let full = situation.policy.pause(situation.attempts);
            // Half of the pause is fixed, half is spread: callers that failed together do not come back together.
            let jitter = if situation.jitter.is_nan() { 0.0 } else { situation.jitter.clamp(0.0, 1.0) };
            full.mul_f64(0.5 + 0.5 * jitter)
        }
    };
    (after < situation.remaining).then_some(after)
}
