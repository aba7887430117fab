//! `advisories`: what is known to be wrong with the dependencies.

use std::ffi::OsString;

use anyhow::Result;
use lexopt::Arg::Long;

use super::{Verb, unexpected};
use crate::cargo::Cargo;
use crate::outcome::Ended;
use crate::setup::Setup;

pub(super) const VERB: Verb = Verb {
    name: "advisories",
    summary: "check the dependencies: advisories, licences, sources, the newest patch of the engine",
    help: "\
Holds the dependencies to deny.toml with cargo-deny: no known vulnerability, no version that was taken back, no licence
and no source that is not allowed. Says too when a newer patch of the engine, wasmtime, can be had. What cannot be
checked (cargo-deny is not there, the database of advisories or the registry cannot be reached) is said, and no failure.

Usage: cargo xtask advisories [--strict]

  --strict   what cannot be checked, and a newer patch of the engine, are failures

Examples:
  cargo xtask advisories
  cargo xtask advisories --strict     before a release
",
    hands_on: false,
    run,
};

/// The crate whose newest patch is looked for.
const ENGINE: &str = "wasmtime";

fn run(words: Vec<OsString>) -> Result<()> {
    let mut strict = false;
    let mut parser = lexopt::Parser::from_args(words);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("strict") => strict = true,
            other => return Err(unexpected(&other, VERB.name, &["strict"])),
        }
    }
    if check(&Setup::find()?, strict)? { Ok(()) } else { Err(Ended(1).into()) }
}

/// Whether all is well; says what is not.
pub(super) fn check(setup: &Setup, strict: bool) -> Result<bool> {
    let dependencies = check_dependencies(setup, strict)?;
    Ok(check_engine(setup, strict) && dependencies)
}

fn check_dependencies(setup: &Setup, strict: bool) -> Result<bool> {
    if Cargo::new(&["deny", "--version"]).output(setup).is_err() {
        eprintln!("NOT CHECKED: the dependencies, for cargo-deny is not there (`cargo install --locked cargo-deny`)");
        return Ok(!strict);
    }
    let database = Cargo::new(&["deny", "--log-level", "off", "fetch", "db"]).output(setup).is_ok();
    let mut deny = Cargo::new(&["deny"]).locked_in_ci(setup).args(["check"]);
    if database {
        deny = deny.args(["advisories"]);
    } else {
        eprintln!(
            "NOT CHECKED: advisories and versions taken back, for the database of advisories cannot be reached \
             (`cargo deny fetch db` says why)"
        );
    }
    let good = deny.args(["bans", "licenses", "sources"]).status(setup)?.success();
    Ok(good && (database || !strict))
}

fn check_engine(setup: &Setup, strict: bool) -> bool {
    let update = Cargo::new(&["update", "--dry-run", "--package", ENGINE]);
    // A person's own settings could colour the line looked for, leave it out, or answer from what was fetched long ago.
    let asked = update.clone().env("CARGO_TERM_COLOR", "never").env("CARGO_TERM_QUIET", "false");
    let asked = asked.env("CARGO_NET_OFFLINE", "false").command(setup).output();
    let Some(said) = asked.ok().filter(|output| output.status.success()) else {
        eprintln!(
            "NOT CHECKED: the newest patch of {ENGINE}, for cargo cannot ask the registry (`{}` says why)",
            update.shown()
        );
        return !strict;
    };
    let Some(newer) = newer(&String::from_utf8_lossy(&said.stderr), ENGINE) else { return true };
    let mend = format!("raise it in Cargo.toml, then `cargo update --package {ENGINE}`");
    eprintln!("{} there is {ENGINE} {newer}: {mend}", setup.paint().bad("newer:"));
    // A release elsewhere must not turn unchanged sources red; one that mends a vulnerability has an advisory, which does.
    !strict
}

/// The greater version in cargo's line `Updating NAME vOLD -> vNEW`.
fn newer(said: &str, name: &str) -> Option<String> {
    said.lines().find_map(|line| match line.split_whitespace().collect::<Vec<_>>()[..] {
        [_, package, old, "->", new, ..] if package == name => {
            let (old, [major, minor, patch]) = (numbers(old)?, numbers(new)?);
            ([major, minor, patch] > old).then(|| format!("{major}.{minor}.{patch}"))
        }
        _ => None,
    })
}

/// `v48.0.9` → `[48, 0, 9]`.
fn numbers(version: &str) -> Option<[u64; 3]> {
    let numbers: Result<Vec<u64>, _> = version.strip_prefix('v')?.split('.').map(str::parse).collect();
    numbers.ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newer_patch_is_found_in_what_cargo_says() {
        let said = "    Updating crates.io index\n     Locking 2 packages to latest Rust 1.95 compatible versions\n    \
                    Updating wasmtime-environ v48.0.8 -> v48.0.9\n    Updating wasmtime v48.0.8 -> v48.0.10 \
                    (available: v50.0.1, requires Rust 1.97.0)\n";
        assert_eq!(newer(said, "wasmtime").as_deref(), Some("48.0.10"));
        assert_eq!(newer("    Updating crates.io index\n     Locking 0 packages\n", "wasmtime"), None);
        assert_eq!(newer("", "wasmtime"), None);
    }

    #[test]
    fn a_version_that_is_not_greater_is_no_news() {
        assert_eq!(newer(" Downgrading wasmtime v48.0.10 -> v48.0.9\n", "wasmtime"), None);
        assert_eq!(newer("      Adding wasmtime v48.0.9\n", "wasmtime"), None);
    }

    #[test]
    fn only_three_numbers_are_a_version() {
        assert_eq!(numbers("v48.0.9"), Some([48, 0, 9]));
        assert_eq!(numbers("48.0.9"), None);
        assert_eq!(numbers("v48.0"), None);
        assert_eq!(numbers("v48.0.x"), None);
    }
}
