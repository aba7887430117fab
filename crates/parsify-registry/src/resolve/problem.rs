use std::collections::BTreeSet;
use std::fmt;

use parsify_interface::ModuleId;
use semver::{Version, VersionReq};

use super::Need;
use super::candidates::Candidates;
use super::clash::clashing;
use super::explain::{listed, there};
use crate::versions::{numbers, withdrawn};
use crate::{Entry, Withdrawn};

/// No line names more needs than this.
const MOST_NEEDS: usize = 6;

/// One reason why no versions fit together.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// There is no such module.
    Missing {
        /// What is needed.
        id: ModuleId,
        /// Ids that are written alike, best first.
        nearest: Vec<String>,
    },
    /// No version fits a requirement.
    NoFittingVersion {
        /// The module.
        id: ModuleId,
        /// The requirement.
        requirement: VersionReq,
        /// The versions there are, newest first.
        versions: Vec<Version>,
    },
    /// Pre-releases lie where the requirement points, and it does not admit them.
    OnlyPreReleases {
        /// The module.
        id: ModuleId,
        /// The requirement.
        requirement: VersionReq,
        /// The pre-releases, newest first.
        versions: Vec<Version>,
    },
    /// Every version that fits was withdrawn.
    OnlyYanked {
        /// The module.
        id: ModuleId,
        /// The requirement.
        requirement: VersionReq,
        /// What was withdrawn, newest first.
        versions: Vec<Withdrawn>,
    },
    /// The module is pinned to a version that does not fit, or is not there.
    Pinned {
        /// The module.
        id: ModuleId,
        /// The version it is pinned to.
        pin: Version,
        /// The requirement.
        requirement: VersionReq,
        /// The version is there.
        known: bool,
    },
    /// Each requirement can be met, but not all of them by one version.
    Clash {
        /// The module.
        id: ModuleId,
        /// The needs that exclude each other.
        needs: Vec<Need>,
        /// The versions that may be chosen, newest first.
        versions: Vec<Version>,
    },
}

/// What is wrong with the needs for one module.
pub(super) fn find(id: &ModuleId, needs: &[&Need], candidates: &Candidates<'_>) -> Vec<Problem> {
    if candidates.registry.known_or_none(id.as_str()).is_empty() {
        let nearest = candidates.registry.nearest(id.as_str());
        return vec![Problem::Missing { id: id.clone(), nearest }];
    }
    let offered: Vec<_> = candidates.of(id).collect();
    let (met, unmet): (Vec<&Need>, Vec<_>) =
        needs.iter().partition(|need| !fitting(&offered, &need.requirement).is_empty());
    let mut seen = BTreeSet::new();
    let mut problems: Vec<_> = unmet
        .into_iter()
        .filter(|need| seen.insert(need.requirement.to_string()))
        .map(|need| no_fit(id, &need.requirement, candidates))
        .collect();
    let clashing = clashing(&met, &offered);
    if !clashing.is_empty() {
        let needs = clashing.into_iter().cloned().collect();
        let versions = offered.iter().map(|entry| entry.version().clone()).collect();
        problems.push(Problem::Clash { id: id.clone(), needs, versions });
    }
    problems
}

pub(super) fn fitting<'a>(offered: &[&'a Entry], requirement: &VersionReq) -> Vec<&'a Version> {
    offered.iter().map(|entry| entry.version()).filter(|version| requirement.matches(version)).collect()
}

fn no_fit(id: &ModuleId, requirement: &VersionReq, candidates: &Candidates<'_>) -> Problem {
    let (id, known) = (id.clone(), candidates.registry.known_or_none(id.as_str()));
    let requirement = requirement.clone();
    if let Some(pin) = candidates.options.pins.get(&id) {
        let is_known = candidates.of(&id).next().is_some();
        return Problem::Pinned { id, pin: pin.clone(), requirement, known: is_known };
    }
    let withdrawn = withdrawn(known, &requirement);
    if !withdrawn.is_empty() {
        return Problem::OnlyYanked { id, requirement, versions: withdrawn };
    }
    let near = |version: &&Version| {
        let release = Version::new(version.major, version.minor, version.patch);
        !version.pre.is_empty() && requirement.matches(&release)
    };
    let pre_releases: Vec<_> = candidates.of(&id).map(Entry::version).filter(near).cloned().collect();
    if pre_releases.is_empty() {
        Problem::NoFittingVersion { id, requirement, versions: numbers(known) }
    } else {
        Problem::OnlyPreReleases { id, requirement, versions: pre_releases }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { id, .. } => write!(f, "there is no module `{id}`"),
            Self::NoFittingVersion { id, requirement, versions } => {
                write!(f, "no version of `{id}` fits `{requirement}`: {}", there(versions))
            }
            Self::OnlyPreReleases { id, requirement, versions } => {
                write!(
                    f,
                    "no release of `{id}` fits `{requirement}`: there are only pre-releases, {}",
                    listed(versions)
                )
            }
            Self::OnlyYanked { id, requirement, versions } => {
                let numbers: Vec<_> = versions.iter().map(|withdrawn| withdrawn.version.clone()).collect();
                write!(f, "every version of `{id}` that fits `{requirement}` was withdrawn: {}", listed(&numbers))
            }
            Self::Pinned { id, pin, requirement, known: true } => {
                write!(f, "`{id}` is pinned to {pin}, which does not fit `{requirement}`")
            }
            Self::Pinned { id, pin, known: false, .. } => write!(f, "`{id}` is pinned to {pin}, which is not there"),
            Self::Clash { id, needs, versions } => {
                let mut wanted: Vec<_> = needs
                    .iter()
                    .take(MOST_NEEDS)
                    .map(|need| format!("{} {} `{}`", need.by, need.by.verb(), need.requirement))
                    .collect();
                if needs.len() > MOST_NEEDS {
                    wanted.push(format!("and {} others", needs.len() - MOST_NEEDS));
                }
                write!(f, "no version of `{id}` fits all: {}; {}", wanted.join(", "), there(versions))
            }
        }
    }
}
