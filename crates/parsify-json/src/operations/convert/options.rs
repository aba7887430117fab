//! How to convert.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::binary::BinaryForm;
use super::csv::CsvOptions;
use super::format::Format;
use super::note::Lossy;
use crate::Indent;

/// Options of [`convert`](super::convert()).
///
/// ```
/// use parsify_json::{ConvertOptions, Format, Lossy};
///
/// let mut options = ConvertOptions::new(Format::Json, Format::Toml);
/// options.lossy = Lossy::Error;
/// let read: ConvertOptions = serde_json::from_str(r#"{"to": "toml", "lossy": "error"}"#).unwrap();
/// assert_eq!(read, options);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(example = serde_json::json!({ "to": "yaml" }))]
#[non_exhaustive]
pub struct ConvertOptions {
    /// What the document is.
    #[serde(default)]
    pub from: Format,
    /// What to make of it.
    pub to: Format,
    /// What to do about things that cannot be carried over: "warn", "error" or "allow".
    #[serde(default)]
    pub lossy: Lossy,
    /// Indentation per level of JSON, JSON5, JSONC, XML and YAML: 0 to 16 spaces, "tab" or "none". YAML takes the nearest
    /// number of spaces from 1 to 9, and 2 for the words.
    #[serde(default)]
    pub indent: Indent,
    /// How documents of binary formats are handed in and out: as bytes, or as text in base64 or hexadecimal digits.
    #[serde(default)]
    pub binary: BinaryForm,
    /// What is particular to CSV and TSV.
    #[serde(default)]
    pub csv: CsvOptions,
}

impl ConvertOptions {
    /// The default options for these formats.
    #[must_use]
    pub fn new(from: Format, to: Format) -> Self {
        Self {
            from,
            to,
            lossy: Lossy::default(),
            indent: Indent::default(),
            binary: BinaryForm::default(),
            csv: CsvOptions::default(),
        }
    }
}
