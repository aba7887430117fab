//! Runs cargo without what the surrounding `cargo run` left in the environment.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::{Command, ExitStatus};

use anyhow::{Context as _, Result, bail};

use crate::setup::Setup;

/// One cargo command: shown to people, repeated by them, run by us.
#[derive(Debug, Clone)]
pub(crate) struct Cargo {
    /// Words before the first `--`, the verb first.
    args: Vec<OsString>,
    /// Words after `--`.
    rest: Vec<OsString>,
    env: Vec<(&'static str, OsString)>,
    /// Variables a person need not type to repeat the command.
    hidden: Vec<(&'static str, OsString)>,
    removed: Vec<&'static str>,
    toolchain: Option<String>,
    here: bool,
}

impl Cargo {
    pub(crate) fn new(words: &[&str]) -> Self {
        Self {
            args: words.iter().map(OsString::from).collect(),
            rest: Vec::new(),
            env: Vec::new(),
            hidden: Vec::new(),
            removed: Vec::new(),
            toolchain: None,
            here: false,
        }
    }

    pub(crate) fn args<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(mut self, words: I) -> Self {
        self.args.extend(words.into_iter().map(|word| word.as_ref().to_owned()));
        self
    }

    /// Adds words after `--`.
    pub(crate) fn rest<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(mut self, words: I) -> Self {
        self.rest.extend(words.into_iter().map(|word| word.as_ref().to_owned()));
        self
    }

    pub(crate) fn env(mut self, name: &'static str, value: impl Into<OsString>) -> Self {
        self.env.push((name, value.into()));
        self
    }

    pub(crate) fn hidden_env(mut self, name: &'static str, value: impl Into<OsString>) -> Self {
        self.hidden.push((name, value.into()));
        self
    }

    pub(crate) fn without_env(mut self, names: &[&'static str]) -> Self {
        self.removed.extend(names);
        self
    }

    /// Uses another rustup toolchain than the one that runs us.
    pub(crate) fn toolchain(mut self, name: Option<&str>) -> Self {
        self.toolchain = name.map(ToOwned::to_owned);
        self
    }

    /// Runs where the person is, not in the workspace root: relative paths among the words mean that folder.
    pub(crate) fn here(mut self) -> Self {
        self.here = true;
        self
    }

    /// Adds `--locked` where a changed lock file would be a mistake.
    pub(crate) fn locked_in_ci(self, setup: &Setup) -> Self {
        if setup.ci { self.args(["--locked"]) } else { self }
    }

    /// The command as a person would type it.
    pub(crate) fn shown(&self) -> String {
        let mut words: Vec<String> = Vec::new();
        for (name, value) in &self.env {
            words.push(format!("{name}={}", quoted(value)));
        }
        words.push("cargo".into());
        words.extend(self.toolchain.iter().map(|name| format!("+{name}")));
        words.extend(self.args.iter().map(|word| quoted(word)));
        if !self.rest.is_empty() {
            words.push("--".into());
            words.extend(self.rest.iter().map(|word| quoted(word)));
        }
        words.join(" ")
    }

    /// The process, ready to be started.
    pub(crate) fn command(&self, setup: &Setup) -> Command {
        // The variable `CARGO` names the binary of one toolchain; another toolchain is found by rustup's proxy only.
        let program = match (&self.toolchain, std::env::var_os("CARGO")) {
            (None, Some(cargo)) => cargo,
            _ => "cargo".into(),
        };
        let mut command = Command::new(program);
        command.args(&self.args);
        if !self.rest.is_empty() {
            command.arg("--").args(&self.rest);
        }
        clean(&mut command, &setup.target);
        if let Some(name) = &self.toolchain {
            command.env("RUSTUP_TOOLCHAIN", name);
            for name in ["CARGO", "RUSTC", "RUSTDOC"] {
                command.env_remove(name);
            }
        }
        for name in &self.removed {
            command.env_remove(name);
        }
        if setup.plain_output() {
            command.env("CARGO_TERM_COLOR", "never");
        }
        if setup.ci {
            command.env("CI", "true");
        }
        if std::env::var_os("CARGO_TARGET_DIR").is_some() {
            // It may be relative to the folder of the person; cargo runs in the workspace root.
            command.env("CARGO_TARGET_DIR", &setup.target);
        }
        command.envs(self.env.iter().chain(&self.hidden).map(|(name, value)| (name, value)));
        if !self.here {
            command.current_dir(&setup.root);
        }
        command
    }

    /// Runs it with our own stdin, stdout and stderr.
    pub(crate) fn status(&self, setup: &Setup) -> Result<ExitStatus> {
        self.command(setup).status().with_context(|| format!("could not start `{}`", self.shown()))
    }

    /// Runs it and takes what it prints on stdout; stderr is shown when it fails.
    pub(crate) fn output(&self, setup: &Setup) -> Result<Vec<u8>> {
        let output = self.command(setup).output().with_context(|| format!("could not start `{}`", self.shown()))?;
        if !output.status.success() {
            bail!("`{}` failed: {}", self.shown(), String::from_utf8_lossy(&output.stderr).trim());
        }
        Ok(output.stdout)
    }
}

/// Removes what `cargo run` sets for the program it starts: a build script or a test would take our package for its own.
pub(crate) fn clean(command: &mut Command, target: &Path) {
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(is_left_over) {
            command.env_remove(name);
        }
    }
    let toolchains = std::env::var_os("RUSTUP_HOME").map(|home| Path::new(&home).join("toolchains"));
    for name in ["LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH"] {
        let Some(value) = std::env::var_os(name) else { continue };
        let foreign = |path: &Path| {
            !path.starts_with(target) && !toolchains.as_ref().is_some_and(|folder| path.starts_with(folder))
        };
        let kept: Vec<_> = std::env::split_paths(&value).filter(|path| foreign(path)).collect();
        match std::env::join_paths(&kept) {
            Ok(joined) if !kept.is_empty() => command.env(name, joined),
            _ => command.env_remove(name),
        };
    }
}

fn is_left_over(name: &str) -> bool {
    matches!(name, "CARGO_MANIFEST_DIR" | "CARGO_MANIFEST_PATH" | "CARGO_BIN_NAME" | "CARGO_CRATE_NAME" | "OUT_DIR")
        || name == "CARGO_PRIMARY_PACKAGE"
        || name.starts_with("CARGO_PKG_")
}

/// Quotes a word for a shell when it needs it.
fn quoted(word: &OsStr) -> String {
    let word = word.to_string_lossy();
    let plain = |letter: char| letter.is_alphanumeric() || "-_=+:,./@%".contains(letter);
    if !word.is_empty() && word.chars().all(plain) {
        word.into_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_as_it_can_be_typed() {
        let cargo = Cargo::new(&["clippy", "--workspace"])
            .env("RUSTDOCFLAGS", "-D warnings")
            .hidden_env("CARGO_ENCODED_RUSTFLAGS", "x")
            .toolchain(Some("other"))
            .rest(["-D", "warnings"]);
        assert_eq!(cargo.shown(), "RUSTDOCFLAGS='-D warnings' cargo +other clippy --workspace -- -D warnings");
    }

    #[test]
    fn words_with_quotes_survive() {
        assert_eq!(quoted(OsStr::new("it's")), r"'it'\''s'");
        assert_eq!(quoted(OsStr::new("")), "''");
        assert_eq!(quoted(OsStr::new("a/b.rs")), "a/b.rs");
    }

    #[test]
    fn only_the_marks_of_cargo_run_are_left_over() {
        assert!(is_left_over("CARGO_PKG_NAME"));
        assert!(is_left_over("CARGO_MANIFEST_DIR"));
        assert!(!is_left_over("CARGO_HOME"));
        assert!(!is_left_over("CARGO_TARGET_DIR"));
        assert!(!is_left_over("CARGO"));
    }
}
