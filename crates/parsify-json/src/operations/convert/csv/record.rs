//! Rows and fields (RFC 4180, section 2).

use parsify_error::Failure;
use std::borrow::Cow;

use super::dialect::Dialect;
use crate::code;
use crate::operations::convert::problem::misread;

/// A field of a row.
#[derive(Debug)]
pub(super) struct Field<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) is_quoted: bool,
}

/// Goes through the rows of a table. Empty lines are none.
pub(super) struct Records<'a> {
    source: &'a str,
    at: usize,
    /// Where the last row began.
    pub(super) start: usize,
    dialect: Dialect,
}

/// What a field is followed by.
enum End {
    Field,
    Row,
}

impl<'a> Records<'a> {
    pub(super) fn new(source: &'a str, dialect: Dialect) -> Self {
        let at = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Self { source, at, start: at, dialect }
    }

    /// Reads the next row into `row`; `false` when there is none.
    ///
    /// # Errors
    ///
    /// A quote that has no end, or is followed by something else than the end of the field.
    pub(super) fn next(&mut self, row: &mut Vec<Field<'a>>) -> Result<bool, Failure> {
        row.clear();
        while let Some(b'\n' | b'\r') = self.source.as_bytes().get(self.at) {
            self.at += 1;
        }
        self.start = self.at;
        if self.at == self.source.len() {
            return Ok(false);
        }
        loop {
            let is_quoted = self.rest().starts_with(self.dialect.quote);
            let text = if is_quoted { self.quoted()? } else { Cow::Borrowed(self.bare()) };
            row.push(Field { text, is_quoted });
            if let End::Row = self.end()? {
                return Ok(true);
            }
        }
    }

    fn rest(&self) -> &'a str {
        self.source.get(self.at..).unwrap_or_default()
    }

    fn bare(&mut self) -> &'a str {
        let rest = self.rest();
        let delimiter = self.dialect.delimiter;
        let length = if delimiter.is_ascii() {
            let delimiter = delimiter as u8;
            rest.bytes().position(|byte| byte == delimiter || byte == b'\n' || byte == b'\r')
        } else {
            rest.find([delimiter, '\n', '\r'])
        };
        let text = rest.get(..length.unwrap_or(rest.len())).unwrap_or_default();
        self.at += text.len();
        text
    }

    fn quoted(&mut self) -> Result<Cow<'a, str>, Failure> {
        let opening = self.at;
        let quote = self.dialect.quote;
        self.at += quote.len_utf8();
        let mut text = Cow::Borrowed("");
        loop {
            let rest = self.rest();
            let Some(length) = rest.find(quote) else {
                let message = "this quote has no end";
                return Err(misread(code::CSV_SYNTAX, self.dialect.format, message, self.source, opening)
                    .with_hint("within quotes a quote is written twice"));
            };
            self.at += length + quote.len_utf8();
            let is_doubled = self.rest().starts_with(quote);
            // With the first of two quotes.
            let end = if is_doubled { length + quote.len_utf8() } else { length };
            let part = rest.get(..end).unwrap_or_default();
            if text.is_empty() {
                text = Cow::Borrowed(part);
            } else {
                text.to_mut().push_str(part);
            }
            if !is_doubled {
                return Ok(text);
            }
            self.at += quote.len_utf8();
        }
    }

    fn end(&mut self) -> Result<End, Failure> {
        let mut letters = self.rest().chars();
        match letters.next() {
            None => Ok(End::Row),
            Some('\n') => {
                self.at += 1;
                Ok(End::Row)
            }
            Some('\r') => {
                self.at += if letters.next() == Some('\n') { 2 } else { 1 };
                Ok(End::Row)
            }
            Some(letter) if letter == self.dialect.delimiter => {
                self.at += letter.len_utf8();
                Ok(End::Field)
            }
            Some(letter) => {
                let message = format!("`{}` stands behind the quote that ends a field", letter.escape_debug());
                Err(misread(code::CSV_SYNTAX, self.dialect.format, message, self.source, self.at)
                    .with_hint("within quotes a quote is written twice"))
            }
        }
    }
}
