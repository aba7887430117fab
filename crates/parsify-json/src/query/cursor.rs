//! A place in an expression that is being read.

/// Reads a text character by character.
#[derive(Clone, Debug)]
pub(super) struct Cursor<'e> {
    text: &'e str,
    at: usize,
}

impl<'e> Cursor<'e> {
    pub(super) const fn new(text: &'e str) -> Self {
        Self { text, at: 0 }
    }

    /// The offset, in bytes.
    pub(super) const fn at(&self) -> usize {
        self.at
    }

    /// What is left.
    pub(super) fn rest(&self) -> &'e str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// What stood between an earlier offset and here.
    pub(super) fn since(&self, start: usize) -> &'e str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn bump(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    /// Takes this text when it stands here.
    pub(super) fn eat(&mut self, text: &str) -> bool {
        let stands = self.rest().starts_with(text);
        if stands {
            self.at += text.len();
        }
        stands
    }

    /// Takes characters as long as they are of a sort.
    pub(super) fn take_while(&mut self, is: impl Fn(char) -> bool) -> &'e str {
        let start = self.at;
        let rest = self.rest();
        self.at += rest.find(|it| !is(it)).unwrap_or(rest.len());
        self.since(start)
    }

    /// Skips blanks, tabs and line breaks: the white space of all these languages.
    pub(super) fn skip_space(&mut self) {
        self.take_while(|it| matches!(it, ' ' | '\t' | '\n' | '\r'));
    }

    /// Goes back to an earlier place.
    pub(super) const fn back(&mut self, at: usize) {
        self.at = at;
    }
}
