//! What was redacted. No value ever gets here.

use crate::operations::lines::ListedLines;
use crate::tree::Pointer;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What was redacted: how much, by which rules, and where.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RedactReport {
    /// How many places were redacted; several within one string count each.
    pub redacted: usize,
    /// How many of these are in keys.
    pub in_keys: usize,
    /// How many each rule has redacted, of those that did: `keys`, `paths`, the patterns, `regexes/0`…
    pub rules: Vec<RuleCount>,
    /// Where, in the order of the document.
    pub places: Vec<RedactedPlace>,
    /// How many more places there are than `places` lists.
    pub omitted: usize,
    /// Lines that are no JSON; absent when there are none.
    #[serde(default, skip_serializing_if = "ListedLines::is_empty")]
    pub bad_lines: ListedLines,
}

/// A rule and what it has done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RuleCount {
    /// The rule.
    pub rule: String,
    /// How many places it has redacted.
    pub count: usize,
}

/// A value or key that was redacted, whole or in part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RedactedPlace {
    /// The line of JSON Lines, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// Where it was, as a JSON Pointer; keys in it are redacted when those of the document are.
    pub path: String,
    /// The first rule that applied.
    pub rule: String,
}

/// The report while it grows.
#[derive(Debug)]
pub(super) struct Reporter {
    report: RedactReport,
    names: Vec<String>,
    counts: Vec<usize>,
    most: usize,
    pub(super) line: Option<usize>,
}

/// The rules that are about whole values; those of the finder come behind.
pub(super) const BY_KEY: usize = 0;
pub(super) const BY_PATH: usize = 1;
pub(super) const BY_TEXT: usize = 2;

impl Reporter {
    pub(super) fn new(found: impl Iterator<Item = String>, most: usize) -> Self {
        let names: Vec<_> = ["keys".to_owned(), "paths".to_owned()].into_iter().chain(found).collect();
        let counts = vec![0; names.len()];
        Self { report: RedactReport::default(), names, counts, most, line: None }
    }

    /// Notes one place and the rules that have applied, once for each time.
    pub(super) fn note(&mut self, path: &[String], rules: &[usize], in_key: bool) {
        let Some(&first) = rules.first() else { return };
        self.report.redacted += rules.len();
        self.report.in_keys += if in_key { rules.len() } else { 0 };
        for &rule in rules {
            self.counts[rule] += 1;
        }
        if self.report.places.len() < self.most {
            let path = path.iter().collect::<Pointer>().to_string();
            self.report.places.push(RedactedPlace { line: self.line, path, rule: self.names[first].clone() });
        } else {
            self.report.omitted += 1;
        }
    }

    pub(super) fn finish(self, bad_lines: ListedLines) -> RedactReport {
        let counted = self.names.into_iter().zip(self.counts).filter(|(_, count)| *count > 0);
        let rules = counted.map(|(rule, count)| RuleCount { rule, count }).collect();
        RedactReport { rules, bad_lines, ..self.report }
    }
}
