use std::collections::BTreeMap;

use parsify_interface::{Digest, ModuleId};
use semver::{Version, VersionReq};

use crate::{Edge, Resolution, Resolved};

/// Chosen versions, as `parsify.lock` holds them: one of each module, with its source and digest.
///
/// Reading and writing the file is a matter of others; this is its text. [`to_string`](ToString::to_string) gives it, always
/// the same for the same versions.
///
/// ```
/// use parsify_registry::{Lock, LockError};
///
/// let text = r#"
///     version = 1
///     [[module]]
///     id = "report"
///     version = "1.0.0"
///     dependencies = [{ id = "sums", version = "^2" }]
///     [[module]]
///     id = "sums"
///     version = "1.4.0"
/// "#;
/// let error = Lock::parse(text).unwrap_err();
/// assert_eq!(error.to_string(), "line 6, column 21: `report` needs `sums` `^2`, but 1.4.0 is locked");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    pub(super) modules: BTreeMap<ModuleId, Locked>,
}

/// One locked version.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Locked {
    /// The version.
    pub version: Version,
    /// Where its artifact comes from, where known.
    pub source: Option<String>,
    /// Which artifact it is. A native module has none.
    pub digest: Option<Digest>,
    /// What it depends on and gets, by id.
    pub dependencies: Vec<LockedDependency>,
}

/// A dependency that a locked version meets.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LockedDependency {
    /// The module, which is locked, too.
    pub id: ModuleId,
    /// What was asked for.
    pub requirement: VersionReq,
    /// It could have been left out.
    pub optional: bool,
}

impl Lock {
    /// The version of the form that is written, and the newest one that is read.
    pub const VERSION: u64 = 1;
    /// The longest text that is read, in bytes: 16 MiB.
    pub const MAX_TEXT: usize = 16 << 20;

    /// Locks what was chosen.
    #[must_use]
    pub fn from_resolution(resolution: &Resolution) -> Self {
        let locked = |resolved: &Resolved| (resolved.entry.id().clone(), Locked::of(resolved));
        Self { modules: resolution.modules().map(locked).collect() }
    }

    /// The same lock, with every source named anew: a file of a project by its path from there, for one.
    #[must_use]
    pub fn with_sources(mut self, name: impl Fn(&str) -> String) -> Self {
        for source in self.modules.values_mut().filter_map(|locked| locked.source.as_mut()) {
            *source = name(source);
        }
        self
    }

    /// Every locked version, by id.
    pub fn modules(&self) -> impl ExactSizeIterator<Item = (&ModuleId, &Locked)> {
        self.modules.iter()
    }

    /// The locked version of a module.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Locked> {
        self.modules.get(id)
    }

    /// The versions alone, as [`ResolveOptions::locked`](crate::ResolveOptions::locked) takes them.
    #[must_use]
    pub fn versions(&self) -> BTreeMap<ModuleId, Version> {
        self.modules.iter().map(|(id, locked)| (id.clone(), locked.version.clone())).collect()
    }
}

impl Locked {
    fn of(resolved: &Resolved) -> Self {
        let entry = &resolved.entry;
        Self {
            version: entry.version().clone(),
            source: entry.source().map(str::to_owned),
            digest: entry.digest(),
            dependencies: resolved.dependencies.iter().map(LockedDependency::of).collect(),
        }
    }
}

impl LockedDependency {
    fn of(edge: &Edge) -> Self {
        Self { id: edge.id.clone(), requirement: edge.requirement.clone(), optional: edge.optional }
    }
}
