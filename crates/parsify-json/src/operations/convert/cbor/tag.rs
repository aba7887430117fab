//! Tagged values (RFC 8949, section 3.4).

use parsify_error::{ErrorKind, Failure};

use super::head::{BYTES, Head};
use super::read::Reader;
use crate::code;
use crate::operations::convert::binary::{to_base64, to_hex};
use crate::operations::convert::bytes::from_big_endian;
use crate::operations::convert::note::{Note, NoteCode};
use crate::operations::convert::path::Path;
use crate::operations::convert::special::{Instant, Special, timestamp};
use crate::tree::{Number, Value};

pub(super) const EPOCH: u64 = 1;
pub(super) const BIGNUM: u64 = 2;
pub(super) const NEGATIVE_BIGNUM: u64 = 3;
const TEXT_DATE: u64 = 0;
const DECIMAL: u64 = 4;
const BASE64URL: u64 = 21;
const BASE64: u64 = 22;
const BASE16: u64 = 23;
const SELF_DESCRIBED: u64 = 55_799;

impl<'a> Reader<'a, '_, '_> {
    /// The value behind a tag.
    pub(super) fn tag(&mut self, tag: u64, offset: usize, depth: usize, path: &Path<'_>) -> Result<Value<'a>, Failure> {
        self.cursor.check_depth(depth)?;
        let is_bytes = self.cursor.peek().is_some_and(|first| first >> 5 == BYTES);
        let wraps = self.speech.mode.wraps();
        match tag {
            BIGNUM | NEGATIVE_BIGNUM if is_bytes => return self.bignum(tag, offset),
            BASE64URL | BASE64 | BASE16 if is_bytes && !wraps => return self.encoded(tag, path),
            _ => {}
        }
        let value = self.value(depth, path)?;
        match tag {
            TEXT_DATE if !wraps && matches!(value, Value::String(_)) => {
                self.speech.date(path)?;
                Ok(value)
            }
            EPOCH => self.epoch(value, path),
            DECIMAL if !wraps => match decimal(&value) {
                Some(number) => Ok(number.into()),
                None => self.speech.say(Special::Tag(tag, value), path),
            },
            // Says nothing but that this is CBOR.
            SELF_DESCRIBED if !wraps => Ok(value),
            _ => self.speech.say(Special::Tag(tag, value), path),
        }
    }

    fn bignum(&mut self, tag: u64, offset: usize) -> Result<Value<'a>, Failure> {
        let head = Head::read(&mut self.cursor)?;
        let bytes = self.bytes(head)?;
        let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
        from_big_endian(&bytes[zeros..], tag == NEGATIVE_BIGNUM).map(Value::Number).ok_or_else(|| {
            let message = format!("CBOR: the integer at offset {offset} has more than 20,000 digits");
            Failure::new(ErrorKind::Limit, code::CONVERT_VALUE, message).with_detail("offset", offset)
        })
    }

    /// Bytes that are meant to become a text.
    fn encoded(&mut self, tag: u64, path: &Path<'_>) -> Result<Value<'a>, Failure> {
        let head = Head::read(&mut self.cursor)?;
        let bytes = self.bytes(head)?;
        let (name, text) = match tag {
            BASE64URL => {
                let text = to_base64(&bytes).trim_end_matches('=').replace('+', "-").replace('/', "_");
                ("base64 for URLs", text)
            }
            BASE64 => ("base64", to_base64(&bytes)),
            _ => ("hexadecimal digits", to_hex(&bytes)),
        };
        let message = format!("bytes became a string in {name}");
        self.speech.notes.add(|| Note::new(NoteCode::Binary, message).at(path))?;
        Ok(text.into())
    }

    /// Seconds since 1970.
    fn epoch(&mut self, value: Value<'a>, path: &Path<'_>) -> Result<Value<'a>, Failure> {
        let seconds = value.as_number().filter(|number| !number.as_str().contains(['.', 'e'])).and_then(Number::to_i64);
        if let Some(milliseconds) = seconds.and_then(|seconds| seconds.checked_mul(1000)) {
            return self.speech.say(Special::Date(milliseconds), path);
        }
        let seconds = value.as_number().map(Number::to_f64);
        if self.speech.mode.wraps() {
            if let Some(milliseconds) = seconds.and_then(milliseconds) {
                return self.speech.say(Special::Date(milliseconds), path);
            }
        } else if let Some(text) = seconds.and_then(fraction) {
            self.speech.date(path)?;
            return Ok(text.into());
        }
        self.speech.say(Special::Tag(EPOCH, value), path)
    }
}

/// How far from 1970 seconds in doubles are read, in either direction.
const FAR: f64 = 1e12;

/// Milliseconds, when these seconds are what is written for them.
#[expect(clippy::cast_possible_truncation, reason = "the range is checked")]
#[expect(clippy::float_cmp, reason = "only what is exactly the same comes back")]
fn milliseconds(seconds: f64) -> Option<i64> {
    let milliseconds = (seconds * 1000.0).round();
    let is_same = milliseconds / 1000.0 == seconds && milliseconds % 1000.0 != 0.0;
    (is_same && (-FAR..FAR).contains(&seconds)).then_some(milliseconds as i64)
}

/// The date so many seconds after 1970 began, to the microsecond, which doubles hold in our time.
#[expect(clippy::cast_possible_truncation, reason = "the range is checked")]
fn fraction(seconds: f64) -> Option<String> {
    if !(-FAR..FAR).contains(&seconds) {
        return None;
    }
    let microseconds = (seconds * 1e6).round() as i64;
    let nanoseconds = u32::try_from(microseconds.rem_euclid(1_000_000) * 1000).ok()?;
    timestamp(Instant { seconds: microseconds.div_euclid(1_000_000), nanoseconds })
}

/// The decimal number of an exponent and an integer.
fn decimal(value: &Value<'_>) -> Option<Number<'static>> {
    let [Value::Number(exponent), Value::Number(mantissa)] = value.as_array()?.as_slice() else { return None };
    let is_integer = |number: &Number<'_>| !number.as_str().contains(['.', 'e', 'E']);
    if !is_integer(exponent) || !is_integer(mantissa) {
        return None;
    }
    Number::new(format!("{mantissa}e{exponent}"))
}
