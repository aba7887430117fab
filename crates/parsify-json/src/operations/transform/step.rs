//! The steps as they are given.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

use super::action::Action;
use super::condition::Condition;

/// One step. `op` says which.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "op", rename_all = "kebab-case", expecting = "a step, which is an object with `op` and `path`")]
#[non_exhaustive]
pub enum TransformStep {
    /// Gives members another key, in their place.
    Rename(RenameStep),
    /// Takes values away and puts them elsewhere.
    Move(RelocateStep),
    /// Puts copies of values elsewhere.
    Copy(RelocateStep),
    /// Takes values away.
    Delete(DeleteStep),
    /// Adds members or elements.
    Add(AddStep),
    /// Puts other values in place of values.
    Modify(ModifyStep),
    /// Sets numbers that an expression gives.
    Calculate(CalculateStep),
    /// Rewrites strings.
    Format(FormatStep),
    /// Makes values of another type.
    Convert(ConvertStep),
}

/// What happens to a member that is there already.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum Existing {
    /// The step fails.
    #[default]
    Error,
    /// The new value replaces it.
    Replace,
    /// It stays, and the step passes this place over.
    Keep,
}

/// What happens when a step finds nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum OnMissing {
    /// The operation fails.
    #[default]
    Error,
    /// The step does nothing.
    Skip,
}

/// What happens to a value that a step cannot work on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum OnInvalid {
    /// The operation fails.
    #[default]
    Error,
    /// It stays as it is.
    Skip,
    /// It becomes null.
    Null,
}

/// Gives members another key.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RenameStep {
    /// The members: a JSON Pointer in which `*` stands for any key or index and `**` for any number of levels.
    pub path: String,
    /// The new key.
    pub to: String,
    /// What happens when the object has that key already.
    #[serde(default)]
    pub existing: Existing,
    /// Only where this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What happens when nothing is there; as the operation's option says, unless it is said here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_missing: Option<OnMissing>,
}

/// Puts values elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RelocateStep {
    /// The values: a JSON Pointer in which `*` stands for any key or index and `**` for any number of levels.
    pub path: String,
    /// Where to: a JSON Pointer. Each `*` stands for what the `*` of the same number in `path` stands for; `-` for the end of
    /// an array.
    pub to: String,
    /// What happens when a member is there already.
    #[serde(default)]
    pub existing: Existing,
    /// Make the objects on the way that are not there.
    #[serde(default)]
    pub parents: bool,
    /// Only where this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What happens when nothing is there; as the operation's option says, unless it is said here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_missing: Option<OnMissing>,
}

/// Takes values away.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DeleteStep {
    /// The values: a JSON Pointer in which `*` stands for any key or index and `**` for any number of levels.
    pub path: String,
    /// Only where this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What happens when nothing is there; as the operation's option says, unless it is said here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_missing: Option<OnMissing>,
}

/// Adds values.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AddStep {
    /// Where: a JSON Pointer with wildcards that ends with a key, with an index, before which an element is inserted, or with
    /// `-` for the end of an array.
    pub path: String,
    /// The value.
    pub value: serde_json::Value,
    /// What happens when a member is there already.
    #[serde(default)]
    pub existing: Existing,
    /// Make the objects on the way that are not there.
    #[serde(default)]
    pub parents: bool,
    /// Only where this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What happens when there is nothing to add it to; as the operation's option says, unless it is said here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_missing: Option<OnMissing>,
}

/// Puts other values in place of values: `set` or `map`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ModifyStep {
    /// The values: a JSON Pointer in which `*` stands for any key or index and `**` for any number of levels.
    pub path: String,
    /// The new value.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "some")]
    pub set: Option<serde_json::Value>,
    /// New values for some values; the first entry that fits counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub map: Option<Vec<MapEntry>>,
    /// With `map`: the new value for all others, which else stay as they are.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "some")]
    pub otherwise: Option<serde_json::Value>,
    /// Only where this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What happens when nothing is there; as the operation's option says, unless it is said here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_missing: Option<OnMissing>,
}

