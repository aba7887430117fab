//! From a tree to BSON.

use parsify_error::Failure;

use crate::operations::convert::bytes::Whole;
use crate::operations::convert::format::Format;
use crate::operations::convert::numbers::inexact;
use crate::operations::convert::path::Path;
use crate::operations::convert::problem::unsayable;
use crate::operations::convert::special::{Special, Speech, recognize};
use crate::tree::{Number, Object, Value};

#[inline(never)]
pub(in super::super) fn write(
    value: &Value<'_>,
    is_sequence: bool,
    speech: &mut Speech<'_>,
) -> Result<Vec<u8>, Failure> {
    let mut writer = Writer { bytes: Vec::new(), speech };
    match value {
        Value::Object(object) => writer.document(object, &Path::ROOT)?,
        Value::Array(elements) if is_sequence => {
            for (index, element) in elements.iter().enumerate() {
                let path = Path::ROOT.index(index);
                let Value::Object(object) = element else { return Err(no_document(element, &path)) };
                writer.document(object, &path)?;
            }
        }
        other => {
            let failure = no_document(other, &Path::ROOT);
            return Err(match other {
                Value::Array(_) => failure.with_hint("set `sequence` to write a document for each element"),
                _ => failure.with_hint("put it into an object first"),
            });
        }
    }
    Ok(writer.bytes)
}

fn no_document(value: &Value<'_>, path: &Path<'_>) -> Failure {
    unsayable(Format::Bson, format!("a document is an object, not a value of type {}", value.kind()), path)
}

struct Writer<'s, 'n> {
    bytes: Vec<u8>,
    speech: &'s mut Speech<'n>,
}

impl Writer<'_, '_> {
    fn document(&mut self, object: &Object<'_>, path: &Path<'_>) -> Result<(), Failure> {
        let start = self.begin();
        for (key, value) in self.speech.notes.unique(object, path)? {
            let shown = key.to_str_lossy();
            let path = path.key(&shown);
            let key = self.speech.notes.text(key, &path)?;
            self.entry(&key, value, &path)?;
        }
        self.end(start, path)
    }

