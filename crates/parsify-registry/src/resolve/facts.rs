//! What of the catalog a contradiction rests on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use parsify_interface::ModuleId;
use pubgrub::{DerivationTree, External};

use super::candidates::Candidates;
use super::provider::Package;
use super::range::{Key, Set};
use super::{Need, Needer};

type Derivation = DerivationTree<Package, Set, String>;

/// Who needs what, of all that the contradiction rests on: what is asked for first, then what lies nearest to it.
pub(super) fn facts(tree: Derivation, candidates: &Candidates<'_>) -> Vec<Need> {
    let mut request = BTreeSet::new();
    let mut modules: BTreeMap<(ModuleId, ModuleId), BTreeSet<Key>> = BTreeMap::new();
    each_external(tree, |external| match external {
        External::FromDependencyOf(Package::Root, _, Package::Module(id), _) => {
            request.insert(id);
        }
        External::FromDependencyOf(Package::Module(by), versions, Package::Module(id), _) => {
            let known = candidates.of(&by).map(|entry| Key::of(entry.version()));
            modules.entry((by, id)).or_default().extend(known.filter(|key| versions.contains(key)));
        }
        _ => {}
    });
    let mut needs: Vec<_> = request.iter().flat_map(|id| of_request(id, candidates)).collect();
    needs.extend(modules.iter().flat_map(|((by, id), versions)| of_module(by, id, versions, candidates)));
    nearest_first(needs)
}

fn of_request(id: &ModuleId, candidates: &Candidates<'_>) -> Vec<Need> {
    let mut requirements: Vec<_> =
        candidates.roots_of(id).filter(|root| !root.optional).map(|root| root.version.clone()).collect();
    requirements.sort_by_key(ToString::to_string);
    requirements.dedup();
    let need = |requirement| Need { by: Needer::Request, id: id.clone(), requirement };
    requirements.into_iter().map(need).collect()
}

/// One fact for each requirement that versions of `by` have.
fn of_module(by: &ModuleId, id: &ModuleId, versions: &BTreeSet<Key>, candidates: &Candidates<'_>) -> Vec<Need> {
    let mut needs: Vec<Need> = Vec::new();
    for entry in candidates.of(by).filter(|entry| versions.contains(&Key::of(entry.version()))) {
        let Some(dependency) = entry.descriptor().dependency(id.as_str()) else { continue };
        let version = entry.version().clone();
        match needs.iter_mut().find(|need| need.requirement == dependency.version) {
            Some(Need { by: Needer::Module { versions, .. }, .. }) => versions.push(version),
            _ => needs.push(Need {
                by: Needer::Module { id: by.clone(), versions: vec![version] },
                id: id.clone(),
                requirement: dependency.version.clone(),
            }),
        }
    }
    needs
}

fn nearest_first(mut needs: Vec<Need>) -> Vec<Need> {
    let mut below: BTreeMap<Option<&ModuleId>, BTreeSet<&ModuleId>> = BTreeMap::new();
    for need in &needs {
        below.entry(need.by.id()).or_default().insert(&need.id);
    }
    let mut distance: BTreeMap<Option<ModuleId>, usize> = BTreeMap::from([(None, 0)]);
    let mut edge = vec![None];
    while !edge.is_empty() {
        let reached = edge.iter().flat_map(|id| below.get(id).into_iter().flatten().copied());
        let step = distance.len();
        let fresh: BTreeSet<_> = reached.filter(|id| !distance.contains_key(&Some((*id).clone()))).collect();
        distance.extend(fresh.iter().map(|id| (Some((*id).clone()), step)));
        edge = fresh.into_iter().map(Some).collect();
    }
    needs.sort_by_key(|need| distance.get(&need.by.id().cloned()).copied().unwrap_or(usize::MAX));
    needs
}

/// Takes the tree apart. It can be as deep as the catalog is long, so nothing here recurses, not even what drops it.
fn each_external(tree: Derivation, mut seen: impl FnMut(External<Package, Set, String>)) {
    let mut stack = vec![tree];
    while let Some(tree) = stack.pop() {
        match tree {
            DerivationTree::External(external) => seen(external),
            // A part that stands in several places is looked at when the last of them lets go of it.
            DerivationTree::Derived(derived) => {
                stack.extend([derived.cause1, derived.cause2].into_iter().filter_map(Arc::into_inner));
            }
        }
    }
}
