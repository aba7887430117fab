//! From byte offsets to lines and columns.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A place in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// Line, from 1; a line ends with a line feed.
    pub line: usize,
    /// Column, from 1, in Unicode scalar values.
    pub column: usize,
    /// Offset from the start, in bytes.
    pub offset: usize,
}

/// Bytes between two marks.
const STEP: usize = 4096;

/// Finds places in a source, in any order.
///
/// It notes the line and column of every 4096th byte up to the furthest place asked for, so that many questions about a
/// long document cost one pass over it, and one question about its beginning costs little.
#[derive(Debug)]
pub struct Positions<'a> {
    source: &'a str,
    marks: Vec<Mark>,
}

/// Lines and, in the current one, characters before an offset.
#[derive(Debug, Clone, Copy)]
struct Mark {
    lines: usize,
    characters: usize,
}

impl Mark {
    fn advance(&mut self, bytes: &[u8]) {
        for byte in bytes {
            match byte {
                b'\n' => *self = Self { lines: self.lines + 1, characters: 0 },
                // Bytes that continue a character.
                0x80..0xc0 => {}
                _ => self.characters += 1,
            }
        }
    }
}

impl<'a> Positions<'a> {
    /// For a source.
    pub fn new(source: &'a str) -> Self {
        Self { source, marks: vec![Mark { lines: 0, characters: 0 }] }
    }

    /// The source.
    pub const fn source(&self) -> &'a str {
        self.source
    }

    /// The place of a byte offset; offsets behind the end count as the end.
    pub fn place(&mut self, offset: usize) -> Place {
        let bytes = self.source.as_bytes();
        let offset = offset.min(bytes.len());
        let index = offset / STEP;
        let mut mark = self.mark(index);
        mark.advance(bytes.get(index * STEP..offset).unwrap_or_default());
        Place { line: mark.lines + 1, column: mark.characters + 1, offset }
    }

    fn mark(&mut self, index: usize) -> Mark {
        let bytes = self.source.as_bytes();
        let mut mark = self.marks.last().copied().unwrap_or(Mark { lines: 0, characters: 0 });
        while self.marks.len() <= index {
            let start = (self.marks.len() - 1) * STEP;
            mark.advance(bytes.get(start..start + STEP).unwrap_or_default());
            self.marks.push(mark);
        }
        self.marks.get(index).copied().unwrap_or(mark)
    }
}
