//! From CBOR to a tree.

use parsify_error::Failure;
use std::borrow::Cow;

use super::head::{ARRAY, BREAK, BYTES, Head, MAP, NEGATIVE, SIMPLE, TAG, TEXT, UNSIGNED};
use crate::operations::convert::bytes::{Cursor, from_half};
use crate::operations::convert::entries::{Entries, Key, shown};
use crate::operations::convert::format::Format;
use crate::operations::convert::path::Path;
use crate::operations::convert::special::{Special, Speech};
use crate::tree::Value;

#[inline(never)]
pub(in super::super) fn read<'a>(
    bytes: &'a [u8],
    is_sequence: bool,
    speech: &mut Speech<'_>,
) -> Result<Value<'a>, Failure> {
    let mut reader = Reader { cursor: Cursor::new(bytes, Format::Cbor), speech };
    if !is_sequence {
        let value = reader.value(0, &Path::ROOT)?;
        return reader.cursor.end().map(|()| value);
    }
    let mut values = Vec::new();
    while reader.cursor.left() > 0 {
        let value = reader.value(1, &Path::ROOT.index(values.len()))?;
        values.push(value);
    }
    Ok(Value::Array(values))
}

pub(super) struct Reader<'a, 's, 'n> {
    pub(super) cursor: Cursor<'a>,
    pub(super) speech: &'s mut Speech<'n>,
}

impl<'a> Reader<'a, '_, '_> {
    /// The next value, which stands within so many levels.
    pub(super) fn value(&mut self, depth: usize, path: &Path<'_>) -> Result<Value<'a>, Failure> {
        let head = Head::read(&mut self.cursor)?;
        match (head.kind, head.number) {
            (UNSIGNED, Some(number)) => Ok(number.into()),
            (NEGATIVE, Some(number)) => Ok((-1 - i128::from(number)).into()),
            (BYTES, _) => {
                let bytes = self.bytes(head)?.into_owned();
                self.speech.say(Special::Binary { subtype: 0, bytes }, path)
            }
            (TEXT, _) => self.text(head).map(|text| Value::String(text.into())),
            (ARRAY, count) => self.array(count, depth + 1, path),
            (MAP, count) => self.map(count, depth + 1, path),
            (TAG, Some(number)) => self.tag(number, head.offset, depth + 1, path),
            (SIMPLE, Some(number)) => self.simple(number, head, path),
            (SIMPLE, None) => Err(self.cursor.bad("there is nothing that this break could end", head.offset)),
            _ => Err(self.cursor.bad("only texts, bytes, arrays and maps can be without a length", head.offset)),
        }
    }

    /// A byte string, of which a head has been read.
    pub(super) fn bytes(&mut self, head: Head) -> Result<Cow<'a, [u8]>, Failure> {
        if let Some(length) = head.number {
            return self.cursor.take(length).map(Cow::Borrowed);
        }
        let mut bytes = Vec::new();
        while let Some(length) = self.chunk(BYTES)? {
            bytes.extend_from_slice(self.cursor.take(length)?);
        }
        Ok(Cow::Owned(bytes))
    }

    fn text(&mut self, head: Head) -> Result<Cow<'a, str>, Failure> {
        if let Some(length) = head.number {
            return self.cursor.text(length).map(Cow::Borrowed);
        }
        let mut text = String::new();
        while let Some(length) = self.chunk(TEXT)? {
            text.push_str(self.cursor.text(length)?);
        }
        Ok(Cow::Owned(text))
    }

    /// The length of the next part of a string without a length, or nothing at its end.
    fn chunk(&mut self, kind: u8) -> Result<Option<u64>, Failure> {
        if self.at_break()? {
            return Ok(None);
        }
        let head = Head::read(&mut self.cursor)?;
        if head.kind == kind && head.number.is_some() {
            return Ok(head.number);
        }
        Err(self.cursor.bad("a string without a length is made of strings of its kind that have one", head.offset))
    }

    /// Whether a break comes, which is read then.
    fn at_break(&mut self) -> Result<bool, Failure> {
        let is_break = self.cursor.peek() == Some(BREAK);
        if is_break {
            self.cursor.byte()?;
        }
        Ok(is_break)
    }

    /// Whether an entry comes, after so many.
    fn has_more(&mut self, count: Option<u64>, read: u64) -> Result<bool, Failure> {
        match count {
            Some(count) => Ok(read < count),
            None => self.at_break().map(|is_break| !is_break),
        }
    }

    fn array(&mut self, count: Option<u64>, depth: usize, path: &Path<'_>) -> Result<Value<'a>, Failure> {
        self.cursor.check_depth(depth)?;
        let mut elements = self.cursor.room(count.unwrap_or_default());
        while self.has_more(count, elements.len() as u64)? {
            let element = self.value(depth, &path.index(elements.len()))?;
            elements.push(element);
        }
        Ok(Value::Array(elements))
    }

    fn map(&mut self, count: Option<u64>, depth: usize, path: &Path<'_>) -> Result<Value<'a>, Failure> {
        self.cursor.check_depth(depth)?;
        let mut entries = Entries::new();
        let mut read = 0;
        while self.has_more(count, read)? {
            read += 1;
            let key = self.key(depth, path)?;
            let value = self.value(depth, &path.key(&shown(&key)))?;
            entries.push(key, value);
        }
        entries.finish(self.speech, path)
    }

    fn key(&mut self, depth: usize, path: &Path<'_>) -> Result<Key<'a>, Failure> {
        if self.cursor.peek().is_none_or(|first| first >> 5 != TEXT) {
            return self.value(depth, path).map(Key::Other);
        }
        let head = Head::read(&mut self.cursor)?;
        self.text(head).map(Key::Text)
    }

    fn simple(&mut self, number: u64, head: Head, path: &Path<'_>) -> Result<Value<'a>, Failure> {
        let bits = number.to_be_bytes();
        let [.., fifth, sixth, seventh, eighth] = bits;
        match (head.width, eighth) {
            (0, 20) => Ok(false.into()),
            (0, 21) => Ok(true.into()),
            (0, 22) => Ok(Value::Null),
            (0, 23) => self.speech.say(Special::Undefined, path),
            (1, 0..=31) => Err(self.cursor.bad("simple values below 32 stand in one byte", head.offset)),
            (0 | 1, number) => self.speech.say(Special::Simple(number), path),
            (2, _) => {
                let value = from_half(u16::from_be_bytes([seventh, eighth]));
                self.speech.say(Special::Double(value), path)
            }
            (4, _) => {
                let value = f32::from_be_bytes([fifth, sixth, seventh, eighth]);
                self.speech.say(Special::Double(value.into()), path)
            }
            _ => self.speech.say(Special::Double(f64::from_bits(number)), path),
        }
    }
}
