//! The parts of `cargo metadata` that are used here.

use std::path::{Path, PathBuf};

use serde::Deserialize;

/// What `cargo metadata --format-version 1` prints.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Metadata {
    pub(crate) packages: Vec<Package>,
    pub(crate) workspace_members: Vec<String>,
    pub(crate) workspace_root: PathBuf,
    pub(crate) target_directory: PathBuf,
    pub(crate) resolve: Option<Resolve>,
}

/// A package with what its manifest says.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Package {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) version: String,
    #[serde(default)]
    pub(crate) authors: Vec<String>,
    pub(crate) license: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) homepage: Option<String>,
    pub(crate) repository: Option<String>,
    pub(crate) rust_version: Option<String>,
    pub(crate) manifest_path: PathBuf,
    #[serde(default)]
    pub(crate) metadata: serde_json::Value,
    #[serde(default)]
    pub(crate) dependencies: Vec<Dependency>,
    #[serde(default)]
    pub(crate) targets: Vec<Target>,
}

impl Package {
    /// The folder of the manifest.
    pub(crate) fn folder(&self) -> &Path {
        self.manifest_path.parent().unwrap_or(Path::new(""))
    }

    /// The library target, whatever crate types it has.
    pub(crate) fn library(&self) -> Option<&Target> {
        const LIBRARY: [&str; 6] = ["lib", "rlib", "dylib", "cdylib", "staticlib", "proc-macro"];
        self.targets.iter().find(|target| target.kind.iter().any(|kind| LIBRARY.contains(&kind.as_str())))
    }
}

/// A dependency as the manifest declares it, for every platform and optional or not.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Dependency {
    pub(crate) name: String,
    /// `None` for a normal dependency, else `dev` or `build`.
    pub(crate) kind: Option<String>,
}

/// A library, binary, test or other target of a package.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Target {
    pub(crate) name: String,
    pub(crate) kind: Vec<String>,
    pub(crate) src_path: PathBuf,
}

/// The resolved graph; absent with `--no-deps`.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Resolve {
    pub(crate) nodes: Vec<Node>,
}

/// A package in the resolved graph.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Node {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) deps: Vec<Edge>,
}

/// A resolved dependency.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Edge {
    pub(crate) pkg: String,
    #[serde(default)]
    pub(crate) dep_kinds: Vec<EdgeKind>,
}

/// One of the ways in which a dependency is used.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct EdgeKind {
    pub(crate) kind: Option<String>,
}
