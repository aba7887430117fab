//! Lines that are no JSON.

use super::Line;
use crate::core::Problem;
use parsify_error::Failure;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What becomes of a line that is no JSON. The default is [`Error`](Self::Error).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum BadLines {
    /// A failure.
    #[default]
    Error,
    /// It is left out, and listed.
    Skip,
}

/// A line that is no JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct BadLine {
    /// Line, from 1.
    pub line: usize,
    /// Column of the problem, from 1, in Unicode scalar values.
    pub column: usize,
    /// Offset of the problem from the start of the document, in bytes.
    pub offset: usize,
    /// The code of the problem.
    pub code: String,
}

/// Lines that were left out: the first ones, and how many there are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ListedLines {
    /// How many lines are no JSON.
    pub count: usize,
    /// The first ones, 20 at most.
    pub first: Vec<BadLine>,
}

/// How many bad lines are listed.
const MOST_LISTED: usize = 20;

impl ListedLines {
    /// Keeps a bad line, or fails with it.
    pub(in crate::operations) fn note(&mut self, bad_lines: BadLines, problem: &Problem) -> Result<(), Failure> {
        if bad_lines == BadLines::Error {
            return Err(Failure::from(problem));
        }
        self.list(problem);
        Ok(())
    }

    pub(in crate::operations) fn list(&mut self, problem: &Problem) {
        self.count += 1;
        if self.first.len() < MOST_LISTED {
            let &Problem { line, column, offset, code, .. } = problem;
            self.first.push(BadLine { line, column, offset, code: code.as_str().to_owned() });
        }
    }

    /// Of lines the good ones.
    pub(in crate::operations) fn good<'a>(
        &mut self,
        lines: impl Iterator<Item = Line<'a>>,
        bad_lines: BadLines,
    ) -> Result<Vec<Line<'a>>, Failure> {
        let mut good = Vec::new();
        for line in lines {
            match line.check() {
                Ok(()) => good.push(line),
                Err(problem) => self.note(bad_lines, &problem)?,
            }
        }
        Ok(good)
    }

    pub(in crate::operations) const fn is_empty(&self) -> bool {
        self.count == 0
    }
}
