//! A unified diff.

use super::hunks::{Hunk, Line};
use std::ops::Range;

/// The hunks as `diff -u` writes them; nothing when there are none. `complete` says of each text whether its last line ends
/// with a line break.
pub(super) fn unified(hunks: &[Hunk<'_>], complete: bool) -> String {
    if hunks.is_empty() {
        return String::new();
    }
    let mut text = String::from("--- left\n+++ right\n");
    for hunk in hunks {
        text.push_str(&header(hunk));
        text.push('\n');
        for line in &hunk.lines {
            let (sign, line) = match line {
                Line::Kept(line) => (' ', line),
                Line::Removed(line) => ('-', line),
                Line::Added(line) => ('+', line),
            };
            text.push(sign);
            text.push_str(line);
            text.push('\n');
            if !complete {
                text.push_str("\\ No newline at end of file\n");
            }
        }
    }
    text
}

pub(super) fn header(hunk: &Hunk<'_>) -> String {
    format!("@@ -{} +{} @@", range(&hunk.left), range(&hunk.right))
}

/// The first line, from 1, and the number of lines; of no lines the one before them.
fn range(lines: &Range<usize>) -> String {
    match lines.len() {
        0 => format!("{},0", lines.start),
        1 => (lines.start + 1).to_string(),
        count => format!("{},{count}", lines.start + 1),
    }
}
