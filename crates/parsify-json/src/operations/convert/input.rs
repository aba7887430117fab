//! What is handed in and out.

use parsify_error::{ErrorKind, Failure};
use std::borrow::Cow;

use super::binary::{BinaryForm, from_base64, from_hex, to_base64, to_hex};
use crate::code;

/// A document to convert: a text, or bytes that are one in UTF-8 or belong to a binary format.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Input<'a> {
    /// A text.
    Text(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
}

impl<'a> From<&'a str> for Input<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a [u8]> for Input<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Self::Bytes(bytes)
    }
}

impl<'a> Input<'a> {
    /// The text of a document in a text format. A byte order mark of UTF-8 stays in it.
    pub(crate) fn text(self) -> Result<&'a str, Failure> {
        match self {
            // ASCII in UTF-16 or UTF-32 without a mark is UTF-8, too, with U+0000 between the letters.
            Self::Text(text) => other_encoding(text.as_bytes()).map_or(Ok(text), |it| Err(wrong_encoding(it))),
            Self::Bytes(bytes) => match other_encoding(bytes) {
                Some(encoding) => Err(wrong_encoding(encoding)),
                None => std::str::from_utf8(bytes).map_err(|error| not_utf8(error.valid_up_to())),
            },
        }
    }

    /// The bytes of a document in a binary format.
    pub(crate) fn bytes(self, form: BinaryForm) -> Result<Cow<'a, [u8]>, Failure> {
        match (form, self) {
            (BinaryForm::Bytes, Self::Text(text)) => Ok(Cow::Borrowed(text.as_bytes())),
            (BinaryForm::Bytes, Self::Bytes(bytes)) => Ok(Cow::Borrowed(bytes)),
            (BinaryForm::Base64, _) => from_base64(self.text()?).map(Cow::Owned),
            (BinaryForm::Hex, _) => from_hex(self.text()?).map(Cow::Owned),
        }
    }

    pub(crate) const fn len(self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Bytes(bytes) => bytes.len(),
        }
    }
}

/// What a conversion gives: a text, or bytes of a binary format.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Output {
    /// A text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

impl Output {
    /// The text, if it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The bytes; of a text, those of its UTF-8 form.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }

    /// Bytes in the form that is wanted.
    pub(crate) fn in_form(self, form: BinaryForm) -> Self {
        match (form, self) {
            (BinaryForm::Base64, Self::Bytes(bytes)) => Self::Text(to_base64(&bytes)),
            (BinaryForm::Hex, Self::Bytes(bytes)) => Self::Text(to_hex(&bytes)),
            (_, output) => output,
        }
    }
}

/// The encoding other than UTF-8 that the first bytes tell.
fn other_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => Some("UTF-32"),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Some("UTF-16"),
        [0, 0, 0, first, ..] | [first, 0, 0, 0, ..] if *first != 0 => Some("UTF-32"),
        [0, first, 0, second, ..] | [first, 0, second, 0, ..] if *first != 0 && *second != 0 => Some("UTF-16"),
        _ => None,
    }
}

#[cold]
fn wrong_encoding(encoding: &str) -> Failure {
    let message = format!("the document is in {encoding}: only UTF-8 is read");
    Failure::new(ErrorKind::Input, code::CONVERT_ENCODING, message)
        .with_detail("encoding", encoding)
        .with_detail("offset", 0_usize)
        .with_hint(format!("convert it first, for example with `iconv -f {encoding} -t UTF-8`"))
}

#[cold]
fn not_utf8(offset: usize) -> Failure {
    let message = format!("the document is not UTF-8 text: bad byte at offset {offset}");
    Failure::new(ErrorKind::Input, code::CONVERT_ENCODING, message)
        .with_detail("offset", offset)
        .with_hint("convert the document to UTF-8 first, or say the right format with `from`")
}
