//! Which checks there are for this workspace, in order.

use anyhow::Result;

use super::Options;
use crate::cargo::Cargo;
use crate::guests::{self, Toolchain, guest_environment};
use crate::setup::Setup;

/// Crates that must compile for guests, as far as they exist.
const PURE: &[&str] = &["parsify-error", "parsify-interface", "parsify-json", "parsify-code", "parsify-guest"];

/// The profile guests are built with: macros and build scripts compiled for them serve the checks as well.
const PROFILE: [&str; 2] = ["--profile", "guest"];

/// One check.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) name: &'static str,
    pub(super) action: Action,
}

/// What a check does.
#[derive(Debug)]
pub(super) enum Action {
    Cargo(Cargo),
    Layers,
    Advisories,
    BuildModules,
    Api,
}

impl Action {
    /// The command that repeats it alone.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Cargo(cargo) => cargo.shown(),
            Self::Layers => "cargo xtask layers".to_owned(),
            Self::Advisories => "cargo xtask advisories".to_owned(),
            Self::BuildModules => "cargo xtask build-modules".to_owned(),
            Self::Api => "cargo xtask api".to_owned(),
        }
    }
}

/// All checks, what fails fastest first.
pub(super) fn steps(setup: &Setup, options: &Options) -> Result<Vec<Step>> {
    let toolchain = Toolchain::find(setup)?;
    let guests: Vec<String> = guests::guests(setup)?.into_iter().map(|guest| guest.name).collect();
    let mut steps = Vec::new();
    let mut step = |name, action| steps.push(Step { name, action });
    step("format", Action::Cargo(Cargo::new(&["fmt", "--all", "--check"])));
    step("layers", Action::Layers);
    step("advisories", Action::Advisories);
    step("modules", Action::BuildModules);
    step("clippy", Action::Cargo(clippy_host(setup, &guests)));
    if !guests.is_empty() {
        step("clippy-guests", Action::Cargo(clippy_guests(setup, &toolchain, &guests)));
    }
    if let Some(cargo) = check_pure(setup, &toolchain) {
        step("pure-on-wasm", Action::Cargo(cargo));
    }
    step("tests", Action::Cargo(tests(setup, options, has_nextest(setup))));
    let doctests = Cargo::new(&["test", "--doc", "--workspace"]).args(FAULTS).args(keep_going(options));
    step("doc-tests", Action::Cargo(doctests.locked_in_ci(setup).rest(&options.filters)));
    let docs = Cargo::new(&["doc", "--workspace", "--no-deps"])
        .args(FEATURES)
        .env("RUSTDOCFLAGS", "-D warnings")
        .locked_in_ci(setup);
    step("docs", Action::Cargo(docs));
    step("api", Action::Api);
    Ok(steps)
}

fn clippy_host(setup: &Setup, guests: &[String]) -> Cargo {
    let excluded = guests.iter().flat_map(|name| ["--exclude", name]);
    let cargo = Cargo::new(&["clippy", "--workspace"]).args(excluded).args(["--all-targets"]).args(FEATURES);
    cargo.locked_in_ci(setup).rest(["-D", "warnings"])
}

fn clippy_guests(setup: &Setup, toolchain: &Toolchain, guests: &[String]) -> Cargo {
    let cargo = Cargo::new(&["clippy"]).args(guests.iter().flat_map(|name| ["--package", name]));
    let cargo = cargo.locked_in_ci(setup).rest(["-D", "warnings"]);
    // A toolchain made for guests brings no clippy, and the usual clippy cannot read its standard library; natively
    // nearly all of a guest is linted too.
    if toolchain.name.is_some() { cargo } else { guest_environment(cargo.args(PROFILE), setup, toolchain, None) }
}

fn check_pure(setup: &Setup, toolchain: &Toolchain) -> Option<Cargo> {
    let exists = |name: &&&str| setup.members.iter().any(|member| member.name == **name);
    let packages: Vec<&str> = PURE.iter().filter(exists).flat_map(|name| ["--package", name]).collect();
    let cargo = Cargo::new(&["check"]).args(&packages).locked_in_ci(setup);
    (!packages.is_empty()).then(|| guest_environment(cargo.args(PROFILE), setup, toolchain, None))
}

/// What is off unless somebody wants it.
const FEATURES: &[&str] = &["--features", "parsify/metrics,parsify/opentelemetry"];

/// The same with places where a test can make the host fail. In both test steps, so that nothing is built twice.
const FAULTS: &[&str] = &["--features", "parsify/metrics,parsify/opentelemetry,parsify-sandbox/faults"];

/// Guests are ordinary libraries natively, so their unit tests run here as well.
fn tests(setup: &Setup, options: &Options, nextest: bool) -> Cargo {
    if nextest {
        let cargo = Cargo::new(&["nextest", "run", "--workspace"]).args(FAULTS).args(keep_going(options));
        return cargo.locked_in_ci(setup).args(&options.filters);
    }
    // Without documentation tests, which are a step of their own, and without benches, which are no tests.
    let cargo = Cargo::new(&["test", "--workspace", "--lib", "--bins", "--tests", "--examples"]);
    cargo.args(FAULTS).args(keep_going(options)).locked_in_ci(setup).rest(&options.filters)
}

fn keep_going(options: &Options) -> &'static [&'static str] {
    if options.go_on { &["--no-fail-fast"] } else { &[] }
}

fn has_nextest(setup: &Setup) -> bool {
    Cargo::new(&["nextest", "--version"]).output(setup).is_ok()
}
