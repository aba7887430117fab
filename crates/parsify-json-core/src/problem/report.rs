//! A problem as people and programs read it.

use super::code::Code;
use super::excerpt::excerpt;
use super::hint::hint;
use super::message::message;
use super::position::{Place, Positions};
use crate::fault::Fault;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// One thing that is wrong with a document, or doubtful in it.
///
/// ```
/// use parsify_json_core::{Code, tree};
///
/// let problem = tree::parse("[1, 2,]").unwrap_err();
/// assert_eq!(problem.code, Code::TrailingComma);
/// assert_eq!((problem.line, problem.column, problem.offset), (1, 6, 5));
/// assert!(problem.hint.is_some());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Problem {
    /// What kind of problem it is: stable, to branch on.
    pub code: Code,
    /// What was found and what was expected, in one sentence without its place.
    pub message: String,
    /// Line, from 1; a line ends with a line feed.
    pub line: usize,
    /// Column, from 1, in Unicode scalar values.
    pub column: usize,
    /// Offset from the start of the document, in bytes.
    pub offset: usize,
    /// Length of the faulty text, in bytes; 0 at the end of the document.
    pub length: usize,
    /// The line with the problem; of a line of more than 100 characters, the part around the caret. Tabs and control
    /// characters are replaced one for one.
    pub excerpt: String,
    /// Column of the problem in the excerpt, from 1, in Unicode scalar values.
    pub caret_column: usize,
    /// Another place that belongs to the problem: the opening bracket, the first of two equal keys.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub related: Option<Place>,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// The limit that was met, when it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<usize>,
}

impl Problem {
    /// The fault in words, with its place in the source of `positions`.
    pub fn new(fault: &Fault, positions: &mut Positions<'_>) -> Self {
        let source = positions.source();
        let place = positions.place(fault.at);
        let related = fault.related.map(|offset| positions.place(offset));
        let shown = excerpt(source, fault.at);
        Self {
            code: fault.code,
            message: message(fault, source, related),
            line: place.line,
            column: place.column,
            offset: place.offset,
            length: fault.length,
            excerpt: shown.text,
            caret_column: shown.caret,
            related,
            hint: hint(fault, source, related),
            limit: (fault.limit > 0).then_some(fault.limit),
        }
    }

    /// The problem with its line and a caret under the place.
    ///
    /// ```
    /// use parsify_json_core::tree;
    ///
    /// let problem = tree::parse("[1, 2,]").unwrap_err();
    /// let text = problem.render();
    /// assert!(text.contains("1 | [1, 2,]\n  |      ^"), "{text}");
    /// ```
    #[must_use]
    pub fn render(&self) -> String {
        let line = self.line.to_string();
        let (margin, indent) = (line.len(), self.caret_column.saturating_sub(1));
        let mut text = format!(
            "{code}: {message}\n{empty:margin$}--> line {line}, column {column}\n{empty:margin$} |\n\
             {line} | {excerpt}\n{empty:margin$} | {empty:indent$}^\n",
            code = self.code,
            message = self.message,
            column = self.column,
            excerpt = self.excerpt,
            empty = "",
        );
        if let Some(hint) = &self.hint {
            text.push_str(&format!("{:margin$} = hint: {hint}\n", ""));
        }
        text
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} at line {}, column {}", self.message, self.line, self.column)
    }
}

impl std::error::Error for Problem {}
