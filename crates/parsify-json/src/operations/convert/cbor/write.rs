//! From a tree to CBOR, every value in its shortest form (RFC 8949, section 4.1).

use parsify_error::Failure;

use super::head::{ARRAY, BYTES, Head, MAP, NEGATIVE, SIMPLE, TAG, TEXT, UNSIGNED};
use super::tag::{BIGNUM, EPOCH, NEGATIVE_BIGNUM};
use crate::operations::convert::bytes::{Whole, to_big_endian, to_half, to_single};
use crate::operations::convert::format::Format;
use crate::operations::convert::note::{Note, NoteCode};
use crate::operations::convert::numbers::inexact;
use crate::operations::convert::path::Path;
use crate::operations::convert::special::{Special, Speech, recognize};
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

const FALSE: u8 = 0xf4;
const TRUE: u8 = 0xf5;
const NULL: u8 = 0xf6;
const UNDEFINED: u8 = 0xf7;
const HALF: u8 = 0xf9;
const SINGLE: u8 = 0xfa;
const DOUBLE: u8 = 0xfb;

impl Writer<'_, '_> {
    fn value(&mut self, value: &Value<'_>, path: &Path<'_>) -> Result<(), Failure> {
        match value {
            Value::Null => self.bytes.push(NULL),
            Value::Bool(value) => self.bytes.push(if *value { TRUE } else { FALSE }),
            Value::Number(number) => self.number(number, path)?,
            Value::String(text) => self.string(text, path)?,
            Value::Array(elements) => {
                self.head(ARRAY, elements.len());
                for (index, element) in elements.iter().enumerate() {
                    self.value(element, &path.index(index))?;
                }
            }
            Value::Object(object) => {
                if self.speech.mode.wraps()
                    && let Some(special) = recognize(object, Format::Cbor, path)?
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
        self.head(MAP, members.len());
        for (key, value) in members {
            let shown = key.to_str_lossy();
            let path = path.key(&shown);
            self.string(key, &path)?;
            self.value(value, &path)?;
        }
        Ok(())
    }

    fn head(&mut self, kind: u8, length: usize) {
        Head::write(kind, length as u64, &mut self.bytes);
    }

    fn string(&mut self, text: &Text<'_>, path: &Path<'_>) -> Result<(), Failure> {
        let text = self.speech.notes.text(text, path)?;
        self.text(&text);
        Ok(())
    }

    fn text(&mut self, text: &str) {
        self.head(TEXT, text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    fn byte_string(&mut self, bytes: &[u8]) {
        self.head(BYTES, bytes.len());
        self.bytes.extend_from_slice(bytes);
    }

    fn number(&mut self, number: &Number<'_>, path: &Path<'_>) -> Result<(), Failure> {
        match Whole::of(number) {
            Some(Whole::Small(value)) if self.integer(value) => return Ok(()),
            Some(_) => {
                if let Some((bytes, negative)) = to_big_endian(number) {
                    Head::write(TAG, if negative { NEGATIVE_BIGNUM } else { BIGNUM }, &mut self.bytes);
                    self.byte_string(&bytes);
                    return Ok(());
                }
            }
            None => {}
        }
        match inexact(number, self.speech.notes, path)? {
            Some(value) => self.double(value),
            None => self.text(number.as_str()),
        }
        Ok(())
    }

    /// Writes an integer of 64 bits and a sign; `false` for others.
    fn integer(&mut self, value: i128) -> bool {
        if let Ok(value) = u64::try_from(value) {
            Head::write(UNSIGNED, value, &mut self.bytes);
        } else if let Ok(value) = u64::try_from(-1 - value) {
            Head::write(NEGATIVE, value, &mut self.bytes);
        } else {
            return false;
        }
        true
    }

    fn double(&mut self, value: f64) {
        if value.is_nan() {
            self.bytes.extend([HALF, 0x7e, 0]);
            return;
        }
        let single = to_single(value);
        match (single.and_then(to_half), single) {
            (Some(half), _) => {
                self.bytes.push(HALF);
                self.bytes.extend(half.to_be_bytes());
            }
            (None, Some(single)) => {
                self.bytes.push(SINGLE);
                self.bytes.extend(single.to_be_bytes());
            }
            (None, None) => {
                self.bytes.push(DOUBLE);
                self.bytes.extend(value.to_be_bytes());
            }
        }
    }

    fn special(&mut self, special: Special<&Value<'_>>, path: &Path<'_>) -> Result<(), Failure> {
        match special {
            Special::Binary { subtype, bytes } => {
                if subtype != 0 {
                    let message = format!("the subtype {subtype} of bytes was left out");
                    self.speech.notes.add(|| Note::new(NoteCode::Type, message).at(path))?;
                }
                self.byte_string(&bytes);
            }
            Special::Int32(value) => drop(self.integer(value.into())),
            Special::Int64(value) => drop(self.integer(value.into())),
            Special::Double(value) => self.double(value),
            Special::Date(milliseconds) => {
                Head::write(TAG, EPOCH, &mut self.bytes);
                if milliseconds % 1000 == 0 {
                    self.integer((milliseconds / 1000).into());
                } else {
                    self.milliseconds(milliseconds, path)?;
                }
            }
            Special::Undefined => self.bytes.push(UNDEFINED),
            Special::Simple(number) => Head::write(SIMPLE, number.into(), &mut self.bytes),
            Special::Tag(number, value) => {
                Head::write(TAG, number, &mut self.bytes);
                self.value(value, path)?;
            }
            Special::Map(entries) => {
                self.head(MAP, entries.len());
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

    /// Writes seconds with a fraction, which doubles hold to the millisecond for 285,000 years.
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "what gets lost is noted")]
    fn milliseconds(&mut self, milliseconds: i64, path: &Path<'_>) -> Result<(), Failure> {
        let seconds = milliseconds as f64 / 1000.0;
        if (seconds * 1000.0).round() as i64 != milliseconds {
            let message = "a date so far away lost its milliseconds";
            self.speech.notes.add(|| Note::new(NoteCode::Date, message).at(path))?;
        }
        self.double(seconds);
        Ok(())
    }
}
