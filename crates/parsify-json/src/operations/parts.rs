//! The documents of a source that may hold several.

use super::lines::lines;
use crate::core::{Dialect, Fault, Positions, Problem, is_blank, split};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How many documents a text holds, and what parts them. The default is one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum Values {
    /// One.
    #[default]
    One,
    /// One in each line (JSON Lines, NDJSON); lines with nothing in them do not count.
    Lines,
    /// Any number, one behind the other, with or without white space between them.
    Concatenated,
}

/// A document of several.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'a> {
    /// Where it starts in the source, in bytes.
    pub(super) offset: usize,
    pub(super) text: &'a str,
}

impl Part<'_> {
    /// What is wrong with it, as a fault of the whole source.
    pub(super) fn moved(&self, fault: Fault) -> Fault {
        let related = fault.related.map(|offset| offset + self.offset);
        Fault { at: fault.at + self.offset, related, ..fault }
    }

    /// Whether it holds white space and comments only.
    pub(super) fn is_blank(&self, dialect: Dialect) -> bool {
        is_blank(self.text, dialect)
    }
}

/// The documents of a source in order. White space alone is none; comments alone are one, which is blank.
pub(super) fn parts(source: &str, values: Values, dialect: Dialect, max_depth: usize) -> Vec<Part<'_>> {
    match values {
        Values::One => vec![Part { offset: 0, text: source }],
        Values::Lines => lines(source).map(|line| Part { offset: line.offset, text: line.text }).collect(),
        Values::Concatenated => {
            let mut starts = vec![0];
            starts.extend(split(source, dialect, max_depth));
            let ends = starts.iter().skip(1).copied().chain([source.len()]);
            let part = |(&offset, end): (&usize, usize)| {
                let text = source.get(offset..end).unwrap_or_default();
                Part { offset, text: text.trim_end_matches([' ', '\t', '\r', '\n']) }
            };
            starts.iter().zip(ends).map(part).filter(|part| !part.text.is_empty()).collect()
        }
    }
}

/// A fault of a source in words.
pub(super) fn in_words(source: &str, fault: &Fault) -> Box<Problem> {
    Box::new(Problem::new(fault, &mut Positions::new(source)))
}
