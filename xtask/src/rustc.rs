//! What the compiler says about itself.

use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::cargo;
use crate::setup::Setup;

/// The lines of `rustc -vV` that matter here.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct About {
    pub(crate) release: String,
    /// The platform we are on.
    pub(crate) host: String,
    /// Unknown for some distributions' compilers.
    pub(crate) commit: Option<String>,
}

/// Asks the compiler of a toolchain, by default of the one in use.
pub(crate) fn about(setup: &Setup, toolchain: Option<&str>) -> Result<About> {
    parse(&ask(setup, toolchain, &["-vV"])?)
}

/// What the compiler prints for some arguments.
pub(crate) fn ask(setup: &Setup, toolchain: Option<&str>, words: &[&str]) -> Result<String> {
    let mut command = Command::new("rustc");
    command.args(words).current_dir(&setup.root);
    cargo::clean(&mut command, &setup.target);
    if let Some(name) = toolchain {
        command.env("RUSTUP_TOOLCHAIN", name);
    }
    let output = command.output().context("could not start `rustc`; install Rust from https://rustup.rs")?;
    if !output.status.success() {
        // Further lines can be a stack trace of rustup's proxy, which tells a person nothing.
        let complaint = String::from_utf8_lossy(&output.stderr);
        let reason = complaint.lines().find(|line| !line.trim().is_empty()).unwrap_or("it gives no reason");
        bail!("`rustc {}` failed: {}", words.join(" "), reason.trim_start_matches("error: "));
    }
    String::from_utf8(output.stdout).context("`rustc` printed something that is not UTF-8")
}

fn parse(text: &str) -> Result<About> {
    let line = |key: &str| text.lines().find_map(|line| line.strip_prefix(key)).map(|value| value.trim().to_owned());
    Ok(About {
        release: line("release:").context("`rustc -vV` names no release")?,
        host: line("host:").context("`rustc -vV` names no host")?,
        commit: line("commit-hash:").filter(|hash| hash != "unknown"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_interest_are_found() {
        let text =
            "rustc 1.95.0\nbinary: rustc\ncommit-hash: unknown\nhost: x86_64-unknown-linux-gnu\nrelease: 1.95.0\n";
        let about = parse(text).unwrap();
        assert_eq!(about.release, "1.95.0");
        assert_eq!(about.host, "x86_64-unknown-linux-gnu");
        assert_eq!(about.commit, None);
        assert!(parse("").is_err());
    }
}
