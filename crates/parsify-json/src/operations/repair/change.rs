//! What was changed.

use crate::core::{Place, Positions};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Why something was changed: stable, to branch on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum RepairCode {
    /// A byte order mark was removed.
    ByteOrderMark,
    /// The fence of a block of Markdown was removed.
    Fence,
    /// Text before or after the document was removed.
    TextAround,
    /// The name and the parentheses of a call were removed.
    Call,
    /// A comment was removed.
    Comment,
    /// Space that JSON does not know was removed.
    Space,
    /// A comma before a closing bracket was removed.
    TrailingComma,
    /// A comma with nothing before it was removed.
    ExtraComma,
    /// A comma was put between two entries, or in the place of another separator.
    MissingComma,
    /// A colon was put after a key, or in the place of another separator.
    MissingColon,
    /// A colon that follows no key was removed.
    ExtraColon,
    /// `null` was put where a value was missing.
    MissingValue,
    /// An empty key was put before a value without one.
    MissingKey,
    /// A bracket was closed.
    MissingClosing,
    /// A bracket that nothing opened was removed.
    ExtraClosing,
    /// A bracket was replaced by the one that fits.
    WrongBracket,
    /// The values of a document of several became elements of an array, or the members without braces an object.
    MissingBrackets,
    /// Dots that stand for what was left out were removed.
    Ellipsis,
    /// The quotes of a string or key were replaced by double quotes.
    Quotes,
    /// A key without quotes was quoted.
    UnquotedKey,
    /// A text without quotes was quoted.
    UnquotedString,
    /// A string without an end was ended.
    UnclosedString,
    /// A double quote in a string was escaped.
    QuoteInString,
    /// A control character or line break in a string was escaped.
    ControlCharacter,
    /// An escape that JSON does not know was replaced.
    Escape,
    /// Strings that were added became one.
    Concatenation,
    /// A literal was written as JSON has it, `undefined` as `null`.
    Literal,
    /// A number that JSON does not have became `null`.
    NonFinite,
    /// A number was written as JSON has it.
    Number,
    /// Characters that mean nothing were removed.
    Unexpected,
}

/// One change of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RepairChange {
    /// Why.
    pub code: RepairCode,
    /// Line in the document handed in, from 1.
    pub line: usize,
    /// Column, from 1, in Unicode scalar values.
    pub column: usize,
    /// Offset, in bytes.
    pub offset: usize,
    /// Length of what was replaced, in bytes; 0 where something was put in.
    pub length: usize,
    /// What stood there; of a long text the beginning.
    pub was: String,
    /// What it became; empty when it was removed.
    pub became: String,
}

/// A change before it is put into words.
#[derive(Debug, Clone)]
pub(super) struct Change {
    pub(super) code: RepairCode,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) became: String,
}

/// The most characters of a text that a change shows.
const SHOWN: usize = 60;

/// A text as a change shows it.
pub(super) fn shown(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

impl Change {
    pub(super) fn in_words(self, positions: &mut Positions<'_>) -> RepairChange {
        let Place { line, column, offset } = positions.place(self.start);
        let was = shown(positions.source().get(self.start..self.end).unwrap_or_default());
        let length = self.end - self.start;
        RepairChange { code: self.code, line, column, offset, length, was, became: self.became }
    }
}

/// The changes so far: as many as are listed, and how many there are.
#[derive(Debug)]
pub(super) struct Changes {
    pub(super) listed: Vec<Change>,
    pub(super) count: usize,
    most: usize,
}

impl Changes {
    pub(super) const fn new(most: usize) -> Self {
        Self { listed: Vec::new(), count: 0, most }
    }

    pub(super) fn add(&mut self, code: RepairCode, start: usize, end: usize, became: &str) {
        if self.listed.len() < self.most {
            self.listed.push(Change { code, start, end, became: shown(became) });
        }
        self.count += 1;
    }

    /// The latest change, if it is among those that are listed.
    pub(super) fn latest(&self) -> Option<&Change> {
        self.listed.last().filter(|_| self.listed.len() == self.count)
    }

    /// Forgets those behind the first so many.
    pub(super) fn rewind(&mut self, count: usize) {
        self.listed.truncate(count);
        self.count = count;
    }
}
