//! How to read and write tables.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::EndOfLine;

/// What is particular to CSV and TSV.
///
/// ```
/// use parsify_json::CsvOptions;
///
/// let read: CsvOptions = serde_json::from_str(r#"{"delimiter": ";", "inferTypes": true}"#).unwrap();
/// let mut options = CsvOptions::default();
/// (options.delimiter, options.infer_types) = (Some(';'), true);
/// assert_eq!(read, options);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[schemars(inline, example = serde_json::json!({ "delimiter": ";" }))]
#[non_exhaustive]
pub struct CsvOptions {
    /// Whether the first row names the columns. Without names rows are arrays.
    pub header: bool,
    /// The character between two fields; nothing for a comma, in TSV for a tab.
    pub delimiter: Option<char>,
    /// The character around a field that holds others which would end it.
    pub quote: char,
    /// Read fields without quotes that are numbers, `true`, `false`, `null`, `[]` or `{}` by the grammar of JSON as these,
    /// and put quotes around texts that look like them. Otherwise every field is a text.
    pub infer_types: bool,
    /// Whether names of columns are places in nested values: `a.b`, and `a.0` in an array.
    pub nested: bool,
    /// How arrays in rows are written.
    pub arrays: CsvArrays,
    /// What becomes of rows that have more or fewer fields than the first one.
    pub ragged: RaggedRows,
    /// What a field stands for that has no text and no quotes.
    pub empty_fields: EmptyFields,
    /// Put quotes around every field but nulls and fields of rows that lack them.
    pub quote_all: bool,
    /// Write an apostrophe before texts that a spreadsheet could take for a formula: those that begin with `=`, `+`, `-`, `@`,
    /// a tab or a carriage return.
    pub guard_formulas: bool,
    /// Line break to write.
    pub end_of_line: EndOfLine,
}

impl Default for CsvOptions {
    fn default() -> Self {
        Self {
            header: true,
            delimiter: None,
            quote: '"',
            infer_types: false,
            nested: true,
            arrays: CsvArrays::default(),
            ragged: RaggedRows::default(),
            empty_fields: EmptyFields::default(),
            quote_all: false,
            guard_formulas: false,
            end_of_line: EndOfLine::default(),
        }
    }
}

/// How arrays in the rows of a table are written. The default is columns.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum CsvArrays {
    /// A column for each element, when `nested` is on.
    #[default]
    Columns,
    /// As JSON in one field.
    Json,
}

/// What becomes of rows that have more or fewer fields than the first one. By default they are refused.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum RaggedRows {
    /// They are refused.
    #[default]
    Error,
    /// What lacks is empty, and what is too much gets a name of its own, such as `column 4`.
    Fill,
}

/// What a field stands for that has no text and no quotes. The default is the empty text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum EmptyFields {
    /// The empty text.
    #[default]
    String,
    /// Null; the empty text is `""`.
    Null,
    /// A member that is not there; the empty text is `""`.
    Omit,
}
