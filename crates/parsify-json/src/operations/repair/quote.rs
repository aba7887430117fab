//! Quotes of all kinds.

/// How a string is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quote {
    pub(super) open: &'static str,
    /// What may close it.
    pub(super) close: &'static [&'static str],
}

const QUOTES: [Quote; 14] = [
    Quote { open: "\"", close: &["\""] },
    Quote { open: "'", close: &["'"] },
    Quote { open: "`", close: &["`", "´", "'"] },
    Quote { open: "´", close: &["´", "`", "'"] },
    Quote { open: "“", close: &["”", "“", "\""] },
    Quote { open: "”", close: &["”", "“", "\""] },
    Quote { open: "„", close: &["“", "”", "\""] },
    Quote { open: "‘", close: &["’", "‘", "'"] },
    Quote { open: "’", close: &["’", "‘", "'"] },
    Quote { open: "‚", close: &["‘", "’", "'"] },
    Quote { open: "«", close: &["»"] },
    Quote { open: "‹", close: &["›"] },
    // Of a text that was escaped once too often.
    Quote { open: "\\\"", close: &["\\\""] },
    Quote { open: "\\'", close: &["\\'"] },
];

/// The quotes of a string that starts a text.
pub(super) fn quote_at(text: &str) -> Option<Quote> {
    QUOTES.iter().find(|quote| text.starts_with(quote.open)).copied()
}

impl Quote {
    pub(super) fn is_double(self) -> bool {
        self.open == "\""
    }

    /// Whether every backslash of the string stands twice.
    pub(super) fn is_escaped(self) -> bool {
        self.open.starts_with('\\')
    }

    /// The length of the quote that closes the string here, if one does.
    pub(super) fn closing(self, text: &str) -> Option<usize> {
        self.close.iter().find(|close| text.starts_with(**close)).map(|close| close.len())
    }

    /// Whether a closing quote may begin with this character.
    pub(super) fn may_close(self, found: char) -> bool {
        self.close.iter().any(|close| close.starts_with(found))
    }
}

/// Whether the quote in front opens a string: something stands right behind it that could be its beginning.
pub(super) fn begins_string(text: &str) -> bool {
    let Some(quote) = quote_at(text) else { return false };
    let inside = text.get(quote.open.len()..).unwrap_or_default();
    let Some(first) = inside.chars().next() else { return false };
    quote.closing(inside).is_some() || !(first.is_whitespace() || matches!(first, ',' | '}' | ']' | ':'))
}

/// Whether a name and a colon stand in front.
pub(super) fn begins_member(text: &str) -> bool {
    let text = head(text);
    let end = text.find(|it: char| !(it.is_alphanumeric() || matches!(it, '_' | '$' | '-'))).unwrap_or(text.len());
    end > 0 && text.get(end..).is_some_and(|rest| rest.trim_start_matches([' ', '\t']).starts_with(':'))
}

/// Whether a string and a colon stand in front.
pub(super) fn begins_quoted_member(text: &str) -> bool {
    let text = head(text);
    after_string(text).is_some_and(|rest| rest.trim_start().starts_with(':'))
}

/// What follows the string in front, by its first quote that may close it.
pub(super) fn after_string(text: &str) -> Option<&str> {
    let quote = quote_at(text)?;
    let mut inside = text.get(quote.open.len()..)?;
    loop {
        if let Some(length) = quote.closing(inside) {
            return inside.get(length..);
        }
        let escape = usize::from(inside.starts_with('\\'));
        let character = inside.get(escape..)?.chars().next()?;
        inside = inside.get(escape + character.len_utf8()..)?;
    }
}

/// How far is looked ahead, in bytes.
const AHEAD: usize = 128;

/// The first bytes of a text.
pub(super) fn head(text: &str) -> &str {
    let mut end = AHEAD.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}
