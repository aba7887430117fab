//! The verbs, one file each.

mod advisories;
pub(crate) mod api;
mod bench;
mod build_modules;
mod ci;
mod doctor;
mod faults;
mod layers;
mod measure;
mod run;
mod soak;
mod test;

use std::ffi::OsString;

use anyhow::Result;

use crate::outcome::Usage;
use crate::suggest;

/// Something `cargo xtask` can do.
pub(crate) struct Verb {
    pub(crate) name: &'static str,
    pub(crate) summary: &'static str,
    /// The whole text of `--help`.
    pub(crate) help: &'static str,
    /// Whether its words go to another program, which has its own options and help.
    pub(crate) hands_on: bool,
    pub(crate) run: fn(Vec<OsString>) -> Result<()>,
}

/// In the order of the overview.
pub(crate) const VERBS: &[Verb] = &[
    run::VERB,
    test::VERB,
    build_modules::VERB,
    layers::VERB,
    advisories::VERB,
    api::VERB,
    bench::VERB,
    soak::VERB,
    faults::VERB,
    doctor::VERB,
    ci::VERB,
];

/// The error for an option that the verb does not know.
fn unexpected(argument: &lexopt::Arg<'_>, verb: &str, options: &[&'static str]) -> anyhow::Error {
    let text = match argument {
        lexopt::Arg::Long(name) => {
            let near = suggest::nearest(name, options.iter().copied());
            let hint = near.map(|near| format!("; did you mean --{near}?")).unwrap_or_default();
            format!("there is no option --{name}{hint}")
        }
        lexopt::Arg::Short(letter) => format!("there is no option -{letter}"),
        lexopt::Arg::Value(value) => format!("`{}` is one word too many", value.to_string_lossy()),
    };
    Usage(format!("{text} (`cargo xtask {verb} --help` lists what there is)")).into()
}

/// Words for the program behind a verb; one `--` in front only separates them from ours.
fn handed_on(mut words: Vec<OsString>) -> Vec<OsString> {
    if words.first().is_some_and(|word| word == "--") {
        words.remove(0);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_option_names_the_nearest_one() {
        let error = unexpected(&lexopt::Arg::Long("froce"), "build-modules", &["force", "check"]).to_string();
        assert!(error.starts_with("there is no option --froce; did you mean --force?"), "{error}");
        assert!(error.contains("cargo xtask build-modules --help"));
    }

    #[test]
    fn one_separator_is_ours() {
        let words = |words: &[&str]| words.iter().map(OsString::from).collect::<Vec<_>>();
        assert_eq!(handed_on(words(&["--", "--help"])), words(&["--help"]));
        assert_eq!(handed_on(words(&["a", "--", "b"])), words(&["a", "--", "b"]));
    }
}
