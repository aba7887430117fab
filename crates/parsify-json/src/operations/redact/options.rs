//! What to redact, and how.

use super::detect::RedactPattern;
use crate::Indent;
use crate::operations::lines::{BadLines, Framing};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Options of [`redact`](super::redact()). Something to redact must be named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct RedactOptions {
    /// Keys whose values are redacted whole. Case, `_`, `-` and spaces do not matter; `*` stands for any characters, `?` for
    /// one.
    #[schemars(example = ["password", "*token"])]
    pub keys: Vec<String>,
    /// Redact the values of the keys in the documented list, too: passwords, secrets, tokens, card numbers and the like.
    pub default_keys: bool,
    /// Places whose values are redacted whole: JSON Pointers in which `*` stands for any key or index and `**` for any number
    /// of levels.
    #[schemars(example = ["/users/*/name"])]
    pub paths: Vec<String>,
    /// What is redacted wherever it stands in a string or number.
    #[schemars(example = ["email", "credit-card"])]
    pub patterns: Vec<RedactPattern>,
    /// Regular expressions for more of that.
    #[schemars(example = ["EMP-[0-9]{6}"])]
    pub regexes: Vec<String>,
    /// Redact the whole string or number in which a pattern or expression is found.
    pub whole_values: bool,
    /// Redact what patterns and expressions find in keys, too, and in the paths of the report.
    pub redact_keys: bool,
    /// What stands in place of what is redacted.
    pub method: RedactMethod,
    /// With "replace": the text that stands there instead.
    pub replacement: String,
    /// With "mask": the character that stands in place of each one.
    #[schemars(length(min = 1, max = 1))]
    pub mask: String,
    /// With "mask": so many characters at the end stay, if there are at least twice as many.
    #[schemars(range(min = 0, max = 1_000))]
    pub keep_last: usize,
    /// With "hash": a text that is put before each value. Without one that nobody knows, short values can be guessed by
    /// trying them.
    pub salt: String,
    /// Whether the document is one value or JSON Lines.
    pub input: Framing,
    /// What becomes of a line that is no JSON. It is never given back.
    pub bad_lines: BadLines,
    /// How many paths the report lists; all are counted.
    #[schemars(range(min = 0, max = 10_000))]
    pub max_listed: usize,
    /// Indentation per level: 0 to 16 spaces, "tab", or "none" for all in one line. Not for JSON Lines.
    pub indent: Indent,
}

impl Default for RedactOptions {
    fn default() -> Self {
        Self {
            keys: Vec::new(),
            default_keys: false,
            paths: Vec::new(),
            patterns: Vec::new(),
            regexes: Vec::new(),
            whole_values: false,
            redact_keys: false,
            method: RedactMethod::default(),
            replacement: "[REDACTED]".to_owned(),
            mask: "*".to_owned(),
            keep_last: 0,
            salt: String::new(),
            input: Framing::default(),
            bad_lines: BadLines::default(),
            max_listed: 100,
            indent: Indent::default(),
        }
    }
}

/// What becomes of what is redacted. The default is [`Replace`](Self::Replace).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum RedactMethod {
    /// A text stands instead.
    #[default]
    Replace,
    /// Each character is masked. Objects, arrays and booleans, whose length would tell something, become eight of them.
    Mask,
    /// Members and elements are taken out; what is found within a string is cut out of it. A whole document becomes null.
    Remove,
    /// SHA-256 of the salt and the value, as `sha256:` and hexadecimal digits: equal values stay equal. Of objects and arrays,
    /// that of their text without white space.
    Hash,
}
