//! Whether a quote ends a string, by what follows it.

use super::gap::comment;
use super::quote::{begins_member, begins_quoted_member, begins_string, head, quote_at};
use super::repairer::Repairer;
use super::scalar::is_scalar_of_any_kind;
use crate::core::Kind;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    No,
    Maybe,
    Yes,
    /// It closes a key: the string before it was not closed.
    Key,
}

impl Repairer<'_> {
    /// Judges the quote that ends at `after`, of a key or of a value.
    pub(super) fn verdict(&self, after: usize, is_key: bool) -> Verdict {
        let rest = self.pen.between(after, self.pen.source().len());
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
            ')' if self.in_parentheses() => Verdict::Yes,
            ';' if self.stack.is_empty() => Verdict::Yes,
            ';' => Verdict::Maybe,
            '/' | '#' | '<' if comment(head(next)).is_some() => {
                // What is not closed is rather text that looks like a comment.
                let is_closed = self.comments.closes(next, after + gap.len());
                if is_closed && !gap.is_empty() { Verdict::Yes } else { Verdict::Maybe }
            }
            '+' => {
                let operand = next.get(1..).unwrap_or_default().trim_start();
                if quote_at(operand).is_some() { Verdict::Yes } else { Verdict::Maybe }
            }
            '\\' if next.starts_with("\\n") || next.starts_with("\\r") => Verdict::Maybe,
            _ if gap.is_empty() => Verdict::No,
            _ if begins_string(next) => Verdict::Yes,
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
        let text = head(next);
        if is_key {
            let is_entry = quote_at(next).is_some() || begins_member(text);
            return if is_entry { Verdict::Yes } else { Verdict::Maybe };
        }
        let is_entry = match self.container() {
            _ if gap.contains('\n') => true,
            _ if matches!(found, '}' | ']' | ')' | '{' | '[' | '/' | '#' | '.' | '…') => true,
            Some(Kind::Object) => begins_string(next) || begins_quoted_member(next) || begins_member(text),
            _ => {
                let word = text.find(|it: char| it.is_whitespace() || ",]})".contains(it)).unwrap_or(text.len());
                quote_at(next).is_some() || is_scalar_of_any_kind(text.get(..word).unwrap_or_default())
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
        None | Some(',' | '}' | ']' | ')' | ';' | '/' | '#' | '`' | '{' | '[') => Verdict::Yes,
        _ if gap.contains('\n') => Verdict::Yes,
        _ => Verdict::Maybe,
    }
}