/// A value and what becomes of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "an object with `from` and `to`")]
#[schemars(inline)]
pub struct MapEntry {
    /// The value, compared by meaning.
    pub from: serde_json::Value,
    /// The value in its place.
    pub to: serde_json::Value,
}

/// Sets numbers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CalculateStep {
    /// Where: a JSON Pointer with wildcards. A member that is not there is added.
    pub path: String,
    /// What: `price * quantity`, `round(sum(items.*.total) * 1.19, 2)`, `@ / 100`, `$.rate`.
    pub expression: String,
    /// What happens where the expression has no result, for example because a member is not there.
    #[serde(default)]
    pub on_invalid: OnInvalid,
    /// Only where this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What happens when there is nothing to set it in; as the operation's option says, unless it is said here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_missing: Option<OnMissing>,
}

/// Rewrites strings, and writes numbers as strings.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FormatStep {
    /// The strings: a JSON Pointer with wildcards. With a template as the first action, a member that is not there is added.
    pub path: String,
    /// What to do with each, one after the other.
    pub apply: Vec<Action>,
    /// What happens to values that are no strings, or no numbers where one is needed, and to templates that name what is not there.
    #[serde(default)]
    pub on_invalid: OnInvalid,
    /// Only where this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What happens when nothing is there; as the operation's option says, unless it is said here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_missing: Option<OnMissing>,
}

/// Makes values of another type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConvertStep {
    /// The values: a JSON Pointer in which `*` stands for any key or index and `**` for any number of levels.
    pub path: String,
    /// What they become.
    pub to: ConvertTo,
    /// What happens to values that cannot become that.
    #[serde(default)]
    pub on_invalid: OnInvalid,
    /// Only where this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What happens when nothing is there; as the operation's option says, unless it is said here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_missing: Option<OnMissing>,
}

/// What a value becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum ConvertTo {
    /// The text of a number, a boolean or null.
    String,
    /// A number: of a string that is one, white space around it aside; of true and false, 1 and 0.
    Number,
    /// As a number, but without its fraction.
    Integer,
    /// A boolean: of "true" and "false" in any case, of 1 and 0.
    Boolean,
    /// An array with the value in it, unless it is one.
    Array,
    /// A date and time (RFC 3339, in UTC) of a number of seconds since 1970.
    DateTimeOfSeconds,
    /// A date and time (RFC 3339, in UTC) of a number of milliseconds since 1970.
    DateTimeOfMilliseconds,
    /// Seconds since 1970 of a date and time (RFC 3339).
    EpochSeconds,
    /// Milliseconds since 1970 of a date and time (RFC 3339).
    EpochMilliseconds,
}

/// `null` is a value here, too.
fn some<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<serde_json::Value>, D::Error> {
    serde_json::Value::deserialize(deserializer).map(Some)
}

/// What all steps have.
pub(super) struct Common<'s> {
    pub(super) op: &'static str,
    pub(super) path: &'s str,
    pub(super) when: Option<&'s Condition>,
    pub(super) on_missing: Option<OnMissing>,
}

impl TransformStep {
    pub(super) fn common(&self) -> Common<'_> {
        macro_rules! common {
            ($op:literal, $step:ident) => {
                Common { op: $op, path: &$step.path, when: $step.when.as_ref(), on_missing: $step.on_missing }
            };
        }
        match self {
            Self::Rename(step) => common!("rename", step),
            Self::Move(step) => common!("move", step),
            Self::Copy(step) => common!("copy", step),
            Self::Delete(step) => common!("delete", step),
            Self::Add(step) => common!("add", step),
            Self::Modify(step) => common!("modify", step),
            Self::Calculate(step) => common!("calculate", step),
            Self::Format(step) => common!("format", step),
            Self::Convert(step) => common!("convert", step),
        }
    }
}
