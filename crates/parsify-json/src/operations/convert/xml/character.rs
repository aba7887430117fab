//! Characters (XML 1.0, fifth edition, section 2.2) and how they are written.

/// Whether the character may stand in a document.
pub(super) const fn is_allowed(character: char) -> bool {
    matches!(character,
        '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

pub(super) const fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r')
}

/// Writes text so that a reader gets the same back; in an attribute white space other than spaces would not be.
pub(super) fn escape(text: &str, in_attribute: bool, xml: &mut String) {
    for character in text.chars() {
        match character {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' if in_attribute => xml.push_str("&quot;"),
            '\t' if in_attribute => xml.push_str("&#9;"),
            '\n' if in_attribute => xml.push_str("&#10;"),
            '\r' => xml.push_str("&#13;"),
            other => xml.push(other),
        }
    }
}
