//! From `MessagePack` to a tree.

use parsify_error::Failure;

use crate::operations::convert::bytes::Cursor;
use crate::operations::convert::entries::{Entries, Key, shown};
use crate::operations::convert::format::Format;
use crate::operations::convert::path::Path;
use crate::operations::convert::special::{Instant, Special, Speech, timestamp};
use crate::tree::Value;

#[inline(never)]
pub(in super::super) fn read<'a>(
    bytes: &'a [u8],
    is_sequence: bool,
    speech: &mut Speech<'_>,
) -> Result<Value<'a>, Failure> {
    let mut reader = Reader { cursor: Cursor::new(bytes, Format::MessagePack), speech };
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

struct Reader<'a, 's, 'n> {
    cursor: Cursor<'a>,
    speech: &'s mut Speech<'n>,
}

impl<'a> Reader<'a, '_, '_> {
    /// The next value, which stands within so many levels.
    fn value(&mut self, depth: usize, path: &Path<'_>) -> Result<Value<'a>, Failure> {
        let start = self.cursor.at();
        let marker = self.cursor.byte()?;
        let low = u64::from(marker & 0xf);
        Ok(match marker {
            0x00..=0x7f => i32::from(marker).into(),
            0x80..=0x8f => self.map(low, depth, path)?,
            0x90..=0x9f => self.array(low, depth, path)?,
            0xa0..=0xbf => self.cursor.text(u64::from(marker & 0x1f))?.into(),
            0xc0 => Value::Null,
            0xc1 => return Err(self.cursor.bad("the byte 0xc1 is never used", start)),
            0xc2 => false.into(),
            0xc3 => true.into(),
            0xc4..=0xc6 => {
                let length = self.number(marker - 0xc4)?;
                let bytes = self.cursor.take(length)?.to_vec();
                self.speech.say(Special::Binary { subtype: 0, bytes }, path)?
            }
            0xc7..=0xc9 => {
                let length = self.number(marker - 0xc7)?;
                self.extension(length, path)?
            }
            0xca => {
                let value = f32::from_be_bytes(self.cursor.array()?);
                self.speech.say(Special::Double(value.into()), path)?
            }
            0xcb => {
                let value = f64::from_be_bytes(self.cursor.array()?);
                self.speech.say(Special::Double(value), path)?
            }
            0xcc..=0xcf => self.number(marker - 0xcc)?.into(),
            0xd0 => i32::from(i8::from_be_bytes(self.cursor.array()?)).into(),
            0xd1 => i32::from(i16::from_be_bytes(self.cursor.array()?)).into(),
            0xd2 => i32::from_be_bytes(self.cursor.array()?).into(),
            0xd3 => i64::from_be_bytes(self.cursor.array()?).into(),
            0xd4..=0xd8 => self.extension(1 << (marker - 0xd4), path)?,
            0xd9..=0xdb => {
                let length = self.number(marker - 0xd9)?;
                self.cursor.text(length)?.into()
            }
            0xdc | 0xdd => {
                let count = self.number(marker - 0xdc + 1)?;
                self.array(count, depth, path)?
            }
            0xde | 0xdf => {
                let count = self.number(marker - 0xde + 1)?;
                self.map(count, depth, path)?
            }
            0xe0..=0xff => (i32::from(marker) - 256).into(),
        })
    }

    /// An unsigned integer of 2^`power` bytes.
    fn number(&mut self, power: u8) -> Result<u64, Failure> {
        Ok(match power {
            0 => self.cursor.byte()?.into(),
            1 => u16::from_be_bytes(self.cursor.array()?).into(),
            2 => u32::from_be_bytes(self.cursor.array()?).into(),
            _ => u64::from_be_bytes(self.cursor.array()?),
        })
    }

    fn array(&mut self, count: u64, depth: usize, path: &Path<'_>) -> Result<Value<'a>, Failure> {
        self.cursor.check_depth(depth + 1)?;
        let mut elements = self.cursor.room(count);
        for index in 0..count {
            let index = usize::try_from(index).unwrap_or(usize::MAX);
            elements.push(self.value(depth + 1, &path.index(index))?);
        }
        Ok(Value::Array(elements))
    }

    fn map(&mut self, count: u64, depth: usize, path: &Path<'_>) -> Result<Value<'a>, Failure> {
        let depth = depth + 1;
        self.cursor.check_depth(depth)?;
        let mut entries = Entries::new();
        for _ in 0..count {
            let key = self.key(depth, path)?;
            let value = self.value(depth, &path.key(&shown(&key)))?;
            entries.push(key, value);
        }
        entries.finish(self.speech, path)
    }

    fn key(&mut self, depth: usize, path: &Path<'_>) -> Result<Key<'a>, Failure> {
        let length = match self.cursor.peek() {
            Some(marker @ 0xa0..=0xbf) => {
                self.cursor.byte()?;
                u64::from(marker & 0x1f)
            }
            Some(marker @ 0xd9..=0xdb) => {
                self.cursor.byte()?;
                self.number(marker - 0xd9)?
            }
            _ => return self.value(depth, path).map(Key::Other),
        };
        self.cursor.text(length).map(|text| Key::Text(text.into()))
    }

    fn extension(&mut self, length: u64, path: &Path<'_>) -> Result<Value<'a>, Failure> {
        let kind = i8::from_be_bytes(self.cursor.array()?);
        let bytes = self.cursor.take(length)?;
        let Some(instant) = (kind == -1).then(|| instant(bytes)).flatten() else {
            return self.speech.say(Special::Extension(kind, bytes.to_vec()), path);
        };
        if let Some(milliseconds) = instant.to_milliseconds() {
            return self.speech.say(Special::Date(milliseconds), path);
        }
        // More than what the wrapper of dates holds.
        match timestamp(instant) {
            Some(text) if !self.speech.mode.wraps() => {
                self.speech.date(path)?;
                Ok(text.into())
            }
            _ => self.speech.say(Special::Extension(kind, bytes.to_vec()), path),
        }
    }
}

/// The point in time that an extension of type -1 is.
fn instant(bytes: &[u8]) -> Option<Instant> {
    let (seconds, nanoseconds) = match bytes.len() {
        4 => (i64::from(u32::from_be_bytes(bytes.try_into().ok()?)), 0),
        8 => {
            let both = u64::from_be_bytes(bytes.try_into().ok()?);
            (i64::try_from(both & 0x3_ffff_ffff).ok()?, u32::try_from(both >> 34).ok()?)
        }
        12 => {
            let (nanoseconds, seconds) = bytes.split_first_chunk::<4>()?;
            (i64::from_be_bytes(seconds.try_into().ok()?), u32::from_be_bytes(*nanoseconds))
        }
        _ => return None,
    };
    (nanoseconds < 1_000_000_000).then_some(Instant { seconds, nanoseconds })
}
