//! Parsing, and what the parser says, in our own words for places.

use oxc_allocator::Allocator;
use oxc_ast::ast::Program;
use oxc_diagnostics::{OxcDiagnostic, Severity as OxcSeverity};
use oxc_parser::Parser;
use oxc_semantic::{Scoping, SemanticBuilder};
use parsify_error::Failure;

use super::Ecma;
use crate::failure::syntax_failure;
use crate::nesting::check_nesting;
use crate::operations::SourceType;
use crate::place::Positions;
use crate::problem::{Problem, Severity};

/// A program and the meaning of its names.
pub(super) struct Parsed<'a> {
    pub(super) program: Program<'a>,
    pub(super) scoping: Scoping,
}

/// Reads a program that must be one.
///
/// # Errors
///
/// It is none, or nests too deep.
pub(super) fn parse<'a>(
    allocator: &'a Allocator,
    text: &'a str,
    language: Ecma,
    kind: SourceType,
) -> Result<Parsed<'a>, Failure> {
    check_nesting(text)?;
    let parsed = Parser::new(allocator, text, language.source_type(kind)).parse();
    refuse(text, language, &parsed.diagnostics)?;
    let program = parsed.program;
    let semantic = SemanticBuilder::new_compiler().with_check_syntax_error(true).with_enum_eval(true).build(&program);
    refuse(text, language, &semantic.diagnostics)?;
    let scoping = semantic.semantic.into_scoping();
    Ok(Parsed { program, scoping })
}

fn refuse(text: &str, language: Ecma, diagnostics: &[OxcDiagnostic]) -> Result<(), Failure> {
    let problems = problems(text, diagnostics);
    let errors: Vec<_> = problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
    match errors.first() {
        Some(first) => Err(syntax_failure(language.name(), first, errors.len())),
        None => Ok(()),
    }
}

/// What is wrong with a text, syntax first; what only shows in a text without syntax errors, after it.
pub(super) fn check(text: &str, language: Ecma, kind: SourceType) -> Result<Vec<Problem>, Failure> {
    check_nesting(text)?;
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, text, language.source_type(kind)).parse();
    let mut found = problems(text, &parsed.diagnostics);
    if !parsed.panicked {
        let semantic = SemanticBuilder::new_compiler().with_check_syntax_error(true).build(&parsed.program);
        found.extend(problems(text, &semantic.diagnostics));
    }
    Ok(found)
}

fn problems(text: &str, diagnostics: &[OxcDiagnostic]) -> Vec<Problem> {
    if diagnostics.is_empty() {
        return Vec::new();
    }
    let positions = Positions::new(text);
    diagnostics.iter().map(|diagnostic| problem(&positions, diagnostic)).collect()
}

/// A problem as oxc tells it: its first label is the place, the others belong to it.
pub(super) fn problem(positions: &Positions<'_>, diagnostic: &OxcDiagnostic) -> Problem {
    let severity = match diagnostic.severity {
        OxcSeverity::Error => Severity::Error,
        OxcSeverity::Warning => Severity::Warning,
        OxcSeverity::Advice => Severity::Info,
    };
    let range = |label: &oxc_span::LabeledSpan| {
        let start = label.offset() as usize;
        start..start + label.len() as usize
    };
    let place = diagnostic.labels.first().map_or(0..0, range);
    let mut problem = Problem::new(positions, place, severity, crate::code::SYNTAX, diagnostic.message.to_string());
    let label = diagnostic.labels.first().and_then(oxc_span::LabeledSpan::label);
    problem = problem.with_expected(expected(&diagnostic.message).chain(label.into_iter().flat_map(expected)));
    if let Some(help) = diagnostic.help.as_ref().map(ToString::to_string).or(label.map(str::to_owned)) {
        problem = problem.with_hint(help);
    }
    for other in diagnostic.labels.iter().skip(1) {
        problem = problem.with_other(positions, range(other), other.label().unwrap_or("here"));
    }
    problem
}

/// The tokens that a message names after "expected": ``Expected `,` or `)` but found `;` ``. What a parser expects is told in
/// its words only; nothing is decided by them.
fn expected(message: &str) -> impl Iterator<Item = String> {
    let lower = message.to_ascii_lowercase();
    let after = lower.find("expected ").filter(|&at| !lower[..at].ends_with("un")).map(|at| at + "expected ".len());
    let part = after.map_or("", |at| &message[at..]);
    let part = part.split(" but ").next().unwrap_or_default();
    part.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_expected_is_told_by_itself() {
        let tokens = |message: &str| expected(message).collect::<Vec<_>>();
        assert_eq!(tokens("Expected `,` or `)` but found `;`"), [",", ")"]);
        assert!(tokens("Unexpected token `x`").is_empty());
        assert!(tokens("").is_empty());
    }
}
