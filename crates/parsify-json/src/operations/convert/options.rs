//! How to convert.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::binary::BinaryForm;
use super::csv::CsvOptions;
use super::format::Format;
use super::ini::IniOptions;
use super::key_case::KeyCase;
use super::note::Lossy;
use super::properties::PropertiesOptions;
use super::special::ExtendedJson;
use super::toml::TomlOptions;
use super::xml::XmlOptions;
use super::yaml::YamlOptions;
use crate::Indent;
use crate::tree::Value;

/// Options of [`convert`](super::convert()).
///
/// ```
/// use parsify_json::{ConvertOptions, Format, Lossy};
///
/// let mut options = ConvertOptions::new(Format::Json, Format::Toml);
/// options.lossy = Lossy::Error;
/// let read = r#"{"from": "json", "to": "toml", "lossy": "error"}"#;
/// let read: ConvertOptions = serde_json::from_str(read).unwrap();
/// assert_eq!(read, options);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(example = serde_json::json!({ "to": "yaml" }))]
#[non_exhaustive]
pub struct ConvertOptions {
    /// What the document is. When nothing is said, what its media type says, else JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Format")]
    pub from: Option<Format>,
    /// What to make of it.
    #[schemars(example = &"yaml")]
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
    /// The case of all keys: "keep", "camel", "pascal", "snake", "kebab" or "constant". Keys that begin with `$` stay as they
    /// are, with what is in them.
    #[serde(default)]
    pub key_case: KeyCase,
    /// Whether binary documents and their text hold several values, one after the other, that are the elements of an array:
    /// as a CBOR sequence (RFC 8742), or a dump of BSON documents.
    #[serde(default)]
    pub sequence: bool,
    /// How types are written that MessagePack, CBOR and BSON have and JSON does not: "auto", "none", "relaxed" or
    /// "canonical".
    #[serde(default)]
    pub extended_json: ExtendedJson,
    /// What is particular to CSV and TSV.
    #[serde(default)]
    pub csv: CsvOptions,
    /// What is particular to INI.
    #[serde(default)]
    pub ini: IniOptions,
    /// What is particular to Java properties.
    #[serde(default)]
    pub properties: PropertiesOptions,
    /// What becomes of infinities and NaN, which JSON does not have.
    #[serde(default)]
    pub non_finite: NonFinite,
    /// What is particular to YAML.
    #[serde(default)]
    pub yaml: YamlOptions,
    /// What is particular to TOML.
    #[serde(default)]
    pub toml: TomlOptions,
    /// What is particular to XML.
    #[serde(default)]
    pub xml: XmlOptions,
}

impl ConvertOptions {
    /// The default options for these formats.
    #[must_use]
    pub fn new(from: Format, to: Format) -> Self {
        Self {
            from: Some(from),
            to,
            lossy: Lossy::default(),
            indent: Indent::default(),
            binary: BinaryForm::default(),
            key_case: KeyCase::default(),
            sequence: false,
            extended_json: ExtendedJson::default(),
            csv: CsvOptions::default(),
            ini: IniOptions::default(),
            properties: PropertiesOptions::default(),
            non_finite: NonFinite::default(),
            yaml: YamlOptions::default(),
            toml: TomlOptions::default(),
            xml: XmlOptions::default(),
        }
    }

    /// What a document without a media type is.
    pub(super) fn source(&self) -> Format {
        self.from.unwrap_or_default()
    }
}

/// What becomes of infinities and NaN, which JSON does not have. The default is null.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum NonFinite {
    /// `null`
    #[default]
    Null,
    /// The strings `"Infinity"`, `"-Infinity"` and `"NaN"`.
    Text,
}

impl NonFinite {
    /// What becomes of such a number.
    pub(crate) fn value(self, number: f64) -> Value<'static> {
        match self {
            Self::Null => Value::Null,
            Self::Text if number.is_nan() => "NaN".into(),
            Self::Text if number < 0.0 => "-Infinity".into(),
            Self::Text => "Infinity".into(),
        }
    }

    /// What is said of it.
    pub(crate) fn message(self) -> &'static str {
        match self {
            Self::Null => "JSON has no infinities and no NaN: the number became null",
            Self::Text => "JSON has no infinities and no NaN: the number became a string",
        }
    }
}
