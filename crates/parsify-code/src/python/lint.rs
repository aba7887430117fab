use std::path::Path;

use parsify_error::{ErrorKind, Failure};
use ruff_db::diagnostic::Diagnostic;
use ruff_diagnostics::{Applicability, Fix as RuffFix};
use ruff_linter::linter::{ParseSource, lint_fix, lint_only};
use ruff_linter::settings::LinterSettings;
use ruff_linter::settings::flags::Noqa;
use ruff_linter::settings::types::UnsafeFixes;
use ruff_linter::source_kind::SourceKind;
use ruff_python_ast::PySourceType;

use super::rules::{DEFAULT, info, rules};
use super::{ID, bytes};
use crate::code;
use crate::nesting::check_nesting;
use crate::operations::{Edit, Finding, Fix, Fixes, LintOptions, LintReport, RuleLevel, RuleSetting};
use crate::place::Positions;
use crate::problem::{Problem, Severity};

/// Finds what ruff's rules find, and mends what it is told to; the mended text is there when anything was to be mended.
///
/// Without `select` the rules are those of `ruff check`: E4, E7, E9 and F. What a rule finds is a warning unless `rules` says
/// otherwise; syntax errors are errors. `# noqa` counts.
///
/// # Errors
///
/// [`code::OPTION`]: a rule that is none, or options for one (ruff has its own for all). [`code::DEPTH`].
pub fn lint(text: &str, options: &LintOptions) -> Result<(Option<String>, LintReport), Failure> {
    check_nesting(text)?;
    let settings = settings(options)?;
    let source = SourceKind::Python { code: text.to_owned(), is_stub: false };
    let name = Path::new("code.py");
    if options.fix == Fixes::None {
        let result = lint_only(name, None, &settings, Noqa::Enabled, &source, PySourceType::Python, ParseSource::None);
        return Ok((None, report(text, &result.diagnostics, 0, options)?));
    }
    let unsafe_too = if options.fix == Fixes::All { UnsafeFixes::Enabled } else { UnsafeFixes::Disabled };
    let fixed = lint_fix(name, None, Noqa::Enabled, unsafe_too, &settings, &source, PySourceType::Python);
    let fixed = fixed.map_err(|error| {
        Failure::new(ErrorKind::Internal, code::LIBRARY, format!("ruff could not mend the text: {error:#}"))
    })?;
    let mended = fixed.transformed.source_code().to_owned();
    let report = report(&mended, &fixed.result.diagnostics, fixed.fixed.counts().sum(), options)?;
    Ok((Some(mended), report))
}

fn settings(options: &LintOptions) -> Result<LinterSettings, Failure> {
    let mut settings = LinterSettings::new(Path::new(""));
    settings.rules = std::iter::empty().collect();
    let selected: Vec<&str> = match options.select.is_empty() {
        true => DEFAULT.to_vec(),
        false => options.select.iter().map(String::as_str).collect(),
    };
    for selector in selected {
        rules(selector)?.into_iter().for_each(|rule| settings.rules.enable(rule, true));
    }
    for selector in &options.ignore {
        rules(selector)?.into_iter().for_each(|rule| settings.rules.disable(rule));
    }
    for (selector, setting) in &options.rules {
        let level = match setting {
            RuleSetting::Level(level) => *level,
            RuleSetting::Options(..) => {
                let message =
                    format!("the rules of Python have no options, but `{}` is given some", selector.escape_debug());
                return Err(Failure::new(ErrorKind::Params, code::OPTION, message));
            }
        };
        for rule in rules(selector)? {
            match level {
                RuleLevel::Off => settings.rules.disable(rule),
                RuleLevel::Warn | RuleLevel::Error => settings.rules.enable(rule, true),
            }
        }
    }
    Ok(settings)
}

fn report(text: &str, diagnostics: &[Diagnostic], fixed: usize, options: &LintOptions) -> Result<LintReport, Failure> {
    let positions = Positions::new(text);
    let errors = errors(options)?;
    let finding = |diagnostic: &Diagnostic| {
        let place = diagnostic.range().map_or(0..0, bytes);
        let rule = diagnostic.secondary_code().map(ruff_db::diagnostic::SecondaryCode::as_str);
        let is_error = rule.is_none_or(|rule| errors.iter().any(|error| error == rule));
        let severity = if is_error { Severity::Error } else { Severity::Warning };
        let message = diagnostic.concise_message().to_string();
        let mut problem = Problem::new(&positions, place, severity, rule.unwrap_or(code::SYNTAX), message);
        if let Some(help) = diagnostic.first_help_text() {
            problem = problem.with_hint(help);
        }
        let finding = Finding::new(problem);
        match diagnostic.fix() {
            Some(fix) => finding.with_fix(mend(fix, diagnostic.first_help_text(), &positions)),
            None => finding,
        }
    };
    Ok(LintReport::new(ID, diagnostics.iter().map(finding).collect(), fixed, options.max_findings, info))
}

/// The codes of the rules that are set to `error`.
fn errors(options: &LintOptions) -> Result<Vec<String>, Failure> {
    let mut codes = Vec::new();
    for (selector, setting) in &options.rules {
        if *setting == RuleSetting::Level(RuleLevel::Error) {
            codes.extend(rules(selector)?.into_iter().map(|rule| rule.noqa_code().to_string()));
        }
    }
    Ok(codes)
}

fn mend(fix: &RuffFix, message: Option<&str>, positions: &Positions<'_>) -> Fix {
    let edit = |edit: &ruff_diagnostics::Edit| Edit {
        span: positions.span(edit.start_offset().to_usize()..edit.end_offset().to_usize()),
        text: edit.content().unwrap_or_default().to_owned(),
    };
    let edits = fix.edits().iter().map(edit).collect();
    Fix::new(message.unwrap_or("mend it"), fix.applicability() == Applicability::Safe, edits)
}

trait Offsets {
    fn start_offset(&self) -> ruff_text_size::TextSize;
    fn end_offset(&self) -> ruff_text_size::TextSize;
}

impl Offsets for ruff_diagnostics::Edit {
    fn start_offset(&self) -> ruff_text_size::TextSize {
        ruff_text_size::Ranged::start(self)
    }

    fn end_offset(&self) -> ruff_text_size::TextSize {
        ruff_text_size::Ranged::end(self)
    }
}
