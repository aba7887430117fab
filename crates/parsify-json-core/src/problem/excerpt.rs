//! The line around a problem, fit to be shown.

/// Longest excerpt in characters, the marks of omission not counted.
const WIDTH: usize = 100;
/// Characters kept on each side of the caret when a line is too long.
const HALF: usize = WIDTH / 2;

/// A line, or the part of it around the caret.
#[derive(Debug)]
pub struct Excerpt {
    /// Its text, harmless for terminals.
    pub text: String,
    /// Column of the caret in `text`, from 1, in characters.
    pub caret: usize,
}

/// Cuts the excerpt around a byte offset. The cost does not depend on the length of the line.
pub fn excerpt(source: &str, offset: usize) -> Excerpt {
    let (before, after) = source.split_at_checked(offset).unwrap_or((source, ""));
    let left: Vec<char> = before.chars().rev().take(WIDTH + 1).take_while(|found| *found != '\n').collect();
    let right: Vec<char> = after.chars().take(WIDTH + 1).take_while(|found| *found != '\n').collect();
    let right = right.strip_suffix(&['\r']).unwrap_or(&right);

    let fits = left.len() + right.len() <= WIDTH;
    let keep_left = if fits { left.len() } else { left.len().min(WIDTH - right.len().min(HALF)) };
    let keep_right = if fits { right.len() } else { right.len().min(WIDTH - keep_left) };

    let mut text = String::with_capacity(keep_left + keep_right + 6);
    if keep_left < left.len() {
        text.push('…');
    }
    text.extend(left.iter().take(keep_left).rev().map(|found| harmless(*found)));
    let caret = text.chars().count() + 1;
    text.extend(right.iter().take(keep_right).map(|found| harmless(*found)));
    if keep_right < right.len() {
        text.push('…');
    }
    Excerpt { text, caret }
}

/// One character for one character, so that columns keep, but nothing that moves the cursor, reorders text or hides.
pub(super) const fn harmless(found: char) -> char {
    match found {
        '\t' => ' ',
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{feff}' => char::REPLACEMENT_CHARACTER,
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => char::REPLACEMENT_CHARACTER,
        _ => found,
    }
}
