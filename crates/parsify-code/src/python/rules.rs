//! Rules of ruff by their codes, and what they say of themselves.

use std::str::FromStr;

use parsify_error::{ErrorKind, Failure};
use ruff_linter::RuleSelector;
use ruff_linter::registry::Rule;
use ruff_linter::rule_selector::PreviewOptions;

use crate::code;
use crate::operations::RuleInfo;

/// What `ruff check` asks when nobody says anything: mistakes, and what can hardly be meant.
pub(super) const DEFAULT: [&str; 4] = ["E4", "E7", "E9", "F"];

/// What Python itself refuses although it can be parsed, which ruff tells as rules: a late or unknown `__future__`, stars in
/// assignments, `break`, `continue`, `yield` and `return` where they lead nowhere, a bare `except` that is not the last,
/// `nonlocal` and `global` that come late or name nothing, and `await` outside of functions that may.
pub(super) const NO_PROGRAM: [&str; 13] = [
    "F404", "F407", "F621", "F622", "F701", "F702", "F704", "F706", "F707", "PLE0115", "PLE0117", "PLE0118", "PLE1142",
];

/// The rules of a code or the beginning of one: `F401`, `E7`, `ALL`.
pub(super) fn rules(selector: &str) -> Result<Vec<Rule>, Failure> {
    let found = RuleSelector::from_str(selector).map_err(|_| unknown(selector))?;
    Ok(found.rules(&PreviewOptions::default()).collect())
}

fn unknown(selector: &str) -> Failure {
    let message = format!("there is no rule `{}` of ruff", selector.escape_debug());
    Failure::new(ErrorKind::Params, code::OPTION, message)
        .with_detail("rule", selector.to_owned())
        .with_hint("rules are named by their codes, such as F401, or the beginning of some, such as E7")
}

/// The first paragraphs of what ruff says of a rule.
pub(super) fn info(code: &str) -> Option<RuleInfo> {
    let rule = Rule::from_code(code).ok()?;
    let docs = rule.explanation().unwrap_or_default();
    // What it does and why it is bad; examples and settings are behind the link.
    let part = docs.split("\n## Example").next().unwrap_or_default().split("\n## Options").next().unwrap_or_default();
    Some(RuleInfo::new(part.trim(), rule.url()))
}
