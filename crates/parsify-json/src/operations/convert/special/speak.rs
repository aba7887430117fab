//! From other types to JSON.

use parsify_error::Failure;

use super::shape::wrapper;
use super::{Instant, Mode, Special, timestamp};
use crate::operations::convert::binary::{to_base64, to_hex};
use crate::operations::convert::bytes::float;
use crate::operations::convert::note::{Note, NoteCode, Notes};
use crate::operations::convert::options::NonFinite;
use crate::operations::convert::path::Path;
use crate::tree::{Number, Object, Text, Value};

/// How other types become JSON, and what is said of it.
pub(in super::super) struct Speech<'n> {
    pub(in super::super) mode: Mode,
    pub(in super::super) non_finite: NonFinite,
    pub(in super::super) notes: &'n mut Notes,
}

impl Speech<'_> {
    /// The value that stands for another type: a wrapper, or a plain one with a note.
    pub(in super::super) fn say<'a>(
        &mut self,
        special: Special<Value<'a>>,
        path: &Path<'_>,
    ) -> Result<Value<'a>, Failure> {
        if self.mode.wraps() { Ok(wrapper(special, self.mode)) } else { self.plain(special, path) }
    }

    /// A plain value of JSON, with a note on what gets lost.
    pub(in super::super) fn plain<'a>(
        &mut self,
        special: Special<Value<'a>>,
        path: &Path<'_>,
    ) -> Result<Value<'a>, Failure> {
        let (value, code, message): (Value<'a>, NoteCode, &str) = match special {
            Special::Int32(value) => return Ok(value.into()),
            Special::Int64(value) => return Ok(value.into()),
            Special::Double(value) => return self.double(value, path),
            Special::Decimal(value) => return self.decimal(&value.to_string(), path),
            Special::Tag(number, value) => {
                let message = format!("the tag {number} was left out");
                self.note(NoteCode::Type, &message, path)?;
                return Ok(value);
            }
            Special::Simple(number) => {
                let message = format!("the simple value {number} became a number");
                self.note(NoteCode::Type, &message, path)?;
                return Ok(i32::from(number).into());
            }
            Special::Extension(kind, bytes) => {
                let message = format!("the extension type {kind} was left out, its bytes became a string in base64");
                self.note(NoteCode::Type, &message, path)?;
                return Ok(to_base64(&bytes).into());
            }
            Special::Map(entries) => return self.map(entries, path),
            Special::Binary { subtype: 0, bytes } => {
                (to_base64(&bytes).into(), NoteCode::Binary, "bytes became a string in base64")
            }
            Special::Binary { bytes, .. } => {
                let message = "the subtype of bytes was left out, they became a string in base64";
                (to_base64(&bytes).into(), NoteCode::Binary, message)
            }
            Special::ObjectId(id) => (to_hex(&id).into(), NoteCode::Type, "an object id became a string"),
            Special::Date(value) => match timestamp(Instant::of_milliseconds(value)) {
                Some(text) => (text.into(), NoteCode::Date, "a date became a string"),
                None => (value.into(), NoteCode::Date, "a date became its number of milliseconds since 1970"),
            },
            Special::Timestamp { seconds, increment } => {
                let fields = [("t", Value::from(seconds)), ("i", increment.into())];
                (Value::Object(fields.into_iter().collect()), NoteCode::Type, "a timestamp became an object")
            }
            Special::Regex { pattern, options } => {
                (format!("/{pattern}/{options}").into(), NoteCode::Type, "a regular expression became a string")
            }
            Special::Pointer { namespace, id } => {
                let fields = [("ref", Value::from(namespace)), ("id", to_hex(&id).into())];
                (Value::Object(fields.into_iter().collect()), NoteCode::Type, "a pointer became an object")
            }
            Special::Code(code) => (code.into(), NoteCode::Type, "code became a string"),
            Special::ScopedCode(code, scope) => {
                let fields = [("code", Value::from(code)), ("scope", scope)];
                (Value::Object(fields.into_iter().collect()), NoteCode::Type, "code with its scope became an object")
            }
            Special::Symbol(text) => (text.into(), NoteCode::Type, "a symbol became a string"),
            Special::MinKey => ("MinKey".into(), NoteCode::Type, "the smallest key became a string"),
            Special::MaxKey => ("MaxKey".into(), NoteCode::Type, "the largest key became a string"),
            Special::Undefined => (Value::Null, NoteCode::Type, "an undefined value became null"),
        };
        self.note(code, message, path)?;
        Ok(value)
    }

    /// Notes that a date became a string.
    pub(in super::super) fn date(&mut self, path: &Path<'_>) -> Result<(), Failure> {
        self.note(NoteCode::Date, "a date became a string", path)
    }

    /// A double; infinities and NaN become what the options say.
    fn double<'a>(&mut self, value: f64, path: &Path<'_>) -> Result<Value<'a>, Failure> {
        if let Some(number) = float(value) {
            return Ok(number.into());
        }
        self.note(NoteCode::NonFinite, self.non_finite.message(), path)?;
        Ok(self.non_finite.value(value))
    }

    fn decimal<'a>(&mut self, text: &str, path: &Path<'_>) -> Result<Value<'a>, Failure> {
        let Some(number) = Number::new(text.to_owned()) else {
            return self.double(text.parse().unwrap_or(f64::NAN), path);
        };
        self.note(NoteCode::Type, "a number of the decimal type became a number", path)?;
        Ok(number.into())
    }

    fn map<'a>(&mut self, entries: Vec<(Value<'a>, Value<'a>)>, path: &Path<'_>) -> Result<Value<'a>, Failure> {
        let mut object = Object::with_capacity(entries.len());
        for (key, value) in entries {
            let text = match key {
                Value::String(text) => text,
                other => {
                    let text = other.to_json();
                    let message = format!("a key of type {} became a string", other.kind());
                    self.note(NoteCode::KeyType, &message, &path.key(&text))?;
                    Text::from(text)
                }
            };
            object.push(text, value);
        }
        Ok(Value::Object(object))
    }

    fn note(&mut self, code: NoteCode, message: &str, path: &Path<'_>) -> Result<(), Failure> {
        self.notes.add(|| Note::new(code, message).at(path))
    }
}
