//! Quotes of all kinds, and whether one ends a string.

use super::repairer::Repairer;
use crate::core::Kind;

/// How a string is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quote {
    pub(super) open: &'static str,
    /// What may close it.
    pub(super) close: &'static [&'static str],
}

const QUOTES: [Quote; 14] = [
    Quote { open: "\"", close: &["\""] },
    Quote { open: "'", close: &["'"] },
    Quote { open: "`", close: &["`", "´", "'"] },
    Quote { open: "´", close: &["´", "`", "'"] },
    Quote { open: "“", close: &["”", "“", "\""] },
    Quote { open: "”", close: &["”", "“", "\""] },
    Quote { open: "„", close: &["“", "”", "\""] },
    Quote { open: "‘", close: &["’", "‘", "'"] },
    Quote { open: "’", close: &["’", "‘", "'"] },
    Quote { open: "‚", close: &["‘", "’", "'"] },
    Quote { open: "«", close: &["»"] },
    Quote { open: "‹", close: &["›"] },
    // Of a text that was escaped once too often.
    Quote { open: "\\\"", close: &["\\\""] },
    Quote { open: "\\'", close: &["\\'"] },
];

/// The quotes of a string that starts a text.
pub(super) fn quote_at(text: &str) -> Option<Quote> {
    QUOTES.iter().find(|quote| text.starts_with(quote.open)).copied()
}

impl Quote {
    /// The length of the quote that closes the string here, if one does.
    pub(super) fn closing(self, text: &str) -> Option<usize> {
        self.close.iter().find(|close| text.starts_with(**close)).map(|close| close.len())
    }
}

/// Whether a quote ends a string, by what follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    No,
    Maybe,
    Yes,
    /// It closes a key: the string before it was not closed.
    Key,
}

/// How far what follows a quote is looked at, in bytes.
const AHEAD: usize = 128;

impl Repairer<'_> {
    /// Judges the quote that ends at `after`, of a key or of a value.
    pub(super) fn verdict(&self, after: usize, is_key: bool) -> Verdict {
        let rest = self.source.get(after..).unwrap_or_default();
        let next = rest.trim_start();
        let gap = rest.get(..rest.len() - next.len()).unwrap_or_default();
        let Some(found) = next.chars().next() else { return Verdict::Yes };
        match found {
            ':' if is_key || self.stack.is_empty() => Verdict::Yes,
            ':' if self.container() == Some(Kind::Object) => Verdict::Key,
            ':' => Verdict::Maybe,
            '=' if is_key => Verdict::Yes,
            _ if gap.contains('\n') => Verdict::Yes,
            ',' => self.before_comma(next.get(1..).unwrap_or_default(), is_key),
            '}' | ']' => before_bracket(next.get(1..).unwrap_or_default()),
            ')' if self.in_tuple() => Verdict::Yes,
            ';' => Verdict::Maybe,
            '/' | '#' if super::gap::comment(head(next)).is_some() && !gap.is_empty() => Verdict::Yes,
            '/' if super::gap::comment(head(next)).is_some() => Verdict::Maybe,
            '+' => {
                let operand = next.get(1..).unwrap_or_default().trim_start();
                if quote_at(operand).is_some() { Verdict::Yes } else { Verdict::No }
            }
            _ if gap.is_empty() => Verdict::No,
            _ if quote_at(next).is_some() && begins_string(next) => Verdict::Yes,
            // Its colon is missing.
            '{' | '[' | '0'..='9' | '-' if is_key => Verdict::Yes,
            '{' | '[' | '0'..='9' | '-' => Verdict::Maybe,
            _ if is_key || begins_member(next) => Verdict::Maybe,
            _ => Verdict::No,
        }
    }

    /// Whether an entry, and no text, follows a comma.
    fn before_comma(&self, rest: &str, is_key: bool) -> Verdict {
        let next = rest.trim_start();
        let gap = rest.get(..rest.len() - next.len()).unwrap_or_default();
        let Some(found) = next.chars().next() else { return Verdict::Yes };
        if is_key {
            // The elements of a set.
            return if quote_at(next).is_some() && begins_string(next) { Verdict::Yes } else { Verdict::Maybe };
        }
        let text = head(next);
        let is_entry = match self.container() {
            _ if gap.contains('\n') => true,
            _ if matches!(found, '}' | ']' | ')' | '{' | '[' | '/' | '#' | '.' | '…') => true,
            Some(Kind::Object) => (quote_at(next).is_some() && begins_string(next)) || begins_member(text),
            _ => {
                let word = text.find(|it: char| it.is_whitespace() || ",]})".contains(it)).unwrap_or(text.len());
                quote_at(next).is_some() || super::word::is_scalar_of_any_kind(text.get(..word).unwrap_or_default())
            }
        };
        if is_entry { Verdict::Yes } else { Verdict::Maybe }
    }
}

/// Whether what follows a closing bracket can follow one.
fn before_bracket(rest: &str) -> Verdict {
    let next = rest.trim_start();
    let gap = rest.get(..rest.len() - next.len()).unwrap_or_default();
    match next.chars().next() {
        None | Some(',' | '}' | ']' | ')' | ';' | '/' | '#' | '`') => Verdict::Yes,
        Some('{' | '[') => Verdict::Yes,
        _ if gap.contains('\n') => Verdict::Yes,
        _ => Verdict::Maybe,
    }
}

/// Whether the quote in front opens a string: something stands right behind it that could be its beginning.
fn begins_string(text: &str) -> bool {
    let Some(quote) = quote_at(text) else { return false };
    let inside = text.get(quote.open.len()..).unwrap_or_default();
    match inside.chars().next() {
        None => false,
        Some(first) => {
            quote.closing(inside).is_some() || !(first.is_whitespace() || matches!(first, ',' | '}' | ']' | ':'))
        }
    }
}

/// Whether a name and a colon stand in front.
fn begins_member(text: &str) -> bool {
    let text = head(text);
    let end = text.find(|it: char| !(it.is_alphanumeric() || matches!(it, '_' | '$' | '-'))).unwrap_or(text.len());
    end > 0 && text.get(end..).is_some_and(|rest| rest.trim_start_matches([' ', '\t']).starts_with(':'))
}

/// The first bytes of a text.
pub(super) fn head(text: &str) -> &str {
    let mut end = AHEAD.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}
