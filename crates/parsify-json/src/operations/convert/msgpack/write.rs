//! From a tree to `MessagePack`.

use parsify_error::Failure;

use crate::operations::convert::bytes::{Whole, to_single};
use crate::operations::convert::format::Format;
use crate::operations::convert::note::{Note, NoteCode};
use crate::operations::convert::numbers::inexact;
use crate::operations::convert::path::Path;
use crate::operations::convert::problem::unsayable;
use crate::operations::convert::special::{Instant, Special, Speech, recognize};
use crate::tree::{Number, Object, Text, Value};

#[inline(never)]
pub(in super::super) fn write(
    value: &Value<'_>,
    is_sequence: bool,
    speech: &mut Speech<'_>,
) -> Result<Vec<u8>, Failure> {
    let mut writer = Writer { bytes: Vec::new(), speech };
    match value {
        Value::Array(elements) if is_sequence => {
            for (index, element) in elements.iter().enumerate() {
                writer.value(element, &Path::ROOT.index(index))?;
            }
        }
        _ => writer.value(value, &Path::ROOT)?,
    }
    Ok(writer.bytes)
}

struct Writer<'s, 'n> {
    bytes: Vec<u8>,
    speech: &'s mut Speech<'n>,
}

/// The markers of the kinds that have a length: from 0 to which length there is one byte for both, what it is added to, and
/// the markers for lengths of one, two and four bytes.
struct Markers {
    fixed: (u32, u8),
    one: Option<u8>,
    two: u8,
    four: u8,
}

const TEXT: Markers = Markers { fixed: (32, 0xa0), one: Some(0xd9), two: 0xda, four: 0xdb };
const BINARY: Markers = Markers { fixed: (0, 0), one: Some(0xc4), two: 0xc5, four: 0xc6 };
const ARRAY: Markers = Markers { fixed: (16, 0x90), one: None, two: 0xdc, four: 0xdd };
const MAP: Markers = Markers { fixed: (16, 0x80), one: None, two: 0xde, four: 0xdf };
const EXTENSION: Markers = Markers { fixed: (0, 0), one: Some(0xc7), two: 0xc8, four: 0xc9 };

impl Writer<'_, '_> {
    fn value(&mut self, value: &Value<'_>, path: &Path<'_>) -> Result<(), Failure> {
        match value {
            Value::Null => self.bytes.push(0xc0),
            Value::Bool(value) => self.bytes.push(if *value { 0xc3 } else { 0xc2 }),
            Value::Number(number) => self.number(number, path)?,
            Value::String(text) => self.string(text, path)?,
            Value::Array(elements) => {
                self.head(elements.len(), &ARRAY, path)?;
                for (index, element) in elements.iter().enumerate() {
                    self.value(element, &path.index(index))?;
                }
            }
            Value::Object(object) => {
                if self.speech.mode.wraps()
                    && let Some(special) = recognize(object, Format::MessagePack, path)?
                {
                    return self.special(special, path);
                }
                self.object(object, path)?;
            }
        }
        Ok(())
    }

    fn object(&mut self, object: &Object<'_>, path: &Path<'_>) -> Result<(), Failure> {
        let members = self.speech.notes.unique(object, path)?;
        self.head(members.len(), &MAP, path)?;
        for (key, value) in members {
            let shown = key.to_str_lossy();
            let path = path.key(&shown);
            self.string(key, &path)?;
            self.value(value, &path)?;
        }
        Ok(())
    }

    fn string(&mut self, text: &Text<'_>, path: &Path<'_>) -> Result<(), Failure> {
        let text = self.speech.notes.text(text, path)?;
        self.text(&text, path)
    }

    fn text(&mut self, text: &str, path: &Path<'_>) -> Result<(), Failure> {
        self.head(text.len(), &TEXT, path)?;
        self.bytes.extend_from_slice(text.as_bytes());
        Ok(())
    }

    fn head(&mut self, length: usize, markers: &Markers, path: &Path<'_>) -> Result<(), Failure> {
        let Ok(length) = u32::try_from(length) else {
            return Err(unsayable(Format::MessagePack, "nothing can be longer than 4,294,967,295", path));
        };
        let [.., second, last] = length.to_be_bytes();
        let (most, first) = markers.fixed;
        match (markers.one, length) {
            (_, length) if length < most => self.bytes.push(first | last),
            (Some(one), 0..=0xff) => self.bytes.extend([one, last]),
            (_, 0..=0xffff) => self.bytes.extend([markers.two, second, last]),
            _ => {
                self.bytes.push(markers.four);
                self.bytes.extend(length.to_be_bytes());
            }
        }
        Ok(())
    }

