use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Options of `lint`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct LintOptions {
    /// Rules by name: how bad what they find is, and their own options. What is not named is as recommended.
    pub rules: BTreeMap<String, RuleSetting>,
    /// Only these rules, by name or the beginning of one (`E5`); all recommended ones when empty.
    pub select: Vec<String>,
    /// Not these rules, by name or the beginning of one.
    pub ignore: Vec<String>,
    /// What to mend. The mended text is the document of the answer, and what is left is told.
    pub fix: Fixes,
    /// How many findings to list; the rest is counted.
    pub max_findings: usize,
}

impl Default for LintOptions {
    fn default() -> Self {
        Self { rules: BTreeMap::new(), select: Vec::new(), ignore: Vec::new(), fix: Fixes::None, max_findings: 1000 }
    }
}

/// What a linter mends by itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Fixes {
    /// Nothing.
    #[default]
    None,
    /// What does not change what the program does.
    Safe,
    /// What may change it, too.
    All,
}

/// How a rule is set: a level, or a level with options: `"error"`, `["warn", {"allow": ["log"]}]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum RuleSetting {
    /// How bad what it finds is.
    Level(RuleLevel),
    /// The same, with the rule's own options.
    Options(RuleLevel, Value),
}

/// How bad what a rule finds is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum RuleLevel {
    /// The rule is not asked.
    Off,
    /// A warning.
    Warn,
    /// An error.
    Error,
}
