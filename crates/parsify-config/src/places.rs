use crate::Origin;

/// Bytes between two marks.
const STRIDE: usize = 256;

/// Lines and columns of a text. Counting from its beginning for each value would cost the square of its length.
pub(crate) struct Places<'a> {
    name: String,
    text: &'a str,
    /// From the first, each at least a stride after the one before.
    marks: Vec<Mark>,
}

#[derive(Clone, Copy)]
struct Mark {
    offset: usize,
    line: usize,
    column: usize,
}

impl Mark {
    const START: Self = Self { offset: 0, line: 1, column: 1 };

    fn after(self, letter: char) -> Self {
        let offset = self.offset + letter.len_utf8();
        match letter {
            '\n' => Self { offset, line: self.line + 1, column: 1 },
            _ => Self { offset, line: self.line, column: self.column + 1 },
        }
    }
}

impl<'a> Places<'a> {
    pub(crate) fn new(name: String, text: &'a str) -> Self {
        let mut marks = vec![Mark::START];
        let mut last = Mark::START;
        let mut at = Mark::START;
        for letter in text.chars() {
            at = at.after(letter);
            if at.offset - last.offset >= STRIDE {
                marks.push(at);
                last = at;
            }
        }
        Self { name, text, marks }
    }

    /// The place of the character that begins at a byte, or of the one that the byte is inside of.
    pub(crate) fn at(&self, offset: usize) -> Origin {
        let before = self.marks.partition_point(|mark| mark.offset <= offset);
        let mut at = before.checked_sub(1).map_or(Mark::START, |index| self.marks[index]);
        for letter in self.text[at.offset..].chars() {
            let next = at.after(letter);
            if next.offset > offset {
                break;
            }
            at = next;
        }
        Origin::File { name: self.name.clone(), line: at.line, column: at.column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_of_a_text_has_the_place_that_counting_gives() {
        let text = "ä=1\r\n\n# 😀😀\nkey = \"value\"\n".repeat(60);
        let places = Places::new("f".to_owned(), &text);
        let (mut line, mut column) = (1, 1);
        for (offset, letter) in text.char_indices() {
            for inside in 0..letter.len_utf8() {
                assert_eq!(places.at(offset + inside), Origin::File { name: "f".to_owned(), line, column });
            }
            (line, column) = if letter == '\n' { (line + 1, 1) } else { (line, column + 1) };
        }
        assert_eq!(places.at(text.len()), Origin::File { name: "f".to_owned(), line, column });
        assert_eq!(places.at(text.len() + 9), places.at(text.len()));
    }
}
