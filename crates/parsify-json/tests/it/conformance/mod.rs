//! Public test suites, which lie beside the project. They are run natively here, and from `crates/parsify` in the sandbox.

mod canonicalization;
mod csv;
mod json5;
mod json_patch;
mod json_schema;
mod jsonpath;
mod strict;

use std::path::{Path, PathBuf};

use crate::run::{HOW, variable};

/// The folder of a suite in the conformance data: in the folder that `PARSIFY_CONFORMANCE` names, or in
/// `shared/conformance` beside the project.
///
/// A clone without the data says so and goes on; where `CI` is `true` its absence is an error.
#[expect(clippy::print_stdout, reason = "whoever reads the output should know what was not tested")]
pub(crate) fn folder(suite: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/conformance");
    let folder = variable("PARSIFY_CONFORMANCE").map_or_else(beside, PathBuf::from).join(suite);
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(variable("CI").as_deref() != Some("true"), "there is no conformance data in {}", folder.display());
    println!("{suite}: skipped, there is no conformance data in {}", folder.display());
    None
}

/// Says how a suite went, and fails when a case fails that is not among the exceptions, or an exception passes.
///
/// `failed` holds the names of the cases that failed; `exceptions` names with their reasons.
#[expect(clippy::print_stdout, reason = "the figure is what the suite is run for")]
pub(crate) fn report(suite: &str, total: usize, failed: &[String], exceptions: &[(&str, &str)]) {
    println!("{suite} {}/{total} ({HOW})", total - failed.len());
    assert!(total > 0, "{suite}: no case was found");
    let excepted = |name: &str| exceptions.iter().any(|(exception, _)| *exception == name);
    let unexpected: Vec<_> = failed.iter().filter(|name| !excepted(name)).collect();
    assert!(unexpected.is_empty(), "{suite}: failed are {unexpected:#?}");
    let obsolete: Vec<_> = exceptions.iter().filter(|(name, _)| !failed.iter().any(|it| it == name)).collect();
    assert!(obsolete.is_empty(), "{suite}: no exceptions any more are {obsolete:#?}");
}
