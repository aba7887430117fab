//! Calls of modules by modules: who may call whom, with what, how deep and how often.

mod edge;
mod tree;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use async_trait::async_trait;
use parsify_error::{Failure, RetryPolicy};
use parsify_interface::{
    CallOptions, Callees, Capability, Engine, Execution, FailureSummary, Grants, Left, LimitOverrides, Limits,
    ModuleId, Report, Request, Response,
};

use tracing::Instrument as _;

use crate::course::Course;
use crate::manager::Inner;
use crate::slot::Slot;
use crate::world::{Chosen, World};
use crate::{check, recovery};
use edge::Edge;
use tree::Tree;

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

impl Nest {
    /// For a call from outside. The limits and `options` are those that hold for it; with the limits come those that it was
    /// given by name.
    pub(crate) fn root(
        inner: &Arc<Inner>,
        world: &Arc<World>,
        slot: &Arc<Slot>,
        limits: (Limits, LimitOverrides),
        options: &CallOptions,
    ) -> Result<Arc<Self>, Failure> {
        Ok(Arc::new(Self {
            tree: Arc::new(Tree::new(inner, world, limits, options)),
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

    fn keep(&self, report: Report) {
        self.tree.logged(&report);
        self.reports.lock().unwrap_or_else(PoisonError::into_inner).push(report);
    }
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

    async fn call(&self, module: &str, mut request: Request, left: Left) -> Result<Response, Failure> {
        let edge = self.edge(module)?;
        self.admit(&edge.callee.descriptor.id)?;
        let place = check::check(&edge.callee, &mut request)?;
        let grants = edge.callee.standing.grants(place).intersection(&edge.passes);
        let (begun, nest) = (Instant::now(), self.below(&edge, grants));
        let slot = &edge.callee;
        let mut course = Course::begin(slot, place, begun);
        let limits = self.limits(&edge, place, &request, left, begun);
        let span = course.span.clone();
        let result = self.run(&edge, place, &request, (begun, limits, &nest), &mut course).instrument(span).await;
        course.end(&self.tree.inner, &result, &limits);
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
    fn limits(&self, edge: &Edge, place: usize, request: &Request, left: Left, begun: Instant) -> Limits {
        let tree = &*self.tree;
        // The documents are in the host's memory too as long as the callee works on them.
        let left = Left::memory(left.memory.saturating_sub(request.document_bytes()));
        tree.limits(tree.inner.limits(&edge.callee, place, &CallOptions::new()), left, begun)
    }

    async fn run(
        &self,
        edge: &Edge,
        place: usize,
        request: &Request,
        (begun, limits, nest): (Instant, Limits, &Arc<Self>),
        course: &mut Course<'_>,
    ) -> Result<Execution, Failure> {
        let (tree, slot) = (&*self.tree, &*edge.callee);
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
        let result = recovery::run(&tree.inner, slot, place, request, (&options, &limits), once, course).await;
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
