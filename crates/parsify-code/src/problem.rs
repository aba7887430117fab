//! What is wrong with a text, and where.

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::place::{Position, Positions};

/// Characters of a line that an excerpt shows.
const WIDTH: usize = 100;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// It may be meant.
    Warning,
    /// It is wrong.
    Error,
}

/// Something wrong with a part of a text.
///
/// The fields of its place stand beside the others, as they do for problems of JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Problem {
    /// What kind of problem it is: stable, to branch on. Of a linter the name of the rule.
    pub code: String,
    /// How bad it is.
    pub severity: Severity,
    /// What was found, in one sentence without its place.
    pub message: String,
    /// Where it begins.
    #[serde(flatten)]
    pub start: Position,
    /// Where it has ended.
    pub end: Position,
    /// Length of the faulty text, in bytes; 0 where something is missing.
    pub length: usize,
    /// The line with the problem; of a line of more than 100 characters, the part around its place. Tabs and control
    /// characters are replaced one for one.
    pub excerpt: String,
    /// Column of the problem in the excerpt, from 1, in Unicode scalar values.
    pub caret_column: usize,
    /// What could stand there instead, as far as the parser says.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub expected: Vec<String>,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub hint: Option<String>,
    /// Other places that belong to it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub others: Vec<Related>,
}

/// Another place that belongs to a problem: the opening bracket, the first of two equal names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Related {
    /// What it has to do with it.
    pub message: String,
    /// Where it begins.
    #[serde(flatten)]
    pub start: Position,
    /// Its length, in bytes.
    pub length: usize,
}

impl Problem {
    /// A problem with the bytes of `range`.
    #[must_use]
    pub fn new(
        positions: &Positions<'_>,
        range: Range<usize>,
        severity: Severity,
        code: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        let span = positions.span(range);
        let (excerpt, caret_column) = excerpt(positions.line(span.start.line), &span.start);
        Self {
            code: code.into(),
            severity,
            message: message.into(),
            length: span.end.offset - span.start.offset,
            start: span.start,
            end: span.end,
            excerpt,
            caret_column,
            expected: Vec::new(),
            hint: None,
            others: Vec::new(),
        }
    }

    /// With what could stand there instead.
    #[must_use]
    pub fn with_expected(mut self, expected: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.expected.extend(expected.into_iter().map(Into::into));
        self
    }

    /// With what to do about it.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// With another place that belongs to it.
    #[must_use]
    pub fn with_other(mut self, positions: &Positions<'_>, range: Range<usize>, message: impl Into<String>) -> Self {
        let span = positions.span(range);
        let length = span.end.offset - span.start.offset;
        self.others.push(Related { message: message.into(), start: span.start, length });
        self
    }
}

/// The part of a line around a place, and the column of the place in it. In a line of megabytes too it costs no more than
/// what it shows.
fn excerpt(line: &str, place: &Position) -> (String, usize) {
    let show = |letter: char| if letter.is_control() { ' ' } else { letter };
    let part = |from: usize| line[from..].chars().take(WIDTH).map(show).collect();
    if line.char_indices().nth(WIDTH).is_none() {
        return (part(0), place.column);
    }
    let before = &line[..line.floor_char_boundary(place.column_utf8 - 1)];
    let from = before.char_indices().rev().nth(WIDTH / 2 - 1).map_or(0, |(at, _)| at);
    (part(from), before[from..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_shown_in_part() {
        let text = format!("{}!{}", "ż".repeat(300), "x".repeat(300));
        let positions = Positions::new(&text);
        let problem = Problem::new(&positions, 600..601, Severity::Error, "syntax", "unexpected `!`");
        assert_eq!(problem.excerpt.chars().count(), 100);
        assert_eq!(problem.excerpt.chars().nth(problem.caret_column - 1), Some('!'));
        assert_eq!((problem.start.column, problem.length), (301, 1));
    }

    #[test]
    fn its_place_stands_beside_its_other_fields() {
        let problem = Problem::new(&Positions::new("a\tb"), 2..3, Severity::Warning, "x", "y");
        let json = serde_json::to_value(&problem).unwrap();
        assert_eq!((&json["line"], &json["column"], &json["excerpt"]), (&1.into(), &3.into(), &"a b".into()));
        assert_eq!(serde_json::from_value::<Problem>(json).unwrap(), problem);
    }
}
