use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Options of `format`. What is left out is as the language's own formatter has it; an option that a language does not have
/// is refused with its name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct FormatOptions {
    /// What indents a line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub indent_style: Option<IndentStyle>,
    /// How many spaces a level of indentation has, or how wide a tab counts: 1 to 16.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 16))]
    pub indent_size: Option<u8>,
    /// How many columns a line may have: 20 to 500.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 20, max = 500))]
    pub line_width: Option<u16>,
    /// The quotes of texts, where a change needs no more escapes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quotes: Option<Quotes>,
    /// Where semicolons stand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub semicolons: Option<Semicolons>,
    /// Where the last of several things on lines of their own is followed by a comma.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trailing_commas: Option<TrailingCommas>,
    /// Whether a blank stands inside of braces: `{ a }`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bracket_spacing: Option<bool>,
    /// Whether the one parameter of an arrow function stands in parentheses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arrow_parentheses: Option<ArrowParentheses>,
    /// What ends a line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_of_line: Option<EndOfLine>,
}

/// What indents a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum IndentStyle {
    /// Spaces.
    Space,
    /// Tabs.
    Tab,
}

/// The quotes of texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Quotes {
    /// `"a"`.
    Double,
    /// `'a'`.
    Single,
    /// As they are.
    Preserve,
}

/// Where semicolons stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Semicolons {
    /// After each statement.
    Always,
    /// Where a line would be read otherwise without one.
    AsNeeded,
}

/// Where the last of several things is followed by a comma.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum TrailingCommas {
    /// Nowhere.
    None,
    /// Wherever the things stand on lines of their own.
    All,
}

/// Whether the one parameter of an arrow function stands in parentheses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ArrowParentheses {
    /// `(a) => a`.
    Always,
    /// `a => a`.
    AsNeeded,
}

/// What ends a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum EndOfLine {
    /// What ends the first line of the source; a line feed where it has only one.
    Auto,
    /// A line feed.
    Lf,
    /// Carriage return and line feed.
    Crlf,
}
