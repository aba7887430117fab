use std::ops::Range;

use super::{Position, Span};

/// Bytes between two marks in a line.
const STEP: usize = 1024;

/// Finds places in a text by offsets in bytes, in any order.
///
/// Made in one pass over the text; a place costs a search among the lines and at most a kilobyte of counting, in lines of
/// megabytes too.
///
/// ```
/// use parsify_code::Positions;
///
/// let positions = Positions::new("a\nż𝄞b");
/// let place = positions.at(8);
/// assert_eq!((place.line, place.column, place.column_utf8, place.column_utf16), (2, 3, 7, 4));
/// ```
#[derive(Debug)]
pub struct Positions<'a> {
    text: &'a str,
    /// Where each line begins.
    lines: Vec<usize>,
    /// For every `STEP` bytes of the text that has other letters than ASCII: the characters and the code units before.
    marks: Vec<(usize, usize)>,
}

impl<'a> Positions<'a> {
    /// Reads the lines of a text.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let mut lines = vec![0];
        let ends = bytes.iter().enumerate().filter(|&(at, byte)| match byte {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        });
        lines.extend(ends.map(|(at, _)| at + 1));
        let marks = if text.is_ascii() { Vec::new() } else { marks(bytes) };
        Self { text, lines, marks }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// How many lines there are; a line end at the end of the text begins an empty one.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// The place at an offset in bytes. One within a character counts as its beginning, one beyond the end as the end.
    #[must_use]
    pub fn at(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        let line = self.lines.partition_point(|&start| start <= offset);
        let start = self.lines[line - 1];
        let (from, to) = (self.before(start), self.before(offset));
        Position {
            offset,
            line,
            column: to.0 - from.0 + 1,
            column_utf8: offset - start + 1,
            column_utf16: to.1 - from.1 + 1,
        }
    }

    /// The part of the text between two offsets in bytes.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        let (start, end) = (self.at(range.start), self.at(range.end.max(range.start)));
        Span { start, end }
    }

    /// The offset at which a line begins, counted from 1; `None` beyond the last.
    #[must_use]
    pub fn line_start(&self, line: usize) -> Option<usize> {
        self.lines.get(line.checked_sub(1)?).copied()
    }

    /// A line without its end, counted from 1; empty beyond the last.
    #[must_use]
    pub fn line(&self, line: usize) -> &'a str {
        let Some(start) = self.line_start(line) else { return "" };
        let end = self.line_start(line + 1).unwrap_or(self.text.len());
        self.text[start..end].trim_end_matches(['\r', '\n'])
    }

    /// The offset of a place given by its line, from 1, and its column in code units of UTF-16, from 1; the end of the line
    /// when it has no such column.
    #[must_use]
    pub fn offset_utf16(&self, line: usize, column: usize) -> usize {
        let Some(start) = self.line_start(line) else { return self.text.len() };
        let mut units = column.saturating_sub(1);
        let text = self.line(line);
        for (at, letter) in text.char_indices() {
            if units < letter.len_utf16() {
                return start + at;
            }
            units -= letter.len_utf16();
        }
        start + text.len()
    }

    /// Characters and code units of UTF-16 before an offset.
    fn before(&self, offset: usize) -> (usize, usize) {
        if self.marks.is_empty() {
            return (offset, offset);
        }
        let mark = offset / STEP;
        let (characters, units) = self.marks[mark];
        let (more_characters, more_units) = count(&self.text.as_bytes()[mark * STEP..offset]);
        (characters + more_characters, units + more_units)
    }
}

fn marks(bytes: &[u8]) -> Vec<(usize, usize)> {
    let mut marks = vec![(0, 0)];
    let (mut characters, mut units) = (0, 0);
    for chunk in bytes.chunks(STEP) {
        let (more_characters, more_units) = count(chunk);
        (characters, units) = (characters + more_characters, units + more_units);
        marks.push((characters, units));
    }
    marks
}

/// The characters that begin in these bytes, and their code units: those of four bytes have two.
fn count(bytes: &[u8]) -> (usize, usize) {
    let characters = bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
    (characters, characters + bytes.iter().filter(|&&byte| byte >= 0xF0).count())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_kind_of_line_end_counts_once() {
        let positions = Positions::new("a\r\nb\rc\n\nd");
        let lines: Vec<_> = (1..=positions.line_count()).map(|line| positions.line(line)).collect();
        assert_eq!(lines, ["a", "b", "c", "", "d"]);
        assert_eq!((positions.at(3).line, positions.at(2).line, positions.at(99).line), (2, 1, 5));
        assert_eq!(positions.line(9), "");
    }

    proptest! {
        #[test]
        fn places_are_as_counted_one_by_one(text in "[a\nż𝄞\r]{0,64}", repeat in 1usize..60, at in 0usize..20_000) {
            let text = text.repeat(repeat);
            let positions = Positions::new(&text);
            let offset = text.floor_char_boundary(at.min(text.len()));
            let place = positions.at(at);
            let start = positions.line_start(place.line).unwrap();
            let before = &text[start..offset];
            prop_assert_eq!(place.offset, offset);
            prop_assert_eq!(place.column, before.chars().count() + 1);
            prop_assert_eq!(place.column_utf16, before.encode_utf16().count() + 1);
            prop_assert_eq!(place.column_utf8, before.len() + 1);
            if !before.contains(['\r', '\n']) {
                prop_assert_eq!(positions.offset_utf16(place.line, place.column_utf16), offset);
            }
        }
    }
}