    fn array(&mut self, elements: &[Value<'_>], path: &Path<'_>) -> Result<(), Failure> {
        let start = self.begin();
        for (index, element) in elements.iter().enumerate() {
            self.entry(&index.to_string(), element, &path.index(index))?;
        }
        self.end(start, path)
    }

    /// Leaves room for a length.
    fn begin(&mut self) -> usize {
        let start = self.bytes.len();
        self.bytes.extend([0; 4]);
        start
    }

    fn end(&mut self, start: usize, path: &Path<'_>) -> Result<(), Failure> {
        self.bytes.push(0);
        self.measure(start, path)
    }

    /// Fills in the length of what begins there.
    fn measure(&mut self, start: usize, path: &Path<'_>) -> Result<(), Failure> {
        let length = length(self.bytes.len() - start, path)?.to_le_bytes();
        self.bytes[start..start + 4].copy_from_slice(&length);
        Ok(())
    }

    fn entry(&mut self, key: &str, value: &Value<'_>, path: &Path<'_>) -> Result<(), Failure> {
        let kind = self.bytes.len();
        self.bytes.push(0);
        self.name(key, path)?;
        self.bytes[kind] = self.value(value, path)?;
        Ok(())
    }

    /// Writes a text that ends with a zero.
    fn name(&mut self, name: &str, path: &Path<'_>) -> Result<(), Failure> {
        if name.contains('\0') {
            let message = "keys and regular expressions cannot hold the character U+0000";
            return Err(unsayable(Format::Bson, message, path));
        }
        self.bytes.extend_from_slice(name.as_bytes());
        self.bytes.push(0);
        Ok(())
    }

    fn text(&mut self, text: &str, path: &Path<'_>) -> Result<(), Failure> {
        self.bytes.extend(length(text.len() + 1, path)?.to_le_bytes());
        self.bytes.extend_from_slice(text.as_bytes());
        self.bytes.push(0);
        Ok(())
    }

    /// Writes a value, and gives its type.
    fn value(&mut self, value: &Value<'_>, path: &Path<'_>) -> Result<u8, Failure> {
        Ok(match value {
            Value::Null => 0x0a,
            Value::Bool(value) => {
                self.bytes.push(u8::from(*value));
                0x08
            }
            Value::Number(number) => self.number(number, path)?,
            Value::String(text) => {
                let text = self.speech.notes.text(text, path)?;
                self.text(&text, path)?;
                0x02
            }
            Value::Array(elements) => {
                self.array(elements, path)?;
                0x04
            }
            Value::Object(object) => {
                if self.speech.mode.wraps()
                    && let Some(special) = recognize(object, Format::Bson, path)?
                {
                    return self.special(special, path);
                }
                self.document(object, path)?;
                0x03
            }
        })
    }

    fn number(&mut self, number: &Number<'_>, path: &Path<'_>) -> Result<u8, Failure> {
        if let Some(Whole::Small(value)) = Whole::of(number) {
            if let Ok(value) = i32::try_from(value) {
                self.bytes.extend(value.to_le_bytes());
                return Ok(0x10);
            }
            if let Ok(value) = i64::try_from(value) {
                self.bytes.extend(value.to_le_bytes());
                return Ok(0x12);
            }
        }
        let Some(value) = inexact(number, self.speech.notes, path)? else {
            self.text(number.as_str(), path)?;
            return Ok(0x02);
        };
        self.bytes.extend(value.to_le_bytes());
        Ok(0x01)
    }

    fn special(&mut self, special: Special<&Value<'_>>, path: &Path<'_>) -> Result<u8, Failure> {
        Ok(match special {
            Special::Double(value) => self.fixed(0x01, value.to_le_bytes()),
            Special::Binary { subtype, bytes } => {
                self.binary(subtype, &bytes, path)?;
                0x05
            }
            Special::Undefined => 0x06,
            Special::ObjectId(id) => self.fixed(0x07, id),
            Special::Date(value) => self.fixed(0x09, value.to_le_bytes()),
            Special::Regex { pattern, options } => {
                self.name(&pattern, path)?;
                // In the order of the alphabet, as the specification has it.
                let mut options: Vec<char> = options.chars().collect();
                options.sort_unstable();
                self.name(&options.into_iter().collect::<String>(), path)?;
                0x0b
            }
            Special::Pointer { namespace, id } => {
                self.text(&namespace, path)?;
                self.fixed(0x0c, id)
            }
            Special::Code(code) => {
                self.text(&code, path)?;
                0x0d
            }
            Special::Symbol(text) => {
                self.text(&text, path)?;
                0x0e
            }
            Special::ScopedCode(code, scope) => {
                let start = self.begin();
                self.text(&code, path)?;
                if let Value::Object(scope) = scope {
                    self.document(scope, path)?;
                }
                self.measure(start, path)?;
                0x0f
            }
            Special::Int32(value) => self.fixed(0x10, value.to_le_bytes()),
            Special::Timestamp { seconds, increment } => {
                self.fixed(0x11, (u64::from(seconds) << 32 | u64::from(increment)).to_le_bytes())
            }
            Special::Int64(value) => self.fixed(0x12, value.to_le_bytes()),
            Special::Decimal(value) => self.fixed(0x13, value.to_bytes()),
            Special::MaxKey => 0x7f,
            Special::MinKey => 0xff,
            other @ (Special::Tag(..) | Special::Simple(_) | Special::Extension(..) | Special::Map(_)) => {
                let plain = self.speech.plain(other.map(Value::clone), path)?;
                self.value(&plain, path)?
            }
        })
    }

    fn fixed<const LENGTH: usize>(&mut self, kind: u8, bytes: [u8; LENGTH]) -> u8 {
        self.bytes.extend(bytes);
        kind
    }

    fn binary(&mut self, subtype: u8, bytes: &[u8], path: &Path<'_>) -> Result<(), Failure> {
        const OLD: u8 = 2;
        // The old subtype has its length twice.
        let extra = if subtype == OLD { 4 } else { 0 };
        self.bytes.extend(length(bytes.len() + extra, path)?.to_le_bytes());
        self.bytes.push(subtype);
        if subtype == OLD {
            self.bytes.extend(length(bytes.len(), path)?.to_le_bytes());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }
}

fn length(length: usize, path: &Path<'_>) -> Result<i32, Failure> {
    i32::try_from(length).map_err(|_| unsayable(Format::Bson, "nothing can be longer than 2,147,483,647 bytes", path))
}
