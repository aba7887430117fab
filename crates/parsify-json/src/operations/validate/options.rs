//! How to validate.

use crate::core::DEFAULT_MAX_DEPTH;
use crate::core::Dialect;
use crate::operations::parts::Values;
use crate::schema::{Draft, SchemaDetail, SchemaOptions};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Options of [`validate`](super::validate()).
///
/// ```
/// use parsify_json::ValidateOptions;
///
/// let options: ValidateOptions = serde_json::from_str(r#"{"maxProblems": 10}"#).unwrap();
/// assert_eq!(options.max_problems, 10);
/// assert_eq!(options.max_depth, 1000);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct ValidateOptions {
    /// How many documents the text holds: "one"; one in each of its "lines" (JSON Lines); or any number, "concatenated".
    #[schemars(example = &"lines")]
    pub values: Values,
    /// In which form of JSON the text is written: "json" (RFC 8259), "jsonc" (with comments and trailing commas) or "json5".
    #[schemars(example = &"jsonc")]
    pub dialect: Dialect,
    /// Deepest nesting of brackets that is accepted. Checking stops at the first bracket beyond.
    #[schemars(range(min = 1, max = 100_000))]
    pub max_depth: usize,
    /// How many problems are listed, and how many warnings; further ones are only counted.
    #[schemars(range(min = 1, max = 10_000))]
    pub max_problems: usize,
    /// With a schema: the draft by which it is read. "auto" takes the one that `$schema` names, and 2020-12 where it names
    /// none.
    #[schemars(extend("examples" = ["7"]))]
    pub draft: Draft,
    /// With a schema: check `format`, and `contentEncoding` and `contentMediaType` in drafts 6 and 7. Otherwise they only
    /// describe.
    pub formats: bool,
    /// With a schema: how many of its errors are listed; further ones are only counted.
    #[schemars(range(min = 1, max = 10_000))]
    pub max_errors: usize,
    /// With a schema: how much is said about each of its errors.
    pub detail: SchemaDetail,
    /// With a schema: URIs of documents handed in as `reference`: which one each is, counted from 0. Those that say their
    /// URI with `$id` need no entry.
    #[schemars(extend("examples" = [{ "https://example.org/a.json": 0 }]))]
    pub references: BTreeMap<String, usize>,
}

impl ValidateOptions {
    /// Those that the module `json-schema` gets.
    pub(crate) fn schema(&self) -> SchemaOptions {
        SchemaOptions {
            draft: self.draft,
            formats: self.formats,
            max_errors: self.max_errors,
            detail: self.detail,
            references: self.references.clone(),
        }
    }
}

impl Default for ValidateOptions {
    fn default() -> Self {
        let SchemaOptions { draft, formats, max_errors, detail, references } = SchemaOptions::default();
        Self {
            values: Values::default(),
            dialect: Dialect::default(),
            max_depth: DEFAULT_MAX_DEPTH,
            max_problems: 100,
            draft,
            formats,
            max_errors,
            detail,
            references,
        }
    }
}
