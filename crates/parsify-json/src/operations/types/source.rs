//! Writing source text.

/// A text as a literal in double quotes that Java, Kotlin, Python and TypeScript understand.
///
/// Java reads `\uXXXX` before it looks for the ends of lines, so these have their short escapes.
pub(super) fn quoted(text: &str) -> String {
    let mut literal = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => literal.extend(['\\', letter]),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            _ if letter.is_control() || "\u{2028}\u{2029}".contains(letter) => {
                literal.push_str(&format!("\\u{:04x}", u32::from(letter)));
            }
            _ => literal.push(letter),
        }
    }
    literal + "\""
}

/// A text that cannot leave a comment: without line breaks and other control characters, and without its end mark.
pub(super) fn commented(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|it| if it.is_control() || "\u{2028}\u{2029}\\".contains(it) { '\u{fffd}' } else { it })
        .collect();
    text.replace("*/", "*\u{fffd}")
}
