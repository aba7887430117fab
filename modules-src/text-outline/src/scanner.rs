use std::mem;

use crate::block::{self, Fence};

/// A heading as it stands in the text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) level: u8,
    pub(crate) title: String,
    /// Counted from 1.
    pub(crate) line: usize,
}

/// The headings of a text: those of one line (`# Title`) and the underlined ones.
pub(crate) fn headings(text: &str) -> Vec<Found> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut scanner = Scanner::default();
    let lines = text.lines().enumerate().skip(front_matter(text));
    lines.for_each(|(index, line)| scanner.read(index + 1, line));
    scanner.found
}

/// How many lines of metadata a text begins with: from a line `---` to the next one, with something right behind the first.
fn front_matter(text: &str) -> usize {
    let mut lines = text.lines().map(str::trim_end);
    let begins = lines.next() == Some("---") && lines.next().is_some_and(|line| !line.is_empty() && line != "---");
    let end = lines.position(|line| matches!(line, "---" | "...")).filter(|_| begins);
    end.map_or(0, |end| end + 3)
}

#[derive(Debug, Default)]
struct Scanner {
    found: Vec<Found>,
    /// First line and text so far.
    paragraph: Option<(usize, String)>,
    fence: Option<Fence>,
    /// Within a quote or a list: what looks like a paragraph belongs to it, up to the next empty line.
    contained: bool,
}

impl Scanner {
    fn read(&mut self, number: usize, line: &str) {
        let (indentation, line) = block::indentation(line);
        if let Some(fence) = self.fence {
            if indentation < 4 && fence.closed_by(line) {
                self.fence = None;
            }
        } else if line.is_empty() {
            (self.paragraph, self.contained) = (None, false);
        } else if indentation >= 4 {
            // Code, or a paragraph that goes on.
            self.go_on(line);
        } else {
            self.begin(number, line);
        }
    }

    /// A line that may begin something.
    fn begin(&mut self, number: usize, line: &str) {
        let paragraph = self.paragraph.take();
        if let Some(fence) = Fence::opened_by(line) {
            self.fence = Some(fence);
        } else if let Some((level, title)) = block::heading(line) {
            self.contained = false;
            self.found.push(Found { level, title: title.to_owned(), line: number });
        } else if let (Some(level), Some((line, title))) = (block::underline(line), &paragraph) {
            self.found.push(Found { level, title: title.clone(), line: *line });
        } else if block::is_break(line) {
            self.contained = false;
        } else if block::is_container(line, paragraph.is_some()) {
            self.contained = true;
        } else if !self.contained {
            self.paragraph = paragraph.or_else(|| Some((number, String::new())));
            self.go_on(line);
        }
    }

    fn go_on(&mut self, line: &str) {
        if let Some((_, text)) = &mut self.paragraph {
            let space = if text.is_empty() { "" } else { " " };
            *text = mem::take(text) + space + line;
        }
    }
}
