//! How to infer a schema.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Indent;

/// Options of [`infer_schema`](super::infer_schema()).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct InferOptions {
    /// The title of the schema.
    #[schemars(example = &"Order")]
    pub title: Option<String>,
    /// Which draft of JSON Schema to write.
    pub draft: InferDraft,
    /// How each document holds its values: one, or one on each line (JSON Lines).
    pub values: Samples,
    /// Require the members that every object has.
    pub required: bool,
    /// Forbid members that no object has.
    pub closed: bool,
    /// Say the format of strings that all have it: date-time, date, time, uuid, uri, email, ipv4, ipv6.
    pub formats: bool,
    /// Strings with up to so many different values, each seen twice on average, become an enumeration; 0 for none.
    #[schemars(range(min = 0, max = 100), example = 8)]
    pub enums: usize,
    /// Objects with more different keys than that, whose values are alike, become maps; 0 for none.
    #[schemars(range(min = 0, max = 100_000))]
    pub maps_from: usize,
    /// Indentation of the result: 0 to 16 spaces, "tab", or "none" for one line.
    pub indent: Indent,
}

impl Default for InferOptions {
    fn default() -> Self {
        Self {
            title: None,
            draft: InferDraft::default(),
            values: Samples::default(),
            required: true,
            closed: false,
            formats: true,
            enums: 0,
            maps_from: DEFAULT_MAPS_FROM,
            indent: Indent::default(),
        }
    }
}

/// From how many keys on an object is a map.
pub(crate) const DEFAULT_MAPS_FROM: usize = 100;

/// A draft of JSON Schema.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
#[non_exhaustive]
pub enum InferDraft {
    /// Draft 7.
    #[serde(rename = "7")]
    Draft7,
    /// Draft 2020-12.
    #[default]
    #[serde(rename = "2020-12")]
    Draft202012,
}

impl InferDraft {
    pub(super) const fn uri(self) -> &'static str {
        match self {
            Self::Draft7 => "http://json-schema.org/draft-07/schema#",
            Self::Draft202012 => "https://json-schema.org/draft/2020-12/schema",
        }
    }
}

/// How a document holds samples.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum Samples {
    /// A document is a sample.
    #[default]
    One,
    /// Each line is a sample; empty lines are passed over.
    Lines,
}
