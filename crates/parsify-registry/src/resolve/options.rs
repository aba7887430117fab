use std::collections::BTreeMap;

use parsify_interface::ModuleId;
use semver::Version;

use crate::Lock;

/// How versions are chosen.
///
/// ```
/// use parsify_interface::{ModuleId, Version};
/// use parsify_registry::ResolveOptions;
///
/// let options = ResolveOptions::new()
///     .with_locked(ModuleId::from_static("json-tools"), Version::new(1, 2, 0))
///     .with_pin(ModuleId::from_static("report"), Version::new(2, 0, 1));
/// assert_eq!(options.max_work, ResolveOptions::DEFAULT_MAX_WORK);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ResolveOptions {
    /// Versions that are taken wherever they fit, before newer ones; also those that were withdrawn since. One that does
    /// not fit or is not there is as good as none. Empty by default.
    pub locked: BTreeMap<ModuleId, Version>,
    /// The only version of each of these modules that may be taken, also one that was withdrawn. Empty by default.
    pub pins: BTreeMap<ModuleId, Version>,
    /// How much work may be done. A step of the solver counts as one, and so do sixteen versions that it looks at, and
    /// sixteen clashes that it has to remember of a module.
    pub max_work: u64,
}

impl ResolveOptions {
    /// The bound on work unless another is set: 2,000,000, which is used up in about a second. A graph of a thousand modules
    /// of five versions each needs a few thousand.
    pub const DEFAULT_MAX_WORK: u64 = 2_000_000;

    /// The newest versions that fit, with nothing locked and nothing pinned.
    #[must_use]
    pub fn new() -> Self {
        Self { locked: BTreeMap::new(), pins: BTreeMap::new(), max_work: Self::DEFAULT_MAX_WORK }
    }

    /// Prefers a version.
    #[must_use]
    pub fn with_locked(mut self, id: ModuleId, version: Version) -> Self {
        self.locked.insert(id, version);
        self
    }

    /// Prefers every version of a lock.
    #[must_use]
    pub fn with_lock(mut self, lock: &Lock) -> Self {
        self.locked.extend(lock.versions());
        self
    }

    /// Allows one version only.
    #[must_use]
    pub fn with_pin(mut self, id: ModuleId, version: Version) -> Self {
        self.pins.insert(id, version);
        self
    }

    /// Sets the bound on work.
    #[must_use]
    pub fn with_max_work(mut self, max_work: u64) -> Self {
        self.max_work = max_work;
        self
    }
}

impl Default for ResolveOptions {
    fn default() -> Self {
        Self::new()
    }
}
