//! How to format.

use super::indent::Indent;
use crate::operations::depth::DEFAULT_MAX_DEPTH;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Options of [`format`](super::format()).
///
/// ```
/// use parsify_json::{FormatOptions, Indent};
///
/// let mut options = FormatOptions::default();
/// options.indent = Indent::Tab;
/// let read: FormatOptions = serde_json::from_str(r#"{"indent": "tab"}"#).unwrap();
/// assert_eq!(read, options);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct FormatOptions {
    /// Indentation per level: 0 to 16 spaces, "tab", or "none". 0 keeps the line breaks and indents nothing; "none" puts
    /// all into one line, as `minify` does, without a line break at the end.
    pub indent: Indent,
    /// Sort the members of every object by their keys, compared by the Unicode code points of the decoded text. Members
    /// with equal keys keep their order.
    pub sort_keys: bool,
    /// Write characters beyond ASCII as `\uXXXX` with lower-case digits, those above U+FFFF as surrogate pairs. Escapes
    /// already there stay as they are.
    pub ensure_ascii: bool,
    /// End the document with a line break.
    pub insert_final_newline: bool,
    /// Deepest nesting of brackets that is accepted.
    #[schemars(range(min = 1, max = 100_000))]
    pub max_depth: usize,
    /// Line break to write.
    pub end_of_line: EndOfLine,
}

impl Default for FormatOptions {
    fn default() -> Self {
        Self {
            indent: Indent::default(),
            sort_keys: false,
            ensure_ascii: false,
            insert_final_newline: true,
            max_depth: DEFAULT_MAX_DEPTH,
            end_of_line: EndOfLine::default(),
        }
    }
}

/// A line break. The default is a line feed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum EndOfLine {
    /// A line feed.
    #[default]
    Lf,
    /// A carriage return and a line feed.
    Crlf,
}

impl EndOfLine {
    /// The characters themselves.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Lf => "\n",
            Self::Crlf => "\r\n",
        }
    }
}
