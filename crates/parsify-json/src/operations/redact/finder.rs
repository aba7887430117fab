//! What is found within texts.

use super::detect::RedactPattern;
use super::method::Method;
use crate::code;
use crate::operations::regex;
use parsify_error::{ErrorKind, Failure};
use regex_lite::Regex;
use std::ops::Range;

/// The most expressions that may be given.
const MOST_REGEXES: usize = 100;

/// Built-in patterns and the user's expressions, in this order.
#[derive(Debug)]
pub(super) struct Finder {
    patterns: Vec<RedactPattern>,
    regexes: Vec<Regex>,
}

/// A text of which something was redacted.
#[derive(Debug)]
pub(super) struct Found {
    /// What is left of it.
    pub(super) text: String,
    /// The rules that found something, by number, once for each place.
    pub(super) rules: Vec<usize>,
}

impl Finder {
    /// # Errors
    ///
    /// Kind `Params`: an expression is none, or there are too many.
    pub(super) fn new(patterns: &[RedactPattern], regexes: &[String]) -> Result<Self, Failure> {
        if regexes.len() > MOST_REGEXES {
            let message = format!("`regexes` has more than {MOST_REGEXES} expressions");
            return Err(Failure::new(ErrorKind::Params, code::OPTIONS, message));
        }
        let mut patterns = patterns.to_vec();
        patterns.sort_unstable();
        patterns.dedup();
        let regexes = regexes.iter().map(|regex| regex::compile(regex, false, "regexes")).collect::<Result<_, _>>()?;
        Ok(Self { patterns, regexes })
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.patterns.is_empty() && self.regexes.is_empty()
    }

    /// What rules are called in the report.
    pub(super) fn names(&self) -> impl Iterator<Item = String> {
        let patterns = self.patterns.iter().map(|pattern| pattern.as_str().to_owned());
        patterns.chain((0..self.regexes.len()).map(|number| format!("regexes/{number}")))
    }

    /// What is left of a text; nothing when there is nothing to redact in it.
    pub(super) fn redact(&self, text: &str, method: &Method<'_>) -> Option<Found> {
        let spans = self.spans(text);
        if spans.is_empty() {
            return None;
        }
        let (mut left, mut rules, mut end) = (String::with_capacity(text.len()), Vec::new(), 0);
        for (span, rule) in spans {
            left.push_str(text.get(end..span.start).unwrap_or_default());
            left.push_str(&method.text(text.get(span.clone()).unwrap_or_default()));
            rules.push(rule);
            end = span.end;
        }
        left.push_str(text.get(end..).unwrap_or_default());
        Some(Found { text: left, rules })
    }

    /// The rules that find something, without the text that is left.
    pub(super) fn rules(&self, text: &str) -> Vec<usize> {
        self.spans(text).into_iter().map(|(_, rule)| rule).collect()
    }

    /// What is found, in order; what overlaps is one, of the rule that starts first.
    fn spans(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        let mut all = Vec::new();
        let mut found = Vec::new();
        for (rule, pattern) in self.patterns.iter().enumerate() {
            pattern.find(text, &mut found);
            all.extend(found.drain(..).map(|span| (span, rule)));
        }
        for (number, regex) in self.regexes.iter().enumerate() {
            let spans = regex.find_iter(text).map(|span| span.range()).filter(|span| !span.is_empty());
            all.extend(spans.map(|span| (span, self.patterns.len() + number)));
        }
        all.sort_by_key(|(span, rule)| (span.start, *rule));
        let mut merged: Vec<(Range<usize>, usize)> = Vec::with_capacity(all.len());
        for (span, rule) in all {
            match merged.last_mut() {
                Some((last, _)) if span.start < last.end => last.end = last.end.max(span.end),
                _ => merged.push((span, rule)),
            }
        }
        merged
    }
}
