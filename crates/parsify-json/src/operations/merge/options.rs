//! How to merge.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Indent;

/// Options of [`merge`](super::merge()).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct MergeOptions {
    /// What happens where several documents have a value: "deep" merges objects, and the last value wins; "overwrite" merges
    /// the members of the documents only; "append" is "deep" with arrays one after the other; "combine" is "deep" with
    /// arrays united; "keep-first" and "keep-last" are "deep" with the first or the last value.
    #[schemars(example = &"combine")]
    pub strategy: MergeStrategy,
    /// Other strategies for some places and all that is in them; the last rule that fits counts.
    #[schemars(example = [MergeRule { path: "/tags".to_owned(), strategy: MergeStrategy::Combine }])]
    pub rules: Vec<MergeRule>,
    /// What a null is: "value", like any other; "skip", it never wins over another value; "remove", where it wins the member
    /// is left out.
    pub nulls: MergeNulls,
    /// For "combine": keys that tell elements apart. Objects with the same value of the first key that they have are merged.
    #[schemars(example = ["id"])]
    pub identity: Vec<String>,
    /// What happens when documents have different values for the same place: "resolve" by the strategy, or fail with "error".
    pub on_conflict: OnMergeConflict,
    /// How many conflicts are listed; the others are counted.
    #[schemars(range(min = 0, max = 100_000))]
    pub max_conflicts: usize,
    /// Indentation per level: 0 to 16 spaces, "tab", or "none" for all in one line.
    pub indent: Indent,
}

impl Default for MergeOptions {
    fn default() -> Self {
        Self {
            strategy: MergeStrategy::default(),
            rules: Vec::new(),
            nulls: MergeNulls::default(),
            identity: Vec::new(),
            on_conflict: OnMergeConflict::default(),
            max_conflicts: 1_000,
            indent: Indent::default(),
        }
    }
}

/// What happens where several documents have a value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum MergeStrategy {
    /// The members of the documents are put together; of each the last value wins as it is.
    Overwrite,
    /// Objects are merged member by member; of all else the last value wins.
    #[default]
    Deep,
    /// As deep, but arrays are put one after the other.
    Append,
    /// As deep, but an array gets the elements that earlier documents did not have.
    Combine,
    /// Objects are merged; of all else the first value wins.
    KeepFirst,
    /// The same as deep, said explicitly.
    KeepLast,
}

/// Another strategy for some places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(inline)]
pub struct MergeRule {
    /// Which: a JSON Pointer in which `*` stands for any key and `**` for any number of levels.
    pub path: String,
    /// What happens there and within.
    pub strategy: MergeStrategy,
}

/// What a null is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum MergeNulls {
    /// A value like any other.
    #[default]
    Value,
    /// Nothing, as long as another document has something.
    Skip,
    /// Where it wins, the member is left out.
    Remove,
}

/// What happens when documents do not agree.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum OnMergeConflict {
    /// The strategy says which value wins.
    #[default]
    Resolve,
    /// The operation fails.
    Error,
}
