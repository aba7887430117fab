use std::collections::VecDeque;
use std::num::NonZero;
use std::sync::Arc;
use std::time::{Duration, Instant};

use parsify_error::Failure;
use parsify_interface::{CallOptions, Fallback, LimitOverrides, Module as _, Request, VersionReq};
use tokio::task::JoinSet;

use super::{ModuleHealth, SystemHealth};
use crate::install::probe;
use crate::manager::Inner;
use crate::nest::Nest;
use crate::slot::Slot;
use crate::world::World;
use crate::{ModuleManager, check, recovery};

impl ModuleManager {
    /// Asks every module how it does, and says so: loads it if it is not in memory, which may compile it, and makes a call in
    /// the sandbox, with a deadline of its own ([`HealthPolicy::probe`](crate::HealthPolicy::probe)). As many at once as there
    /// are cores. The call is the one that [`ModuleSettings::with_probe`](crate::ModuleSettings::with_probe) names, or that of
    /// an operation `probe` that needs no document, or asks for the descriptor once more; it waits in no queue and counts in
    /// no statistics. A module that runs natively by nature and has no such call is taken as answering.
    ///
    /// What the calls of the last seconds came to, and the circuit breaker, count as well: a module that answers the host and
    /// fails all others is unhealthy.
    ///
    /// # Panics
    ///
    /// If called outside a tokio runtime.
    pub async fn health_check(&self) -> SystemHealth {
        self.0.clone().ask(|_| true).await;
        self.health()
    }

    /// The same for one module: the newest version that fits the requirement, or the newest at all.
    ///
    /// # Errors
    ///
    /// No such module or version is installed. One that cannot be loaded or does not answer is no error of the check: it
    /// stands in what is returned.
    ///
    /// # Panics
    ///
    /// If called outside a tokio runtime.
    pub async fn health_check_of(&self, module: &str, version: Option<&VersionReq>) -> Result<ModuleHealth, Failure> {
        let world = self.0.world.load();
        let slot = world.find(module, version)?;
        self.0.clone().ask(|other| std::ptr::eq(other, &**slot)).await;
        let health = slot.health(&world.health, Instant::now());
        self.0.tell_of_health(slot, &health);
        Ok(health)
    }
}

impl Inner {
    /// Asks the modules that are wanted.
    pub(crate) async fn ask(self: Arc<Self>, wanted: impl Fn(&Slot) -> bool) {
        let world = self.world.load();
        let mut waiting: VecDeque<_> = world.slots().filter(|slot| wanted(slot)).cloned().collect();
        let at_once = std::thread::available_parallelism().map_or(1, NonZero::get);
        let mut asked = JoinSet::new();
        loop {
            while asked.len() < at_once
                && let Some(slot) = waiting.pop_front()
            {
                let (inner, world) = (self.clone(), world.clone());
                asked.spawn(async move { inner.examine(&world, &slot).await });
            }
            // One that broke down has left nothing behind; the others go on.
            if asked.join_next().await.is_none() {
                return;
            }
        }
    }

    async fn examine(self: Arc<Self>, world: &Arc<World>, slot: &Arc<Slot>) {
        let time = world.health.probe;
        let loaded = match slot.is_native() {
            true => Ok(None),
            false => slot.sandboxed(&self.host).await.map(|(module, _)| Some(module)),
        };
        let module = match loaded {
            Ok(module) => module,
            Err(failure) => {
                let mut seen = slot.pulse.seen();
                (seen.answered, seen.cannot_run) = (None, Some(failure));
                return;
            }
        };
        let said = slot.standing.probe.as_deref().cloned();
        let answered = match (said.or_else(|| probe::request(&slot.descriptor)), module) {
            (Some(request), _) => self.call(world, slot, request, time).await,
            (None, Some(module)) => Some(module.probe(time).await),
            (None, None) => Some(Ok(())),
        };
        let mut seen = slot.pulse.seen();
        (seen.answered, seen.cannot_run) = (answered, None);
    }

    /// A call like any other, but for the queue and the statistics: the breaker lets it through or not, and learns from it.
    /// `None` when it did not.
    async fn call(
        self: &Arc<Self>,
        world: &Arc<World>,
        slot: &Arc<Slot>,
        mut request: Request,
        time: Duration,
    ) -> Option<Result<(), Failure>> {
        let called = async {
            let place = check::check(slot, &mut request)?;
            let deadline = LimitOverrides::default().with_deadline(time);
            let options = CallOptions::new().with_limits(deadline);
            let limits = self.limits(slot, place, &options);
            let options = options.with_started(Instant::now()).with_limits(limits.into());
            let mut options = slot.standing.apply(place, options.with_fallback(Fallback::Forbidden));
            if slot.descriptor.calls_modules() {
                options.callees = Some(Nest::root(self, world, slot, (limits, deadline), &options)?);
            }
            match &slot.native {
                Some(native) if slot.is_native() => native.execute(&request, &options).await.map(|_| Some(())),
                _ => recovery::probe(self, slot, &request, &options, &limits).await,
            }
        };
        match called.await {
            Ok(answered) => answered.map(Ok),
            Err(failure) => Some(Err(failure)),
        }
    }
}
