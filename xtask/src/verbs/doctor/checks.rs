//! What the doctor looks at.

use std::process::Command;

use super::{Finding, State};
use crate::cargo;
use crate::cargo::Cargo;
use crate::guests::{self, Guest, MANIFEST, Manifest, Stored, TARGET, TOOLCHAIN_VARIABLE, Toolchain};
use crate::rustc;
use crate::setup::Setup;

pub(super) fn all(setup: &Setup) -> Vec<Finding> {
    let mut findings =
        vec![compiler(setup), cargo_itself(setup), rustup(setup), target(setup), guest_toolchain(setup), linker(setup)];
    findings.push(nextest(setup));
    findings.push(deny(setup));
    findings.push(modules(setup));
    findings
}

fn found(what: &'static str, detail: impl Into<String>) -> Finding {
    Finding { what, state: State::Ok, detail: detail.into(), mend: None }
}

fn lacking(what: &'static str, state: State, detail: impl Into<String>, mend: impl Into<String>) -> Finding {
    Finding { what, state, detail: detail.into(), mend: Some(mend.into()) }
}

fn compiler(setup: &Setup) -> Finding {
    let wanted =
        setup.members.iter().filter_map(|member| member.rust_version.as_deref()).max_by_key(|text| numbers(text));
    let wanted = wanted.unwrap_or("0");
    match rustc::about(setup, None) {
        Ok(about) if numbers(&about.release) >= numbers(wanted) => {
            found("rustc", format!("{} (at least {wanted} is needed)", about.release))
        }
        Ok(about) => lacking(
            "rustc",
            State::Missing,
            format!("{} is too old, at least {wanted} is needed", about.release),
            "rustup update stable",
        ),
        Err(error) => lacking("rustc", State::Missing, format!("{error:#}"), "rustup toolchain install stable"),
    }
}

fn cargo_itself(setup: &Setup) -> Finding {
    match Cargo::new(&["--version"]).output(setup) {
        Ok(text) => found("cargo", first_line(&text)),
        Err(error) => lacking("cargo", State::Missing, format!("{error:#}"), "rustup toolchain install stable"),
    }
}

fn rustup(setup: &Setup) -> Finding {
    match version(setup, "rustup") {
        Some(text) => found("rustup", text),
        None => lacking(
            "rustup",
            State::Optional,
            "not there; it adds targets, which a distribution's compiler may bring itself",
            "see https://rustup.rs",
        ),
    }
}

fn target(setup: &Setup) -> Finding {
    let mend = format!("rustup target add {TARGET}");
    match Toolchain::find(setup) {
        Ok(toolchain) if toolchain.has_target() => {
            found("wasm target", format!("{TARGET} in {}", toolchain.sysroot.display()))
        }
        Ok(toolchain) => {
            let detail = format!("no standard library for {TARGET} in {}", toolchain.sysroot.display());
            lacking("wasm target", State::Missing, detail, mend)
        }
        Err(error) => lacking("wasm target", State::Missing, format!("{error:#}"), mend),
    }
}

fn guest_toolchain(setup: &Setup) -> Finding {
    match Toolchain::find(setup) {
        Ok(Toolchain { name: Some(name), .. }) => found(TOOLCHAIN_VARIABLE, format!("guests are compiled by `{name}`")),
        Ok(_) => found(TOOLCHAIN_VARIABLE, "not set: guests are compiled by the toolchain in use"),
        Err(error) => {
            lacking(TOOLCHAIN_VARIABLE, State::Missing, format!("{error:#}"), format!("unset {TOOLCHAIN_VARIABLE}"))
        }
    }
}

fn linker(setup: &Setup) -> Finding {
    match version(setup, "cc") {
        Some(text) => found("C linker", text),
        None if cfg!(windows) => found("C linker", "Windows has its own"),
        None => lacking("C linker", State::Missing, "`cc` is not there; rustc links with it", "apt-get install gcc"),
    }
}

fn nextest(setup: &Setup) -> Finding {
    match Cargo::new(&["nextest", "--version"]).output(setup) {
        Ok(text) => found("cargo-nextest", first_line(&text)),
        Err(_) => lacking(
            "cargo-nextest",
            State::Optional,
            "not there; plain `cargo test` is used, which is slower",
            "cargo install --locked cargo-nextest",
        ),
    }
}

fn deny(setup: &Setup) -> Finding {
    match Cargo::new(&["deny", "--version"]).output(setup) {
        Ok(text) => found("cargo-deny", first_line(&text)),
        Err(_) => lacking(
            "cargo-deny",
            State::Optional,
            "not there; `cargo xtask advisories` cannot check the dependencies",
            "cargo install --locked cargo-deny",
        ),
    }
}

/// The modules are optional: without them the native twins serve.
fn modules(setup: &Setup) -> Finding {
    let rest = |detail: String| lacking("modules", State::Optional, detail, "cargo xtask build-modules");
    let guests = match guests::guests(setup) {
        Ok(guests) => guests,
        Err(error) => return lacking("modules", State::Missing, format!("{error:#}"), "mend that manifest"),
    };
    let folder = setup.modules();
    let path = setup.shown(&folder).to_string();
    match Manifest::read(&folder) {
        Stored::Missing if guests.is_empty() => found("modules", "there are no guests in modules-src yet"),
        Stored::Missing => rest(format!("{} guests, none built in {path}", guests.len())),
        Stored::Unreadable(reason) => rest(format!("{path}/{MANIFEST} is unreadable: {reason}")),
        Stored::Found(manifest) => {
            let problems = problems(setup, &guests, &manifest);
            if problems.is_empty() {
                found("modules", format!("{} in {path}, digests match, sources are not newer", manifest.modules.len()))
            } else {
                rest(problems.join("; "))
            }
        }
    }
}

fn problems(setup: &Setup, guests: &[Guest], manifest: &Manifest) -> Vec<String> {
    let mut problems = Vec::new();
    for entry in &manifest.modules {
        if guests.iter().all(|guest| guest.name != entry.name) {
            problems.push(format!("{} has no guest any more", entry.file));
        } else if !entry.is_intact(&setup.modules()) {
            problems.push(format!("{} is missing or not what the manifest says", entry.file));
        }
    }
    for guest in guests {
        if manifest.entry(&guest.name).is_none() {
            problems.push(format!("`{}` is not built", guest.name));
        } else if let Some(source) = guests::newer_source(setup, guest) {
            problems.push(format!("`{}` is older than {}", guest.name, setup.shown(&source)));
        }
    }
    problems
}

fn version(setup: &Setup, program: &str) -> Option<String> {
    let mut command = Command::new(program);
    command.arg("--version");
    cargo::clean(&mut command, &setup.target);
    let output = command.output().ok().filter(|output| output.status.success())?;
    Some(first_line(&output.stdout))
}

fn first_line(text: &[u8]) -> String {
    String::from_utf8_lossy(text).lines().next().unwrap_or("").trim().to_owned()
}

/// `1.95.0-nightly` → `[1, 95, 0]`, which compares as versions do.
fn numbers(version: &str) -> [u64; 3] {
    let mut numbers = version.split(['.', '-', '+']).map(|part| part.parse().unwrap_or(0));
    [(); 3].map(|()| numbers.next().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_by_number() {
        assert!(numbers("1.100.0") > numbers("1.95"));
        assert!(numbers("1.95.0-nightly") >= numbers("1.95"));
        assert!(numbers("1.94.1") < numbers("1.95"));
        assert_eq!(numbers("nonsense"), [0, 0, 0]);
    }
}
