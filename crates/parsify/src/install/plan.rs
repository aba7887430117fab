//! What would change, worked out before anything does.

use std::collections::{BTreeMap, BTreeSet};

use parsify_interface::{Digest, ModuleId, Version};
use parsify_loader::{Receipt, State};
use parsify_registry::{Mark, Resolution, Update};
use serde::Serialize;

use super::available::{Available, PROVIDED};
use super::{Unusable, Wants};

/// What a goal comes to: made by [`Installer::plan`](super::Installer::plan), carried out by
/// [`Installer::apply`](super::Installer::apply).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Plan {
    pub(super) changes: Vec<Change>,
    pub(super) unusable: Vec<Unusable>,
    pub(super) marked: Vec<Marked>,
    pub(super) broken: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) updates: Vec<Update>,
    #[serde(skip)]
    pub(super) pins: bool,
    #[serde(skip)]
    pub(super) generation: u64,
    #[serde(skip)]
    pub(super) available: Available,
    #[serde(skip)]
    pub(super) resolution: Option<Resolution>,
}

/// What happens to one module.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Change {
    /// The module.
    pub id: ModuleId,
    /// What happens.
    pub kind: ChangeKind,
    /// The version that is installed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Version>,
    /// The version that will be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Version>,
    /// The digest of what will be installed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digest: Option<Digest>,
    /// Where that comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Somebody asked for it; otherwise it comes or goes with others.
    pub asked_for: bool,
    /// All that it wants.
    pub wants: Wants,
    /// What of it nobody has granted yet.
    pub asks: Wants,
}

/// What happens to a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ChangeKind {
    /// It was not there.
    Install,
    /// A newer version takes the place of an older one.
    Update,
    /// An older version takes the place of a newer one.
    Downgrade,
    /// Other bytes of the same version.
    Replace,
    /// It leaves.
    Remove,
    /// It is there, and is asked for from now on.
    Keep,
}

/// A version of the plan that is deprecated or was withdrawn.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Marked {
    /// The module.
    pub id: ModuleId,
    /// Its version.
    pub version: Version,
    /// What is said of it.
    pub mark: Mark,
}

impl Plan {
    /// What happens, by id.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Files of the sources that are no modules.
    #[must_use]
    pub fn unusable(&self) -> &[Unusable] {
        &self.unusable
    }

    /// Versions of the result that are deprecated or were withdrawn.
    #[must_use]
    pub fn marked(&self) -> &[Marked] {
        &self.marked
    }

    /// Modules that a forced removal leaves without what they need, in words.
    #[must_use]
    pub fn broken(&self) -> &[String] {
        &self.broken
    }

    /// What there is to update and what each would mean, of a plan to update.
    #[must_use]
    pub fn updates(&self) -> &[Update] {
        &self.updates
    }

    /// The same plan, and what somebody asks for by it stays at the version that it gets.
    #[must_use]
    pub fn pinning(mut self) -> Self {
        self.pins = true;
        self
    }

    /// The changes that want something nobody has granted yet.
    pub fn asking(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| !change.asks.is_empty())
    }

    /// True when everything is as it is wanted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}

/// The changes that lead from what is installed to what was chosen. `wanted`: what somebody asks for by this.
pub(super) fn towards(
    state: &State,
    resolution: &Resolution,
    available: &Available,
    wanted: &BTreeSet<ModuleId>,
) -> Vec<Change> {
    let installed: BTreeMap<&ModuleId, &Receipt> = state.receipts().map(|receipt| (receipt.id(), &**receipt)).collect();
    let mut changes = Vec::new();
    for resolved in resolution.modules() {
        let (entry, id) = (&resolved.entry, resolved.entry.id());
        if entry.source() == Some(PROVIDED) {
            continue;
        }
        let receipt = installed.get(id).copied();
        let same = receipt.is_some_and(|receipt| Some(receipt.digest) == entry.digest());
        let asked_for = wanted.contains(id) || receipt.is_some_and(|receipt| receipt.asked_for);
        if same && receipt.is_none_or(|receipt| receipt.asked_for == asked_for) {
            continue;
        }
        let candidate = available.candidates.get(&(id.clone(), entry.version().clone()));
        let wants = Wants::of(entry.descriptor());
        changes.push(Change {
            id: id.clone(),
            kind: kind(receipt, entry.version(), same),
            from: receipt.map(|receipt| receipt.version().clone()),
            to: Some(entry.version().clone()),
            digest: entry.digest(),
            source: candidate.map(|candidate| candidate.origin.location.clone()),
            asked_for,
            asks: wants.beyond(&receipt.map(Wants::granted).unwrap_or_default()),
            wants,
        });
    }
    let gone = installed.values().filter(|receipt| resolution.get(receipt.id().as_str()).is_none());
    changes.extend(gone.map(|receipt| removal(receipt)));
    changes.sort_by(|one, other| one.id.cmp(&other.id));
    changes
}

pub(super) fn removal(receipt: &Receipt) -> Change {
    Change {
        id: receipt.id().clone(),
        kind: ChangeKind::Remove,
        from: Some(receipt.version().clone()),
        to: None,
        digest: None,
        source: None,
        asked_for: receipt.asked_for,
        wants: Wants::default(),
        asks: Wants::default(),
    }
}

fn kind(receipt: Option<&Receipt>, to: &Version, same: bool) -> ChangeKind {
    let Some(receipt) = receipt else { return ChangeKind::Install };
    match to.cmp_precedence(receipt.version()) {
        _ if same => ChangeKind::Keep,
        std::cmp::Ordering::Greater => ChangeKind::Update,
        std::cmp::Ordering::Less => ChangeKind::Downgrade,
        std::cmp::Ordering::Equal => ChangeKind::Replace,
    }
}
