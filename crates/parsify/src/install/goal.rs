use std::path::PathBuf;

use parsify_interface::VersionReq;

/// What is to be changed about the installed modules.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Goal {
    /// Install the modules of files and folders.
    Add {
        /// Files, or folders of which every module is taken.
        paths: Vec<PathBuf>,
        /// Take bytes that differ from those that are known of the same version.
        replace: bool,
    },
    /// Remove modules, and what is needed by nobody then.
    Remove {
        /// Their ids.
        ids: Vec<String>,
        /// Even if others need them.
        force: bool,
    },
    /// Bring modules to the newest versions that go together.
    Update {
        /// Which ones, each with the versions that will do; all when empty.
        modules: Vec<(String, Option<VersionReq>)>,
    },
    /// Install what the project declares, in the versions of its lock file where it has one.
    Sync,
}

impl Goal {
    /// Install the modules of a file or folder.
    pub fn add(path: impl Into<PathBuf>) -> Self {
        Self::Add { paths: vec![path.into()], replace: false }
    }

    /// Remove a module, unless others need it.
    pub fn remove(id: impl Into<String>) -> Self {
        Self::Remove { ids: vec![id.into()], force: false }
    }

    /// Bring every module to the newest version.
    #[must_use]
    pub fn update_all() -> Self {
        Self::Update { modules: Vec::new() }
    }

    /// Bring one module to its newest version.
    pub fn update(id: impl Into<String>) -> Self {
        Self::Update { modules: vec![(id.into(), None)] }
    }
}
