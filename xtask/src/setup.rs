//! Where we are: the workspace, its target folder, its members, and whether CI is looking.

use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::cargo::Cargo;
use crate::metadata::{Metadata, Package};
use crate::paint::Paint;

/// What every verb needs to know about its surroundings.
#[derive(Debug)]
pub(crate) struct Setup {
    pub(crate) root: PathBuf,
    pub(crate) target: PathBuf,
    pub(crate) members: Vec<Package>,
    pub(crate) ci: bool,
}

impl Setup {
    /// Asks cargo. CI is on when the variable `CI` says so.
    pub(crate) fn find() -> Result<Self> {
        Self::with_ci(truthy(std::env::var("CI").ok().as_deref()))
    }

    pub(crate) fn with_ci(ci: bool) -> Result<Self> {
        // `cargo run` says where this package lies now; a binary that was built elsewhere and moved would not know.
        let package = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&package).parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf);
        let mut setup = Self { root, target: PathBuf::new(), members: Vec::new(), ci };
        let metadata = setup.metadata(&["--no-deps"])?;
        let Metadata { packages, workspace_members, workspace_root, target_directory, .. } = metadata;
        setup.root = workspace_root;
        setup.target = straight(target_directory)?;
        setup.members = packages.into_iter().filter(|package| workspace_members.contains(&package.id)).collect();
        setup.members.sort_by(|left, right| left.name.cmp(&right.name));
        Ok(setup)
    }

    /// Runs `cargo metadata` for the workspace.
    pub(crate) fn metadata(&self, words: &[&str]) -> Result<Metadata> {
        let manifest = self.root.join("Cargo.toml");
        // In the person's folder, because a relative CARGO_TARGET_DIR is relative to that.
        let cargo = Cargo::new(&["metadata", "--format-version", "1"])
            .args(["--manifest-path".as_ref(), manifest.as_os_str()])
            .args(words)
            .here();
        let mut command = cargo.command(self);
        if self.target.as_os_str().is_empty()
            && let Some(target) = std::env::var_os("CARGO_TARGET_DIR")
        {
            command.env("CARGO_TARGET_DIR", target);
        }
        let output = command.output().context("could not start `cargo metadata`; is cargo installed?")?;
        if !output.status.success() {
            anyhow::bail!(
                "cargo could not read the workspace at {}: {}",
                manifest.display(),
                String::from_utf8_lossy(&output.stderr).trim()
            );
        }
        serde_json::from_slice(&output.stdout).context("`cargo metadata` printed something unexpected")
    }

    /// Where the finished modules go.
    pub(crate) fn modules(&self) -> PathBuf {
        self.target.join("modules")
    }

    /// Where guests are compiled: apart, so that host flags and guest flags never undo each other's work.
    pub(crate) fn guest_target(&self) -> PathBuf {
        self.target.join("guests")
    }

    /// A path as people read it: from the workspace root where it lies inside.
    pub(crate) fn shown<'a>(&self, path: &'a Path) -> std::path::Display<'a> {
        path.strip_prefix(&self.root).unwrap_or(path).display()
    }

    pub(crate) fn paint(&self) -> Paint {
        Paint::for_stderr(self.ci)
    }

    /// Whether the tools we call must print without colours too.
    pub(crate) fn plain_output(&self) -> bool {
        self.ci || std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
    }

    #[cfg(test)]
    pub(crate) fn fake(root: &Path, members: Vec<Package>) -> Self {
        Self { root: root.to_path_buf(), target: root.join("target"), members, ci: false }
    }
}

/// One spelling for one folder: the path goes into compiler flags, and another spelling would rebuild everything.
fn straight(path: PathBuf) -> Result<PathBuf> {
    if !path.components().any(|part| part == Component::ParentDir) {
        return Ok(path);
    }
    let made = fs::create_dir_all(&path).and_then(|()| fs::canonicalize(&path));
    made.with_context(|| format!("could not use the target folder {}", path.display()))
}

fn truthy(value: Option<&str>) -> bool {
    !matches!(value, None | Some("" | "0" | "false" | "no"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ci_is_on_only_when_it_says_so() {
        assert!(truthy(Some("true")));
        assert!(truthy(Some("1")));
        assert!(!truthy(Some("false")));
        assert!(!truthy(Some("")));
        assert!(!truthy(None));
    }
}
