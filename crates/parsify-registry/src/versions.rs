//! The versions of one module, the newest first.

use std::cmp::Ordering;

use semver::{Op, Version, VersionReq};

use crate::{Entry, RegistryError, Withdrawn};

/// Where the version stands, or would stand. Build metadata makes no difference.
pub(crate) fn position(known: &[Entry], version: &Version) -> Result<usize, usize> {
    known.binary_search_by(|entry| version.cmp_precedence(entry.version()))
}

pub(crate) fn same(first: &Version, second: &Version) -> bool {
    first.cmp_precedence(second) == Ordering::Equal
}

/// The newest release, or the newest pre-release where there is nothing else; of those that were not withdrawn.
pub(crate) fn newest(known: &[Entry]) -> Option<&Entry> {
    let mut offered = known.iter().filter(|entry| !entry.is_yanked());
    offered.clone().find(|entry| entry.version().pre.is_empty()).or_else(|| offered.next())
}

/// True when the requirement names one version, which takes it although it was withdrawn.
pub(crate) fn is_exact(requirement: &VersionReq) -> bool {
    matches!(&requirement.comparators[..], [only] if only.op == Op::Exact && only.patch.is_some())
}

/// True when a look-up with the requirement may give the entry.
pub(crate) fn admits(requirement: &VersionReq, entry: &Entry) -> bool {
    requirement.matches(entry.version()) && (!entry.is_yanked() || is_exact(requirement))
}

pub(crate) fn numbers(known: &[Entry]) -> Vec<Version> {
    known.iter().map(|entry| entry.version().clone()).collect()
}

pub(crate) fn no_such_version(known: &[Entry], version: &Version) -> RegistryError {
    RegistryError::NoSuchVersion { id: known[0].id().clone(), version: version.clone(), versions: numbers(known) }
}

pub(crate) fn no_fitting_version(known: &[Entry], requirement: &VersionReq) -> RegistryError {
    let (id, requirement) = (known[0].id().clone(), requirement.clone());
    let withdrawn = withdrawn(known, &requirement);
    if withdrawn.is_empty() {
        RegistryError::NoFittingVersion { id, requirement, versions: numbers(known) }
    } else {
        RegistryError::Yanked { id, requirement, versions: withdrawn }
    }
}

/// The versions that would fit, had they not been withdrawn.
pub(crate) fn withdrawn(known: &[Entry], requirement: &VersionReq) -> Vec<Withdrawn> {
    known.iter().filter(|entry| requirement.matches(entry.version())).filter_map(Withdrawn::of).collect()
}
