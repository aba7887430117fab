//! A line of a document with a mark under a part of it.

use unicode_width::UnicodeWidthStr as _;

/// Columns of a tab.
const TAB: &str = "    ";

/// The line and the marks below it.
pub(super) struct Marked {
    pub(super) line: String,
    pub(super) marks: String,
}

/// Marks `length` bytes of the excerpt from the character `caret` on, counted from 1. Columns are those of a terminal:
/// tabs are expanded, wide characters count twice. At least one column is marked.
pub(super) fn marked(excerpt: &str, caret: usize, length: usize) -> Marked {
    let start = excerpt.char_indices().nth(caret.saturating_sub(1)).map_or(excerpt.len(), |(index, _)| index);
    let (before, from) = excerpt.split_at(start);
    // The length may reach beyond the line, or into a character where the excerpt shows a substitute.
    let end = (0..=length.min(from.len())).rev().find(|&end| from.is_char_boundary(end)).unwrap_or(0);
    let (faulty, after) = from.split_at(end);
    let [before, faulty, after] = [before, faulty, after].map(visible);
    let marks = " ".repeat(before.width()) + "^".repeat(faulty.width().max(1)).as_str();
    Marked { line: [before, faulty, after].concat(), marks }
}

/// Without anything that moves the cursor.
fn visible(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\t' => visible.push_str(TAB),
            '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => {
                visible.push(char::REPLACEMENT_CHARACTER);
            }
            _ if letter.is_control() => visible.push(char::REPLACEMENT_CHARACTER),
            _ => visible.push(letter),
        }
    }
    visible
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(excerpt: &str, caret: usize, length: usize, marks: &str) {
        let found = marked(excerpt, caret, length);
        assert_eq!(found.marks, marks, "{excerpt:?}");
    }

    #[test]
    fn marks_stand_under_their_text() {
        check("[1, 2,]", 6, 1, "     ^");
        check("{'key': 1}", 2, 5, " ^^^^^");
        check("", 1, 0, "^");
        check("[1", 3, 0, "  ^");
    }

    #[test]
    fn wide_characters_and_tabs_move_the_mark() {
        check("\"日本\",,", 6, 1, "       ^");
        check("\t\tx", 3, 1, "        ^");
        check("é,,", 3, 1, "  ^");
    }

    #[test]
    fn nonsense_is_survived() {
        check("abc", 0, 1, "^");
        check("abc", 99, 99, "   ^");
        check("aé", 2, 1, " ^");
        check("ab", 1, usize::MAX, "^^");
        assert_eq!(marked("a\u{1b}[31m", 1, 1).line, "a\u{fffd}[31m");
    }
}
