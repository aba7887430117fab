//! JSON5 and JSONC, as far as they are written: a tree holds no comments.

use parsify_error::Failure;

use super::ceiling::Ceiling;
use super::format::Format;
use super::input::Output;
use super::options::ConvertOptions;
use crate::tree::{Text, Value};

/// Writes JSON5: keys that are names of ASCII letters stand without quotes.
pub(super) fn write(value: &Value<'_>, options: &ConvertOptions) -> Result<Output, Failure> {
    let unit = options.indent.unit();
    let mut writer = Writer { json5: String::new(), unit, ceiling: Ceiling::new(Format::Json5) };
    writer.value(value, 0)?;
    if unit.is_some() {
        writer.json5.push('\n');
    }
    Ok(Output::Text(writer.json5))
}

/// Writes JSONC, which all of JSON is.
pub(super) fn write_jsonc(value: &Value<'_>, options: &ConvertOptions) -> Result<Output, Failure> {
    value.write(options.indent).map(Output::Text)
}

struct Writer {
    json5: String,
    /// A level's indentation; nothing for no white space at all.
    unit: Option<&'static str>,
    ceiling: Ceiling,
}

impl Writer {
    fn value(&mut self, value: &Value<'_>, level: usize) -> Result<(), Failure> {
        match value {
            Value::Array(elements) if !elements.is_empty() => {
                self.json5.push('[');
                for (index, element) in elements.iter().enumerate() {
                    self.entry(index, level + 1)?;
                    self.value(element, level + 1)?;
                }
                self.line(level)?;
                self.json5.push(']');
            }
            Value::Object(object) if !object.is_empty() => {
                self.json5.push('{');
                for (index, (key, value)) in object.iter().enumerate() {
                    self.entry(index, level + 1)?;
                    self.key(key);
                    self.value(value, level + 1)?;
                }
                self.line(level)?;
                self.json5.push('}');
            }
            token => self.token(&token.to_json()),
        }
        Ok(())
    }

    fn token(&mut self, token: &str) {
        self.ceiling.token(token.len());
        self.json5.push_str(token);
    }

    fn key(&mut self, key: &Text<'_>) {
        match key.to_str().ok().filter(|key| is_name(key)) {
            Some(name) => self.token(&name),
            None => self.token(&format!("\"{}\"", key.raw())),
        }
        self.json5.push_str(if self.unit.is_some() { ": " } else { ":" });
    }

    fn entry(&mut self, index: usize, level: usize) -> Result<(), Failure> {
        if index > 0 {
            self.json5.push(',');
        }
        self.line(level)
    }

    fn line(&mut self, level: usize) -> Result<(), Failure> {
        self.ceiling.token(1);
        let Some(unit) = self.unit else { return Ok(()) };
        self.json5.push('\n');
        self.json5.extend(std::iter::repeat_n(unit, level));
        self.ceiling.check(self.json5.len())
    }
}

/// Whether a key is an identifier (JSON5, section 3) of ASCII characters.
fn is_name(key: &str) -> bool {
    let is_letter = |byte: &u8| byte.is_ascii_alphabetic() || matches!(byte, b'$' | b'_');
    key.as_bytes().first().is_some_and(is_letter) && key.bytes().all(|byte| is_letter(&byte) || byte.is_ascii_digit())
}
