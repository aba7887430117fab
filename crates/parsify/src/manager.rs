use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use parsify_error::{Failure, History, HistoryFilter, HistorySnapshot, RetryBudget};
use parsify_interface::{
    CacheState, CallOptions, Descriptor, Digest, Execution, Limits, Module as _, Phase, Request, Version, VersionReq,
};
use parsify_registry::{Hit, Registry, Snapshot};
use parsify_telemetry::Statistics;
use serde::Serialize;
use tracing::Instrument as _;

use crate::admission::Admission;
use crate::component::{Component, Host};
use crate::course::Course;
use crate::health::Watch;
use crate::nest::Nest;
use crate::slot::Slot;
use crate::world::World;
use crate::{ModuleManagerBuilder, Monitor, check, recovery, turns, waiting};

/// Finds, checks and runs modules. Cheap to clone; all clones share everything.
///
/// Built by [`ModuleManager::builder`]. Needs a tokio runtime with time enabled.
#[derive(Clone)]
pub struct ModuleManager(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) world: Snapshot<World>,
    pub(crate) host: Host,
    pub(crate) admission: Admission,
    /// What all calls may spend on trying again.
    pub(crate) retries: RetryBudget,
    pub(crate) history: History,
    pub(crate) defaults: Limits,
    pub(crate) ceiling: Limits,
    pub(crate) begun: Instant,
    /// The monitor, while there is one.
    pub(crate) watch: Mutex<Option<Watch>>,
}

/// What a manager knows of a module.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ModuleInfo {
    /// What the module says of itself.
    pub descriptor: Arc<Descriptor>,
    /// It has a component that can run in the sandbox.
    pub sandboxed: bool,
    /// It can run natively in this process.
    pub native: bool,
    /// It is part of the program, and came from no file.
    pub embedded: bool,
    /// Where its component comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The digest of its component, when known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digest: Option<Digest>,
    /// Every version of it, newest first.
    pub versions: Vec<Version>,
}

impl ModuleManager {
    /// A builder with the shipped modules and the default limits.
    pub fn builder() -> ModuleManagerBuilder {
        ModuleManagerBuilder::new()
    }

    /// Executes an operation of a module, as the crate's documentation describes it.
    ///
    /// The first call of a module compiles it. Dropping the future cancels the call.
    ///
    /// # Errors
    ///
    /// Every failure names module and operation, and has a stable code; [`Failure::kind`] is what to branch on.
    ///
    /// # Panics
    ///
    /// If called outside a tokio runtime.
    pub async fn execute(
        &self,
        module: &str,
        mut request: Request,
        options: CallOptions,
    ) -> Result<Execution, Failure> {
        let inner = &*self.0;
        let started = options.started.unwrap_or_else(Instant::now);
        turns::give_way().await;
        let world = inner.world.load();
        let slot = world.find(module, options.version.as_ref())?;
        let place = check::check(slot, &mut request)?;
        let limits = inner.limits(slot, place, &options);
        let given = options.limits;
        // Whatever runs the call gets what holds for it, ceiling included.
        let mut options = slot.standing.apply(place, options.with_started(started).with_limits(limits.into()));
        let mut course = Course::begin(slot, place, started);
        let span = course.span.clone();
        inner.retries.deposit();
        let result = async {
            let nest = match slot.descriptor.calls_modules() {
                true => Some(Nest::root(&self.0, &world, slot, (limits, given), &options)?),
                false => None,
            };
            if let Some(nest) = &nest {
                options.callees = Some(nest.clone());
            }
            let place_of_call = inner.admission.enter(&slot.descriptor.id, &options, &limits).await?;
            course.waited = place_of_call.waited();
            let retry = slot.standing.rules(place).and_then(|rules| rules.retry).unwrap_or_default();
            let result = recovery::run(inner, slot, place, &request, (&options, &limits), retry, &mut course).await;
            let mut execution = result?;
            execution.report.queue = course.waited;
            if let Some(nest) = nest {
                execution.report.calls = nest.take_reports();
            }
            Ok(execution)
        };
        let result = result.instrument(span).await.map_err(|failure| slot.placed(failure, place));
        turns::spend(course.end(inner, &result, &limits)).await;
        result
    }

    /// The newest version of every module, by id.
    #[must_use]
    pub fn available_modules(&self) -> Vec<Arc<Descriptor>> {
        self.0.world.load().registry.modules().cloned().collect()
    }

    /// The newest versions of the modules of one category, by id.
    #[must_use]
    pub fn modules_of_category(&self, category: &str) -> Vec<Arc<Descriptor>> {
        self.0.world.load().registry.by_category(category).cloned().collect()
    }

    /// The catalog as it is now: for every other way to look at it, and to write it down as JSON. Cheap, for it is shared.
    #[must_use]
    pub fn catalog(&self) -> Registry {
        self.0.world.load().registry.clone()
    }

