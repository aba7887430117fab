//! Calls of modules by modules: who may call whom, with what, how deep and how often.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use parsify_error::{Breach, ErrorKind, Failure, RetryPolicy, code};
use parsify_interface::{
    CallOptions, Callees, CancelToken, Capability, Engine, Execution, FailureSummary, Fallback, Grants, Left, Level,
    Limits, ModuleId, Report, Request, Response, harmless,
};

use crate::manager::Inner;
use crate::slot::Slot;
use crate::world::{Chosen, World};
use crate::{check, recovery};

/// What all calls share that one call from outside leads to.
struct Tree {
    inner: Arc<Inner>,
    world: Arc<World>,
    /// When the time of all of them is over; `None`: never, for the clock cannot count so far.
    until: Option<Instant>,
    limits: Limits,
    fallback: Fallback,
    cancel: Option<CancelToken>,
    log_level: Level,
    calls: AtomicU64,
    log_bytes: AtomicU64,
    log_lines: AtomicU64,
}

/// The modules that one running module may call.
pub(crate) struct Nest {
    tree: Arc<Tree>,
    caller: Arc<Slot>,
    grants: Grants,
    versions: Arc<Chosen>,
    /// The modules at work, from the one that was called from outside to the caller.
    chain: Vec<ModuleId>,
    reports: Mutex<Vec<Report>>,
}

/// A module that may be called, and what it may use of its own grants then.
struct Edge {
    callee: Arc<Slot>,
    passes: Grants,
    versions: Arc<Chosen>,
}

impl Nest {
    /// For a call from outside. `limits` and `options` are those that hold for it.
    pub(crate) fn root(
        inner: &Arc<Inner>,
        world: &Arc<World>,
        slot: &Arc<Slot>,
        limits: Limits,
        options: &CallOptions,
    ) -> Result<Arc<Self>, Failure> {
        let tree = Tree {
            inner: inner.clone(),
            world: world.clone(),
            until: options.started.unwrap_or_else(Instant::now).checked_add(limits.deadline),
            limits,
            fallback: options.fallback,
            cancel: options.cancel.clone(),
            log_level: options.log_level,
            calls: AtomicU64::new(limits.module_calls),
            log_bytes: AtomicU64::new(limits.log_bytes),
            log_lines: AtomicU64::new(limits.log_lines),
        };
        Ok(Arc::new(Self {
            tree: Arc::new(tree),
            caller: slot.clone(),
            grants: options.grants.clone(),
            versions: world.resolution(slot)?,
            chain: vec![slot.descriptor.id.clone()],
            reports: Mutex::default(),
        }))
    }

    /// What the calls so far came to.
    pub(crate) fn take_reports(&self) -> Vec<Report> {
        std::mem::take(&mut self.reports.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn below(&self, edge: &Edge, grants: Grants) -> Arc<Self> {
        let mut chain = self.chain.clone();
        chain.push(edge.callee.descriptor.id.clone());
        Arc::new(Self {
            tree: self.tree.clone(),
            caller: edge.callee.clone(),
            grants,
            versions: edge.versions.clone(),
            chain,
            reports: Mutex::default(),
        })
    }

    /// A declared dependency in the version that was resolved; with the grant `modules`, any other module too.
    fn edge(&self, module: &str) -> Result<Edge, Failure> {
        let world = &self.tree.world;
        let Some(dependency) = self.caller.descriptor.dependency(module) else { return self.stranger(module) };
        let callee = self.versions.get(module).and_then(|version| world.get(module, version));
        let Some(callee) = callee.cloned() else { return Err(self.absent(module)) };
        let passes = self.caller.standing.edge(dependency);
        Ok(Edge { callee, passes, versions: self.versions.clone() })
    }

    fn stranger(&self, module: &str) -> Result<Edge, Failure> {
        if !self.grants.allows(Capability::Modules) {
            let message =
                format!("`{}` is no declared dependency of `{}`", harmless(module), self.caller.descriptor.id);
            return Err(Failure::new(ErrorKind::Unsupported, code::MODULE_CALL, message)
                .with_hint("the caller's author declares what it calls; with the grant `modules` it may call any"));
        }
        let callee = self.tree.world.find(module, None)?.clone();
        let versions = self.tree.world.resolution(&callee)?;
        Ok(Edge { callee, passes: Grants::none(), versions })
    }

    fn absent(&self, module: &str) -> Failure {
        let message = format!("the optional dependency `{module}` of `{}` is not there", self.caller.descriptor.id);
        Failure::new(ErrorKind::Unsupported, code::MODULE_CALL, message)
            .with_hint(format!("install a version of `{module}` that fits to have it"))
    }

    /// Refuses what would lead in circles or too deep, and counts.
    fn admit(&self, callee: &ModuleId) -> Result<(), Failure> {
        if self.chain.contains(callee) {
            let chain: Vec<_> = self.chain.iter().chain([callee]).map(ModuleId::as_str).collect();
            let message = format!("modules call each other in a circle: {}", chain.join(" → "));
            return Err(Failure::new(ErrorKind::Dependency, code::MODULE_CALL_CYCLE, message)
                .with_detail("chain", chain.join(" "))
                .with_hint("one of them must do without the next; their authors need this message"));
        }
        let limit = self.tree.limits.call_depth;
        if self.chain.len() as u64 > limit {
            let message = format!("modules call each other more than {limit} levels deep");
            return Err(Failure::new(ErrorKind::Limit, code::MODULE_CALL_DEPTH, message)
                .with_detail("limit", limit)
                .with_hint("allow more with the limit `callDepth`"));
        }
        if take(&self.tree.calls, 1) == 0 {
            return Err(Breach::ModuleCalls { limit: self.tree.limits.module_calls }.failure());
        }
        Ok(())
    }

    fn keep(&self, report: Report) {
        take(&self.tree.log_lines, report.log.len() as u64);
        take(&self.tree.log_bytes, report.log.iter().map(|line| line.message.len() as u64).sum());
        self.reports.lock().unwrap_or_else(PoisonError::into_inner).push(report);
    }
}

impl Tree {
    /// What a callee may use: its own limits, and no more than is left of what everybody shares.
    fn limits(&self, own: Limits, left: Left, now: Instant) -> Limits {
        let mut shared = self.inner.ceiling;
        shared.deadline = self.until.map_or(Duration::MAX, |until| until.saturating_duration_since(now));
        shared.memory = left.memory;
        shared.log_bytes = self.log_bytes.load(Ordering::Relaxed);
        shared.log_lines = self.log_lines.load(Ordering::Relaxed);
        own.at_most(&shared)
    }

    /// A callee's failure as its caller hears it, the same whether that is a guest or native: verdicts as they are; of
    /// everything else that the callee did not answer, or hit a limit of its own.
    fn told(&self, failure: Failure) -> Failure {
        let over = self.until.is_some_and(|until| Instant::now() >= until);
        let kind = match failure.kind() {
            ErrorKind::Input | ErrorKind::Params | ErrorKind::Unsupported | ErrorKind::Cancelled => return failure,
            // What they share is used up: the end of both.
            ErrorKind::Timeout if over => return failure,
            _ if [code::MODULE_CALLS, code::MODULE_CALL_DEPTH, code::MODULE_CALL_CYCLE].contains(&failure.code()) => {
                return failure;
            }
            kind if kind.is_limit() => ErrorKind::Limit,
            _ => ErrorKind::Dependency,
        };
        let told = Failure::new(kind, code::MODULE_DEPENDENCY, failure.to_string());
        // The first word is that of the module furthest down.
        let told = told.with_detail("code", failure.code()).with_detail("kind", failure.kind().name());
        let told = told.with_details(failure.details().clone());
        failure.hints().iter().fold(told, |told, hint| told.with_hint(hint.as_str()))
    }
}

/// Takes up to so many, and says how many were there. The calls of one tree never run at once, but natively nothing keeps a
/// module from starting threads.
fn take(left: &AtomicU64, amount: u64) -> u64 {
    let taken = left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| Some(left.saturating_sub(amount)));
    taken.unwrap_or_default()
}

#[async_trait]
impl Callees for Nest {
    fn discover(&self, operation: &str, subject: &str) -> Vec<String> {
        let offering = self.tree.world.registry.offering(operation, subject);
        let ids = offering.map(|descriptor| &descriptor.id).filter(|id| !self.chain.contains(id));
        let all = self.grants.allows(Capability::Modules);
        let callable = |id: &ModuleId| {
            let declared = self.caller.descriptor.dependency(id.as_str()).is_some();
            all || (declared && self.versions.contains_key(id))
        };
        ids.filter(|id| callable(id)).map(|id| id.as_str().to_owned()).collect()
    }

