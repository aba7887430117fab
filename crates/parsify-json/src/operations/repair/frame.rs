//! Where the document begins and ends in a text.

use super::change::{Changes, RepairCode};
use crate::core::{scan_literal, scan_number};

/// The part of a source that is worth reading.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether it is the inside of an object without its braces.
    pub(super) bare_members: bool,
}

const FENCE: &str = "```";

impl Frame {
    /// Leaves out a byte order mark, a fence with what is around it, and text before the first bracket.
    pub(super) fn find(source: &str, changes: &mut Changes) -> Self {
        let mut frame = Self { start: 0, end: source.len(), bare_members: false };
        if source.starts_with('\u{feff}') {
            frame.start = '\u{feff}'.len_utf8();
            changes.add(RepairCode::ByteOrderMark, 0, frame.start, "");
        }
        if !frame.starts_document(source) {
            frame.within_fence(source, changes);
        }
        let text = frame.text(source);
        frame.start += text.len() - text.trim_start().len();
        if frame.has_bare_members(source) {
            frame.bare_members = true;
        } else {
            frame.skip_text(source, changes);
        }
        frame
    }

    fn text<'a>(&self, source: &'a str) -> &'a str {
        source.get(self.start..self.end).unwrap_or_default()
    }

    /// Whether a bracket or a string begins here, in which a fence would be part of a text.
    fn starts_document(&self, source: &str) -> bool {
        self.text(source).trim_start().starts_with(['{', '[', '"', '\''])
    }

    /// Keeps what is between the first fence and the next one.
    fn within_fence(&mut self, source: &str, changes: &mut Changes) {
        let text = self.text(source);
        let Some(fence) = fence_at(text, 0) else { return };
        let line = text.get(fence..).unwrap_or_default();
        let inside = fence + line.find('\n').map_or(FENCE.len(), |length| length + 1);
        let inside = inside.min(text.len());
        if text.get(..fence).is_some_and(|before| !before.trim().is_empty()) {
            changes.add(RepairCode::TextAround, self.start, self.start + fence, "");
        }
        changes.add(RepairCode::Fence, self.start + fence, self.start + inside, "");
        let from = self.start;
        if let Some(closing) = fence_at(text, inside) {
            let after = closing + text.get(closing..).and_then(|rest| rest.find('\n')).unwrap_or(text.len() - closing);
            changes.add(RepairCode::Fence, from + closing, from + after, "");
            if text.get(after..).is_some_and(|rest| !rest.trim().is_empty()) {
                changes.add(RepairCode::TextAround, from + after, from + text.len(), "");
            }
            self.end = from + closing;
        }
        self.start = from + inside;
    }

    /// Passes over words before the first bracket, unless they are values, or a call.
    fn skip_text(&mut self, source: &str, changes: &mut Changes) {
        let text = self.text(source);
        if text.starts_with(['{', '[', '(', '"', '\'', '`', '“', '”', '‘', '„', '«', '\\', '/', '#', ',']) {
            return;
        }
        let Some(bracket) = text.find(['{', '[']) else { return };
        let before = text.get(..bracket).unwrap_or_default();
        let mut words = before.split([' ', '\t', '\r', '\n', ',']).filter(|word| !word.is_empty());
        if before.is_empty() || is_call(before) || words.all(is_scalar) {
            return;
        }
        changes.add(RepairCode::TextAround, self.start, self.start + bracket, "");
        self.start += bracket;
    }

    /// Whether a key and its colon begin the text: a word only if no bracket follows, for then it is a text before.
    fn has_bare_members(&self, source: &str) -> bool {
        /// The longest key that is looked for, in bytes.
        const LONGEST: usize = 256;
        let text = self.text(source);
        let (after, quoted) = match text.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let inside = text.get(1..).unwrap_or_default();
                let end = inside.char_indices().take_while(|(index, _)| *index < LONGEST).find(|(_, it)| *it == quote);
                let Some((end, _)) = end else { return false };
                (inside.get(end + 1..).unwrap_or_default(), true)
            }
            Some(first) if first.is_alphabetic() || first == '_' || first == '$' => {
                let end = text.find(|it: char| !(it.is_alphanumeric() || matches!(it, '_' | '$' | '-' | '.')));
                (end.and_then(|end| text.get(end..)).unwrap_or_default(), false)
            }
            _ => return false,
        };
        let Some(value) = after.trim_start_matches([' ', '\t']).strip_prefix(':') else { return false };
        // A word and a colon without a gap may be the scheme of an address.
        quoted || (value.starts_with([' ', '\t']) && !value.trim_start().starts_with(['{', '[']))
    }
}

/// The first fence at the beginning of a line, from an offset on.
fn fence_at(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    let mut searched = 0;
    while let Some(found) = rest.get(searched..)?.find(FENCE) {
        let at = searched + found;
        let before = rest.get(..at)?.trim_end_matches([' ', '\t']);
        if before.is_empty() || before.ends_with('\n') {
            return Some(from + at);
        }
        searched = at + FENCE.len();
    }
    None
}

/// Whether a text is a name and an opening parenthesis.
fn is_call(text: &str) -> bool {
    let Some(name) = text.trim_end().strip_suffix('(') else { return false };
    !name.is_empty() && name.trim_end().chars().all(|it| it.is_alphanumeric() || matches!(it, '_' | '$' | '.'))
}

/// Whether a word is a number or a literal of JSON.
pub(super) fn is_scalar(word: &str) -> bool {
    let bytes = word.as_bytes();
    let number = matches!(bytes.first(), Some(b'0'..=b'9' | b'-'))
        && scan_number(bytes, 0).is_some_and(|it| it.end == bytes.len());
    let literals: [&[u8]; 3] = [b"true", b"false", b"null"];
    number || literals.iter().any(|literal| scan_literal(bytes, 0, literal) == Some(bytes.len()))
}