    fn number(&mut self, number: &Number<'_>, path: &Path<'_>) -> Result<(), Failure> {
        if let Some(Whole::Small(value)) = Whole::of(number) {
            if let Ok(value) = u64::try_from(value) {
                self.unsigned(value);
                return Ok(());
            }
            if let Ok(value) = i64::try_from(value) {
                self.negative(value);
                return Ok(());
            }
        }
        match inexact(number, self.speech.notes, path)? {
            Some(value) => self.double(value),
            None => self.text(number.as_str(), path)?,
        }
        Ok(())
    }

    fn unsigned(&mut self, value: u64) {
        let bytes = value.to_be_bytes();
        let (marker, length) = match value {
            0..=0x7f => (None, 1),
            0x80..=0xff => (Some(0xcc), 1),
            0x100..=0xffff => (Some(0xcd), 2),
            0x1_0000..=0xffff_ffff => (Some(0xce), 4),
            _ => (Some(0xcf), 8),
        };
        self.bytes.extend(marker);
        self.bytes.extend_from_slice(&bytes[8 - length..]);
    }

    fn negative(&mut self, value: i64) {
        let bytes = value.to_be_bytes();
        let (marker, length) = match value {
            -32.. => (None, 1),
            -0x80.. => (Some(0xd0), 1),
            -0x8000.. => (Some(0xd1), 2),
            -0x8000_0000.. => (Some(0xd2), 4),
            _ => (Some(0xd3), 8),
        };
        self.bytes.extend(marker);
        self.bytes.extend_from_slice(&bytes[8 - length..]);
    }

    fn double(&mut self, value: f64) {
        if let Some(single) = to_single(value) {
            self.bytes.push(0xca);
            self.bytes.extend(single.to_be_bytes());
        } else {
            self.bytes.push(0xcb);
            self.bytes.extend(value.to_be_bytes());
        }
    }

    fn special(&mut self, special: Special<&Value<'_>>, path: &Path<'_>) -> Result<(), Failure> {
        match special {
            Special::Binary { subtype, bytes } => {
                if subtype != 0 {
                    let message = format!("the subtype {subtype} of bytes was left out");
                    self.speech.notes.add(|| Note::new(NoteCode::Type, message).at(path))?;
                }
                self.head(bytes.len(), &BINARY, path)?;
                self.bytes.extend(bytes);
            }
            Special::Int32(value) => self.integer(value.into()),
            Special::Int64(value) => self.integer(value),
            Special::Double(value) => self.double(value),
            Special::Date(milliseconds) => self.date(Instant::of_milliseconds(milliseconds)),
            Special::Extension(kind, bytes) => {
                match bytes.len() {
                    length @ (1 | 2 | 4 | 8 | 16) => self.bytes.push(0xd4 + length.trailing_zeros() as u8),
                    length => self.head(length, &EXTENSION, path)?,
                }
                self.bytes.extend(kind.to_be_bytes());
                self.bytes.extend(bytes);
            }
            Special::Map(entries) => {
                self.head(entries.len(), &MAP, path)?;
                for (key, value) in entries {
                    self.value(key, path)?;
                    self.value(value, &path.key(&key.to_json()))?;
                }
            }
            other => {
                let plain = self.speech.plain(other.map(Value::clone), path)?;
                self.value(&plain, path)?;
            }
        }
        Ok(())
    }

    fn integer(&mut self, value: i64) {
        match u64::try_from(value) {
            Ok(value) => self.unsigned(value),
            Err(_) => self.negative(value),
        }
    }

    /// The shortest form that holds it.
    fn date(&mut self, Instant { seconds, nanoseconds }: Instant) {
        match (u32::try_from(seconds), u64::try_from(seconds)) {
            (Ok(seconds), _) if nanoseconds == 0 => {
                self.bytes.extend([0xd6, 0xff]);
                self.bytes.extend(seconds.to_be_bytes());
            }
            (_, Ok(seconds)) if seconds < 1 << 34 => {
                self.bytes.extend([0xd7, 0xff]);
                self.bytes.extend((u64::from(nanoseconds) << 34 | seconds).to_be_bytes());
            }
            _ => {
                self.bytes.extend([0xc7, 12, 0xff]);
                self.bytes.extend(nanoseconds.to_be_bytes());
                self.bytes.extend(seconds.to_be_bytes());
            }
        }
    }
}
