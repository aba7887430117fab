//! Texts of modules that end in a log, a report or on a terminal.

/// A text without final line breaks and with its control characters escaped as Rust writes them, so that a module can
/// neither forge a second line nor drive a terminal.
///
/// ```
/// assert_eq!(parsify_error::harmless("red\u{1b}[31m\n"), "red\\u{1b}[31m");
/// ```
#[must_use]
pub fn harmless(text: &str) -> String {
    let text = text.trim_end_matches(['\n', '\r']);
    let mut harmless = String::with_capacity(text.len());
    for letter in text.chars() {
        // Bidirectional overrides can reorder what a reader sees, so they count as control characters.
        if letter.is_control()
            || matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        {
            harmless.extend(letter.escape_default());
        } else {
            harmless.push(letter);
        }
    }
    harmless
}

const CUT: &str = "…";

/// [`harmless`], and no longer than so many bytes; what is cut ends with `…`. Costs no more than the bound, however long
/// the text is.
pub(crate) fn bounded(text: &str, most: usize) -> String {
    let mut bounded = harmless(&text[..text.floor_char_boundary(most)]);
    let cut = text.trim_end_matches(['\n', '\r']).len() > most;
    if cut || bounded.len() > most {
        bounded.truncate(bounded.floor_char_boundary(most.saturating_sub(CUT.len())));
        bounded.push_str(CUT);
    }
    // Escapes may have grown it to a multiple of what is kept.
    bounded.shrink_to_fit();
    bounded
}
