//! How to format.

use super::colors::{Colors, Theme};
use super::remove_nulls::RemoveNulls;
use super::sort_keys::SortKeys;
use crate::Indent;
use crate::core::DEFAULT_MAX_DEPTH;
use crate::core::Dialect;
use crate::operations::emit::BadDocuments;
use crate::operations::parts::Values;
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
    /// How many documents the text holds: "one"; one in each of its "lines" (JSON Lines); or any number, "concatenated".
    #[schemars(example = &"lines")]
    pub values: Values,
    /// In which form of JSON the text is written: "json" (RFC 8259), "jsonc" (with comments and trailing commas) or "json5".
    /// Comments of JSONC are kept, those of JSON5 left out with a warning: the result is JSONC or JSON.
    #[schemars(example = &"jsonc")]
    pub dialect: Dialect,
    /// What becomes of a document that is none, with `values` other than "one": an "error"; or it is listed, and "keep" writes
    /// it as it stands, "skip" leaves it out.
    #[schemars(example = &"keep")]
    pub bad_documents: BadDocuments,
    /// Indentation per level: 0 to 16 spaces, "tab", or "none". 0 keeps the line breaks and indents nothing; "none" puts
    /// all into one line, as `minify` does, without a line break at the end.
    pub indent: Indent,
    /// Columns in which an array or an object may stand in one line, `[1, 2]` or `{ "a": 1 }`, counted from the start of
    /// the line, the comma after it included. 0 gives every entry a line of its own. A tab counts as four columns.
    #[schemars(range(max = 1000), example = 80)]
    pub inline_width: usize,
    /// Sort the members of objects by their keys: false, true or "code-point", "natural" (runs of digits by their value) or
    /// "case-insensitive". Members with equal keys keep their order.
    #[schemars(example = &"natural")]
    pub sort_keys: SortKeys,
    /// Whether `sortKeys` also sorts objects inside of objects.
    pub sort_recursive: bool,
    /// Keys whose values `sortKeys` leaves as they are, with all that is in them.
    pub sort_exclude: Vec<String>,
    /// Leave out nulls: of objects ("members"), or of objects and arrays ("all").
    pub remove_nulls: RemoveNulls,
    /// Cut strings to so many characters, the last of which is an ellipsis; 0 cuts none. Keys are never cut. An escape
    /// counts as one character.
    pub truncate_strings: usize,
    /// Write characters beyond ASCII as `\uXXXX` with lower-case digits, those above U+FFFF as surrogate pairs. Escapes
    /// already there stay as they are.
    pub ensure_ascii: bool,
    /// Colours for a terminal ("ansi") or a page ("html"); what comes out is no JSON then.
    #[schemars(example = &"ansi")]
    pub colors: Colors,
    /// Which colours.
    pub theme: Theme,
    /// Put a style sheet with the colours of the theme before the HTML.
    pub style_sheet: bool,
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
            values: Values::default(),
            dialect: Dialect::default(),
            bad_documents: BadDocuments::default(),
            indent: Indent::default(),
            inline_width: 0,
            sort_keys: SortKeys::default(),
            sort_recursive: true,
            sort_exclude: Vec::new(),
            remove_nulls: RemoveNulls::default(),
            truncate_strings: 0,
            ensure_ascii: false,
            colors: Colors::default(),
            theme: Theme::default(),
            style_sheet: false,
            insert_final_newline: true,
            max_depth: DEFAULT_MAX_DEPTH,
            end_of_line: EndOfLine::default(),
        }
    }
}

impl FormatOptions {
    /// The most that [`inline_width`](Self::inline_width) may be, in columns; more counts as this.
    pub const WIDEST: usize = 1000;
    /// The `inline_width` of [`prettified`](Self::prettified).
    pub const PRETTY_WIDTH: usize = 80;

    /// The options of the operation `prettify`: what is short stands in one line.
    ///
    /// ```
    /// use parsify_json::{FormatOptions, format};
    ///
    /// let text = format(r#"{"size":[1,2]}"#, &FormatOptions::prettified()).unwrap();
    /// assert_eq!(text, "{ \"size\": [1, 2] }\n");
    /// ```
    #[must_use]
    pub fn prettified() -> Self {
        Self { inline_width: Self::PRETTY_WIDTH, ..Self::default() }
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
