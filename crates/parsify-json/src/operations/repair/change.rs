//! What was changed.

use super::code::RepairCode;
use crate::core::{Place, Positions};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// One change of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RepairChange {
    /// Why.
    pub code: RepairCode,
    /// Why, for people.
    pub message: String,
    /// Line in the document handed in, from 1.
    pub line: usize,
    /// Column, from 1, in Unicode scalar values.
    pub column: usize,
    /// Offset, in bytes.
    pub offset: usize,
    /// Length of what was replaced, in bytes; 0 where something was put in.
    pub length: usize,
    /// What stood there: its text, cut after 120 characters.
    pub before: String,
    /// What stands there now, cut likewise; empty when it was removed.
    pub after: String,
}

/// The most characters of a text that a change shows.
const SHOWN: usize = 120;

/// A text as a change shows it.
fn shown(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// A change before it is put into words.
#[derive(Debug)]
struct Change {
    code: RepairCode,
    start: usize,
    end: usize,
    after: String,
}

impl Change {
    /// What is put in stands before what is replaced there, and a change before those that lie in it.
    const fn order(&self) -> (usize, bool, Reverse<usize>) {
        (self.start, self.end > self.start, Reverse(self.end))
    }

    fn in_words(self, positions: &mut Positions<'_>) -> RepairChange {
        let Place { line, column, offset } = positions.place(self.start);
        let before = shown(positions.source().get(self.start..self.end).unwrap_or_default());
        let (code, length, after) = (self.code, self.end - self.start, self.after);
        RepairChange { code, message: code.message().to_owned(), line, column, offset, length, before, after }
    }
}

/// The changes so far: as many as are listed, and how many there are of each kind.
#[derive(Debug)]
pub(super) struct Changes {
    listed: Vec<Change>,
    counts: BTreeMap<RepairCode, usize>,
    most: usize,
}

impl Changes {
    pub(super) const fn new(most: usize) -> Self {
        Self { listed: Vec::new(), counts: BTreeMap::new(), most }
    }

    pub(super) fn add(&mut self, code: RepairCode, start: usize, end: usize, after: &str) {
        *self.counts.entry(code).or_default() += 1;
        if self.listed.len() < self.most {
            self.listed.push(Change { code, start, end, after: shown(after) });
        }
    }

    /// Adds a change that stands before all others of its place.
    pub(super) fn add_first(&mut self, code: RepairCode, start: usize, after: &str) {
        *self.counts.entry(code).or_default() += 1;
        self.listed.insert(0, Change { code, start, end: start, after: shown(after) });
        self.listed.truncate(self.most);
    }

    /// The changes in the order of the source, the counts, and how many are not listed.
    pub(super) fn in_words(mut self, source: &str) -> (Vec<RepairChange>, BTreeMap<RepairCode, usize>, usize) {
        let omitted = self.counts.values().sum::<usize>() - self.listed.len();
        self.listed.sort_by_key(Change::order);
        let mut positions = Positions::new(source);
        let changes = self.listed.into_iter().map(|change| change.in_words(&mut positions)).collect();
        (changes, self.counts, omitted)
    }
}
