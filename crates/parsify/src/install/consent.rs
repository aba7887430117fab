use std::collections::BTreeMap;

use parsify_error::{ErrorKind, Failure, code};
use parsify_interface::{Descriptor, Grants, ModuleId};
use parsify_loader::Receipt;
use serde::Serialize;

/// What a module wants to touch, or to let others touch for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Wants {
    /// Outside its own sandbox.
    pub grants: Grants,
    /// What dependencies may use of their own grants when it calls them.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub edges: BTreeMap<ModuleId, Grants>,
}

impl Wants {
    /// All that the module declares.
    #[must_use]
    pub fn of(descriptor: &Descriptor) -> Self {
        let edges = descriptor.dependencies.iter().filter(|dependency| !dependency.grants.is_empty());
        Self {
            grants: descriptor.capabilities.iter().copied().collect(),
            edges: edges.map(|edge| (edge.id.clone(), edge.grants.iter().copied().collect())).collect(),
        }
    }

    /// What was granted to the version that is installed.
    pub(super) fn granted(receipt: &Receipt) -> Self {
        Self { grants: receipt.grants.clone(), edges: receipt.edges.clone() }
    }

    /// What is wanted here and not there.
    #[must_use]
    pub fn beyond(&self, other: &Self) -> Self {
        let none = Grants::none();
        let edges = self.edges.iter().map(|(id, grants)| (id, grants.difference(other.edges.get(id).unwrap_or(&none))));
        Self {
            grants: self.grants.difference(&other.grants),
            edges: edges.filter(|(_, more)| !more.is_empty()).map(|(id, more)| (id.clone(), more)).collect(),
        }
    }

    /// True when nothing is wanted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.grants.is_empty() && self.edges.is_empty()
    }

    /// Every capability of both kinds.
    #[must_use]
    pub fn all(&self) -> Grants {
        self.edges.values().fold(self.grants.clone(), |all, grants| all.union(grants))
    }
}

/// What somebody who answers for it allows an installation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Approval {
    /// Nothing beyond what was granted before.
    #[default]
    Nothing,
    /// These capabilities, to whoever of the plan wants them.
    These(Grants),
    /// Whatever the plan says is wanted.
    Everything,
}

impl Approval {
    pub(super) fn covers(&self, wants: &Wants) -> bool {
        match self {
            Self::Nothing => wants.is_empty(),
            Self::These(grants) => wants.all().difference(grants).is_empty(),
            Self::Everything => true,
        }
    }
}

pub(super) fn refused(module: &ModuleId, wants: &Wants) -> Failure {
    let names: Vec<_> = wants.all().iter().map(|capability| capability.to_string()).collect();
    Failure::new(
        ErrorKind::Permission,
        code::INSTALL_CONSENT,
        format!("`{module}` wants {}, which nobody has granted", names.join(", ")),
    )
    .with_module(module)
    .with_detail("wanted", names)
    .with_hint("nothing was changed: approve it, if you trust the module with it")
}
