use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A place in a text. A line ends with a line feed, a carriage return, or both together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Position {
    /// Offset from the start of the text, in bytes of UTF-8.
    pub offset: usize,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in Unicode scalar values: what people count.
    pub column: usize,
    /// Column, from 1, in bytes of UTF-8.
    pub column_utf8: usize,
    /// Column, from 1, in code units of UTF-16: what JavaScript and the Language Server Protocol count, from 0 there.
    pub column_utf16: usize,
}

/// A part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Span {
    /// Where it begins.
    pub start: Position,
    /// Where it has ended: the place after its last character.
    pub end: Position,
}
