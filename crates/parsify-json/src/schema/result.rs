//! What validation against a schema finds.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::options::Draft;

/// The result of [`validate_schema`](crate::schema::validate_schema).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SchemaValidation {
    /// Whether the document fits the schema.
    pub valid: bool,
    /// The draft by which the schema was read; never "auto".
    pub draft: Draft,
    /// What does not fit.
    pub errors: Vec<SchemaError>,
    /// How many errors were found beyond those listed.
    pub omitted: usize,
}

/// The result of [`check_schema`](crate::schema::check_schema).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SchemaCheck {
    /// Whether the schema is one, by the meta-schema of its draft.
    pub valid: bool,
    /// The draft by which the schema was read; never "auto".
    pub draft: Draft,
    /// What is wrong. The instance is the schema itself; schema paths lead into the meta-schema.
    pub errors: Vec<SchemaError>,
    /// How many errors were found beyond those listed.
    pub omitted: usize,
}

/// A part of a document that does not fit a part of a schema.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SchemaError {
    /// The keyword of the schema; "false" for the schema that nothing fits.
    pub keyword: String,
    /// What does not fit, in one sentence.
    pub message: String,
    /// Where in the document, as a JSON Pointer.
    pub instance_path: String,
    /// Where in the schema's document, as a JSON Pointer.
    pub schema_path: String,
    /// The way there from the root of the schema through references, where it is another one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub evaluation_path: Option<String>,
    /// Where in the text of the document. For a property that should not be there, where its key starts.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub instance: Option<Span>,
    /// Where in the text of the schema. Missing for the meta-schemas of the drafts, which are no documents of the call.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub schema: Option<SchemaPlace>,
    /// The error of `anyOf` or `oneOf` whose branches this one is about: its number in this list, from 0.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub within: Option<usize>,
    /// What might be meant.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub hint: Option<String>,
}

/// A part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Span {
    /// Line, from 1; a line ends with a line feed.
    pub line: usize,
    /// Column, from 1, in Unicode scalar values.
    pub column: usize,
    /// Offset from the start, in bytes.
    pub offset: usize,
    /// Length in bytes.
    pub length: usize,
}

/// A part of a schema's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SchemaPlace {
    /// Which of the documents handed in as `reference`, from 0; missing for the schema itself.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reference: Option<usize>,
    /// Line, from 1; a line ends with a line feed.
    pub line: usize,
    /// Column, from 1, in Unicode scalar values.
    pub column: usize,
    /// Offset from the start, in bytes.
    pub offset: usize,
    /// Length in bytes.
    pub length: usize,
}
