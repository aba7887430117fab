//! Looking at what is installed.

use std::path::Path;
use std::sync::Arc;

use parsify_error::Failure;
use parsify_interface::{Dependency, Module as _, ModuleId};
use parsify_loader::{Receipt, Source, State};
use parsify_registry::{Dependent, Resolution, ResolveOptions, TreeRow, Update, UpdateOptions};
use serde::Serialize;

use super::available::{Available, absolute};
use super::planning::{at_least, exactly, not_installed};
use super::{Installer, Wants};
use crate::component::{fetch, load};

/// Everything about one module, installed or not.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Inspection {
    /// What is known of it; of a module that is not installed, what would be.
    pub receipt: Arc<Receipt>,
    /// It is installed.
    pub installed: bool,
    /// All that it declares to want.
    pub wants: Wants,
    /// What it depends on, and the versions that serve; the first row is itself. Empty when they do not go together.
    pub tree: Vec<TreeRow>,
    /// Why they do not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unresolved: Option<Failure>,
    /// What depends on it.
    pub dependents: Vec<Dependent>,
}

impl Installer {
    /// What is installed now, by id.
    ///
    /// # Errors
    ///
    /// The store's state cannot be read, or is damaged.
    pub fn installed_modules(&self) -> Result<Vec<Arc<Receipt>>, Failure> {
        Ok(self.store.state()?.receipts().cloned().collect())
    }

    /// The versions that work together now.
    ///
    /// # Errors
    ///
    /// The store's state; or an installed module lacks what it needs, which an explanation says.
    pub fn resolution(&self) -> Result<Resolution, Failure> {
        let state = self.store.state()?;
        self.resolve(&state, &self.installed(&state)?)
    }

    /// The tree of what somebody asked for, or below one module.
    ///
    /// # Errors
    ///
    /// As [`resolution`](Self::resolution), and kind `NotFound` for a module that is not installed.
    pub fn tree(&self, module: Option<&str>) -> Result<Vec<TreeRow>, Failure> {
        let state = self.store.state()?;
        let available = self.installed(&state)?;
        let resolution = self.resolve(&state, &available)?;
        match module {
            None => Ok(resolution.forest()),
            Some(module) => resolution.tree(module).ok_or_else(|| not_installed(&state, &available, module)),
        }
    }

    /// What could be updated, from every source, and what that would mean: how big a step it is, whether it is for security,
    /// what it breaks, and which dependents it would not fit. Modules that are pinned are listed with their pin.
    ///
    /// # Errors
    ///
    /// The store's state; or a source cannot be read.
    ///
    /// # Panics
    ///
    /// If called outside a tokio runtime.
    pub async fn check_for_updates(&self) -> Result<Vec<Update>, Failure> {
        let state = self.store.state()?;
        let available = self.everything(&self.host()?, &state).await?;
        self.updates(&state, &available)
    }

    pub(super) fn updates(&self, state: &State, available: &Available) -> Result<Vec<Update>, Failure> {
        let mut options = UpdateOptions::new();
        for receipt in state.receipts().filter(|receipt| receipt.pinned) {
            options.pins.insert(receipt.id().clone(), exactly(receipt.version()));
        }
        let mut updates = self.installed(state)?.registry.updates(&self.answering(available)?, &options);
        updates.retain(|update| state.get(&update.id, &update.installed).is_some());
        Ok(updates)
    }

    pub(super) fn resolve(&self, state: &State, available: &Available) -> Result<Resolution, Failure> {
        let asked_for = state.receipts().filter(|receipt| receipt.asked_for);
        let roots: Vec<_> =
            asked_for.map(|receipt| Dependency::new(receipt.id().clone(), at_least(receipt.version()))).collect();
        Ok(available.registry.resolve(&roots, &locked(state))?)
    }

    /// Keeps a module at its version, or lets it be updated again.
    ///
    /// # Errors
    ///
    /// Kind `NotFound`: it is not installed; or the store refuses.
    pub fn pin(&self, module: &str, pinned: bool) -> Result<Arc<Receipt>, Failure> {
        let state = self.store.state()?;
        let receipt = self.receipt(&state, module)?;
        let mut transaction = self.store.begin_at(state.generation())?;
        transaction.set_pinned(receipt.id(), receipt.version(), pinned)?;
        let state = transaction.commit()?;
        self.receipt(&state, module)
    }

    /// Everything about an installed module.
    ///
    /// # Errors
    ///
    /// Kind `NotFound`: it is not installed; or the store's state cannot be read.
    pub fn inspect(&self, module: &str) -> Result<Inspection, Failure> {
        let state = self.store.state()?;
        let receipt = self.receipt(&state, module)?;
        Ok(self.inspection(&state, receipt, true, self.installed(&state)?))
    }

    /// Everything about the module in a file, which is compiled and asked for its descriptor in the sandbox.
    ///
    /// # Errors
    ///
    /// The file is no module.
    ///
    /// # Panics
    ///
    /// If called outside a tokio runtime.
    pub async fn inspect_file(&self, path: impl AsRef<Path>) -> Result<Inspection, Failure> {
        let (host, source) = (self.host()?, Source::file(absolute(path.as_ref())));
        let artifact = fetch(&host, &source, None).await?;
        let module = load(&host, &source, artifact.clone()).await?;
        let receipt = Arc::new(Receipt::new(&artifact, module.descriptor().clone()));
        let state = self.store.state()?;
        let installed = state.by_digest(artifact.digest()).cloned();
        let mut available = self.installed(&state)?;
        // Another version, or the very same, does no harm; bytes that are said to be another are shown all the same.
        let _ = available.registry.register(module.descriptor().clone());
        Ok(self.inspection(&state, installed.clone().unwrap_or(receipt), installed.is_some(), available))
    }

    fn inspection(&self, state: &State, receipt: Arc<Receipt>, installed: bool, available: Available) -> Inspection {
        let mut options = locked(state);
        options.locked.insert(receipt.id().clone(), receipt.version().clone());
        let root = Dependency::new(receipt.id().clone(), at_least(receipt.version()));
        let resolved = available.registry.resolve(&[root], &options);
        let (tree, unresolved) = match resolved {
            Ok(resolution) => (resolution.tree(receipt.id().as_str()).unwrap_or_default(), None),
            Err(error) => (Vec::new(), Some(error.into())),
        };
        let dependents = available.registry.dependents_of(receipt.id().as_str()).collect();
        let wants = Wants::of(&receipt.descriptor);
        Inspection { receipt, installed, wants, tree, unresolved, dependents }
    }

    fn receipt(&self, state: &State, module: &str) -> Result<Arc<Receipt>, Failure> {
        let found = ModuleId::new(module).ok().and_then(|id| state.versions(&id).next_back().cloned());
        match found {
            Some(receipt) => Ok(receipt),
            None => Err(not_installed(state, &self.installed(state)?, module)),
        }
    }
}

/// What is installed stays.
pub(super) fn locked(state: &State) -> ResolveOptions {
    let mut options = ResolveOptions::new();
    options.locked = state.receipts().map(|receipt| (receipt.id().clone(), receipt.version().clone())).collect();
    options
}
