//! The formats and what is known of each.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A format that documents are converted from and to. The default is JSON.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
#[non_exhaustive]
pub enum Format {
    /// JSON by RFC 8259.
    #[default]
    Json,
    /// YAML 1.2, core schema.
    Yaml,
    /// TOML 1.0.
    Toml,
    /// XML 1.0.
    Xml,
    /// Values separated by commas (RFC 4180).
    Csv,
    /// Values separated by tabs.
    Tsv,
    /// Sections of keys and values.
    Ini,
    /// Java properties.
    Properties,
    /// JSON5.
    Json5,
    /// JSON with comments.
    Jsonc,
    /// MessagePack.
    #[serde(rename = "msgpack")]
    MessagePack,
    /// CBOR (RFC 8949).
    Cbor,
    /// BSON 1.1.
    Bson,
    /// One JSON value in each line.
    Ndjson,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 14] = [
        Self::Json,
        Self::Yaml,
        Self::Toml,
        Self::Xml,
        Self::Csv,
        Self::Tsv,
        Self::Ini,
        Self::Properties,
        Self::Json5,
        Self::Jsonc,
        Self::MessagePack,
        Self::Cbor,
        Self::Bson,
        Self::Ndjson,
    ];

    /// The word for it in params.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Yaml => "yaml",
            Self::Toml => "toml",
            Self::Xml => "xml",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Ini => "ini",
            Self::Properties => "properties",
            Self::Json5 => "json5",
            Self::Jsonc => "jsonc",
            Self::MessagePack => "msgpack",
            Self::Cbor => "cbor",
            Self::Bson => "bson",
            Self::Ndjson => "ndjson",
        }
    }

    /// What people call it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Json => "JSON",
            Self::Yaml => "YAML",
            Self::Toml => "TOML",
            Self::Xml => "XML",
            Self::Csv => "CSV",
            Self::Tsv => "TSV",
            Self::Ini => "INI",
            Self::Properties => "Java properties",
            Self::Json5 => "JSON5",
            Self::Jsonc => "JSONC",
            Self::MessagePack => "MessagePack",
            Self::Cbor => "CBOR",
            Self::Bson => "BSON",
            Self::Ndjson => "NDJSON",
        }
    }

    /// The media type of a document, not in base64 or hexadecimal digits.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Yaml => "application/yaml",
            Self::Toml => "application/toml",
            Self::Xml => "application/xml",
            Self::Csv => "text/csv",
            Self::Tsv => "text/tab-separated-values",
            Self::Ini => "text/plain",
            Self::Properties => "text/x-java-properties",
            Self::Json5 => "application/json5",
            Self::Jsonc => "application/jsonc",
            Self::MessagePack => "application/vnd.msgpack",
            Self::Cbor => "application/cbor",
            Self::Bson => "application/bson",
            Self::Ndjson => "application/x-ndjson",
        }
    }

    /// The format of documents of a media type: one that [`media_type`](Self::media_type) gives, an older or unofficial name of
    /// it, or one that ends as RFC 6839 and RFC 8949 have it (`+json`, `+xml`, `+yaml`, `+cbor`). Parameters do not matter.
    ///
    /// ```
    /// use parsify_json::Format;
    ///
    /// assert_eq!(Format::of_media_type("text/csv; charset=utf-8"), Some(Format::Csv));
    /// assert_eq!(Format::of_media_type("application/geo+json"), Some(Format::Json));
    /// assert_eq!(Format::of_media_type("text/plain"), None);
    /// ```
    #[must_use]
    pub fn of_media_type(media_type: &str) -> Option<Self> {
        let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        if let Some(&format) = Self::ALL.iter().find(|it| **it != Self::Ini && it.media_type() == essence) {
            return Some(format);
        }
        let (_, name) = essence.split_once('/')?;
        Some(match name.strip_prefix("x-").unwrap_or(name) {
            "json" => Self::Json,
            "yaml" | "yml" | "vnd.yaml" => Self::Yaml,
            "toml" => Self::Toml,
            "xml" => Self::Xml,
            "json5" => Self::Json5,
            "jsonc" => Self::Jsonc,
            "ndjson" | "jsonl" | "jsonlines" | "json-lines" => Self::Ndjson,
            "msgpack" | "messagepack" => Self::MessagePack,
            "bson" => Self::Bson,
            "ini" => Self::Ini,
            _ => match name.rsplit_once('+')?.1 {
                "json" => Self::Json,
                "xml" => Self::Xml,
                "yaml" => Self::Yaml,
                "cbor" => Self::Cbor,
                _ => return None,
            },
        })
    }

    /// Whether its documents are bytes, not text.
    #[must_use]
    pub const fn is_binary(self) -> bool {
        matches!(self, Self::MessagePack | Self::Cbor | Self::Bson)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