    /// Finds modules by words, best first; tolerates typing errors.
    #[must_use]
    pub fn search(&self, query: &str) -> Vec<Hit> {
        self.0.world.load().registry.search(query)
    }

    /// What is known of the newest version of a module that fits the requirement, or of the newest at all.
    ///
    /// # Errors
    ///
    /// Kind `NotFound`: there is no such module or version, with the nearest ones.
    pub fn info(&self, module: &str, version: Option<&VersionReq>) -> Result<ModuleInfo, Failure> {
        let world = self.0.world.load();
        let slot = world.find(module, version)?;
        let component = slot.component.as_deref();
        Ok(ModuleInfo {
            descriptor: slot.descriptor.clone(),
            sandboxed: component.is_some(),
            native: slot.native.is_some(),
            embedded: component.is_none_or(Component::is_embedded),
            source: component.map(|component| component.source().provenance().location()),
            digest: component.and_then(Component::digest),
            versions: world.registry.versions(module)?.cloned().collect(),
        })
    }

    /// The failures of the calls so far, in groups and the last ones by themselves, as many as the
    /// [policy](crate::ModuleManagerBuilder::with_history) keeps: how often, since when, how bad, what helps. Inner calls are
    /// among them. Exported as JSON by serializing it.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), parsify::Failure> {
    /// use parsify::{CallOptions, HistoryFilter, ModuleManager, Request};
    ///
    /// let manager = ModuleManager::builder().build().await?;
    /// let request = Request::new("minify").with_text("json", "[1");
    /// assert!(manager.execute("json-processor", request, CallOptions::new()).await.is_err());
    /// let history = manager.failures(&HistoryFilter::default());
    /// assert_eq!((history.recorded, history.groups[0].count), (1, 1));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn failures(&self, filter: &HistoryFilter) -> HistorySnapshot {
        self.0.history.snapshot(Instant::now(), filter)
    }

    /// What all calls so far came to. Calls that a check refused do not count.
    #[must_use]
    pub fn statistics(&self) -> Statistics {
        self.0.statistics()
    }
}

impl Inner {
    pub(crate) fn statistics(&self) -> Statistics {
        let world = self.world.load();
        let operations = world.slots().flat_map(|slot| {
            let operations = slot.descriptor.operations.iter().zip(&slot.counters[..]);
            operations.filter_map(|(operation, counters)| {
                counters.snapshot(&slot.descriptor.id, &slot.descriptor.version, &operation.name)
            })
        });
        Statistics { operations: operations.collect() }
    }

    pub(crate) fn watch(self: &Arc<Self>, monitor: Monitor) {
        let watch = Watch::begin(self, monitor);
        *self.watch.lock().unwrap_or_else(PoisonError::into_inner) = Some(watch);
    }

    pub(crate) fn unwatch(&self) {
        self.watch.lock().unwrap_or_else(PoisonError::into_inner).take();
    }

    /// The limits that hold for a call: defaults, then what the module says, the host, the caller, and then the ceiling.
    pub(crate) fn limits(&self, slot: &Slot, operation: usize, options: &CallOptions) -> Limits {
        let limits = self.defaults.with(&slot.descriptor.operations[operation].limits);
        let limits = slot.standing.rules(operation).map_or(limits, |rules| limits.with(&rules.limits));
        limits.with(&options.limits).at_most(&self.ceiling)
    }

    /// One attempt in the sandbox, loading included, inside the call's deadline.
    pub(crate) async fn run_sandboxed(
        &self,
        slot: &Slot,
        request: &Request,
        options: &CallOptions,
        limits: &Limits,
    ) -> Result<Execution, Failure> {
        let (module, loading) = match slot.at_hand() {
            Some(module) => (module, None),
            // In a box: the future of a call is copied around, and nearly never waits here.
            None => {
                let begun = Instant::now();
                let loading = Box::pin(waiting::within(Phase::Compile, options, limits, slot.sandboxed(&self.host)));
                let (module, cache) = loading.await??;
                (module, Some((cache, begun.elapsed())))
            }
        };
        let mut execution = module.execute(request, options).await?;
        if let Some((cache, took)) = loading {
            let report = &mut execution.report;
            report.cache = cache;
            if cache != CacheState::Memory {
                // Who waited for another's loading waited for less than all of it.
                report.compile = module.load_report().compile.min(took);
                report.load = took - report.compile;
            }
        }
        Ok(execution)
    }
}

impl fmt::Debug for ModuleManager {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ModuleManager")
            .field(
                "modules",
                &self.0.world.load().registry.modules().map(|module| module.id.clone()).collect::<Vec<_>>(),
            )
            .finish_non_exhaustive()
    }
}
