//! From a tree to text.

use parsify_error::{ErrorKind, Failure};

use super::{Text, Value};
use crate::{Code, Indent};

/// What any tree may lead to; deep nesting with a wide indent could else turn a small tree into gigabytes.
const CEILING: usize = 64 * 1024 * 1024;
/// Text per byte of token beyond that.
const FACTOR: usize = 16;

impl Value<'_> {
    /// The text without white space.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut writer = Writer { text: String::new(), unit: None, tokens: 0, bare_keys: false };
        // Without white space nothing can grow beyond the tokens.
        let _ = writer.value(self, 0);
        writer.text
    }

    /// The text in lines, which end with a line feed; with [`Indent::None`] without white space.
    ///
    /// # Errors
    ///
    /// Deep nesting and a wide indent would give more than 64 MiB and 16 times the tokens.
    pub fn write(&self, indent: Indent) -> Result<String, Failure> {
        self.written(indent, false)
    }

    /// The same as JSON5: keys that are names of ASCII letters stand without quotes.
    ///
    /// # Errors
    ///
    /// As those of [`write`](Self::write).
    pub fn write_json5(&self, indent: Indent) -> Result<String, Failure> {
        self.written(indent, true)
    }

    fn written(&self, indent: Indent, bare_keys: bool) -> Result<String, Failure> {
        let mut writer = Writer { text: String::new(), unit: indent.unit(), tokens: 0, bare_keys };
        writer.value(self, 0)?;
        if writer.unit.is_some() {
            writer.text.push('\n');
        }
        Ok(writer.text)
    }
}

struct Writer {
    text: String,
    /// A level's indentation; nothing for no white space at all.
    unit: Option<&'static str>,
    /// Bytes of tokens written.
    tokens: usize,
    /// Whether names stand without quotes.
    bare_keys: bool,
}

impl Writer {
    fn value(&mut self, value: &Value<'_>, level: usize) -> Result<(), Failure> {
        let start = self.text.len();
        match value {
            Value::Null => self.text.push_str("null"),
            Value::Bool(true) => self.text.push_str("true"),
            Value::Bool(false) => self.text.push_str("false"),
            Value::Number(number) => self.text.push_str(number.as_str()),
            Value::String(text) => text.write(&mut self.text),
            Value::Array(elements) if elements.is_empty() => self.text.push_str("[]"),
            Value::Object(object) if object.is_empty() => self.text.push_str("{}"),
            Value::Array(elements) => return self.array(elements, level),
            Value::Object(_) => return self.object(value, level),
        }
        self.tokens += self.text.len() - start;
        Ok(())
    }

    fn array(&mut self, elements: &[Value<'_>], level: usize) -> Result<(), Failure> {
        self.text.push('[');
        for (index, element) in elements.iter().enumerate() {
            self.entry(index, level + 1)?;
            self.value(element, level + 1)?;
        }
        self.line(level)?;
        self.text.push(']');
        Ok(())
    }

    fn object(&mut self, value: &Value<'_>, level: usize) -> Result<(), Failure> {
        self.text.push('{');
        for (index, (key, value)) in value.as_object().into_iter().flat_map(super::Object::iter).enumerate() {
            self.entry(index, level + 1)?;
            let start = self.text.len();
            self.key(key);
            self.tokens += self.text.len() - start;
            self.text.push_str(if self.unit.is_some() { ": " } else { ":" });
            self.value(value, level + 1)?;
        }
        self.line(level)?;
        self.text.push('}');
        Ok(())
    }

    fn key(&mut self, key: &Text<'_>) {
        match key.to_str() {
            Ok(name) if self.bare_keys && is_name(&name) => self.text.push_str(&name),
            _ => key.write(&mut self.text),
        }
    }

    fn entry(&mut self, index: usize, level: usize) -> Result<(), Failure> {
        if index > 0 {
            self.text.push(',');
        }
        self.line(level)
    }

    fn line(&mut self, level: usize) -> Result<(), Failure> {
        self.tokens += 1;
        let Some(unit) = self.unit else { return Ok(()) };
        self.text.push('\n');
        for _ in 0..level {
            self.text.push_str(unit);
        }
        let ceiling = self.tokens.saturating_mul(FACTOR).saturating_add(CEILING);
        if self.text.len() > ceiling { Err(too_large(ceiling)) } else { Ok(()) }
    }
}

/// A name by ECMAScript 5.1, of ASCII letters.
fn is_name(text: &str) -> bool {
    let begins = |byte: u8| byte.is_ascii_alphabetic() || byte == b'_' || byte == b'$';
    text.bytes().next().is_some_and(begins) && text.bytes().all(|byte| begins(byte) || byte.is_ascii_digit())
}

fn too_large(limit: usize) -> Failure {
    let message = format!("the output grows beyond {limit} bytes");
    Failure::new(ErrorKind::Limit, Code::OutputSize.as_str(), message)
        .with_detail("limit", limit)
        .with_hint("choose a narrower indent, or none")
}
