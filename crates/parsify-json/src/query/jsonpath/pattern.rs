//! Regular expressions: I-Regexp (RFC 9485) on a linear engine.

use std::cell::RefCell;
use std::collections::HashMap;

use regex::{Regex, RegexBuilder};

use super::ast::Operand;

/// What a compiled expression may take, in bytes.
const SIZE: usize = 1024 * 1024;
/// Patterns that come from the document are kept, up to so many.
const KEPT: usize = 64;

/// The pattern of `match` (all of the text) or `search` (a part of it).
#[derive(Debug)]
pub(super) struct Pattern {
    pub(super) operand: Operand,
    pub(super) whole: bool,
    /// Compiled ones; `None` for what is no regular expression.
    compiled: RefCell<HashMap<String, Option<Regex>>>,
}

impl Pattern {
    pub(super) fn new(operand: Operand, whole: bool) -> Self {
        Self { operand, whole, compiled: RefCell::new(HashMap::new()) }
    }

    /// Whether the text matches; `None` when the pattern is no regular expression.
    pub(super) fn matches(&self, text: &str, pattern: &str) -> Option<bool> {
        let mut compiled = self.compiled.borrow_mut();
        if compiled.len() >= KEPT && !compiled.contains_key(pattern) {
            compiled.clear();
        }
        let regex = compiled.entry(pattern.to_owned()).or_insert_with(|| compile(pattern, self.whole));
        regex.as_ref().map(|regex| regex.is_match(text))
    }
}

fn compile(pattern: &str, whole: bool) -> Option<Regex> {
    let pattern = translated(pattern);
    let pattern = if whole { format!("^(?:{pattern})$") } else { pattern };
    RegexBuilder::new(&pattern).size_limit(SIZE).dfa_size_limit(SIZE).build().ok()
}

/// In I-Regexp a dot is neither a line feed nor a carriage return (RFC 9485, section 5.4).
fn translated(pattern: &str) -> String {
    let mut text = String::with_capacity(pattern.len());
    let (mut escaped, mut class) = (false, false);
    for it in pattern.chars() {
        match it {
            '.' if !escaped && !class => text.push_str("[^\\n\\r]"),
            _ => text.push(it),
        }
        class = match it {
            '[' if !escaped => true,
            ']' if !escaped => false,
            _ => class,
        };
        escaped = it == '\\' && !escaped;
    }
    text
}
