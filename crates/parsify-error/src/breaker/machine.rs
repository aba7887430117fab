use std::time::Duration;

use super::policy::BreakerPolicy;
use super::refusal::Refusal;
use crate::TwinRule;
use crate::rolling::{Rolling, Tick};

/// How long a refused caller is asked to wait while a probe is on its way: it cannot be known, but it is not long.
const PROBING: Duration = Duration::from_millis(100);

/// What of a breaker changes seldom: everything but the count of successes. All times are since the breaker began.
#[derive(Debug)]
pub(super) struct Machine {
    pub(super) stage: Stage,
    /// Failures by twin rule, from the strictest on.
    failures: Rolling<[u64; 3]>,
    /// How long it stays open this time.
    pause: Duration,
    pub(super) twin: TwinRule,
    pub(super) opened: u64,
    probes: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    Closed,
    Open { until: Duration },
    HalfOpen { probe: Option<u64> },
}

const RULES: [TwinRule; 3] = [TwinRule::Never, TwinRule::IfTotal, TwinRule::Allowed];

impl Machine {
    pub(super) fn new(policy: &BreakerPolicy) -> Self {
        Self {
            stage: Stage::Closed,
            failures: Rolling::new(),
            pause: policy.open_for,
            twin: TwinRule::Allowed,
            opened: 0,
            probes: 0,
        }
    }

    pub(super) fn count(&mut self, tick: Tick, rule: TwinRule) {
        let place = RULES.iter().position(|&known| known == rule).unwrap_or(0);
        self.failures.slice(tick)[place] += 1;
    }

    pub(super) fn failures(&self, tick: Tick) -> u64 {
        self.failures.window(tick).flatten().sum()
    }

    /// Opens for the first time since it was closed.
    pub(super) fn open(&mut self, now: Duration, tick: Tick) {
        let counted = |place: usize| self.failures.window(tick).any(|failures| failures[place] > 0);
        self.twin = (0..RULES.len()).find(|&place| counted(place)).map_or(TwinRule::Never, |place| RULES[place]);
        self.stay_open(now);
    }

    /// Opens for longer, because the probe failed.
    pub(super) fn reopen(&mut self, now: Duration, rule: TwinRule, policy: &BreakerPolicy) {
        self.twin = self.twin.stricter(rule);
        self.pause = self.pause.saturating_mul(2).min(policy.longest_open);
        self.stay_open(now);
    }

    fn stay_open(&mut self, now: Duration) {
        self.opened += 1;
        self.stage = Stage::Open { until: now.saturating_add(self.pause) };
    }

    pub(super) fn close(&mut self, policy: &BreakerPolicy) {
        self.stage = Stage::Closed;
        self.failures = Rolling::new();
        self.pause = policy.open_for;
    }

    /// What is left of the pause. A clock that went back cannot make it longer than the pause is.
    pub(super) fn left(&self, until: Duration, now: Duration) -> Duration {
        until.saturating_sub(now).min(self.pause)
    }

    /// The number of the probe that the caller may be; only while it is not closed.
    pub(super) fn probe(&mut self, now: Duration) -> Result<u64, Refusal> {
        let wait = match self.stage {
            Stage::Open { until } => {
                let left = self.left(until, now);
                self.stage = Stage::Open { until: now.saturating_add(left) };
                left
            }
            Stage::HalfOpen { probe: Some(_) } => PROBING,
            Stage::HalfOpen { probe: None } | Stage::Closed => Duration::ZERO,
        };
        if !wait.is_zero() {
            return Err(Refusal { retry_after: wait, twin: self.twin, opened: self.opened });
        }
        self.probes += 1;
        self.stage = Stage::HalfOpen { probe: Some(self.probes) };
        Ok(self.probes)
    }

    /// Whether this is the probe on its way; it ends with that.
    pub(super) fn end_probe(&mut self, number: u64) -> bool {
        let current = self.stage == Stage::HalfOpen { probe: Some(number) };
        if current {
            self.stage = Stage::HalfOpen { probe: None };
        }
        current
    }
}
