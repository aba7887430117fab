//! How to validate against a schema.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The most errors that may be listed.
#[cfg(feature = "schema")]
pub(crate) const MOST_ERRORS: usize = 10_000;

/// Options of [`validate_schema`](crate::schema::validate_schema).
///
/// ```
/// use parsify_json::schema::{Draft, SchemaOptions};
///
/// let options: SchemaOptions = serde_json::from_str(r#"{"draft": "7", "formats": true}"#).unwrap();
/// assert_eq!((options.draft, options.formats, options.max_errors), (Draft::Draft7, true, 100));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct SchemaOptions {
    /// The draft by which the schema is read. "auto" takes the one that `$schema` names, and 2020-12 where it names none.
    #[schemars(extend("examples" = ["7"]))]
    pub draft: Draft,
    /// Check `format`, and `contentEncoding` and `contentMediaType` in drafts 6 and 7. Otherwise they only describe.
    pub formats: bool,
    /// How many errors are listed; further ones are only counted.
    #[schemars(range(min = 1, max = 10_000))]
    pub max_errors: usize,
    /// How much is said about each error.
    pub detail: SchemaDetail,
    /// URIs of documents handed in as `reference`: which one each is, counted from 0. Those that say their URI with `$id`
    /// need no entry.
    #[schemars(extend("examples" = [{ "https://example.org/a.json": 0 }]))]
    pub references: BTreeMap<String, usize>,
}

impl Default for SchemaOptions {
    fn default() -> Self {
        Self {
            draft: Draft::default(),
            formats: false,
            max_errors: 100,
            detail: SchemaDetail::default(),
            references: BTreeMap::new(),
        }
    }
}

/// Options of [`check_schema`](crate::schema::check_schema).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct CheckSchemaOptions {
    /// The draft by which the schema is read. "auto" takes the one that `$schema` names, and 2020-12 where it names none.
    #[schemars(extend("examples" = ["7"]))]
    pub draft: Draft,
    /// How many errors are listed; further ones are only counted.
    #[schemars(range(min = 1, max = 10_000))]
    pub max_errors: usize,
}

impl Default for CheckSchemaOptions {
    fn default() -> Self {
        Self { draft: Draft::default(), max_errors: 100 }
    }
}

/// A draft of JSON Schema.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
#[non_exhaustive]
pub enum Draft {
    /// The one that the schema names.
    #[default]
    #[serde(rename = "auto")]
    Auto,
    /// Draft 4 of 2013.
    #[serde(rename = "4")]
    Draft4,
    /// Draft 6 of 2017.
    #[serde(rename = "6")]
    Draft6,
    /// Draft 7 of 2018.
    #[serde(rename = "7")]
    Draft7,
    /// Draft 2019-09.
    #[serde(rename = "2019-09")]
    Draft201909,
    /// Draft 2020-12.
    #[serde(rename = "2020-12")]
    Draft202012,
}

/// How much is said about each error.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum SchemaDetail {
    /// Only whether the document is valid.
    Flag,
    /// Every error; of `anyOf` and `oneOf` that no branch fits.
    #[default]
    List,
    /// After each error of `anyOf` and `oneOf`, those of its branches.
    Branches,
}
