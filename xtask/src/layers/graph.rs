//! The dependency graph as the laws need it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::table::{LAYERS, Layer};
use crate::cargo::Cargo;
use crate::guests::TARGET;
use crate::metadata::{Metadata, Package, Resolve};
use crate::rustc;
use crate::setup::Setup;

/// Where a member lies, which decides the laws it is under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Below `crates/`.
    Crate,
    /// Below `modules-src/`.
    Guest,
    /// The folder `xtask`.
    Xtask,
    /// Benches and whatever else.
    Other,
}

/// A workspace member.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) place: Place,
    /// The folder's own name.
    pub(crate) folder: String,
    pub(crate) manifest: PathBuf,
    /// Root files of library and binaries.
    pub(crate) roots: Vec<PathBuf>,
    /// What the manifest declares, normal and build dependencies together.
    pub(crate) direct: BTreeSet<String>,
    pub(crate) dev: BTreeSet<String>,
}

/// Members and, for every package, what it normally depends on.
#[derive(Debug, Clone, Default)]
pub(crate) struct Graph {
    pub(crate) members: Vec<Member>,
    /// Package name → names, with every feature that any member switches on. Two versions of a package are one node: a law
    /// is about the name.
    pub(crate) normal: BTreeMap<String, BTreeSet<String>>,
    /// Member → every package that it reaches by itself, all its own features on and those that only others switch on off.
    /// Of those members only that reach in `normal` what they must not.
    pub(crate) alone: BTreeMap<String, BTreeSet<String>>,
}

impl Graph {
    pub(crate) fn in_place(&self, place: Place) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(move |member| member.place == place)
    }

    /// The chain to a name that a member reaches by itself.
    pub(crate) fn reach(&self, from: &str, to: &str) -> Option<Vec<String>> {
        self.chain(from, to).filter(|_| self.alone.get(from).is_none_or(|reached| reached.contains(to)))
    }

    /// The shortest chain of normal dependencies to a name, both ends included.
    pub(crate) fn chain(&self, from: &str, to: &str) -> Option<Vec<String>> {
        let mut parents: BTreeMap<&str, &str> = BTreeMap::new();
        let mut queue = VecDeque::from([from]);
        while let Some(name) = queue.pop_front() {
            if name == to && name != from {
                return Some(walk_back(&parents, from, to));
            }
            for next in self.normal.get(name).into_iter().flatten() {
                if next != from && !parents.contains_key(next.as_str()) {
                    parents.insert(next, name);
                    queue.push_back(next);
                }
            }
        }
        None
    }
}

fn walk_back(parents: &BTreeMap<&str, &str>, from: &str, to: &str) -> Vec<String> {
    let mut chain = vec![to.to_owned()];
    let mut name = to;
    while name != from {
        let Some(parent) = parents.get(name) else { break };
        chain.push((*parent).to_owned());
        name = parent;
    }
    chain.reverse();
    chain
}

/// Reads the graph with all features, for the platforms host and guests really use.
pub(crate) fn read(setup: &Setup) -> Result<Graph> {
    let host = rustc::about(setup, None)?.host;
    let words = ["--all-features", "--filter-platform", &host, "--filter-platform", TARGET];
    let locked = if setup.ci { ["--locked"].as_slice() } else { &[] };
    let metadata = setup.metadata(&[words.as_slice(), locked].concat())?;
    let resolve = metadata.resolve.as_ref().context("`cargo metadata` printed no dependency graph")?;
    let normal = edges(&metadata, resolve);
    let is_member = |package: &&Package| metadata.workspace_members.contains(&package.id);
    let members = metadata.packages.iter().filter(is_member).map(|package| member(&setup.root, package)).collect();
    let mut graph = Graph { members, normal, alone: BTreeMap::new() };
    let suspect = |layer: &&Layer| layer.not_at_all.iter().any(|name| graph.chain(layer.name, name).is_some());
    let suspects: Vec<_> = LAYERS.iter().filter(suspect).map(|layer| layer.name.to_owned()).collect();
    for name in suspects {
        let reached = alone(setup, &name)?;
        graph.alone.insert(name, reached);
    }
    Ok(graph)
}

/// The packages that one member reaches by itself, on the platforms that are really used.
fn alone(setup: &Setup, name: &str) -> Result<BTreeSet<String>> {
    let mut reached = BTreeSet::new();
    let host = rustc::about(setup, None)?.host;
    for target in [host.as_str(), TARGET] {
        let words =
            ["tree", "--package", name, "--all-features", "--edges", "normal", "--prefix", "none", "--format", "{p}"];
        let output = Cargo::new(&words).args(["--target", target]).locked_in_ci(setup).output(setup)?;
        let text = String::from_utf8_lossy(&output).into_owned();
        reached.extend(text.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned));
    }
    Ok(reached)
}

