use std::time::Instant;

use parsify_error::{BreakerStage, BreakerState, TwinRule};
use parsify_interface::FailureSummary;
use parsify_telemetry::{Breaker, Facts, Policy, Probe, Queue};

use super::pulse::Seen;
use super::{ModuleHealth, SystemHealth};
use crate::ModuleManager;
use crate::events::Happening;
use crate::manager::Inner;
use crate::slot::Slot;

impl ModuleManager {
    /// How all modules do, from what their calls, their breakers and the last time they were asked have told. Nothing is
    /// loaded or called for it, so a module that was never used is [`Health::Unknown`](crate::Health::Unknown);
    /// [`health_check`](Self::health_check) asks.
    #[must_use]
    pub fn health(&self) -> SystemHealth {
        self.0.health()
    }
}

impl Inner {
    pub(crate) fn health(&self) -> SystemHealth {
        let (world, now) = (self.world.load(), Instant::now());
        let policy = &world.health;
        let modules: Vec<_> = world.slots().map(|slot| slot.health(policy, now)).collect();
        for (slot, health) in world.slots().zip(&modules) {
            self.tell_of_health(slot, health);
        }
        let load = self.admission.load();
        let queue = Queue { waiting: load.waiting as u64, places: load.queue as u64 };
        let verdict = policy.judge_system(modules.iter().map(|module| module.health), Some(queue));
        SystemHealth { health: verdict.health, reasons: verdict.reasons, modules }
    }

    /// Tells those who watch, if it does better or worse than they were told last.
    pub(crate) fn tell_of_health(&self, slot: &Slot, health: &ModuleHealth) {
        let from = std::mem::replace(&mut slot.pulse.seen().told, health.health);
        if from != health.health {
            let (to, reasons) = (health.health, health.reasons.clone());
            self.host.events.tell(&slot.descriptor, || Happening::HealthChanged { from, to, reasons });
        }
    }
}

impl Slot {
    /// How it does, as far as is known at this moment.
    pub(crate) fn health(&self, policy: &Policy, now: Instant) -> ModuleHealth {
        let seen = self.pulse.seen().clone();
        let breaker = self.breaker.as_ref().map(|breaker| breaker.state(now));
        let recent = self.pulse.window.recent(now);
        let verdict = policy.judge(&Facts {
            recent,
            probe: probe(&seen),
            cannot_run: seen.cannot_run.as_ref().map(FailureSummary::from),
            breaker: breaker.as_ref().map_or(Breaker::Closed, stage),
            twin: self.has_twin() && breaker.as_ref().is_none_or(lets_twin_answer),
            queue: None,
        });
        ModuleHealth {
            module: self.descriptor.id.clone(),
            version: self.descriptor.version.clone(),
            health: verdict.health,
            reasons: verdict.reasons,
            in_memory: self.component.as_ref().is_some_and(|component| component.is_in_memory()),
            breaker,
            recent: recent.counts,
            failure: seen.cannot_run.or_else(|| seen.answered.and_then(Result::err)),
        }
    }

    fn has_twin(&self) -> bool {
        self.native.is_some() && !self.is_native()
    }
}

fn probe(seen: &Seen) -> Probe {
    match &seen.answered {
        None => Probe::NotMade,
        Some(Ok(())) => Probe::Answered,
        Some(Err(failure)) => Probe::Failed(failure.into()),
    }
}

fn stage(state: &BreakerState) -> Breaker {
    match state.stage {
        BreakerStage::Closed => Breaker::Closed,
        BreakerStage::HalfOpen => Breaker::HalfOpen,
        BreakerStage::Open => Breaker::Open,
    }
}

fn lets_twin_answer(state: &BreakerState) -> bool {
    state.twin != Some(TwinRule::Never)
}
