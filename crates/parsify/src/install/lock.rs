//! The lock file of what is installed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use parsify_error::Failure;
use parsify_interface::{Dependency, ModuleId};
use parsify_loader::State;
use parsify_registry::{Lock, Resolution};

use super::planning::at_least;
use super::{ChangeKind, Installer, Plan};

impl Installer {
    /// Writes the lock file anew from what is installed, and gives its text. Every change that is applied writes it too; this
    /// is for a lock file that was lost or damaged.
    ///
    /// # Errors
    ///
    /// The store's state; or an installed module lacks what it needs.
    pub fn lock(&self) -> Result<String, Failure> {
        let state = self.store.state()?;
        let text = self.text(&self.resolve(&state, &self.installed(&state)?)?);
        let mut transaction = self.store.begin_at(state.generation())?;
        transaction.write_lock_file(text.clone())?;
        transaction.commit()?;
        Ok(text)
    }

    /// Compares the lock file with what is installed and what the project declares.
    ///
    /// # Errors
    ///
    /// There is none, or it cannot be used; a locked version is installed with other bytes (kind `Integrity`); or it is out
    /// of date, with every reason.
    pub fn check_lock(&self) -> Result<(), Failure> {
        let state = self.store.state()?;
        let Some(text) = self.store.lock_text()? else { return Err(missing(&self.store.place().lock_file())) };
        let mut wanted: BTreeMap<ModuleId, Dependency> =
            asked_for(&state).map(|root| (root.id.clone(), root)).collect();
        wanted.extend(self.dependencies.iter().map(|dependency| (dependency.id.clone(), dependency.clone())));
        let wanted: Vec<_> = wanted.into_values().collect();
        Ok(Lock::parse(&text)?.check(&self.installed(&state)?.registry, &wanted)?)
    }

    /// True when somebody else wrote the lock file since the last change: by hand, or a version control system did. What is
    /// installed is then not what the file says; [`Goal::Sync`](super::Goal::Sync) makes it so.
    ///
    /// # Errors
    ///
    /// The store's state or the lock file cannot be read.
    pub fn lock_was_edited(&self) -> Result<bool, Failure> {
        let (state, text) = (self.store.state()?, self.store.lock_text()?);
        Ok(text.is_some() && text.as_deref() != state.written_lock())
    }

    /// The versions that the lock file wants, when there is one.
    pub(super) fn locked(&self) -> Result<Option<Lock>, Failure> {
        Ok(self.store.lock_text()?.map(|text| Lock::parse(&text)).transpose()?)
    }

    /// Files that the lock file names and that are there.
    pub(super) fn locked_files(&self, lock: &Lock) -> Vec<PathBuf> {
        let sources = lock.modules().filter_map(|(_, locked)| locked.source.as_deref());
        sources.map(|source| self.base().join(source)).filter(|path| path.is_file()).collect()
    }

    /// The text of the lock file once a plan is carried out.
    pub(super) fn lock_text_after(&self, plan: &Plan) -> Result<String, Failure> {
        if let Some(resolution) = &plan.resolution {
            return Ok(self.text(resolution));
        }
        let state = self.store.state()?;
        let gone =
            |id: &ModuleId| plan.changes.iter().any(|change| change.kind == ChangeKind::Remove && change.id == *id);
        // What a forced removal breaks cannot be locked.
        let optional = |root: Dependency| if plan.broken.is_empty() { root } else { root.optional() };
        let roots: Vec<_> = asked_for(&state).filter(|root| !gone(&root.id)).map(optional).collect();
        let resolution = plan.available.registry.resolve(&roots, &super::look::locked(&state))?;
        Ok(self.text(&resolution))
    }

    /// A lock file is kept under version control: what lies inside the project is named from there.
    fn text(&self, resolution: &Resolution) -> String {
        let base = self.base();
        Lock::from_resolution(resolution)
            .with_sources(|source| match Path::new(source).strip_prefix(&base) {
                Ok(inside) => inside.display().to_string(),
                Err(_) => source.to_owned(),
            })
            .to_string()
    }

    /// Where relative paths in the lock file begin.
    fn base(&self) -> PathBuf {
        let place = self.store.place();
        super::available::absolute(place.project_folder().unwrap_or(place.folder()))
    }
}

fn asked_for(state: &State) -> impl Iterator<Item = Dependency> {
    let receipts = state.receipts().filter(|receipt| receipt.asked_for);
    receipts.map(|receipt| Dependency::new(receipt.id().clone(), at_least(receipt.version())))
}

fn missing(path: &Path) -> Failure {
    use parsify_error::{ErrorKind, code};

    Failure::new(ErrorKind::NotFound, code::LOCK_INVALID, format!("there is no `{}`", path.display()))
        .with_hint("`parsify modules lock` writes it from what is installed")
}
