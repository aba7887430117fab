//! Where a string ends, closed or not.

use super::quote::{Quote, after_string, begins_quoted_member, head, quote_at};
use super::repairer::Repairer;
use super::verdict::Verdict;
use crate::core::Kind;

/// The end of a string.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ending {
    /// Offset behind what stands in it.
    pub(super) end: usize,
    /// Length of the closing quote, 0 without one.
    pub(super) quote: usize,
}

impl Ending {
    const fn unclosed(end: usize) -> Self {
        Self { end, quote: 0 }
    }
}

/// How far a better end is looked for behind an end that is likely, in bytes.
const BEYOND: usize = 256;

/// A search on its way.
struct Search {
    quote: Quote,
    is_key: bool,
    /// Offset behind the opening quote.
    inside: usize,
    at: usize,
    /// The first quote that may end the string.
    likely: Option<Ending>,
    /// The offset of the comma before the latest quote: there the string ends if that quote opens a key.
    comma: Option<usize>,
    in_first_line: bool,
    /// Whether no quote was passed over.
    is_first: bool,
}

impl Repairer<'_> {
    /// Finds the end of the string whose inside starts at an offset.
    ///
    /// What is read beyond the end that is found is bounded, or belongs to what is read next: the time stays linear.
    pub(super) fn ending(&self, quote: Quote, inside: usize, is_key: bool) -> Ending {
        let mut search = Search {
            quote,
            is_key,
            inside,
            at: inside,
            likely: None,
            comma: None,
            in_first_line: true,
            is_first: true,
        };
        loop {
            if let Some(ending) = self.look(&mut search) {
                return ending;
            }
        }
    }

    /// Goes on to the next quote, backslash or line break.
    fn look(&self, search: &mut Search) -> Option<Ending> {
        if search.likely.is_some_and(|likely| search.at > likely.end + BEYOND) {
            return search.likely;
        }
        let rest = self.pen.between(search.at, self.pen.source().len());
        let special = |it: char| matches!(it, '\\' | '\n' | '\r') || search.quote.may_close(it);
        let Some(length) = rest.find(special) else {
            return search.likely.or_else(|| Some(Ending::unclosed(self.end_at_end(search.inside))));
        };
        search.at += length;
        let rest = rest.get(length..).unwrap_or_default();
        if let Some(length) = search.quote.closing(rest) {
            return self.judge(search, length);
        }
        match rest.chars().next() {
            Some('\\') => search.at += escape_length(rest, search.quote),
            Some('\n' | '\r') => return self.line_break(search, rest),
            Some(other) => search.at += other.len_utf8(),
            None => {}
        }
        None
    }

    fn judge(&self, search: &mut Search, length: usize) -> Option<Ending> {
        let ending = Ending { end: search.at, quote: length };
        match self.verdict(search.at + length, search.is_key) {
            Verdict::Yes => return Some(ending),
            // A string that is none but for the colon behind it, of which the grammar judges.
            Verdict::Key if search.is_first => return Some(ending),
            Verdict::Key if search.comma.is_some() => return search.comma.map(Ending::unclosed),
            Verdict::Maybe if search.likely.is_none() => search.likely = Some(ending),
            Verdict::Maybe | Verdict::No | Verdict::Key => {}
        }
        search.comma = self.comma_before(search);
        search.is_first = false;
        search.at += length;
        None
    }

    /// The offset of the comma before a quote in an object.
    fn comma_before(&self, search: &Search) -> Option<usize> {
        let before = self.pen.between(search.inside, search.at);
        let text = before.trim_end_matches([' ', '\t']).strip_suffix(',')?;
        (self.container() == Some(Kind::Object)).then_some(search.inside + text.len())
    }

    /// A line break in a string: of a text of several lines, or where the closing quote is missing.
    fn line_break(&self, search: &mut Search, rest: &str) -> Option<Ending> {
        if search.likely.is_some() {
            return search.likely;
        }
        if search.in_first_line && self.entry_follows(rest, search.is_key) {
            let line = self.pen.between(search.inside, search.at).trim_end();
            let text = line.strip_suffix(',').unwrap_or(line).trim_end();
            return Some(Ending::unclosed(search.inside + text.len()));
        }
        search.in_first_line = false;
        search.at += 1;
        None
    }

    /// Whether the next line begins with brackets that close something, with a key, or with an element that is a string.
    fn entry_follows(&self, rest: &str, is_key: bool) -> bool {
        let next = head(rest.trim_start());
        if next.starts_with("```") {
            return true;
        }
        if next.starts_with(['}', ']']) {
            let behind = next.trim_start_matches(|it: char| it.is_whitespace() || matches!(it, '}' | ']'));
            return self.container().is_some_and(|kind| next.starts_with(char::from(kind.brackets().1)))
                && (behind.is_empty() || behind.starts_with([',', ')', ';', '`', '/', '#']));
        }
        let Some(quote) = quote_at(next) else { return false };
        if is_key || quote.is_escaped() {
            return false;
        }
        match self.container() {
            Some(Kind::Object) => begins_quoted_member(next),
            _ => after_string(next).is_some_and(|after| after.trim_start().starts_with([',', ']'])),
        }
    }

    /// The end of a string that nothing closes: that of the source, or before the brackets at its end that close all that
    /// is open.
    fn end_at_end(&self, inside: usize) -> usize {
        let text = self.pen.between(inside, self.pen.source().len());
        let content = text.trim_end_matches(|it: char| it.is_whitespace() || matches!(it, '}' | ']' | ')'));
        let tail = text.get(content.len()..).unwrap_or_default();
        let brackets = tail.chars().filter(|it| !it.is_whitespace());
        if !self.stack.is_empty() && brackets.eq(self.stack.iter().rev().map(|level| level.closes)) {
            return inside + content.len();
        }
        let content = text.trim_end();
        let tail = text.get(content.len()..).unwrap_or_default();
        inside + if tail.contains('\n') { content.len() } else { text.len() }
    }
}

/// The length of an escape as far as it matters for finding quotes.
fn escape_length(text: &str, quote: Quote) -> usize {
    let character = |at: usize| text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    if quote.is_escaped() && text.starts_with("\\\\") {
        let next = text.get(2..).unwrap_or_default();
        return if next.starts_with("\\\\") || next.starts_with(quote.open) { 4 } else { 2 + character(2) };
    }
    1 + character(1)
}
