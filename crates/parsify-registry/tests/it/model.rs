//! The catalog against the simplest thing that could be right: a map of versions, filtered and searched in full.

use std::collections::BTreeMap;

use parsify_interface::{Version, VersionReq};
use parsify_registry::{Entry, Mark, Registry};
use proptest::prelude::*;

use crate::module;

#[derive(Clone, Debug)]
enum Step {
    Register(&'static str, Version),
    Unregister(&'static str, Version),
    Get(&'static str, VersionReq),
    Yank(&'static str, Version, bool),
    Snapshot,
}

/// Id, then the version without build metadata, to the version as registered, and whether it was withdrawn.
type Model = BTreeMap<(&'static str, Version), (Version, bool)>;

fn id() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["alpha", "beta", "gamma"])
}

fn any_version() -> impl Strategy<Value = Version> {
    (0..2_u64, 0..3_u64, 0..2_u64, "(|-a|-a\\.1|-b|-1)(|\\+x|\\+y)")
        .prop_map(|(major, minor, patch, rest)| format!("{major}.{minor}.{patch}{rest}").parse().unwrap())
}

fn requirement() -> impl Strategy<Value = VersionReq> {
    let comparator = ("[\\^~=<>]|<=|>=", 0..2_u64, 0..3_u64, prop::option::of((0..2_u64, "(|-a|-b)"))).prop_map(
        |(operator, major, minor, patch)| match patch {
            Some((patch, pre)) => format!("{operator}{major}.{minor}.{patch}{pre}"),
            None => format!("{operator}{major}.{minor}"),
        },
    );
    prop_oneof![
        Just(VersionReq::STAR),
        prop::collection::vec(comparator, 1..3).prop_map(|all| all.join(", ").parse().unwrap()),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (id(), any_version()).prop_map(|(id, version)| Step::Register(id, version)),
        1 => (id(), any_version()).prop_map(|(id, version)| Step::Unregister(id, version)),
        3 => (id(), requirement()).prop_map(|(id, requirement)| Step::Get(id, requirement)),
        2 => (id(), any_version(), any::<bool>()).prop_map(|(id, version, on)| Step::Yank(id, version, on)),
        1 => Just(Step::Snapshot),
    ]
}

fn plain(version: &Version) -> Version {
    Version { build: "".parse().unwrap(), ..version.clone() }
}

fn versions<'a>(model: &'a Model, id: &'a str) -> impl DoubleEndedIterator<Item = &'a Version> {
    model.iter().filter(move |((known, _), _)| *known == id).map(|(_, (version, _))| version)
}

fn offered<'a>(model: &'a Model, id: &'a str) -> impl DoubleEndedIterator<Item = &'a Version> {
    model.iter().filter(move |((known, _), (_, yanked))| *known == id && !yanked).map(|(_, (version, _))| version)
}

fn newest(model: &Model, id: &str) -> Option<Version> {
    offered(model, id).rfind(|version| version.pre.is_empty()).or_else(|| offered(model, id).next_back()).cloned()
}

/// `=1.2.3` takes a version although it was withdrawn.
fn got(model: &Model, id: &'static str, requirement: &VersionReq) -> Option<Version> {
    let exact = requirement.comparators.len() == 1 && requirement.to_string().starts_with('=');
    let exact = exact && requirement.comparators[0].patch.is_some();
    let mut fitting = model
        .iter()
        .filter(|((known, version), (_, yanked))| *known == id && requirement.matches(version) && (exact || !yanked));
    fitting.next_back().map(|(_, (version, _))| version.clone())
}

fn run(step: Step, registry: &mut Registry, model: &mut Model) -> Result<(), TestCaseError> {
    match step {
        Step::Register(id, version) => {
            let taken = model.contains_key(&(id, plain(&version)));
            let registered = registry.register(module(id, &version.to_string())).is_ok();
            prop_assert_eq!(registered, !taken);
            model.entry((id, plain(&version))).or_insert((version, false));
        }
        Step::Unregister(id, version) => {
            let expected = model.remove(&(id, plain(&version))).map(|(version, _)| version);
            let removed = registry.unregister(id, &version).ok().map(|entry| entry.version().clone());
            prop_assert_eq!(removed, expected);
        }
        Step::Get(id, requirement) => {
            let found = registry.get(id, &requirement).ok().map(|descriptor| descriptor.version.clone());
            prop_assert_eq!(found, got(model, id, &requirement));
        }
        Step::Yank(id, version, on) => {
            let marked = registry.mark(id, &version, on.then(|| Mark::yanked("because"))).ok();
            let known = model.get_mut(&(id, plain(&version)));
            prop_assert_eq!(marked.map(|before| before.is_some()), known.as_ref().map(|(_, yanked)| *yanked));
            if let Some((_, yanked)) = known {
                *yanked = on;
            }
        }
        Step::Snapshot => {}
    }
    Ok(())
}

/// All that a catalog holds.
fn all(registry: &Registry) -> Vec<(String, bool)> {
    let line = |entry: &Entry| (format!("{} {}", entry.id(), entry.version()), entry.is_yanked());
    registry.entries().map(line).collect()
}

proptest! {
    #[test]
    fn the_catalog_agrees_with_the_model(steps in prop::collection::vec(step(), 0..60)) {
        let (mut registry, mut model) = (Registry::new(), Model::new());
        let mut snapshots = Vec::new();
        for step in steps {
            if matches!(step, Step::Snapshot) {
                snapshots.push((registry.clone(), all(&registry)));
            }
            run(step, &mut registry, &mut model)?;
            prop_assert_eq!(registry.len(), model.len());
        }
        for (snapshot, held) in snapshots {
            prop_assert_eq!(all(&snapshot), held, "what happened later is not seen");
        }
        let again = Registry::from_json(&registry.to_json()).unwrap();
        prop_assert_eq!(all(&again), all(&registry));
        for id in ["alpha", "beta", "gamma"] {
            let found = registry.newest(id).ok().map(|descriptor| descriptor.version.clone());
            prop_assert_eq!(found, newest(&model, id));
            let known: Vec<_> = registry.versions(id).into_iter().flatten().collect();
            prop_assert_eq!(known, versions(&model, id).rev().collect::<Vec<_>>());
        }
    }
}
