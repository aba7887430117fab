use std::fmt;

use parsify_interface::{Dependency, ModuleId};
use semver::{Version, VersionReq};
use serde::Serialize;

use crate::{Entry, Registry};

/// A registered version that depends on a module.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Dependent {
    /// The module that depends.
    pub id: ModuleId,
    /// Its version.
    pub version: Version,
    /// The versions that will do for it.
    pub requirement: VersionReq,
    /// It works without, with less to offer.
    pub optional: bool,
}

impl Dependent {
    pub(crate) fn of(entry: &Entry, dependency: &Dependency) -> Self {
        Self {
            id: entry.id().clone(),
            version: entry.version().clone(),
            requirement: dependency.version.clone(),
            optional: dependency.optional,
        }
    }
}

impl fmt::Display for Dependent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {} (`{}`)", self.id, self.version, self.requirement)
    }
}

/// What a forced change took away, and what it left broken.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Removed {
    /// What was there.
    pub entry: Entry,
    /// The versions that need it and find no other that fits.
    pub broken: Vec<Dependent>,
}

impl Registry {
    /// Every registered version that depends on the module, whatever its requirement, by id, then newest first. The module
    /// itself need not be there.
    ///
    /// Costs one pass over the dependencies of all versions.
    pub fn dependents_of<'a>(&'a self, id: &'a str) -> impl Iterator<Item = Dependent> + 'a {
        self.entries().filter_map(move |entry| {
            let dependency = entry.descriptor().dependency(id)?;
            Some(Dependent::of(entry, dependency))
        })
    }
}
