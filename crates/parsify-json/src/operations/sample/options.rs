//! What to choose.

use super::choice::SampleMode;
use crate::Indent;
use crate::operations::lines::{BadLines, Framing};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The largest number that may be asked for, and the largest seed: what a double holds, so that every program can say it.
pub(super) const MOST: u64 = (1 << 53) - 1;

/// Options of [`sample`](super::sample()).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct SampleOptions {
    /// Which elements or lines to keep; the order stays.
    pub mode: SampleMode,
    /// How many to keep with "head", "tail" and "random".
    #[schemars(range(min = 0, max = 9_007_199_254_740_991_u64), example = 3)]
    pub count: u64,
    /// With "every": the first one is kept, and every one that comes so many later.
    #[schemars(range(min = 1, max = 9_007_199_254_740_991_u64))]
    pub step: u64,
    /// With "random": the same seed keeps the same elements, on every machine.
    #[schemars(range(min = 0, max = 9_007_199_254_740_991_u64), example = 42)]
    pub seed: u64,
    /// Whether the document is one value or JSON Lines.
    pub input: Framing,
    /// Where the array is, as a JSON Pointer; empty for the whole document. Not for JSON Lines.
    #[schemars(example = "/items")]
    pub path: String,
    /// With a path: give the whole document with the array shortened in its place, or the array alone.
    pub result: SampleResult,
    /// Shorten every other array to so many elements: shows the shape of a document.
    #[schemars(range(min = 0))]
    pub max_elements: Option<usize>,
    /// Cut every string to so many characters, with `…` behind.
    #[schemars(range(min = 0))]
    pub max_characters: Option<usize>,
    /// What becomes of a line that is no JSON.
    pub bad_lines: BadLines,
    /// Indentation per level: 0 to 16 spaces, "tab", or "none" for all in one line. Not for JSON Lines.
    pub indent: Indent,
}

impl Default for SampleOptions {
    fn default() -> Self {
        Self {
            mode: SampleMode::default(),
            count: 10,
            step: 10,
            seed: 0,
            input: Framing::default(),
            path: String::new(),
            result: SampleResult::default(),
            max_elements: None,
            max_characters: None,
            bad_lines: BadLines::default(),
            indent: Indent::default(),
        }
    }
}

/// What is given of a document whose array lies below. The default is [`Document`](Self::Document).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum SampleResult {
    /// The whole document.
    #[default]
    Document,
    /// The array.
    Array,
}