    async fn call(&self, module: &str, request: Request, left: Left) -> Result<Response, Failure> {
        let edge = self.edge(module)?;
        self.admit(&edge.callee.descriptor.id)?;
        let place = check::check(&edge.callee, &request)?;
        let grants = edge.callee.standing.grants(place).intersection(&edge.passes);
        let (begun, nest) = (Instant::now(), self.below(&edge, grants));
        let result = self.run(&edge, place, &request, left, (begun, &nest)).await;
        let slot = &edge.callee;
        slot.counters[place].count(begun.elapsed(), &result);
        let (mut report, answer) = match result {
            Ok(execution) => (execution.report, Ok(execution.response)),
            Err(failure) => (failed(slot, &request, &failure, begun), Err(self.tree.told(failure))),
        };
        report.calls = nest.take_reports();
        self.keep(report);
        answer
    }
}

impl Nest {
    async fn run(
        &self,
        edge: &Edge,
        place: usize,
        request: &Request,
        left: Left,
        (begun, nest): (Instant, &Arc<Self>),
    ) -> Result<Execution, Failure> {
        let (tree, slot) = (&*self.tree, &*edge.callee);
        // The documents are in the host's memory too as long as the callee works on them.
        let left = Left::memory(left.memory.saturating_sub(request.document_bytes()));
        let limits = tree.limits(tree.inner.limits(slot, place, &CallOptions::new()), left, begun);
        let mut options = CallOptions::new()
            .with_started(begun)
            .with_limits(limits.into())
            .with_grants(nest.grants.clone())
            .with_fallback(slot.fallback(place, tree.fallback))
            .with_log_level(tree.log_level)
            .with_config(slot.standing.config.clone());
        options.cancel = tree.cancel.clone();
        if slot.descriptor.calls_modules() {
            options.callees = Some(nest.clone());
        }
        // Whoever is further up may try again; attempts at each level would multiply.
        let once = RetryPolicy { attempts: 1, ..RetryPolicy::default() };
        let result = recovery::run(&tree.inner, slot, place, request, (&options, &limits), once).await;
        result.map_err(|failure| slot.placed(failure, place))
    }
}

/// The report of a call that failed.
fn failed(slot: &Slot, request: &Request, failure: &Failure, begun: Instant) -> Report {
    let descriptor = &slot.descriptor;
    let engine = if slot.is_native() { Engine::Native } else { Engine::Wasm };
    let mut report = Report::new(descriptor.id.clone(), descriptor.version.clone(), &request.operation, engine);
    report.failure = Some(FailureSummary::from(failure));
    report.wall = begun.elapsed();
    report.bytes_in = request.document_bytes();
    report
}
