use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::place::Span;
use crate::problem::{Problem, Severity};

/// What `lint` finds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct LintReport {
    /// The language it was read as.
    pub language: String,
    /// What was found, in the order of the text; after mending, what is left, with its places in the mended text.
    pub findings: Vec<Finding>,
    /// What the rules of the findings say, by name.
    pub rules: BTreeMap<String, RuleInfo>,
    /// How many of all are errors.
    pub errors: usize,
    /// How many of all are warnings.
    pub warnings: usize,
    /// How many of all could be mended safely.
    pub fixable: usize,
    /// How many were mended.
    pub fixed: usize,
    /// How many were found beyond those listed.
    pub omitted: usize,
}

/// Something that a rule found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Finding {
    /// What and where; its code is the name of the rule.
    #[serde(flatten)]
    pub problem: Problem,
    /// How it can be mended.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub fix: Option<Fix>,
}

/// How a finding can be mended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Fix {
    /// What it does.
    pub message: String,
    /// Whether the program does the same afterwards.
    pub safe: bool,
    /// The changes, in the order of the text.
    pub edits: Vec<Edit>,
}

/// A change of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

/// What a rule says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RuleInfo {
    /// What it looks for and why, in a few sentences.
    pub docs: String,
    /// Where there is more to read.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub url: Option<String>,
}

impl Finding {
    /// Something that was found, without a way to mend it.
    #[must_use]
    pub fn new(problem: Problem) -> Self {
        Self { problem, fix: None }
    }

    /// With a way to mend it.
    #[must_use]
    pub fn with_fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }
}

impl Fix {
    /// A way to mend something.
    #[must_use]
    pub fn new(message: impl Into<String>, safe: bool, edits: Vec<Edit>) -> Self {
        Self { message: message.into(), safe, edits }
    }
}

impl RuleInfo {
    /// What a rule says of itself.
    #[must_use]
    pub fn new(docs: impl Into<String>, url: Option<String>) -> Self {
        Self { docs: docs.into(), url }
    }
}

impl LintReport {
    /// Sorts and counts what was found, and lists as much of it as is wanted. `about` tells what a rule says of itself.
    #[must_use]
    pub fn new(
        language: impl Into<String>,
        mut findings: Vec<Finding>,
        fixed: usize,
        most: usize,
        about: impl Fn(&str) -> Option<RuleInfo>,
    ) -> Self {
        findings.sort_by(|a, b| {
            let key = |finding: &Finding| (finding.problem.start.offset, finding.problem.end.offset);
            key(a).cmp(&key(b)).then_with(|| a.problem.code.cmp(&b.problem.code))
        });
        let of = |severity| findings.iter().filter(|finding| finding.problem.severity == severity).count();
        let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
        let fixable = findings.iter().filter(|finding| finding.fix.as_ref().is_some_and(|fix| fix.safe)).count();
        let omitted = findings.len().saturating_sub(most);
        findings.truncate(most);
        let mut rules = BTreeMap::new();
        for finding in &findings {
            let rule = &finding.problem.code;
            if !rules.contains_key(rule)
                && let Some(info) = about(rule)
            {
                rules.insert(rule.clone(), info);
            }
        }
        Self { language: language.into(), findings, rules, errors, warnings, fixable, fixed, omitted }
    }
}
