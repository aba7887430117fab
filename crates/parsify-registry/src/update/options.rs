use std::collections::BTreeMap;

use parsify_interface::ModuleId;
use semver::VersionReq;

/// What is offered as an update.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct UpdateOptions {
    /// The only versions of these modules that are offered. Empty by default.
    pub pins: BTreeMap<ModuleId, VersionReq>,
    /// Offers pre-releases, too. Off by default; who has a pre-release is offered those of the same version in any case.
    pub pre_releases: bool,
}

impl UpdateOptions {
    /// Releases of every module.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Offers only versions of a module that fit.
    #[must_use]
    pub fn with_pin(mut self, id: ModuleId, requirement: VersionReq) -> Self {
        self.pins.insert(id, requirement);
        self
    }

    /// Offers pre-releases, too.
    #[must_use]
    pub fn with_pre_releases(mut self) -> Self {
        self.pre_releases = true;
        self
    }
}
