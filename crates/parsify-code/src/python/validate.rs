use parsify_error::Failure;
use ruff_linter::linter::{ParseSource, lint_only};
use ruff_linter::settings::LinterSettings;
use ruff_linter::settings::flags::Noqa;
use ruff_linter::source_kind::SourceKind;
use ruff_python_ast::PySourceType;
use std::path::Path;

use super::rules::{NO_PROGRAM, rules};
use super::{ID, bytes};
use crate::nesting::check_nesting;
use crate::operations::{ValidateOptions, Validation};
use crate::place::Positions;
use crate::problem::{Problem, Severity};

/// Finds every syntax error, those that only the meaning shows among them: `return` outside of a function, a parameter twice.
///
/// # Errors
///
/// [`code::DEPTH`](crate::code::DEPTH).
///
/// ```
/// let found = parsify_code::python::validate("def f(x:\n    return x\n", &Default::default()).unwrap();
/// assert!(!found.valid && found.problems[0].start.line == 1);
/// ```
pub fn validate(text: &str, options: &ValidateOptions) -> Result<Validation, Failure> {
    Ok(Validation::new(ID, problems(text)?, options.max_problems))
}

/// What is wrong with a text.
pub(super) fn problems(text: &str) -> Result<Vec<Problem>, Failure> {
    check_nesting(text)?;
    let mut settings = LinterSettings::new(Path::new(""));
    settings.rules = std::iter::empty().collect();
    for selector in NO_PROGRAM {
        rules(selector)?.into_iter().for_each(|rule| settings.rules.enable(rule, false));
    }
    let source = SourceKind::Python { code: text.to_owned(), is_stub: false };
    let name = Path::new("code.py");
    let result = lint_only(name, None, &settings, Noqa::Disabled, &source, PySourceType::Python, ParseSource::None);
    let positions = Positions::new(text);
    let problem = |diagnostic: &ruff_db::diagnostic::Diagnostic| {
        let place = diagnostic.range().map_or(0..0, bytes);
        let message = diagnostic.concise_message().to_string();
        let message = message.strip_prefix("SyntaxError: ").unwrap_or(&message).to_owned();
        let problem = Problem::new(&positions, place, Severity::Error, crate::code::SYNTAX, message);
        match diagnostic.first_help_text() {
            Some(help) => problem.with_hint(help),
            None => problem,
        }
    };
    Ok(result.diagnostics.iter().map(problem).collect())
}
