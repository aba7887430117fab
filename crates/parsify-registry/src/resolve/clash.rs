//! Which needs for one module exclude each other.

use std::collections::{BTreeMap, BTreeSet};

use semver::Version;

use super::{Need, Needer};
use crate::Entry;

/// More needs than this are not compared each with each.
const MOST_COMPARED: usize = 200;

/// The needs of different modules that no version meets together: those that exclude another one, or else, when only all
/// together leave nothing over, those of which each leaves less over than the ones before it.
pub(super) fn clashing<'a>(needs: &[&'a Need], offered: &[&Entry]) -> Vec<&'a Need> {
    let numbered = || offered.iter().map(|entry| entry.version()).enumerate();
    let met: Vec<_> = needs.iter().map(|need| met(need, numbered())).collect();
    let compared = needs.len().min(MOST_COMPARED);
    let excludes = |one: usize, two: usize| !same_needer(needs[one], needs[two]) && met[one].is_disjoint(&met[two]);
    let excluded = (0..compared).filter(|one| (0..compared).any(|two| excludes(*one, two)));
    let excluded: Vec<_> = excluded.map(|number| needs[number]).collect();
    if excluded.is_empty() { narrowing(needs, &met, offered.len()) } else { excluded }
}

fn met<'a>(need: &Need, versions: impl Iterator<Item = (usize, &'a Version)>) -> BTreeSet<usize> {
    versions.filter(|(_, version)| need.requirement.matches(version)).map(|(number, _)| number).collect()
}

fn narrowing<'a>(needs: &[&'a Need], met: &[BTreeSet<usize>], offered: usize) -> Vec<&'a Need> {
    // What one module can be given, by any of its versions.
    let mut by_needer: BTreeMap<_, (Vec<&Need>, BTreeSet<usize>)> = BTreeMap::new();
    for (number, need) in needs.iter().enumerate() {
        // What is asked for holds always: each requirement is a needer of its own.
        let own = if need.by.id().is_none() { Some(number) } else { None };
        let (needs, some) = by_needer.entry((need.by.id(), own)).or_default();
        needs.push(need);
        some.extend(&met[number]);
    }
    let mut left: BTreeSet<_> = (0..offered).collect();
    let mut narrowing = Vec::new();
    for (needs, some) in by_needer.into_values() {
        let before = left.len();
        left.retain(|number| some.contains(number));
        if left.len() < before {
            narrowing.extend(needs);
        }
    }
    if left.is_empty() { narrowing } else { Vec::new() }
}

/// Two versions of one module are never chosen together, so their needs do not clash. What is asked for holds always.
pub(super) fn same_needer(first: &Need, second: &Need) -> bool {
    match (&first.by, &second.by) {
        (Needer::Request, Needer::Request) => first.requirement == second.requirement,
        (first, second) => first.id() == second.id(),
    }
}
