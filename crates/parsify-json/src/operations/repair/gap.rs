//! What stands between tokens.

use super::change::RepairCode;
use super::repairer::Repairer;

impl Repairer<'_> {
    /// Passes over white space, and removes what else stands between tokens.
    pub(super) fn gap(&mut self) {
        loop {
            let rest = self.rest();
            let plain = rest.trim_start_matches([' ', '\t', '\n', '\r']);
            self.at += rest.len() - plain.len();
            let Some(found) = plain.chars().next() else { return };
            if found.is_whitespace() || matches!(found, '\u{feff}' | '\u{200b}' | '\u{2060}') {
                let end = plain.find(|it: char| it != found).unwrap_or(plain.len());
                self.change(RepairCode::Space, self.at + end, "");
            } else if let Some(length) = comment(plain) {
                self.change(RepairCode::Comment, self.at + length, "");
            } else {
                return;
            }
        }
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
