//! What came of formatting or minifying.

use super::lines::{self, ListedLines};
use super::parts::Values;
use crate::core::{Code, Done, Positions, Problem};
use parsify_interface::{Data, Document, Failure, Warned};
use schemars::JsonSchema;
use serde::Serialize;

/// A rewritten document and what it has lost, which is nothing unless an option asked for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rewritten {
    /// The document.
    pub text: String,
    /// How many nulls were left out.
    pub removed_nulls: usize,
    /// How many strings were cut.
    pub truncated_strings: usize,
    /// How many comments were left out.
    pub dropped_comments: usize,
    /// The first lines in which they began, 20 at most.
    pub comment_lines: Vec<usize>,
    /// Whether there are more such lines.
    more_lines: bool,
    /// How many comments went with the nulls they belonged to; `dropped_comments` does not count them.
    pub removed_comments: usize,
    /// How many documents there were, bad ones included, where there may be several.
    pub documents: Option<usize>,
    /// What is wrong with bad documents.
    pub bad_documents: ListedLines,
}

/// How large a document was before and is after an operation, and what it has lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Sizes {
    /// Size of the document handed in, in bytes.
    pub bytes_in: usize,
    /// Size of the document handed back, in bytes.
    pub bytes_out: usize,
    /// How many nulls were left out; absent when none.
    #[serde(skip_serializing_if = "is_zero")]
    pub removed_nulls: usize,
    /// How many strings were cut; absent when none.
    #[serde(skip_serializing_if = "is_zero")]
    pub truncated_strings: usize,
    /// How many comments were left out; absent when none.
    #[serde(skip_serializing_if = "is_zero")]
    pub dropped_comments: usize,
    /// How many documents there were, bad ones included; absent where there is but one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub documents: Option<usize>,
    /// Documents that are none; absent when all are.
    #[serde(skip_serializing_if = "ListedLines::is_empty")]
    pub bad_documents: ListedLines,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde calls")]
const fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// How many lines of comments are named.
const NAMED: usize = 20;

/// The media type of documents in one line each.
pub(super) const fn one_line(values: Values) -> &'static str {
    match values {
        Values::One => "application/json",
        Values::Lines | Values::Concatenated => lines::MEDIA_TYPE,
    }
}

/// The failure of an operation at this problem.
pub(super) fn failure(problem: &Problem, values: Values) -> Failure {
    let failure = Failure::from(problem);
    if values == Values::One || problem.code == Code::OutputSize {
        return failure;
    }
    failure.with_hint("`validate` lists all bad documents; set `badDocuments` to \"keep\" or \"skip\" to go on")
}

/// What an operation answers.
pub(crate) type Answer = Warned<(Document, Data<Sizes>)>;

impl Rewritten {
    /// The answer to `source`, with warnings of what was lost; strings were cut to `longest` characters.
    pub(crate) fn answer(self, source: &str, media_type: &str, longest: usize) -> Answer {
        let warnings = [self.cut(longest), self.without_comments(), self.without_their_comments(), self.bad()];
        let sizes = Sizes {
            bytes_in: source.len(),
            bytes_out: self.text.len(),
            removed_nulls: self.removed_nulls,
            truncated_strings: self.truncated_strings,
            dropped_comments: self.dropped_comments + self.removed_comments,
            documents: self.documents,
            bad_documents: self.bad_documents,
        };
        let document = Document::text("json", self.text).with_media_type(media_type);
        Warned((document, Data(sizes)), warnings.into_iter().flatten().collect())
    }

    /// Counts what else was lost.
    pub(super) fn add(&mut self, done: &Done) {
        self.removed_nulls += done.removed_nulls;
        self.truncated_strings += done.truncated_strings;
        self.removed_comments += done.removed_comments;
    }

    /// Notes comments that are left out, by their offsets.
    pub(super) fn drop_comments(&mut self, offsets: &[usize], positions: &mut Positions<'_>) {
        self.dropped_comments += offsets.len();
        for offset in offsets {
            if self.more_lines {
                return;
            }
            let line = positions.place(*offset).line;
            match self.comment_lines.last() {
                Some(last) if *last == line => {}
                _ if self.comment_lines.len() == NAMED => self.more_lines = true,
                _ => self.comment_lines.push(line),
            }
        }
    }

    fn cut(&self, longest: usize) -> Option<String> {
        match (self.truncated_strings, longest) {
            (0, _) => None,
            (1, 1) => Some("1 string was cut to 1 character".to_owned()),
            (1, _) => Some(format!("1 string was cut to {longest} characters")),
            (count, 1) => Some(format!("{count} strings were cut to 1 character")),
            (count, _) => Some(format!("{count} strings were cut to {longest} characters")),
        }
    }

    fn without_comments(&self) -> Option<String> {
        let mut lines: Vec<String> = self.comment_lines.iter().map(ToString::to_string).collect();
        lines.extend(self.more_lines.then(|| "…".to_owned()));
        let place = if lines.len() == 1 { "line" } else { "lines" };
        match self.dropped_comments {
            0 => None,
            1 => Some(format!("1 comment was left out, in {place} {}", lines.join(", "))),
            count => Some(format!("{count} comments were left out, in {place} {}", lines.join(", "))),
        }
    }

    fn without_their_comments(&self) -> Option<String> {
        match self.removed_comments {
            0 => None,
            1 => Some("1 comment was left out with the null it belonged to".to_owned()),
            count => Some(format!("{count} comments were left out with the nulls they belonged to")),
        }
    }

    fn bad(&self) -> Option<String> {
        let first = self.bad_documents.first.first()?;
        let (line, documents) = (first.line, self.documents.unwrap_or_default());
        Some(match self.bad_documents.count {
            1 => format!("1 of {documents} documents is bad, in line {line}"),
            count => format!("{count} of {documents} documents are bad, the first in line {line}"),
        })
    }
}

impl From<Done> for Rewritten {
    fn from(done: Done) -> Self {
        let mut rewritten = Self::default();
        rewritten.add(&done);
        Self { text: done.text, ..rewritten }
    }
}
