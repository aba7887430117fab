//! From the words on the command line to the verb that they name.

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Result;

use crate::outcome::{self, Usage};
use crate::paint::Paint;
use crate::suggest;
use crate::verbs::{VERBS, Verb};

/// Runs the verb and reports how it ended.
pub(crate) fn run(args: Vec<OsString>) -> ExitCode {
    match chosen(args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let (code, unsaid) = outcome::of(&error);
            if unsaid {
                eprintln!("{} {error:#}", Paint::for_stderr(false).bad("error:"));
            }
            code
        }
    }
}

fn chosen(args: Vec<OsString>) -> Result<()> {
    let mut args = args.into_iter();
    let Some(word) = args.next() else {
        eprint!("{}", overview());
        return Err(outcome::Ended(2).into());
    };
    let word = word.to_string_lossy().into_owned();
    let rest: Vec<OsString> = args.collect();
    if matches!(word.as_str(), "--help" | "-h" | "help") {
        let about = rest.first().map(|name| verb(&name.to_string_lossy())).transpose()?;
        print!("{}", about.map_or_else(overview, |verb| verb.help.to_owned()));
        return Ok(());
    }
    let verb = verb(&word)?;
    if asks_for_help(verb, &rest) {
        print!("{}", verb.help);
        return Ok(());
    }
    (verb.run)(rest)
}

fn verb(name: &str) -> Result<&'static Verb> {
    VERBS.iter().find(|verb| verb.name == name).ok_or_else(|| {
        let hint = suggest::hint(name, VERBS.iter().map(|verb| verb.name));
        Usage(format!("there is no verb `{name}`{hint} (`cargo xtask --help` lists them)")).into()
    })
}

/// A verb that hands its words to another program keeps only a `--help` that comes first for itself.
fn asks_for_help(verb: &Verb, rest: &[OsString]) -> bool {
    let ours = if verb.hands_on { rest.iter().take(1).collect() } else { rest.iter().collect::<Vec<_>>() };
    ours.into_iter().take_while(|word| *word != "--").any(|word| word == "--help" || word == "-h")
}

fn overview() -> String {
    let mut text = String::from("The project's own commands.\n\nUsage: cargo xtask VERB [ARGS…]\n\nVerbs:\n");
    let width = VERBS.iter().map(|verb| verb.name.len()).max().unwrap_or(0);
    for verb in VERBS {
        text.push_str(&format!("  {:width$}  {}\n", verb.name, verb.summary));
    }
    text.push_str(
        "
Examples:
  cargo xtask doctor                      is everything installed?
  cargo xtask run json format data.json   build the modules and run the command with them
  cargo xtask test                        what CI runs
  cargo xtask test -- fallback            only the tests with that word in their name

`cargo xtask VERB --help` says more about one of them.
",
    );
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> Vec<OsString> {
        words.iter().map(OsString::from).collect()
    }

    #[test]
    fn an_unknown_verb_names_the_nearest_one() {
        let error = verb("layer").map(|verb| verb.name).unwrap_err();
        assert!(error.to_string().contains("did you mean `layers`?"), "{error}");
        assert!(error.is::<Usage>());
    }

    #[test]
    fn the_overview_names_each_verb() {
        let text = overview();
        for verb in VERBS {
            assert!(text.contains(verb.summary), "{}", verb.name);
            assert!(verb.help.contains(&format!("cargo xtask {}", verb.name)), "{}", verb.name);
        }
    }

    #[test]
    fn help_for_the_program_behind_a_verb_is_left_to_it() {
        let run = verb("run").unwrap();
        assert!(asks_for_help(run, &words(&["--help"])));
        assert!(!asks_for_help(run, &words(&["format", "--help"])));
        assert!(!asks_for_help(run, &words(&["--", "--help"])));
        assert!(asks_for_help(verb("test").unwrap(), &words(&["--no-fail-fast", "--help"])));
        assert!(!asks_for_help(verb("test").unwrap(), &words(&["--", "--help"])));
    }
}
