//! Conditions as they are given.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::tree::Kind;

/// What must hold where a step does something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Condition {
    /// Something is there.
    Exists(ConditionPlace),
    /// A value means the same as this one.
    Equals(EqualsCondition),
    /// A value has one of these types.
    Type(TypeCondition),
    /// A string matches a regular expression.
    Matches(MatchesCondition),
    /// A number lies between two others.
    Range(RangeCondition),
    /// All of these hold.
    All(Vec<Condition>),
    /// One of these holds.
    Any(Vec<Condition>),
    /// This does not hold.
    Not(Box<Condition>),
}

/// Where a condition looks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default, expecting = "an object")]
#[schemars(inline)]
pub struct ConditionPlace {
    /// A JSON Pointer within `of`; empty for `of` itself.
    pub path: String,
    /// From where on.
    pub of: ConditionOf,
}

/// From where on a condition looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum ConditionOf {
    /// The value that the step has found.
    #[default]
    Value,
    /// The object or array that it is in.
    Parent,
    /// The whole document.
    Document,
}

/// A value means the same as another.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "an object")]
#[schemars(inline)]
pub struct EqualsCondition {
    /// A JSON Pointer within `of`; empty for `of` itself.
    #[serde(default)]
    pub path: String,
    /// From where on.
    #[serde(default)]
    pub of: ConditionOf,
    /// The other value.
    pub value: serde_json::Value,
}

/// A value has one of some types.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "an object")]
#[schemars(inline)]
pub struct TypeCondition {
    /// A JSON Pointer within `of`; empty for `of` itself.
    #[serde(default)]
    pub path: String,
    /// From where on.
    #[serde(default)]
    pub of: ConditionOf,
    /// The types.
    pub is: Vec<Kind>,
}

/// A string matches a regular expression.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "an object")]
#[schemars(inline)]
pub struct MatchesCondition {
    /// A JSON Pointer within `of`; empty for `of` itself.
    #[serde(default)]
    pub path: String,
    /// From where on.
    #[serde(default)]
    pub of: ConditionOf,
    /// The expression; it may match anywhere in the string.
    pub regex: String,
    /// Letters match those of the other case.
    #[serde(default)]
    pub ignore_case: bool,
}

/// A number lies between two others, or is one of them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default, expecting = "an object")]
#[schemars(inline)]
pub struct RangeCondition {
    /// A JSON Pointer within `of`; empty for `of` itself.
    pub path: String,
    /// From where on.
    pub of: ConditionOf,
    /// The least.
    #[schemars(with = "Option<f64>")]
    pub min: Option<serde_json::Number>,
    /// The greatest.
    #[schemars(with = "Option<f64>")]
    pub max: Option<serde_json::Number>,
}
