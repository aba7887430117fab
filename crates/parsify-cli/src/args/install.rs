//! The words of the subcommands about installed modules.
//!
//! No doc comments on the types: they would become the descriptions of the commands.

use std::path::PathBuf;

use clap::{Args, ValueHint};
use parsify::{Capability, VersionReq};

use super::capability::capability;

#[derive(Args, Clone, Debug)]
pub(crate) struct Add {
    /// Files, and folders of which every module is taken [default: what the project's parsify.toml declares]
    #[arg(value_name = "FILE|DIR", value_hint = ValueHint::AnyPath)]
    pub(crate) paths: Vec<PathBuf>,

    /// Take bytes that differ from those that are known of the same version
    #[arg(long)]
    pub(crate) replace: bool,

    /// Keep what is installed by this at its version
    #[arg(long)]
    pub(crate) pin: bool,

    /// Look for dependencies here too; may stand several times
    #[arg(long = "source", value_name = "DIR", value_hint = ValueHint::AnyPath)]
    pub(crate) sources: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) consent: Consent,
}

#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Consent {
    /// Grant these capabilities to whichever of the modules wants them
    #[arg(long = "grant", value_name = "CAPABILITY", value_delimiter = ',', value_parser = capability())]
    pub(crate) grants: Vec<Capability>,

    /// Grant whatever is wanted, without asking
    #[arg(long, short)]
    pub(crate) yes: bool,

    /// Show what would be done, and do nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Args, Clone, Debug)]
pub(crate) struct Remove {
    /// The modules' ids
    #[arg(value_name = "MODULE", required = true)]
    pub(crate) modules: Vec<String>,

    /// Even if others need them, which are broken then
    #[arg(long)]
    pub(crate) force: bool,

    /// Show what would be done, and do nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Args, Clone, Debug)]
pub(crate) struct Update {
    /// The modules' ids, each with the versions that will do if not the newest [default: all]
    #[arg(value_name = "MODULE[@REQUIREMENT]", value_parser = wanted)]
    pub(crate) modules: Vec<Wanted>,

    /// Look for newer versions here too; may stand several times
    #[arg(long = "source", value_name = "DIR", value_hint = ValueHint::AnyPath)]
    pub(crate) sources: Vec<PathBuf>,

    /// Keep this module at its version; may stand several times
    #[arg(long = "pin", value_name = "MODULE")]
    pub(crate) pins: Vec<String>,

    /// Let this module be updated again; may stand several times
    #[arg(long = "unpin", value_name = "MODULE")]
    pub(crate) unpins: Vec<String>,

    #[command(flatten)]
    pub(crate) consent: Consent,
}

#[derive(Args, Clone, Debug)]
pub(crate) struct Verify {
    /// The modules' ids [default: everything that is installed]
    #[arg(value_name = "MODULE")]
    pub(crate) modules: Vec<String>,
}

#[derive(Args, Clone, Debug)]
pub(crate) struct Inspect {
    /// An id; or a file, which ends in .wasm or has a folder in front of it
    #[arg(value_name = "MODULE|FILE", value_hint = ValueHint::FilePath)]
    pub(crate) module: PathBuf,
}

#[derive(Args, Clone, Debug)]
pub(crate) struct Lock {
    /// Write nothing; exit with 3 if the lock file and what is installed disagree
    #[arg(long)]
    pub(crate) check: bool,
}

#[derive(Args, Clone, Debug)]
pub(crate) struct Tree {
    /// Only what is below this module
    #[arg(value_name = "MODULE")]
    pub(crate) module: Option<String>,

    /// Draw with ASCII characters only
    #[arg(long)]
    pub(crate) ascii: bool,
}

#[derive(Args, Clone, Debug)]
pub(crate) struct Repair {
    /// Go back to the state before the last change instead
    #[arg(long)]
    pub(crate) previous: bool,
}

/// A module to update, and the versions that will do.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Wanted {
    pub(crate) id: String,
    pub(crate) requirement: Option<VersionReq>,
}

fn wanted(word: &str) -> Result<Wanted, String> {
    let Some((id, requirement)) = word.split_once('@') else {
        return Ok(Wanted { id: word.to_owned(), requirement: None });
    };
    match VersionReq::parse(requirement) {
        Ok(requirement) => Ok(Wanted { id: id.to_owned(), requirement: Some(requirement) }),
        Err(error) => {
            Err(format!("`{requirement}` is no requirement: {error}; wanted is one such as `^0.2` or `=1.2.3`"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_requirement_stands_behind_the_sign() {
        let plain = wanted("text-tools").unwrap();
        assert_eq!((plain.id.as_str(), plain.requirement), ("text-tools", None));
        let with = wanted("text-tools@^0.2").unwrap();
        assert_eq!((with.id.as_str(), with.requirement), ("text-tools", Some("^0.2".parse().unwrap())));
        for word in ["text-tools@", "text-tools@newest", "text-tools@^0.2@3"] {
            assert!(wanted(word).is_err(), "{word}");
        }
    }
}
