//! From a tree to Java properties.

use parsify_error::Failure;
use std::borrow::Cow;
use std::collections::HashSet;

use super::options::PropertiesOptions;
use crate::operations::convert::dotted::{Leaves, RepeatedKeys};
use crate::operations::convert::format::Format;
use crate::operations::convert::input::Output;
use crate::operations::convert::note::{Note, NoteCode, Notes};
use crate::operations::convert::path::Path;
use crate::operations::convert::problem::unsayable;
use crate::tree::{Object, Text, Value};

#[inline(never)]
pub(in super::super) fn write(
    value: &Value<'_>,
    options: &PropertiesOptions,
    notes: &mut Notes,
) -> Result<Output, Failure> {
    let Value::Object(object) = value else {
        let message = format!("a document is an object, not a value of type {}", value.kind());
        return Err(unsayable(Format::Properties, message, &Path::ROOT).with_hint("put it into an object first"));
    };
    let mut writer = Writer { lines: String::new(), options, keys: HashSet::new() };
    writer.document(object, notes)?;
    Ok(Output::Text(writer.lines))
}

struct Writer<'o> {
    lines: String,
    options: &'o PropertiesOptions,
    keys: HashSet<String>,
}

impl Writer<'_> {
    fn document(&mut self, object: &Object<'_>, notes: &mut Notes) -> Result<(), Failure> {
        for (key, value) in notes.unique(object, &Path::ROOT)? {
            match value {
                Value::Array(elements) if self.repeats(elements) => {
                    let shown = key.to_str_lossy();
                    let path = Path::ROOT.key(&shown);
                    let key = notes.text(key, &path)?;
                    for (index, element) in elements.iter().enumerate() {
                        self.entry(&key, element, notes, &path.index(index))?;
                    }
                }
                _ => self.member(key, value, notes)?,
            }
        }
        Ok(())
    }

    /// Whether an array is written as a key that stands again.
    fn repeats(&self, elements: &[Value<'_>]) -> bool {
        self.options.repeated == RepeatedKeys::Array && elements.len() > 1 && !elements.iter().any(Value::is_container)
    }

    fn member(&mut self, key: &Text<'_>, value: &Value<'_>, notes: &mut Notes) -> Result<(), Failure> {
        let nested = self.options.nested;
        let has_parts = match value {
            Value::Array(elements) => !elements.is_empty(),
            Value::Object(object) => !object.is_empty(),
            _ => false,
        };
        if has_parts && !nested {
            let shown = key.to_str_lossy();
            let message = format!("an {} became keys with dots", value.kind());
            notes.add(|| Note::new(NoteCode::Nesting, message).at(&Path::ROOT.key(&shown)))?;
        }
        let each = |name: &str, value, path: &Path<'_>, notes: &mut Notes| {
            if !self.keys.insert(name.to_owned()) {
                let message = "a key of this name is there already: the last one counts";
                notes.add(|| Note::new(NoteCode::DuplicateKey, message).at(path))?;
            }
            self.entry(name, value, notes, path)
        };
        let leaves = Leaves::new(notes, true, each);
        let mut leaves = if nested { leaves } else { leaves.without_escapes() };
        leaves.member(key, value, &Path::ROOT)
    }

    fn entry(&mut self, key: &str, value: &Value<'_>, notes: &mut Notes, path: &Path<'_>) -> Result<(), Failure> {
        let text: Cow<'_, str> = match value {
            Value::Null => {
                notes.add(|| Note::new(NoteCode::Null, "a null became an empty text").at(path))?;
                "".into()
            }
            Value::String(text) => notes.text(text, path)?,
            Value::Array(_) | Value::Object(_) => {
                let message = format!("an empty {} became a text in JSON", value.kind());
                notes.add(|| Note::new(NoteCode::Empty, message).at(path))?;
                value.to_json().into()
            }
            Value::Bool(_) | Value::Number(_) => {
                notes.typeless(Format::Properties, "")?;
                value.to_json().into()
            }
        };
        self.text(key, true);
        self.lines.push('=');
        self.text(&text, false);
        self.lines.push('\n');
        Ok(())
    }

    /// Escapes what would be read as something else.
    fn text(&mut self, text: &str, is_key: bool) {
        let mut units = [0; 2];
        for (at, letter) in text.char_indices() {
            match letter {
                '\\' => self.lines.push_str("\\\\"),
                '\t' => self.lines.push_str("\\t"),
                '\n' => self.lines.push_str("\\n"),
                '\r' => self.lines.push_str("\\r"),
                '\u{c}' => self.lines.push_str("\\f"),
                ' ' if is_key || at == 0 => self.lines.push_str("\\ "),
                '=' | ':' | '#' | '!' if is_key => {
                    self.lines.push('\\');
                    self.lines.push(letter);
                }
                letter
                    if letter.is_control()
                        || letter == '\u{feff}'
                        || (self.options.escape_unicode && !letter.is_ascii()) =>
                {
                    for unit in letter.encode_utf16(&mut units) {
                        self.lines.push_str(&format!("\\u{unit:04X}"));
                    }
                }
                letter => self.lines.push(letter),
            }
        }
    }
}
