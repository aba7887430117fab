use std::path::PathBuf;

use parsify_error::Failure;
use parsify_interface::{Digest, ModuleId, Version};
use parsify_loader::Receipt;
use serde::Serialize;
use tokio::task::JoinSet;

use super::Installer;
use super::apply::blocking;
use super::probe::probe;
use crate::component::{Host, fetch_and_load};

/// What a look at everything that is installed found.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Verified {
    /// Each module, by id.
    pub modules: Vec<VerifiedModule>,
    /// What is wrong with the files of the store.
    pub problems: Vec<StoreProblem>,
    /// Why the lock file does not go with what is installed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lock: Option<Failure>,
    /// Why the installed modules do not go together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unresolved: Option<Failure>,
}

/// Whether one module works.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct VerifiedModule {
    /// The module.
    pub id: ModuleId,
    /// Its version.
    pub version: Version,
    /// Its digest.
    pub digest: Digest,
    /// Why it does not work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<Failure>,
}

/// Something that is wrong with a file of the store.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct StoreProblem {
    /// The file.
    pub path: PathBuf,
    /// The module that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub module: Option<(ModuleId, Version)>,
    /// What is wrong.
    pub problem: String,
    /// What to do about it.
    pub way_out: String,
}

impl Verified {
    /// True when nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let works = self.modules.iter().all(|module| module.failure.is_none());
        works && self.problems.is_empty() && self.lock.is_none() && self.unresolved.is_none()
    }
}

impl Installer {
    /// Looks at everything that is installed: the files of the store, the lock file, whether the versions go together, and
    /// whether each module loads in the sandbox and passes its probe. `done` hears of each module, with how many there are.
    /// Changes nothing.
    ///
    /// # Errors
    ///
    /// The store's state cannot be read, or is damaged. What is wrong beyond that stands in the answer.
    ///
    /// # Panics
    ///
    /// If called outside a tokio runtime.
    pub async fn verify(&self, mut done: impl FnMut(&VerifiedModule, usize)) -> Result<Verified, Failure> {
        let (state, store) = (self.store.state()?, self.store.clone());
        let found = blocking(move || store.verify(|_| {}).map_err(Failure::from)).await??;
        let problems = found.into_iter().map(|problem| StoreProblem {
            problem: problem.to_string(),
            way_out: problem.way_out().to_string(),
            path: problem.path,
            module: problem.module,
        });
        let (host, mut trying) = (self.host()?, JoinSet::new());
        for receipt in state.receipts() {
            let (host, receipt, source) = (host.clone(), receipt.clone(), self.store.source(&receipt.digest));
            trying.spawn(async move { verified(&host, &receipt, &source).await });
        }
        let (count, mut modules) = (trying.len(), Vec::new());
        while let Some(ended) = trying.join_next().await {
            // The task itself does nothing that could panic.
            let Ok(module) = ended else { continue };
            done(&module, count);
            modules.push(module);
        }
        modules.sort_by(|one, other| (&one.id, &one.version).cmp(&(&other.id, &other.version)));
        let lock = if state.is_empty() { None } else { self.check_lock().err() };
        let unresolved = self.resolution().err();
        Ok(Verified { modules, problems: problems.collect(), lock, unresolved })
    }
}

async fn verified(host: &Host, receipt: &Receipt, source: &parsify_loader::Source) -> VerifiedModule {
    let tried = match fetch_and_load(host, source, Some(receipt.digest)).await {
        Ok(module) => probe(&module, &receipt.grants).await,
        Err(failure) => Err(failure),
    };
    let failure = tried.err().map(|failure| failure.with_module(receipt.id()).with_version(receipt.version()));
    VerifiedModule { id: receipt.id().clone(), version: receipt.version().clone(), digest: receipt.digest, failure }
}
