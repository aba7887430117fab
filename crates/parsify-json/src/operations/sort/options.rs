//! What to sort, and by what.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Indent, SortKeys};

/// Options of [`sort`](super::sort()).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct SortOptions {
    /// Sort the members of objects by their keys: false, true or "code-point", "natural" (runs of digits by their value) or
    /// "case-insensitive". Members with equal keys keep their order.
    #[schemars(example = &"natural")]
    pub keys: SortKeys,
    /// Whether `keys` also sorts objects inside of objects.
    pub recursive: bool,
    /// Which arrays to sort: JSON Pointers in which `*` stands for any key or index and `**` for any number of levels; `/**`
    /// for all. None when there are none.
    #[schemars(example = ["/items"])]
    pub arrays: Vec<String>,
    /// What the elements of arrays are sorted by; what comes later decides between equal ones. The elements themselves when
    /// nothing is said.
    #[schemars(example = [SortBy { path: "/price".to_owned(), order: SortOrder::Descending, ..SortBy::default() }])]
    pub by: Vec<SortBy>,
    /// Places that stay as they are, with all that is in them: patterns as in `arrays`.
    #[schemars(example = ["/**/steps"])]
    pub exclude: Vec<String>,
    /// Indentation per level: 0 to 16 spaces, "tab", or "none" for all in one line.
    pub indent: Indent,
}

impl Default for SortOptions {
    fn default() -> Self {
        Self {
            keys: SortKeys::CodePoint,
            recursive: true,
            arrays: Vec::new(),
            by: Vec::new(),
            exclude: Vec::new(),
            indent: Indent::default(),
        }
    }
}

/// Something that elements are sorted by.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[schemars(inline)]
pub struct SortBy {
    /// Where it is in the element, as a JSON Pointer; empty for the element itself.
    pub path: String,
    /// Which way.
    pub order: SortOrder,
    /// How values are compared.
    pub compare: SortCompare,
    /// Where elements go that have nothing there, or null, whichever way the others are sorted.
    pub missing: SortMissing,
}

/// Which way to sort.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum SortOrder {
    /// The least first.
    #[default]
    Ascending,
    /// The greatest first. Equal elements keep their order.
    Descending,
}

/// How values are compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum SortCompare {
    /// By type: false, true, numbers by their exact value, strings by code points, arrays element by element, objects, which
    /// are all equal.
    #[default]
    Value,
    /// As by value, but strings that are numbers count as numbers.
    Numeric,
    /// As by value, but runs of digits in strings count by their value.
    Natural,
    /// As by value, but strings by the code points of their lower-case forms.
    CaseInsensitive,
}

/// Where to put elements without a value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum SortMissing {
    /// Before all others.
    First,
    /// After all others.
    #[default]
    Last,
}
