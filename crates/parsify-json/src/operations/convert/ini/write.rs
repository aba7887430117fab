//! From a tree to INI.

use parsify_error::Failure;
use std::collections::HashSet;

use super::options::IniOptions;
use super::quote::with_quotes_if;
use crate::operations::convert::dotted::{Leaves, RepeatedKeys, is_plain, push_key};
use crate::operations::convert::format::Format;
use crate::operations::convert::input::Output;
use crate::operations::convert::note::{Note, NoteCode, Notes};
use crate::operations::convert::path::Path;
use crate::operations::convert::problem::unsayable;
use crate::operations::convert::typed::typed;
use crate::tree::{Object, Text, Value};

#[inline(never)]
pub(in super::super) fn write(value: &Value<'_>, options: &IniOptions, notes: &mut Notes) -> Result<Output, Failure> {
    let Value::Object(object) = value else {
        let message = format!("a document is an object, not a value of type {}", value.kind());
        return Err(unsayable(Format::Ini, message, &Path::ROOT).with_hint("put it into an object first"));
    };
    let mut writer = Writer { ini: String::new(), options, sections: HashSet::new() };
    writer.section(object, None, notes, &Path::ROOT)?;
    Ok(Output::Text(writer.ini))
}

struct Writer<'o> {
    ini: String,
    options: &'o IniOptions,
    sections: HashSet<String>,
}

impl Writer<'_> {
    /// The members of a section behind its name: first the entries, then the sections within it.
    fn section(
        &mut self,
        object: &Object<'_>,
        prefix: Option<&str>,
        notes: &mut Notes,
        path: &Path<'_>,
    ) -> Result<(), Failure> {
        let mut keys = HashSet::new();
        let members = notes.unique(object, path)?;
        for (key, value) in &members {
            if !matches!(value, Value::Object(_)) {
                self.member(key, value, &mut keys, notes, path)?;
            }
        }
        for (key, value) in &members {
            if let Value::Object(within) = value {
                let shown = key.to_str_lossy();
                let path = path.key(&shown);
                let prefix = self.header(key, within, prefix, notes, &path)?;
                self.section(within, Some(&prefix), notes, &path)?;
            }
        }
        Ok(())
    }

    /// Writes the name of a section, and gives what the names within it begin with.
    fn header(
        &mut self,
        key: &Text<'_>,
        object: &Object<'_>,
        prefix: Option<&str>,
        notes: &mut Notes,
        path: &Path<'_>,
    ) -> Result<String, Failure> {
        let key = notes.text(key, path)?;
        let mut name = prefix.unwrap_or_default().to_owned();
        if self.options.nested {
            push_key(&mut name, &key, prefix.is_none());
        } else {
            if prefix.is_some() {
                name.push('.');
                let message = "a section within another one got a name with a dot";
                notes.add(|| Note::new(NoteCode::Nesting, message).at(path))?;
            }
            name.push_str(&key);
        }
        let written = if prefix.is_none() && is_plain(&key) { &*key } else { name.as_str() };
        if !self.sections.insert(written.to_owned()) {
            let message = "a section of this name is there already: both are one";
            notes.add(|| Note::new(NoteCode::DuplicateKey, message).at(path))?;
        }
        // A section of nothing but sections needs no line of its own, if they are within it.
        let has_entries = object.is_empty() || object.values().any(|value| !matches!(value, Value::Object(_)));
        if has_entries || !self.options.nested {
            if !self.ini.is_empty() {
                self.ini.push('\n');
            }
            let written = with_quotes_if(written, written.contains(']'));
            self.ini.push_str(&format!("[{written}]\n"));
        }
        Ok(name)
    }

    fn member(
        &mut self,
        key: &Text<'_>,
        value: &Value<'_>,
        keys: &mut HashSet<String>,
        notes: &mut Notes,
        path: &Path<'_>,
    ) -> Result<(), Failure> {
        let shown = key.to_str_lossy();
        if let Value::Array(elements) = value
            && self.options.repeated == RepeatedKeys::Array
            && elements.len() > 1
            && !elements.iter().any(Value::is_container)
        {
            let within = path.key(&shown);
            let key = notes.text(key, &within)?;
            for (index, element) in elements.iter().enumerate() {
                self.entry(&key, element, notes, &within.index(index))?;
            }
            return Ok(());
        }
        let nested = self.options.nested;
        if !nested && matches!(value, Value::Array(elements) if !elements.is_empty()) {
            let message = "an array became keys with dots";
            notes.add(|| Note::new(NoteCode::Nesting, message).at(&path.key(&shown)))?;
        }
        let each = |name: &str, value, path: &Path<'_>, notes: &mut Notes| {
            if !keys.insert(name.to_owned()) {
                let message = "a key of this name is there already: the last one counts";
                notes.add(|| Note::new(NoteCode::DuplicateKey, message).at(path))?;
            }
            self.entry(name, value, notes, path)
        };
        let leaves = Leaves::new(notes, true, each);
        let mut leaves = if nested { leaves } else { leaves.without_escapes() };
        leaves.member(key, value, path)
    }

    fn entry(&mut self, key: &str, value: &Value<'_>, notes: &mut Notes, path: &Path<'_>) -> Result<(), Failure> {
        let special = key.is_empty() || key.contains(['=', ':']) || key.starts_with(['[', ';', '#']);
        // A comment within a key would end it where there is no value.
        let special = special || (self.options.inline_comments && key.contains([';', '#']));
        self.ini.push_str(&with_quotes_if(key, special));
        let text = match value {
            Value::Null if self.options.infer_types => "null".into(),
            Value::Null if self.options.bare_keys => {
                self.ini.push('\n');
                return Ok(());
            }
            Value::Null => {
                notes.add(|| Note::new(NoteCode::Null, "a null became an empty text").at(path))?;
                "".into()
            }
            Value::Bool(_) | Value::Number(_) => {
                if !self.options.infer_types {
                    notes.typeless(Format::Ini, "`ini.inferTypes`")?;
                }
                value.to_json().into()
            }
            Value::String(text) => {
                let text = notes.text(text, path)?;
                let is_typed = self.options.infer_types && typed(&text).is_some();
                let has_comment = self.options.inline_comments && text.contains([';', '#']);
                with_quotes_if(&text, is_typed || has_comment).into_owned().into()
            }
            Value::Array(_) | Value::Object(_) => {
                if !self.options.infer_types {
                    let message = format!("an empty {} became a text in JSON", value.kind());
                    notes.add(|| Note::new(NoteCode::Empty, message).at(path))?;
                }
                std::borrow::Cow::from(value.to_json())
            }
        };
        self.ini.push_str(" = ");
        self.ini.push_str(&text);
        while self.ini.ends_with(' ') {
            self.ini.pop();
        }
        self.ini.push('\n');
        Ok(())
    }
}
