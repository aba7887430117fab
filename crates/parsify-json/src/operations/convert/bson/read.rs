//! From BSON to a tree.

use parsify_error::Failure;

use crate::operations::convert::bytes::Cursor;
use crate::operations::convert::format::Format;
use crate::operations::convert::path::Path;
use crate::operations::convert::special::{Decimal128, Special, Speech};
use crate::tree::{Object, Value};

/// Four bytes for the length, and the zero at the end.
const SHORTEST: u64 = 5;

#[inline(never)]
pub(in super::super) fn read<'a>(
    bytes: &'a [u8],
    is_sequence: bool,
    speech: &mut Speech<'_>,
) -> Result<Value<'a>, Failure> {
    let mut reader = Reader { cursor: Cursor::new(bytes, Format::Bson), speech };
    if !is_sequence {
        let value = reader.document(1, &Path::ROOT)?;
        return reader.cursor.end().map(|()| value);
    }
    let mut values = Vec::new();
    while reader.cursor.left() > 0 {
        let value = reader.document(2, &Path::ROOT.index(values.len()))?;
        values.push(value);
    }
    Ok(Value::Array(values))
}

struct Reader<'a, 's, 'n> {
    cursor: Cursor<'a>,
    speech: &'s mut Speech<'n>,
}

impl<'a> Reader<'a, '_, '_> {
    fn document(&mut self, depth: usize, path: &Path<'_>) -> Result<Value<'a>, Failure> {
        let end = self.begin(depth)?;
        let mut object = Object::new();
        while let Some((kind, key)) = self.entry(end)? {
            let value = self.value(kind, depth, &path.key(key))?;
            object.push(key, value);
        }
        Ok(Value::Object(object))
    }

    /// An array, which is a document whose keys are of no account.
    fn array(&mut self, depth: usize, path: &Path<'_>) -> Result<Value<'a>, Failure> {
        let end = self.begin(depth)?;
        let mut elements = Vec::new();
        while let Some((kind, _)) = self.entry(end)? {
            let element = self.value(kind, depth, &path.index(elements.len()))?;
            elements.push(element);
        }
        Ok(Value::Array(elements))
    }

    /// Reads the length of a document, and gives the offset behind it.
    fn begin(&mut self, depth: usize) -> Result<usize, Failure> {
        self.cursor.check_depth(depth)?;
        let start = self.cursor.at();
        let length = self.length()?;
        if length < SHORTEST {
            return Err(self.cursor.bad(format!("a document has {SHORTEST} bytes at least, not {length},"), start));
        }
        self.cursor.reserve(length - 4)?;
        Ok(start + usize::try_from(length).unwrap_or(usize::MAX))
    }

    /// The type and the key of the next entry, or nothing at the end, which has to be there.
    fn entry(&mut self, end: usize) -> Result<Option<(u8, &'a str)>, Failure> {
        let start = self.cursor.at();
        if start >= end {
            return Err(self.cursor.bad("a document is longer than it says", start));
        }
        match self.cursor.byte()? {
            0 if self.cursor.at() == end => Ok(None),
            0 => Err(self.cursor.bad("a document is shorter than it says", start)),
            kind => Ok(Some((kind, self.name()?))),
        }
    }

    /// A text that ends with a zero.
    fn name(&mut self) -> Result<&'a str, Failure> {
        let length = self.cursor.until_zero()?;
        let name = self.cursor.text(length)?;
        self.cursor.byte()?;
        Ok(name)
    }

    fn length(&mut self) -> Result<u64, Failure> {
        let start = self.cursor.at();
        let length = i32::from_le_bytes(self.cursor.array()?);
        u64::try_from(length).map_err(|_| self.cursor.bad("a length is negative", start))
    }

    /// A text with its length, which counts the zero at the end.
    fn text(&mut self) -> Result<&'a str, Failure> {
        let start = self.cursor.at();
        let length = self.length()?;
        let Some(length) = length.checked_sub(1) else {
            return Err(self.cursor.bad("a text has a zero at its end, which counts,", start));
        };
        let text = self.cursor.text(length)?;
        let end = self.cursor.at();
        match self.cursor.byte()? {
            0 => Ok(text),
            _ => Err(self.cursor.bad("a text has no zero at its end", end)),
        }
    }

    fn value(&mut self, kind: u8, depth: usize, path: &Path<'_>) -> Result<Value<'a>, Failure> {
        let start = self.cursor.at();
        let special = match kind {
            0x01 => Special::Double(f64::from_le_bytes(self.cursor.array()?)),
            0x02 => return self.text().map(Value::from),
            0x03 => return self.document(depth + 1, path),
            0x04 => return self.array(depth + 1, path),
            0x05 => self.binary()?,
            0x06 => Special::Undefined,
            0x07 => Special::ObjectId(self.cursor.array()?),
            0x08 => match self.cursor.byte()? {
                0 => return Ok(false.into()),
                1 => return Ok(true.into()),
                _ => return Err(self.cursor.bad("a truth value is 0 or 1, not the byte", start)),
            },
            0x09 => Special::Date(i64::from_le_bytes(self.cursor.array()?)),
            0x0a => return Ok(Value::Null),
            0x0b => Special::Regex { pattern: self.name()?.to_owned(), options: self.name()?.to_owned() },
            0x0c => Special::Pointer { namespace: self.text()?.to_owned(), id: self.cursor.array()? },
            0x0d => Special::Code(self.text()?.to_owned()),
            0x0e => Special::Symbol(self.text()?.to_owned()),
            0x0f => self.scoped_code(depth, path)?,
            0x10 => Special::Int32(i32::from_le_bytes(self.cursor.array()?)),
            0x11 => {
                let increment = u32::from_le_bytes(self.cursor.array()?);
                Special::Timestamp { seconds: u32::from_le_bytes(self.cursor.array()?), increment }
            }
            0x12 => Special::Int64(i64::from_le_bytes(self.cursor.array()?)),
            0x13 => Special::Decimal(Decimal128::from_bytes(self.cursor.array()?)),
            0x7f => Special::MaxKey,
            0xff => Special::MinKey,
            _ => return Err(self.cursor.bad(format!("0x{kind:02x} is no type, of the entry whose value is"), start)),
        };
        self.speech.say(special, path)
    }

    fn binary(&mut self) -> Result<Special<Value<'a>>, Failure> {
        const OLD: u8 = 2;
        let start = self.cursor.at();
        let mut length = self.length()?;
        let subtype = self.cursor.byte()?;
        if subtype == OLD {
            // It has its length twice.
            let inner = self.length()?;
            if length.checked_sub(4) != Some(inner) {
                return Err(self.cursor.bad("the two lengths of old binary data contradict each other", start));
            }
            length = inner;
        }
        Ok(Special::Binary { subtype, bytes: self.cursor.take(length)?.to_vec() })
    }

    fn scoped_code(&mut self, depth: usize, path: &Path<'_>) -> Result<Special<Value<'a>>, Failure> {
        let start = self.cursor.at();
        let length = self.length()?;
        let code = self.text()?.to_owned();
        let scope = self.document(depth + 1, path)?;
        if (self.cursor.at() - start) as u64 != length {
            return Err(self.cursor.bad("the length of code with its scope is not theirs", start));
        }
        Ok(Special::ScopedCode(code, scope))
    }
}
