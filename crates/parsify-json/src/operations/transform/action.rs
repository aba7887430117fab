//! What a `format` step does with a string, as it is given.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One thing to do with a string.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(inline)]
#[non_exhaustive]
pub enum Action {
    /// Upper-case letters.
    Upper,
    /// Lower-case letters.
    Lower,
    /// An upper-case letter at the beginning of each word, and lower-case ones behind it.
    Title,
    /// Takes white space away at both ends.
    Trim,
    /// Fills up to a length.
    Pad(Pad),
    /// Replaces what a regular expression matches.
    Replace(Replace),
    /// Writes a number, or a string that is one, for people: `1234.5` as `1,234.50`.
    Number(NumberFormat),
    /// A text with values in it: `{first} {last}`. Names are those of `calculate`; `{@}` is the value itself, `{{` a brace.
    Template(String),
}

/// Fills a string up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default, expecting = "an object")]
#[schemars(inline)]
pub struct Pad {
    /// To so many characters.
    #[schemars(range(max = 10_000))]
    pub length: usize,
    /// With this character.
    pub with: char,
    /// At this end.
    pub side: PadSide,
}

impl Default for Pad {
    fn default() -> Self {
        Self { length: 0, with: ' ', side: PadSide::default() }
    }
}

/// Writes numbers for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default, expecting = "an object")]
#[schemars(inline)]
pub struct NumberFormat {
    /// So many digits behind the point, halves rounded away from zero; as many as there are when it is not said.
    #[schemars(range(max = 36))]
    pub digits: Option<u32>,
    /// What stands between groups of three digits before the point; nothing when it is not said.
    pub group: Option<char>,
    /// The decimal point.
    pub point: char,
}

impl Default for NumberFormat {
    fn default() -> Self {
        Self { digits: None, group: None, point: '.' }
    }
}

/// An end of a string.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum PadSide {
    /// In front.
    #[default]
    Start,
    /// Behind.
    End,
}

/// Replaces what a regular expression matches.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "an object")]
#[schemars(inline)]
pub struct Replace {
    /// The expression, for an engine that takes linear time.
    pub regex: String,
    /// What comes in its place; `$1` or `${name}` for a group, `$$` for a dollar sign.
    pub with: String,
    /// Only the first match.
    #[serde(default)]
    pub once: bool,
    /// Letters match those of the other case.
    #[serde(default)]
    pub ignore_case: bool,
}
