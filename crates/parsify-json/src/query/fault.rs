//! What is wrong with an expression.

use parsify_error::{ErrorKind, Failure};

use crate::code;
use crate::core::Positions;
use crate::operations::QueryLanguage;

/// How deep an expression may be nested: whatever reads or evaluates it may call itself that often.
pub(super) const NESTING: usize = 128;

/// The longest expression, in bytes.
pub(super) const LENGTH: usize = 1024 * 1024;

/// Something that does not belong where it stands.
#[derive(Debug)]
pub(super) struct Fault {
    at: usize,
    message: String,
    hint: Option<String>,
    limit: Option<usize>,
}

impl Fault {
    pub(super) fn new(at: usize, message: impl Into<String>) -> Self {
        Self { at, message: message.into(), hint: None, limit: None }
    }

    pub(super) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Nested too deeply here.
    pub(super) fn too_deep(at: usize) -> Self {
        let message = format!("it is nested more than {NESTING} levels deep");
        Self { limit: Some(NESTING), ..Self::new(at, message).with_hint("split it into several queries") }
    }

    pub(super) fn into_failure(self, language: QueryLanguage, expression: &str) -> Failure {
        let place = Positions::new(expression).place(self.at);
        let (kind, code) = match self.limit {
            Some(_) => (ErrorKind::Limit, code::QUERY_LIMIT),
            None => (ErrorKind::Params, code::QUERY_SYNTAX),
        };
        let (language, message) = (language.name(), self.message);
        let message = if place.line == 1 {
            format!("the {language} expression is wrong at column {}: {message}", place.column)
        } else {
            format!("the {language} expression is wrong at line {}, column {}: {message}", place.line, place.column)
        };
        let mut failure = Failure::new(kind, code, message)
            .with_detail("line", place.line)
            .with_detail("column", place.column)
            .with_detail("offset", place.offset);
        if let Some(limit) = self.limit {
            failure = failure.with_detail("limit", limit);
        }
        match self.hint {
            Some(hint) => failure.with_hint(hint),
            None => failure,
        }
    }
}

/// What stands at a place, for messages.
pub(super) fn found(next: Option<char>) -> String {
    match next {
        Some(next) => format!("`{}`", next.escape_debug()),
        None => "the end".to_owned(),
    }
}

pub(super) fn too_long(language: QueryLanguage) -> Failure {
    let message = format!("the {} expression is longer than {LENGTH} bytes", language.name());
    Failure::new(ErrorKind::Limit, code::QUERY_LIMIT, message).with_detail("limit", LENGTH)
}

/// The evaluation fails at a part of the expression.
pub(super) fn evaluation_at(expression: &str, at: usize, message: impl Into<String>) -> Failure {
    let place = Positions::new(expression).place(at);
    evaluation(message)
        .with_detail("line", place.line)
        .with_detail("column", place.column)
        .with_detail("offset", place.offset)
}

/// The evaluation fails: expression and document do not fit.
pub(super) fn evaluation(message: impl Into<String>) -> Failure {
    Failure::new(ErrorKind::Input, code::QUERY_EVALUATION, message)
}
