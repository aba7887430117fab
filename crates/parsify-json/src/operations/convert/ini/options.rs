//! How to read and write INI.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::operations::convert::dotted::RepeatedKeys;

/// What is particular to INI.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[schemars(inline, example = serde_json::json!({ "nested": true }))]
#[non_exhaustive]
pub struct IniOptions {
    /// Whether names of sections and keys are places in nested values: `[a.b]` is a section within another.
    pub nested: bool,
    /// What becomes of keys that stand again in their section.
    pub repeated: RepeatedKeys,
    /// Whether `;` and `#` behind white space begin a comment, too.
    pub inline_comments: bool,
    /// Whether a key may stand without a value, which is null then.
    pub bare_keys: bool,
    /// Read values without quotes that are numbers, `true`, `false`, `null`, `[]` or `{}` by the grammar of JSON as these, and
    /// put quotes around texts that look like them. Otherwise every value is a text.
    pub infer_types: bool,
}
