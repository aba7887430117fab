//! From a tree to YAML, in block style.

use parsify_error::Failure;

use super::options::YamlDocuments;
use super::quote::{block, is_block, is_long_key, one_line};
use crate::Indent;
use crate::operations::convert::ceiling::Ceiling;
use crate::operations::convert::format::Format;
use crate::operations::convert::input::Output;
use crate::operations::convert::note::Notes;
use crate::operations::convert::options::ConvertOptions;
use crate::operations::convert::path::Path;
use crate::tree::{Object, Text, Value};

#[inline(never)]
pub(in super::super) fn write(
    value: &Value<'_>,
    options: &ConvertOptions,
    notes: &mut Notes,
) -> Result<Output, Failure> {
    let step = match options.indent {
        Indent::Spaces(count) => usize::from(count.clamp(1, 9)),
        _ => 2,
    };
    let mut writer = Writer { yaml: String::new(), step, notes, ceiling: Ceiling::new(Format::Yaml) };
    match (value, options.yaml.documents) {
        (Value::Array(documents), YamlDocuments::All) => {
            for (index, document) in documents.iter().enumerate() {
                writer.yaml.push_str("---");
                writer.value(document, 0, Before::Marker, &Path::ROOT.index(index))?;
            }
        }
        _ => writer.value(value, 0, Before::Nothing, &Path::ROOT)?,
    }
    Ok(Output::Text(writer.yaml))
}

/// What stands in the line before a value.
#[derive(Clone, Copy, PartialEq)]
enum Before {
    /// Nothing.
    Nothing,
    /// `---`
    Marker,
    /// `key:`
    Key,
    /// `- ` or `? `: collections may begin in the same line.
    Dash,
}

struct Writer<'n> {
    yaml: String,
    /// Spaces for a level.
    step: usize,
    notes: &'n mut Notes,
    ceiling: Ceiling,
}

impl Writer<'_> {
    /// Writes a value to the end of its last line. `indent` is that of the lines of a collection.
    fn value(&mut self, value: &Value<'_>, indent: usize, before: Before, path: &Path<'_>) -> Result<(), Failure> {
        match value {
            Value::Array(elements) if !elements.is_empty() => return self.sequence(elements, indent, before, path),
            Value::Object(object) if !object.is_empty() => return self.mapping(object, indent, before, path),
            _ => {}
        }
        if matches!(before, Before::Marker | Before::Key) {
            self.yaml.push(' ');
        }
        let start = self.yaml.len();
        match value {
            Value::Null => self.yaml.push_str("null"),
            Value::Bool(true) => self.yaml.push_str("true"),
            Value::Bool(false) => self.yaml.push_str("false"),
            Value::Number(number) => self.yaml.push_str(number.as_str()),
            Value::Array(_) => self.yaml.push_str("[]"),
            Value::Object(_) => self.yaml.push_str("{}"),
            Value::String(text) => return self.string(text, indent, before, path),
        }
        self.ceiling.token(self.yaml.len() - start);
        self.yaml.push('\n');
        Ok(())
    }

    fn string(&mut self, text: &Text<'_>, indent: usize, before: Before, path: &Path<'_>) -> Result<(), Failure> {
        let text = self.notes.text(text, path)?;
        self.ceiling.token(text.len());
        if is_block(&text) {
            // At the top lines may stand at the margin, but then `---` and `...` would count.
            let indent = if matches!(before, Before::Nothing | Before::Marker) { self.step } else { indent };
            let lines = text.bytes().filter(|byte| *byte == b'\n').count();
            self.ceiling.token(lines);
            block(&text, indent, &mut self.yaml);
        } else {
            one_line(&text, &mut self.yaml);
            self.yaml.push('\n');
        }
        self.ceiling.check(self.yaml.len())
    }

    fn sequence(
        &mut self,
        elements: &[Value<'_>],
        indent: usize,
        before: Before,
        path: &Path<'_>,
    ) -> Result<(), Failure> {
        let mut starts_line = self.begin(before);
        for (index, element) in elements.iter().enumerate() {
            self.line(starts_line, indent)?;
            starts_line = true;
            self.yaml.push_str("- ");
            self.value(element, indent + 2, Before::Dash, &path.index(index))?;
        }
        Ok(())
    }

    fn mapping(&mut self, object: &Object<'_>, indent: usize, before: Before, path: &Path<'_>) -> Result<(), Failure> {
        let mut starts_line = self.begin(before);
        for (key, value) in self.notes.unique(object, path)? {
            self.line(starts_line, indent)?;
            starts_line = true;
            let name = key.to_str_lossy();
            let path = path.key(&name);
            let text = self.notes.text(key, &path)?;
            let mut written = String::new();
            one_line(&text, &mut written);
            self.ceiling.token(written.len());
            if is_long_key(&written) {
                self.yaml.push_str("? ");
                self.yaml.push_str(&written);
                self.yaml.push('\n');
                self.line(true, indent)?;
            } else {
                self.yaml.push_str(&written);
            }
            self.yaml.push(':');
            self.value(value, indent + self.step, Before::Key, &path)?;
        }
        Ok(())
    }

    /// Whether the first entry of a collection stands in a line of its own.
    fn begin(&mut self, before: Before) -> bool {
        if matches!(before, Before::Marker | Before::Key) {
            self.yaml.push('\n');
        }
        before != Before::Dash
    }

    fn line(&mut self, starts_line: bool, indent: usize) -> Result<(), Failure> {
        self.ceiling.token(2);
        if starts_line {
            self.yaml.extend(std::iter::repeat_n(' ', indent));
        }
        self.ceiling.check(self.yaml.len())
    }
}
