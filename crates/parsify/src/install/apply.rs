use std::sync::Arc;

use parsify_error::{ErrorKind, Failure, code};
use parsify_interface::Module as _;
use parsify_loader::{Artifact, Receipt, State, Store};
use serde::Serialize;

use super::available::Candidate;
use super::consent::refused;
use super::probe::probe;
use super::{Approval, Change, ChangeKind, Installer, Plan};
use crate::component::{Host, fetch, load};

/// What was done.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Applied {
    /// What has changed, by id.
    pub changes: Vec<Change>,
    /// Modules that are left without what they need, in words.
    pub broken: Vec<String>,
    /// How often the store was changed since it was made.
    pub generation: u64,
}

/// What a transaction does to one module.
enum Step {
    Install(Box<Receipt>, Artifact),
    AskFor(Arc<Receipt>),
    Remove(Arc<Receipt>),
}

impl Installer {
    /// Carries a plan out: every new version is loaded in the sandbox and tried, and then everything changes at once.
    ///
    /// A version that has an operation `probe` without documents is asked for that; it has five seconds.
    ///
    /// # Errors
    ///
    /// Nothing has changed after any of them: something is wanted that nobody approved (code `install.consent`); a new version
    /// does not load or fails its probe (`install.probe`); bytes that are not those that were planned with; the store was
    /// changed by somebody else since the plan was made, or its disk refuses.
    ///
    /// # Panics
    ///
    /// If called outside a tokio runtime.
    pub async fn apply(&self, plan: Plan, approval: &Approval) -> Result<Applied, Failure> {
        let asking = plan.changes.iter().find(|change| !approval.covers(&change.asks));
        if let Some(change) = asking {
            return Err(refused(&change.id, &change.asks));
        }
        let (host, state) = (self.host()?, self.store.state()?);
        let mut steps = Vec::new();
        for change in &plan.changes {
            steps.extend(self.step(&host, &state, &plan, change).await?);
        }
        let lock = self.lock_text_after(&plan)?;
        let (store, generation) = (self.store.clone(), plan.generation);
        let generation = blocking(move || commit(&store, generation, steps, lock)).await??;
        Ok(Applied { changes: plan.changes, broken: plan.broken, generation })
    }

    async fn step(&self, host: &Host, state: &State, plan: &Plan, change: &Change) -> Result<Vec<Step>, Failure> {
        let installed = state.versions(&change.id).next_back().cloned();
        let leaves = installed.clone().filter(|_| change.kind != ChangeKind::Keep);
        let mut steps: Vec<_> = leaves.map(Step::Remove).into_iter().collect();
        let Some(version) = &change.to else { return Ok(steps) };
        let candidate = plan.available.candidates.get(&(change.id.clone(), version.clone()));
        match (candidate, installed) {
            (_, Some(receipt)) if change.kind == ChangeKind::Keep => steps.push(Step::AskFor(receipt)),
            (Some(candidate), installed) => {
                let (mut receipt, artifact) = tried(host, candidate, change, installed.as_deref()).await?;
                receipt.pinned |= plan.pins && change.asked_for;
                steps.push(Step::Install(Box::new(receipt), artifact));
            }
            // What is chosen is provided, installed or offered.
            (None, _) => {
                return Err(Failure::new(ErrorKind::Internal, code::HOST_INTERNAL, "a plan without a source")
                    .with_module(&change.id)
                    .with_version(version));
            }
        }
        Ok(steps)
    }
}

/// The receipt of a version that works.
async fn tried(
    host: &Host,
    candidate: &Candidate,
    change: &Change,
    installed: Option<&Receipt>,
) -> Result<(Receipt, Artifact), Failure> {
    let descriptor = &candidate.descriptor;
    let place = |failure: Failure| failure.with_module(&descriptor.id).with_version(&descriptor.version);
    let artifact = fetch(host, &candidate.source, Some(candidate.digest)).await.map_err(place)?;
    let module = load(host, &candidate.source, artifact.clone()).await.map_err(place)?;
    probe(&module, &change.wants.grants).await.map_err(place)?;
    let mut receipt = Receipt::new(&artifact, module.descriptor().clone()).with_origin(candidate.origin.clone());
    receipt.grants = change.wants.grants.clone();
    receipt.edges = change.wants.edges.clone();
    receipt.asked_for = change.asked_for;
    receipt.pinned = installed.is_some_and(|installed| installed.pinned);
    Ok((receipt, artifact))
}

fn commit(store: &Store, generation: u64, steps: Vec<Step>, lock: String) -> Result<u64, Failure> {
    let mut transaction = store.begin_at(generation)?;
    for step in steps {
        match step {
            Step::Remove(receipt) => drop(transaction.remove(receipt.id(), receipt.version())?),
            Step::Install(receipt, artifact) => transaction.add(&artifact, *receipt)?,
            Step::AskFor(receipt) => transaction.set_asked_for(receipt.id(), receipt.version(), true)?,
        }
    }
    transaction.write_lock_file(lock)?;
    Ok(transaction.commit()?.generation())
}

pub(super) async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
    tokio::task::spawn_blocking(work).await.map_err(|error| {
        Failure::new(ErrorKind::Internal, code::HOST_INTERNAL, "the thread of the store did not come back")
            .with_source(error)
    })
}
