//! `api`: what the crates that people build on offer, as text that is reviewed.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result, bail};
use lexopt::Arg::Long;
use public_api::PublicApi;
use serde::Deserialize;

use super::{Verb, unexpected};
use crate::cargo::Cargo;
use crate::outcome::Ended;
use crate::setup::Setup;

pub(super) const VERB: Verb = Verb {
    name: "api",
    summary: "compare the public API of `parsify` and `parsify-interface` with docs/api",
    help: "\
Lists everything public of the crates that applications and module authors build on, features included, and compares it with
docs/api/NAME.txt, one line an item. A change of these files is a change of the API: it is reviewed, and has its word in
CHANGELOG.md. The list is made of what rustdoc says as JSON, which is not stable yet: with a toolchain that says it in another
form than that of Rust 1.95, nothing is compared, and that is said.

Usage: cargo xtask api [--bless]

  --bless   write the files anew

Examples:
  cargo xtask api
  cargo xtask api --bless && git diff docs/api
",
    hands_on: false,
    run,
};

/// The crates, with all their features.
const CRATES: [(&str, &[&str]); 2] =
    [("parsify", &["--features", "metrics,opentelemetry"]), ("parsify-interface", &["--features", "schemas"])];

/// The form of rustdoc's JSON that this version of `public-api` reads.
const FORMAT: u32 = 57;

/// Set while cargo calls this program in place of rustdoc; names the real one.
const STAND_IN: &str = "PARSIFY_XTASK_RUSTDOC";

fn run(words: Vec<OsString>) -> Result<()> {
    let mut bless = false;
    let mut parser = lexopt::Parser::from_args(words);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("bless") => bless = true,
            other => return Err(unexpected(&other, VERB.name, &["bless"])),
        }
    }
    if check(&Setup::find()?, bless)? { Ok(()) } else { Err(Ended(1).into()) }
}

/// Whether the files say what there is; says where not.
pub(super) fn check(setup: &Setup, bless: bool) -> Result<bool> {
    let mut good = true;
    for (name, features) in CRATES {
        let json = document(setup, name, features)?;
        let Some(list) = list(&json)? else {
            eprintln!(
                "NOT CHECKED: the public API, for this toolchain's rustdoc writes another form of JSON than form {FORMAT}"
            );
            return Ok(true);
        };
        let file = setup.root.join("docs/api").join(name).with_extension("txt");
        if bless {
            fs::create_dir_all(file.parent().unwrap_or(&file))?;
            fs::write(&file, &list).with_context(|| format!("cannot write {}", setup.shown(&file)))?;
            println!("wrote {}", setup.shown(&file));
            continue;
        }
        let known = fs::read_to_string(&file).with_context(|| format!("cannot read {}", setup.shown(&file)))?;
        let differences = differences(&known, &list);
        if !differences.is_empty() {
            println!("the public API of {name} is not what {} says:\n{differences}", setup.shown(&file));
            println!("If that is meant, `cargo xtask api --bless` writes it down, and CHANGELOG.md says it.\n");
            good = false;
        }
    }
    Ok(good)
}

/// Has rustdoc write JSON, and says where. Only rustdoc itself is told that it may do what is not stable: in the environment of
/// the whole build, build scripts would see it, and everything would be built a second time.
fn document(setup: &Setup, name: &str, features: &[&str]) -> Result<PathBuf> {
    let rustdoc = std::env::var_os("RUSTDOC").unwrap_or_else(|| "rustdoc".into());
    let cargo = Cargo::new(&["rustdoc", "--quiet", "--package", name, "--lib"]).args(features).locked_in_ci(setup);
    let cargo = cargo.rest(["-Z", "unstable-options", "--output-format", "json"]);
    let cargo = cargo.hidden_env("RUSTDOC", std::env::current_exe()?).hidden_env(STAND_IN, rustdoc);
    if !cargo.status(setup)?.success() {
        bail!("rustdoc cannot describe {name}");
    }
    Ok(setup.target.join("doc").join(name.replace('-', "_")).with_extension("json"))
}

/// Does what rustdoc would, if cargo has called this program in its place.
pub(crate) fn stand_in(words: &[OsString]) -> Option<ExitCode> {
    let rustdoc = std::env::var_os(STAND_IN)?;
    let ended = Command::new(rustdoc).args(words).env("RUSTC_BOOTSTRAP", "1").env_remove(STAND_IN).status();
    let fine = ended.is_ok_and(|status| status.success());
    Some(if fine { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Every public item, one line each; `None` if it is written in a form that cannot be read.
fn list(json: &Path) -> Result<Option<String>> {
    #[derive(Deserialize)]
    struct Head {
        format_version: u32,
    }
    let text = fs::read(json).with_context(|| format!("rustdoc has not written {}", json.display()))?;
    if serde_json::from_slice::<Head>(&text)?.format_version != FORMAT {
        return Ok(None);
    }
    // What every type has, or has by a derive, says nothing new of it.
    let builder = public_api::Builder::from_rustdoc_json(json);
    let builder = builder.omit_blanket_impls(true).omit_auto_trait_impls(true).omit_auto_derived_impls(true);
    let api: PublicApi = builder.build()?;
    Ok(Some(api.to_string()))
}

/// The lines that one has and the other has not.
fn differences(known: &str, list: &str) -> String {
    let (known, list): (BTreeSet<_>, BTreeSet<_>) = (known.lines().collect(), list.lines().collect());
    let gone = known.difference(&list).map(|line| format!("- {line}\n"));
    gone.chain(list.difference(&known).map(|line| format!("+ {line}\n"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_and_went_is_told() {
        assert_eq!(differences("a\nb\n", "a\nb\n"), "");
        assert_eq!(differences("a\nb\n", "b\nc\n"), "- a\n+ c\n");
    }
}
