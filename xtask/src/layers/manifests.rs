//! The laws about each crate's own files: shared lints, and no unsafe code.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::Verdict;
use super::graph::{Graph, Member, Place};
use super::table::MAY_BE_UNSAFE;
use crate::setup::Setup;

pub(crate) fn all(setup: &Setup, graph: &Graph) -> Result<Vec<Verdict>> {
    Ok(vec![lints_inherited(setup, graph)?, unsafe_forbidden(setup, graph)?])
}

fn lints_inherited(setup: &Setup, graph: &Graph) -> Result<Verdict> {
    let mut violations = Vec::new();
    for member in &graph.members {
        if !inherits_lints(&text(&member.manifest)?) {
            violations.push(format!("{} lacks `[lints] workspace = true`", setup.shown(&member.manifest)));
        }
    }
    Ok(Verdict { law: "lints-inherited", says: "each manifest takes the workspace's lints", violations })
}

fn unsafe_forbidden(setup: &Setup, graph: &Graph) -> Result<Verdict> {
    let bound = |member: &&Member| {
        matches!(member.place, Place::Crate | Place::Xtask) && !MAY_BE_UNSAFE.contains(&member.name.as_str())
    };
    let mut violations = Vec::new();
    for root in graph.members.iter().filter(bound).flat_map(|member| &member.roots) {
        if !forbids_unsafe(&text(root)?) {
            violations.push(format!("{} lacks `#![forbid(unsafe_code)]`", setup.shown(root)));
        }
    }
    Ok(Verdict {
        law: "unsafe-forbidden",
        says: "unsafe code only in the sandbox, the generated bindings, and the guests' allocator and random bytes",
        violations,
    })
}

fn text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("could not read {}", path.display()))
}

/// Reads just this one entry; cargo itself does not report it.
fn inherits_lints(manifest: &str) -> bool {
    let mut section = "";
    for line in manifest.lines().map(|line| line.split('#').next().unwrap_or("").trim()) {
        let entry: String = line.split_whitespace().collect();
        if line.starts_with('[') {
            section = line;
        } else if (section == "[lints]" && entry == "workspace=true")
            || (section.is_empty() && entry == "lints.workspace=true")
        {
            return true;
        }
    }
    false
}

fn forbids_unsafe(source: &str) -> bool {
    let attributes = source.lines().map(str::trim).filter(|line| line.starts_with("#![forbid("));
    attributes.into_iter().any(|line| line.contains("unsafe_code"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inherited_lints_are_seen() {
        assert!(inherits_lints("[package]\nname = \"a\"\n\n[lints]\nworkspace = true\n"));
        assert!(inherits_lints("[lints] # shared\n workspace=true # yes"));
        assert!(!inherits_lints("[dependencies.a]\nworkspace = true\n[lints]\n"));
        assert!(!inherits_lints("[lints]\n# workspace = true\n[lints.rust]\nworkspace = true"));
    }

    #[test]
    fn a_comment_forbids_nothing() {
        assert!(forbids_unsafe("//! Docs.\n#![forbid(unsafe_code)]\n"));
        assert!(forbids_unsafe("#![forbid(missing_docs, unsafe_code)]"));
        assert!(!forbids_unsafe("// #![forbid(unsafe_code)]"));
        assert!(!forbids_unsafe("#![deny(unsafe_code)]"));
    }

    #[test]
    fn a_workspace_with_a_bare_crate_breaks_both_laws() {
        let folder = std::env::temp_dir().join(format!("parsify-xtask-laws-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let manifest = folder.join("Cargo.toml");
        let root = folder.join("lib.rs");
        fs::write(&manifest, "[package]\n").unwrap();
        fs::write(&root, "//! Nothing.\n").unwrap();
        let member = |name: &str| Member {
            name: name.into(),
            place: Place::Crate,
            folder: name.into(),
            manifest: manifest.clone(),
            roots: vec![root.clone()],
            direct: Default::default(),
            dev: Default::default(),
        };
        let graph = Graph { members: vec![member("parsify"), member("parsify-sandbox")], ..Graph::default() };
        let verdicts = all(&Setup::fake(&folder, Vec::new()), &graph).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        let counts: Vec<_> = verdicts.iter().map(|verdict| (verdict.law, verdict.violations.len())).collect();
        assert_eq!(counts, [("lints-inherited", 2), ("unsafe-forbidden", 1)]);
        assert_eq!(verdicts[1].violations, ["lib.rs lacks `#![forbid(unsafe_code)]`"]);
    }
}
