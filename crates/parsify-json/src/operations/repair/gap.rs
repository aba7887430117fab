//! What stands between tokens.

use super::code::RepairCode;
use super::repairer::Repairer;
use super::stop::Stop;

impl Repairer<'_> {
    /// Passes over white space, and removes what else stands between tokens.
    ///
    /// # Errors
    ///
    /// A comment without an end.
    pub(super) fn gap(&mut self) -> Result<(), Stop> {
        loop {
            let rest = self.pen.rest();
            let plain = rest.trim_start_matches([' ', '\t', '\n', '\r']);
            self.pen.keep(rest.len() - plain.len());
            let Some(found) = plain.chars().next() else { return Ok(()) };
            if let Some(length) = comment(plain) {
                self.comment(plain, length)?;
            } else if matches!(found, '\u{feff}' | '\u{200b}' | '\u{2060}') {
                let is_mark = found == '\u{feff}' && self.pen.at() == 0;
                let code = if is_mark { RepairCode::ByteOrderMark } else { RepairCode::Space };
                self.outside_changed |= is_mark;
                self.pen.replace(code, found.len_utf8(), "");
            } else if found.is_whitespace() {
                self.pen.replace(RepairCode::Space, found.len_utf8(), " ");
            } else if let Some(space) = escaped_space(plain) {
                self.pen.replace(RepairCode::Escape, 2, space);
            } else {
                return Ok(());
            }
        }
    }

    fn comment(&mut self, text: &str, length: usize) -> Result<(), Stop> {
        let comment = text.get(..length).unwrap_or_default();
        let is_open = match comment.get(..2) {
            Some("/*") => !comment.get(2..).is_some_and(|inside| inside.ends_with("*/")),
            Some("<!") => !comment.ends_with("-->"),
            _ => false,
        };
        if is_open {
            let (message, hint) = ("found a comment without an end", "close it, or remove it");
            return Err(Stop::ambiguous(self.pen.at(), self.pen.at() + length, message, hint));
        }
        self.outside_changed |= self.stack.is_empty();
        self.pen.replace(RepairCode::Comment, length, "");
        Ok(())
    }
}

/// The length of the comment that starts a text, if one does.
pub(super) fn comment(text: &str) -> Option<usize> {
    let line = || text.find(['\n', '\r']).unwrap_or(text.len());
    if text.starts_with("//") || text.starts_with('#') {
        return Some(line());
    }
    let (open, close) = if text.starts_with("/*") { ("/*", "*/") } else { ("<!--", "-->") };
    let inside = text.strip_prefix(open)?;
    Some(inside.find(close).map_or(text.len(), |length| open.len() + length + close.len()))
}

/// Offsets of the latest marks that end comments, so that one without an end is known without a search.
#[derive(Debug, Clone, Copy)]
pub(super) struct CommentEnds {
    block: usize,
    markup: usize,
}

impl CommentEnds {
    pub(super) fn of(source: &str) -> Self {
        let latest = |mark: &str| source.rfind(mark).unwrap_or(0);
        Self { block: latest("*/"), markup: latest("-->") }
    }

    /// Whether the comment that starts `text`, at an offset of the source, is closed somewhere.
    pub(super) fn closes(self, text: &str, at: usize) -> bool {
        let from = |open: &str| text.starts_with(open).then_some(at + open.len());
        let block = from("/*").is_none_or(|inside| inside <= self.block);
        block && from("<!--").is_none_or(|inside| inside <= self.markup)
    }
}

/// White space of a text that was escaped once too often.
fn escaped_space(text: &str) -> Option<&'static str> {
    match text.get(..2)? {
        "\\n" => Some("\n"),
        "\\r" => Some("\r"),
        "\\t" => Some("\t"),
        _ => None,
    }
}
