use serde::Serialize;

use crate::facts::{Breaker, Facts, Probe, Queue};
use crate::{Blame, Health, Policy, Reason, WindowCounts};

/// How something does, and why it does not better.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Verdict {
    /// How it does: the worst that one of the reasons stands for.
    pub health: Health,
    /// Why, the worst first. None when it is healthy.
    pub reasons: Vec<Reason>,
}

type Finding = (Health, Reason);

impl Policy {
    /// How one version of a module does. Depends on its arguments alone.
    #[must_use]
    pub fn judge(&self, facts: &Facts) -> Verdict {
        let mut findings = Vec::new();
        findings.extend(sandbox(facts));
        findings.extend(self.twin(facts));
        findings.extend(self.calls(facts));
        findings.extend(facts.queue.and_then(|queue| self.queue(queue)));
        if findings.is_empty() {
            findings.extend(unknown(facts));
        }
        Verdict::of(findings)
    }

    /// How all does: the worst of the modules, and the queue that all calls share.
    #[must_use]
    pub fn judge_system(&self, modules: impl IntoIterator<Item = Health>, queue: Option<Queue>) -> Verdict {
        let own = Verdict::of(queue.and_then(|queue| self.queue(queue)).into_iter().collect());
        let health = Health::worst(modules).max(if own.reasons.is_empty() { Health::Unknown } else { own.health });
        Verdict { health, ..own }
    }

    fn calls(&self, facts: &Facts) -> impl Iterator<Item = Finding> {
        let counts = &facts.recent.counts;
        let row = facts.recent.faults_in_row;
        let always = (row > 0 && row >= self.faults_in_row).then_some(Reason::AlwaysFails { faults: row });
        let always = always.map(|reason| (Health::Unhealthy, reason));
        let shares = self.enough(counts).then(|| [self.faults(counts), self.limits(counts), self.elsewhere(counts)]);
        always.into_iter().chain(shares.into_iter().flatten().flatten()).chain(self.slow(counts))
    }

    fn faults(&self, counts: &WindowCounts) -> Option<Finding> {
        let (faults, calls) = (counts.faults, counts.judged());
        let reason = Reason::ErrorRate { faults, calls };
        if reaches(faults, calls, self.unhealthy_faults) {
            return Some((Health::Unhealthy, reason));
        }
        reaches(faults, calls, self.degraded_faults).then_some((Health::Degraded, reason))
    }

    fn limits(&self, counts: &WindowCounts) -> Option<Finding> {
        let (limits, calls) = (counts.limits, counts.judged());
        reaches(limits, calls, self.degraded_others).then_some((Health::Degraded, Reason::Limits { limits, calls }))
    }

    fn elsewhere(&self, counts: &WindowCounts) -> Option<Finding> {
        let (failures, calls) = (counts.elsewhere, counts.judged());
        let reason = Reason::Elsewhere { failures, calls };
        reaches(failures, calls, self.degraded_others).then_some((Health::Degraded, reason))
    }

    fn twin(&self, facts: &Facts) -> Option<Finding> {
        let counts = &facts.recent.counts;
        let (fallbacks, calls) = (counts.fallbacks, counts.judged());
        let in_place = facts.twin && (facts.cannot_run.is_some() || facts.breaker == Breaker::Open);
        let serves = in_place || (self.enough(counts) && reaches(fallbacks, calls, self.degraded_faults));
        serves.then_some((Health::Degraded, Reason::NativeTwinServes { fallbacks, calls }))
    }

    fn enough(&self, counts: &WindowCounts) -> bool {
        counts.judged() >= self.least_calls
    }

    fn slow(&self, counts: &WindowCounts) -> Option<Finding> {
        let &WindowCounts { slow, successes, slowest, .. } = counts;
        let beyond = slow as f64 > (1.0 - self.slow_percentile) * successes as f64;
        let reason = Reason::Slow { slow, successes, share: self.slow_share, slowest };
        (beyond && slow > 0 && slow >= self.least_slow).then_some((Health::Degraded, reason))
    }

    fn queue(&self, queue: Queue) -> Option<Finding> {
        let Queue { waiting, places } = queue;
        reaches(waiting, places, self.queue_share).then_some((Health::Degraded, Reason::QueueFull { waiting, places }))
    }
}

impl Verdict {
    fn of(mut findings: Vec<Finding>) -> Self {
        // A stable sort: among equals the order in which they were found stays.
        findings.sort_by_key(|&(health, _)| std::cmp::Reverse(health));
        let health = findings.first().map_or(Health::Healthy, |&(health, _)| health);
        Self { health, reasons: findings.into_iter().map(|(_, reason)| reason).collect() }
    }
}

/// Whether the sandbox serves at all. While it does not, a native twin does.
fn sandbox(facts: &Facts) -> impl Iterator<Item = Finding> {
    let down = if facts.twin { Health::Degraded } else { Health::Unhealthy };
    let cannot_run = facts.cannot_run.clone().map(|failure| (down, Reason::CannotRun { failure }));
    let breaker = match facts.breaker {
        Breaker::Closed => None,
        Breaker::HalfOpen => Some((Health::Degraded, Reason::BreakerHalfOpen)),
        Breaker::Open => Some((down, Reason::BreakerOpen)),
    };
    let probe = match &facts.probe {
        Probe::Failed(failure) => {
            let health = match Blame::of(failure.kind) {
                Blame::Module | Blame::Limit => down,
                // A host without a place for the probe, or one that ends it, says little of the module.
                Blame::Elsewhere | Blame::Caller => Health::Degraded,
            };
            Some((health, Reason::ProbeFailed { failure: failure.clone() }))
        }
        Probe::NotMade | Probe::Answered => None,
    };
    cannot_run.into_iter().chain(breaker).chain(probe)
}

/// Why nobody knows how it does, when there is nothing to say against it.
fn unknown(facts: &Facts) -> Option<Finding> {
    let counts = &facts.recent.counts;
    let answers = counts.successes > 0 || matches!(facts.probe, Probe::Answered);
    let reason = match counts.calls {
        _ if answers => return None,
        0 if !facts.recent.called => Reason::NotCalledYet,
        0 => Reason::NotCalledLately { span: facts.recent.span },
        calls => Reason::TooFewCalls { calls, successes: counts.successes },
    };
    Some((Health::Unknown, reason))
}

/// Whether a share of them is reached, by one at least.
fn reaches(some: u64, all: u64, share: f64) -> bool {
    some > 0 && some as f64 >= share * all as f64
}
