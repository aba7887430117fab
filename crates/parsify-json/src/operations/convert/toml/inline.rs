//! Values in place: scalars, arrays, inline tables.

use parsify_error::Failure;
use toml_edit::Datetime;

use super::options::TomlNulls;
use super::text::{key, lines, one_line};
use crate::operations::convert::ceiling::Ceiling;
use crate::operations::convert::note::{Note, NoteCode, Notes};
use crate::operations::convert::options::ConvertOptions;
use crate::operations::convert::path::Path;
use crate::tree::{Number, Object, Value};

/// An array that would end behind this column is written with a line for each element.
const WIDTH: usize = 80;

/// Writes values in place.
pub(super) struct Inline<'n> {
    pub(super) options: &'n ConvertOptions,
    pub(super) notes: &'n mut Notes,
    pub(super) ceiling: Ceiling,
}

impl Inline<'_> {
    /// The value behind `key = `, which may take several lines.
    pub(super) fn member(&mut self, value: &Value<'_>, toml: &mut String, path: &Path<'_>) -> Result<(), Failure> {
        match value {
            Value::String(text) => {
                let text = self.notes.text(text, path)?;
                if text.contains('\n') && !text.contains('\r') {
                    self.ceiling.token(text.len());
                    lines(&text, toml);
                    Ok(())
                } else {
                    self.string(&text, toml);
                    Ok(())
                }
            }
            Value::Array(elements) => self.long_array(elements, toml, path),
            _ => self.value(value, toml, path),
        }
    }

    /// A value in one line. Null is an empty string: where it is left out nobody asks.
    fn value(&mut self, value: &Value<'_>, toml: &mut String, path: &Path<'_>) -> Result<(), Failure> {
        self.ceiling.check(toml.len())?;
        match value {
            Value::Null => toml.push_str("\"\""),
            Value::Bool(value) => toml.push_str(if *value { "true" } else { "false" }),
            Value::Number(number) => self.number(number, toml, path)?,
            Value::String(text) => {
                let text = self.notes.text(text, path)?;
                self.string(&text, toml);
            }
            Value::Array(elements) => {
                toml.push('[');
                let start = toml.len();
                for (index, element) in elements.iter().enumerate() {
                    let path = path.index(index);
                    if !self.is_omitted(element, &path)? {
                        toml.push_str(if toml.len() > start { ", " } else { "" });
                        self.value(element, toml, &path)?;
                    }
                }
                toml.push(']');
            }
            Value::Object(object) => self.table(object, toml, path)?,
        }
        self.ceiling.token(8);
        Ok(())
    }

    fn long_array(&mut self, elements: &[Value<'_>], toml: &mut String, path: &Path<'_>) -> Result<(), Failure> {
        let mut written = Vec::with_capacity(elements.len());
        for (index, element) in elements.iter().enumerate() {
            let path = path.index(index);
            if !self.is_omitted(element, &path)? {
                let mut text = String::new();
                self.value(element, &mut text, &path)?;
                written.push(text);
            }
        }
        let line = toml.len() - toml.rfind('\n').map_or(0, |at| at + 1);
        let length: usize = written.iter().map(|element| element.len() + 2).sum();
        if line + length <= WIDTH {
            toml.push('[');
            toml.push_str(&written.join(", "));
        } else {
            toml.push_str("[\n");
            for element in written {
                toml.push_str("  ");
                toml.push_str(&element);
                toml.push_str(",\n");
            }
        }
        toml.push(']');
        self.ceiling.check(toml.len())
    }

    fn table(&mut self, object: &Object<'_>, toml: &mut String, path: &Path<'_>) -> Result<(), Failure> {
        toml.push('{');
        let mut separator = " ";
        for (name, value) in self.notes.unique(object, path)? {
            let shown = name.to_str_lossy();
            let path = path.key(&shown);
            if self.is_omitted(value, &path)? {
                continue;
            }
            toml.push_str(separator);
            separator = ", ";
            key(&self.notes.text(name, &path)?, toml);
            toml.push_str(" = ");
            self.value(value, toml, &path)?;
        }
        toml.push_str(if separator == " " { "}" } else { " }" });
        Ok(())
    }

    /// Whether a value is a null that is left out, which is noted; so is one that becomes something else.
    pub(super) fn is_omitted(&mut self, value: &Value<'_>, path: &Path<'_>) -> Result<bool, Failure> {
        if *value != Value::Null {
            return Ok(false);
        }
        let (message, omitted) = match self.options.toml.nulls {
            TomlNulls::Omit => ("TOML has no null: it was left out", true),
            TomlNulls::Empty => ("TOML has no null: it became an empty string", false),
        };
        self.notes.add(|| Note::new(NoteCode::Null, message).at(path))?;
        Ok(omitted)
    }

    fn string(&mut self, text: &str, toml: &mut String) {
        self.ceiling.token(text.len());
        if self.options.toml.dates && is_date(text) {
            toml.push_str(text);
        } else {
            one_line(text, toml);
        }
    }

    /// Numbers keep their text; what no reader has to take becomes a string.
    fn number(&mut self, number: &Number<'_>, toml: &mut String, path: &Path<'_>) -> Result<(), Failure> {
        let text = number.as_str();
        self.ceiling.token(text.len());
        let is_integer = !text.contains(['.', 'e', 'E']);
        if is_integer && number.to_i64().is_none() {
            let message = format!("TOML has no integers beyond 64 bits: {} became a string", excerpt(text));
            self.notes.add(|| Note::new(NoteCode::Number, message).at(path))?;
            one_line(text, toml);
        } else if !is_integer && number.to_f64().is_infinite() {
            let message = format!("TOML has no numbers beyond doubles: {} became a string", excerpt(text));
            self.notes.add(|| Note::new(NoteCode::Number, message).at(path))?;
            one_line(text, toml);
        } else {
            toml.push_str(text);
        }
        Ok(())
    }
}

/// Whether a string is a date or time of TOML 1.0, in which a time has seconds.
fn is_date(text: &str) -> bool {
    let date = text.parse::<Datetime>();
    date.is_ok_and(|date| date.time.is_none_or(|time| time.second.is_some()))
}

/// The beginning of a number, which may have thousands of digits.
fn excerpt(text: &str) -> String {
    match text.get(..40) {
        Some(start) if text.len() > 40 => format!("{start}… ({} characters)", text.len()),
        _ => text.to_owned(),
    }
}
