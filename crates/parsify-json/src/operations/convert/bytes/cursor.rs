//! A place in bytes that may lie about their lengths.

use parsify_error::{ErrorKind, Failure};

use crate::code;
use crate::operations::convert::format::Format;
use crate::tree::DEPTH;

/// Elements that room is made for before the first one is read, however many there are said to be.
const MOST_EXPECTED: usize = 256;

/// Reads bytes from the first to the last.
#[derive(Debug)]
pub(in super::super) struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
    format: Format,
}

impl<'a> Cursor<'a> {
    pub(in super::super) const fn new(bytes: &'a [u8], format: Format) -> Self {
        Self { bytes, at: 0, format }
    }

    /// The offset of the next byte.
    pub(in super::super) const fn at(&self) -> usize {
        self.at
    }

    pub(in super::super) const fn left(&self) -> usize {
        self.bytes.len() - self.at
    }

    pub(in super::super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The next bytes.
    ///
    /// # Errors
    ///
    /// There are fewer.
    pub(in super::super) fn take(&mut self, length: u64) -> Result<&'a [u8], Failure> {
        let taken = usize::try_from(length).ok().and_then(|length| self.bytes.get(self.at..)?.get(..length));
        match taken {
            Some(taken) => {
                self.at += taken.len();
                Ok(taken)
            }
            None => Err(self.truncated(length)),
        }
    }

    /// The next bytes, as many as the result holds.
    pub(in super::super) fn array<const LENGTH: usize>(&mut self) -> Result<[u8; LENGTH], Failure> {
        match self.bytes.get(self.at..).and_then(<[u8]>::first_chunk) {
            Some(taken) => {
                self.at += LENGTH;
                Ok(*taken)
            }
            None => Err(self.truncated(LENGTH as u64)),
        }
    }

    pub(in super::super) fn byte(&mut self) -> Result<u8, Failure> {
        self.array::<1>().map(|[byte]| byte)
    }

    /// # Errors
    ///
    /// There are fewer bytes left.
    pub(in super::super) fn reserve(&self, length: u64) -> Result<(), Failure> {
        if length <= self.left() as u64 { Ok(()) } else { Err(self.truncated(length)) }
    }

    /// How many bytes stand before the next zero.
    ///
    /// # Errors
    ///
    /// There is none.
    pub(in super::super) fn until_zero(&self) -> Result<u64, Failure> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        match rest.iter().position(|byte| *byte == 0) {
            Some(length) => Ok(length as u64),
            None => Err(self.truncated(rest.len() as u64 + 1)),
        }
    }

    /// The next bytes as a text.
    ///
    /// # Errors
    ///
    /// There are fewer, or they are no UTF-8.
    pub(in super::super) fn text(&mut self, length: u64) -> Result<&'a str, Failure> {
        let start = self.at;
        let bytes = self.take(length)?;
        std::str::from_utf8(bytes).map_err(|error| self.bad("a text is not in UTF-8", start + error.valid_up_to()))
    }

    /// Room for so many elements, of which each takes a byte at least.
    pub(in super::super) fn room<T>(&self, count: u64) -> Vec<T> {
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        Vec::with_capacity(count.min(self.left()).min(MOST_EXPECTED))
    }

    /// # Errors
    ///
    /// Something stands behind the document.
    pub(in super::super) fn end(&self) -> Result<(), Failure> {
        let left = self.left();
        if left == 0 {
            return Ok(());
        }
        let message =
            format!("{}: {} behind the document, from offset {}", self.format.title(), counted(left), self.at);
        Err(Failure::new(ErrorKind::Input, code::CONVERT_TRAILING, message)
            .with_detail("offset", self.at)
            .with_detail("bytes", left)
            .with_hint("set `sequence` to read several documents one after the other into an array"))
    }

    /// # Errors
    ///
    /// So many levels are more than a tree takes.
    pub(in super::super) fn check_depth(&self, depth: usize) -> Result<(), Failure> {
        if depth <= DEPTH {
            return Ok(());
        }
        let message = format!("{}: nesting beyond {DEPTH} levels at offset {}", self.format.title(), self.at);
        Err(Failure::new(ErrorKind::Limit, code::CONVERT_DEPTH, message)
            .with_detail("offset", self.at)
            .with_detail("limit", DEPTH))
    }

    /// The document is none of its format at this offset.
    #[cold]
    pub(in super::super) fn bad(&self, message: impl std::fmt::Display, offset: usize) -> Failure {
        let code = match self.format {
            Format::MessagePack => code::MSGPACK_SYNTAX,
            Format::Bson => code::BSON_SYNTAX,
            _ => code::CBOR_SYNTAX,
        };
        let message = format!("{}: {message} at offset {offset}", self.format.title());
        Failure::new(ErrorKind::Input, code, message).with_detail("offset", offset)
    }

    #[cold]
    fn truncated(&self, wanted: u64) -> Failure {
        let left = self.left();
        let (title, at) = (self.format.title(), self.at);
        let message =
            format!("{title}: the document ends too early: {} left at offset {at}, not {wanted}", counted(left));
        Failure::new(ErrorKind::Input, code::CONVERT_TRUNCATED, message)
            .with_detail("offset", self.at)
            .with_detail("expected", wanted)
            .with_detail("bytes", left)
    }
}

fn counted(bytes: usize) -> String {
    if bytes == 1 { "1 byte is".to_owned() } else { format!("{bytes} bytes are") }
}
