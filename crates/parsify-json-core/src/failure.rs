//! Problems of documents as failures of operations.

use parsify_error::{ErrorKind, Failure};

use crate::{Code, Problem};

impl From<&Problem> for Failure {
    /// Of kind `Limit` for exceeded nesting and output, else `Input`; the place and the excerpt are details.
    fn from(problem: &Problem) -> Self {
        let kind = match problem.code {
            Code::Depth | Code::OutputSize => ErrorKind::Limit,
            _ => ErrorKind::Input,
        };
        let mut failure = Failure::new(kind, problem.code.as_str(), problem.to_string())
            .with_detail("line", problem.line)
            .with_detail("column", problem.column)
            .with_detail("offset", problem.offset)
            .with_detail("length", problem.length)
            .with_detail("excerpt", problem.excerpt.as_str())
            .with_detail("caretColumn", problem.caret_column);
        if let Some(limit) = problem.limit {
            failure = failure.with_detail("limit", limit);
        }
        match &problem.hint {
            Some(hint) => failure.with_hint(hint.as_str()),
            None => failure,
        }
    }
}

impl From<Box<Problem>> for Failure {
    fn from(problem: Box<Problem>) -> Self {
        Self::from(&*problem)
    }
}
