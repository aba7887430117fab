//! `doctor`: what is installed, what is missing, and what mends it.

mod checks;

use std::ffi::OsString;

use anyhow::{Context as _, Result};
use lexopt::Arg::Long;
use serde::Serialize;

use super::{Verb, unexpected};
use crate::outcome::Ended;
use crate::paint::Paint;
use crate::setup::Setup;

pub(super) const VERB: Verb = Verb {
    name: "doctor",
    summary: "what is installed, what is missing, and the command that mends it",
    help: "\
Looks at the tools this project needs and at the state of the built modules. One line each, with the command
that mends what is missing. Fails when something required is missing.

Usage: cargo xtask doctor [--json]

  --json   print the findings as JSON on stdout

Example:
  cargo xtask doctor
",
    hands_on: false,
    run,
};

/// How something was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum State {
    Ok,
    /// Required, and not there.
    Missing,
    /// Not there or not up to date, and nothing fails for it.
    Optional,
}

/// One line of the report.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Finding {
    what: &'static str,
    state: State,
    detail: String,
    /// A command.
    mend: Option<String>,
}

fn run(words: Vec<OsString>) -> Result<()> {
    let mut json = false;
    let mut parser = lexopt::Parser::from_args(words);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("json") => json = true,
            other => return Err(unexpected(&other, VERB.name, &["json"])),
        }
    }
    let setup = Setup::find()?;
    let findings = checks::all(&setup);
    if json {
        println!("{}", serde_json::to_string_pretty(&findings).context("could not write the findings as JSON")?);
    } else {
        print!("{}", text(&findings, Paint::for_stdout(setup.ci)));
    }
    if findings.iter().any(|finding| finding.state == State::Missing) { Err(Ended(1).into()) } else { Ok(()) }
}

fn text(findings: &[Finding], paint: Paint) -> String {
    let width = findings.iter().map(|finding| finding.what.len()).max().unwrap_or(0);
    let mut text = String::new();
    for Finding { what, state, detail, mend } in findings {
        let state = match state {
            State::Ok => paint.good("ok      "),
            State::Missing => paint.bad("missing "),
            State::Optional => paint.note("optional"),
        };
        text.push_str(&format!("{state}  {what:width$}  {detail}\n"));
        if let Some(command) = mend {
            text.push_str(&format!("          {:width$}  → {command}\n", ""));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_tool_is_shown_with_what_mends_it() {
        let findings = [
            Finding { what: "rustc", state: State::Ok, detail: "1.95.0".into(), mend: None },
            Finding {
                what: "cc",
                state: State::Missing,
                detail: "no C linker".into(),
                mend: Some("apt-get install gcc".into()),
            },
        ];
        let expected = "\
ok        rustc  1.95.0
missing   cc     no C linker
                 → apt-get install gcc
";
        assert_eq!(text(&findings, Paint::plain()), expected);
    }
}