fn member(root: &Path, package: &Package) -> Member {
    let inside = package.folder().strip_prefix(root).unwrap_or(package.folder());
    let place = match inside.iter().next().and_then(|part| part.to_str()) {
        Some("crates") => Place::Crate,
        Some("modules-src") => Place::Guest,
        Some("xtask") => Place::Xtask,
        _ => Place::Other,
    };
    let named = |dev: bool| {
        let wanted = package.dependencies.iter().filter(move |one| (one.kind.as_deref() == Some("dev")) == dev);
        wanted.map(|one| one.name.clone()).collect()
    };
    let is_root = |kinds: &[String]| kinds.iter().any(|kind| kind == "bin" || kind.ends_with("lib"));
    Member {
        name: package.name.clone(),
        place,
        folder: package.folder().file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        manifest: package.manifest_path.clone(),
        roots: package
            .targets
            .iter()
            .filter(|target| is_root(&target.kind))
            .map(|target| target.src_path.clone())
            .collect(),
        direct: named(false),
        dev: named(true),
    }
}

fn edges(metadata: &Metadata, resolve: &Resolve) -> BTreeMap<String, BTreeSet<String>> {
    let names: BTreeMap<&str, &str> =
        metadata.packages.iter().map(|package| (package.id.as_str(), package.name.as_str())).collect();
    let mut normal: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for node in &resolve.nodes {
        let Some(name) = names.get(node.id.as_str()) else { continue };
        let used = node.deps.iter().filter(|edge| edge.dep_kinds.iter().any(|kind| kind.kind.is_none()));
        let targets = used.filter_map(|edge| names.get(edge.pkg.as_str())).map(ToString::to_string);
        normal.entry((*name).to_owned()).or_default().extend(targets);
    }
    normal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_graph_keeps_normal_edges_and_tells_dev_from_direct() {
        let metadata: Metadata = serde_json::from_value(serde_json::json!({
            "workspace_root": "/w", "target_directory": "/w/target", "workspace_members": ["a"],
            "packages": [
                {"id": "a", "name": "parsify-a", "version": "1.0.0", "manifest_path": "/w/crates/parsify-a/Cargo.toml",
                 "dependencies": [{"name": "b", "kind": null}, {"name": "c", "kind": "dev"}, {"name": "d", "kind": "build"}],
                 "targets": [{"name": "a", "kind": ["lib"], "src_path": "/w/crates/parsify-a/src/lib.rs"},
                             {"name": "it", "kind": ["test"], "src_path": "/w/crates/parsify-a/tests/it/main.rs"}]},
                {"id": "b", "name": "b", "version": "1.0.0", "manifest_path": "/r/b/Cargo.toml"},
                {"id": "c", "name": "c", "version": "1.0.0", "manifest_path": "/r/c/Cargo.toml"}],
            "resolve": {"nodes": [
                {"id": "a", "deps": [{"pkg": "b", "dep_kinds": [{"kind": null}]}, {"pkg": "c", "dep_kinds": [{"kind": "dev"}]}]},
                {"id": "b", "deps": []}]}
        }))
        .unwrap();
        let normal = edges(&metadata, metadata.resolve.as_ref().unwrap());
        assert_eq!(normal["parsify-a"], BTreeSet::from(["b".to_owned()]));
        let member = member(Path::new("/w"), &metadata.packages[0]);
        assert_eq!(member.place, Place::Crate);
        assert_eq!(member.folder, "parsify-a");
        assert_eq!(member.direct, BTreeSet::from(["b".to_owned(), "d".to_owned()]));
        assert_eq!(member.dev, BTreeSet::from(["c".to_owned()]));
        assert_eq!(member.roots, [PathBuf::from("/w/crates/parsify-a/src/lib.rs")]);
    }

    #[test]
    fn a_chain_is_the_shortest_one() {
        let mut graph = Graph::default();
        for (from, to) in [("a", ["b", "c"]), ("b", ["d", "a"]), ("c", ["e", "a"]), ("e", ["d", "a"])] {
            graph.normal.insert(from.into(), to.map(str::to_owned).into());
        }
        assert_eq!(graph.chain("a", "d").unwrap(), ["a", "b", "d"]);
        assert_eq!(graph.chain("a", "x"), None);
        assert_eq!(graph.chain("a", "a"), None);
    }
}
