//! What a line of Markdown begins or ends, as CommonMark 0.31 has it. Lines come without indentation and without white
//! space at their end.

/// Characters and length of the line that opened a block of code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fence {
    mark: char,
    length: usize,
}

impl Fence {
    pub(crate) fn opened_by(line: &str) -> Option<Self> {
        let mark = line.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
        let info = line.trim_start_matches(mark);
        let length = line.len() - info.len();
        // Otherwise it is code within a line.
        let is_fence = length >= 3 && !(mark == '`' && info.contains('`'));
        is_fence.then_some(Self { mark, length })
    }

    pub(crate) fn closed_by(self, line: &str) -> bool {
        line.len() >= self.length && line.chars().all(|letter| letter == self.mark)
    }
}

/// Columns of white space before the line, and the line without it.
pub(crate) fn indentation(line: &str) -> (usize, &str) {
    let rest = line.trim_start_matches([' ', '\t']);
    let columns = line[..line.len() - rest.len()].chars().fold(0, |column, letter| match letter {
        '\t' => column / 4 * 4 + 4,
        _ => column + 1,
    });
    (columns, rest.trim_end())
}

/// Level and title of a heading in one line (`## Title`).
pub(crate) fn heading(line: &str) -> Option<(u8, &str)> {
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    if !(1..=6).contains(&level) || !(rest.is_empty() || rest.starts_with([' ', '\t'])) {
        return None;
    }
    let title = rest.trim();
    let open = title.trim_end_matches('#');
    let closed = open.is_empty() || open.ends_with([' ', '\t']);
    Some((level as u8, if closed { open.trim_end() } else { title }))
}

/// The level of the heading whose title stands above that line.
pub(crate) fn underline(line: &str) -> Option<u8> {
    let all = |mark| line.bytes().all(|byte| byte == mark);
    match () {
        () if all(b'=') => Some(1),
        () if all(b'-') => Some(2),
        () => None,
    }
}

/// A line across the page (`* * *`).
pub(crate) fn is_break(line: &str) -> bool {
    let mut marks = line.chars().filter(|letter| !matches!(letter, ' ' | '\t'));
    let Some(first) = marks.next().filter(|mark| matches!(mark, '-' | '_' | '*')) else { return false };
    let mut count = 1;
    marks.all(|mark| {
        count += 1;
        mark == first
    }) && count >= 3
}

/// The beginning of a quote or of an item of a list. Not every one of them can end a paragraph.
pub(crate) fn is_container(line: &str, within_paragraph: bool) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let (marker, counts) = match line.as_bytes() {
        [b'>', ..] => return true,
        [b'-' | b'+' | b'*', ..] => (1, true),
        bytes if (1..=9).contains(&digits) && matches!(bytes.get(digits), Some(b'.' | b')')) => {
            (digits + 1, &line[..digits] == "1")
        }
        _ => return false,
    };
    match line[marker..].chars().next() {
        None => !within_paragraph,
        Some(' ' | '\t') => !within_paragraph || counts,
        Some(_) => false,
    }
}
