//! From a tree to XML.

use parsify_error::{ErrorKind, Failure};
use std::borrow::Cow;

use super::character::{escape, is_allowed, is_space};
use super::name::{encoded, is_name};
use super::options::{XmlEmpty, XmlOptions, XmlTypes};
use super::scalar::is_taken_for_another;
use super::{ATTRIBUTE, CONTENT, TEXT};
use crate::code;
use crate::operations::convert::ceiling::Ceiling;
use crate::operations::convert::format::Format;
use crate::operations::convert::input::Output;
use crate::operations::convert::note::{Note, NoteCode, Notes};
use crate::operations::convert::options::ConvertOptions;
use crate::operations::convert::path::Path;
use crate::operations::convert::problem::unsayable;
use crate::tree::{Object, Text, Value};

/// The root element of a document that has none and is not told one.
const ROOT: &str = "root";

#[inline(never)]
pub(in super::super) fn write(
    value: &Value<'_>,
    options: &ConvertOptions,
    notes: &mut Notes,
) -> Result<Output, Failure> {
    for (option, name) in [("root", options.xml.root.as_ref()), ("item", Some(&options.xml.item))] {
        if let Some(name) = name.filter(|name| !is_name(name)) {
            return Err(no_name(option, name));
        }
    }
    let mut writer = Writer {
        xml: String::new(),
        unit: options.indent.unit(),
        options: &options.xml,
        notes,
        ceiling: Ceiling::new(Format::Xml),
    };
    if options.xml.declaration {
        writer.xml.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        writer.xml.push_str(if writer.unit.is_some() { "\n" } else { "" });
    }
    writer.document(value)?;
    if writer.unit.is_some() {
        writer.xml.push('\n');
    }
    Ok(Output::Text(writer.xml))
}

#[cold]
fn no_name(option: &str, name: &str) -> Failure {
    let message = format!("`xml.{option}` is {name:?}, which is no name of an element");
    Failure::new(ErrorKind::Params, code::CONVERT_OPTION, message)
        .with_detail("option", format!("xml.{option}"))
        .with_hint("a name begins with a letter or an underscore and has letters, digits, `-`, `.` and `_`")
}

struct Writer<'n> {
    xml: String,
    /// A level's indentation; nothing for no white space between elements.
    unit: Option<&'static str>,
    options: &'n XmlOptions,
    notes: &'n mut Notes,
    ceiling: Ceiling,
}

/// How elements are set apart.
#[derive(Clone, Copy)]
enum Space {
    /// In lines, at a level.
    Lines(usize),
    /// Not at all: white space would be text.
    None,
}

impl Space {
    const fn deeper(self) -> Self {
        match self {
            Self::Lines(level) => Self::Lines(level + 1),
            Self::None => Self::None,
        }
    }
}

/// The members of an object by what they become.
#[derive(Default)]
struct Parts<'o, 'a> {
    attributes: Vec<(&'o Text<'a>, &'o Value<'a>)>,
    text: Option<&'o Value<'a>>,
    content: Option<&'o Vec<Value<'a>>>,
    elements: Vec<(&'o Text<'a>, &'o Value<'a>)>,
}

impl Writer<'_> {
    fn document(&mut self, value: &Value<'_>) -> Result<(), Failure> {
        let root = &self.options.root;
        if let Some(root) = root {
            return self.element(root, value, Space::Lines(0), &Path::ROOT);
        }
        if let Value::Object(object) = value
            && let Some((key, member)) = object.at(0)
            && object.len() == 1
            && !matches!(member, Value::Array(_))
            && !key.to_str_lossy().starts_with([ATTRIBUTE, '#'])
        {
            let shown = key.to_str_lossy();
            let path = Path::ROOT.key(&shown);
            let name = self.name(key, &path)?;
            return self.element(&name, member, Space::Lines(0), &path);
        }
        let message = format!("a document has one root element: the value was put into <{ROOT}>");
        self.notes.add(|| Note::new(NoteCode::Nesting, message))?;
        self.element(ROOT, value, Space::Lines(0), &Path::ROOT)
    }

    fn element(&mut self, name: &str, value: &Value<'_>, space: Space, path: &Path<'_>) -> Result<(), Failure> {
        self.ceiling.token(name.len() * 2 + 5);
        match value {
            Value::Object(object) if !object.is_empty() => self.object(name, object, space, path),
            Value::Array(elements) if !elements.is_empty() => {
                let message = format!("an array without a name of its own became <{}> elements", self.options.item);
                self.notes.add(|| Note::new(NoteCode::Nesting, message).at(path))?;
                let item = &self.options.item;
                self.open(name);
                for (index, element) in elements.iter().enumerate() {
                    self.line(space.deeper())?;
                    self.element(item, element, space.deeper(), &path.index(index))?;
                }
                self.line(space)?;
                self.close(name);
                Ok(())
            }
            Value::Null | Value::Array(_) | Value::Object(_) => self.empty(name, value, path),
            Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                self.open(name);
                self.scalar(value, false, path)?;
                self.close(name);
                Ok(())
            }
        }
    }

    fn empty(&mut self, name: &str, value: &Value<'_>, path: &Path<'_>) -> Result<(), Failure> {
        self.xml.push('<');
        self.xml.push_str(name);
        self.xml.push_str("/>");
        if *value == Value::Null {
            return match self.options.empty {
                XmlEmpty::Null => Ok(()),
                XmlEmpty::Text => self.note(NoteCode::Null, "a null became an empty element", path),
            };
        }
        let message = format!("an empty {} became an empty element", value.kind());
        self.note(NoteCode::Empty, &message, path)
    }

    fn object(&mut self, name: &str, object: &Object<'_>, space: Space, path: &Path<'_>) -> Result<(), Failure> {
        let parts = self.parts(object, path)?;
        self.xml.push('<');
        self.xml.push_str(name);
        for (key, value) in &parts.attributes {
            self.attribute(key, value, path)?;
        }
        if parts.text.is_none() && parts.content.is_none() && parts.elements.is_empty() {
            self.xml.push_str("/>");
            return Ok(());
        }
        self.xml.push('>');
        self.inside(&parts, space, path)?;
        self.close(name);
        Ok(())
    }

    fn parts<'o, 'a>(&mut self, object: &'o Object<'a>, path: &Path<'_>) -> Result<Parts<'o, 'a>, Failure> {
        let mut parts = Parts::default();
        for (key, value) in self.notes.unique(object, path)? {
            match value {
                _ if key.wtf8().first() == Some(&(ATTRIBUTE as u8)) => parts.attributes.push((key, value)),
                _ if key.is(TEXT) => parts.text = Some(value),
                Value::Array(content) if key.is(CONTENT) => parts.content = Some(content),
                _ => parts.elements.push((key, value)),
            }
        }
        Ok(parts)
    }

    /// What is between the tags.
    fn inside(&mut self, parts: &Parts<'_, '_>, space: Space, path: &Path<'_>) -> Result<(), Failure> {
        let is_mixed = parts.text.is_some() || parts.content.is_some();
        let within = if is_mixed { Space::None } else { space.deeper() };
        if let Some(text) = parts.text {
            let path = path.key(TEXT);
            if parts.attributes.is_empty() && parts.elements.is_empty() && parts.content.is_none() {
                self.note(NoteCode::Nesting, "an object of nothing but `#text` became text", &path)?;
            }
            let before = self.xml.len();
            self.scalar(text, false, &path)?;
            let is_blank = self.xml.get(before..).is_some_and(|text| text.chars().all(is_space));
            if is_blank && !parts.elements.is_empty() {
                self.note(NoteCode::Space, "white space between elements is no text to a reader", &path)?;
            }
        }
        if let Some(content) = parts.content {
            self.content(content, &path.key(CONTENT))?;
        }
        for (key, value) in &parts.elements {
            self.member(key, value, within, path)?;
        }
        if !is_mixed {
            self.line(space)?;
        }
        Ok(())
    }

    /// Elements of the name that a key is.
    fn member(&mut self, key: &Text<'_>, value: &Value<'_>, space: Space, path: &Path<'_>) -> Result<(), Failure> {
        let shown = key.to_str_lossy();
        let path = path.key(&shown);
        let name = self.name(key, &path)?;
        let Value::Array(elements) = value else {
            self.line(space)?;
            return self.element(&name, value, space, &path);
        };
        match elements.len() {
            0 => self.note(NoteCode::Empty, "an empty array is no element: it was left out", &path)?,
            1 if !self.options.arrays.iter().any(|array| key.is(array)) => {
                let message = "an array of one became a single element: `xml.arrays` names those that are arrays";
                self.note(NoteCode::Type, message, &path)?;
            }
            _ => {}
        }
        for (index, element) in elements.iter().enumerate() {
            self.line(space)?;
            self.element(&name, element, space, &path.index(index))?;
        }
        Ok(())
    }

    /// Text and elements in their order.
    fn content(&mut self, content: &[Value<'_>], path: &Path<'_>) -> Result<(), Failure> {
        for (index, piece) in content.iter().enumerate() {
            let path = path.index(index);
            match piece {
                Value::Object(object) => {
                    for (key, value) in object.iter() {
                        self.member(key, value, Space::None, &path)?;
                    }
                }
                Value::Array(_) => {
                    let message = format!("`{CONTENT}` holds text and objects, no arrays");
                    return Err(unsayable(Format::Xml, message, &path));
                }
                _ => self.scalar(piece, false, &path)?,
            }
        }
        Ok(())
    }

    fn attribute(&mut self, key: &Text<'_>, value: &Value<'_>, path: &Path<'_>) -> Result<(), Failure> {
        let shown = key.to_str_lossy();
        let path = path.key(&shown);
        let name: Text<'_> = shown.get(1..).unwrap_or_default().into();
        let name = self.name(&name, &path)?;
        self.xml.push(' ');
        self.xml.push_str(&name);
        self.xml.push_str("=\"");
        self.ceiling.token(name.len());
        self.scalar(value, true, &path)?;
        self.xml.push('"');
        Ok(())
    }

    /// The text of a value.
    fn scalar(&mut self, value: &Value<'_>, in_attribute: bool, path: &Path<'_>) -> Result<(), Failure> {
        let text = match value {
            Value::Null => {
                self.note(NoteCode::Null, "a null became an empty text", path)?;
                return Ok(());
            }
            Value::Bool(_) | Value::Number(_) => {
                self.types()?;
                Cow::Owned(value.to_json())
            }
            Value::String(text) => {
                let text = self.notes.text(text, path)?;
                if self.options.types == XmlTypes::Infer && is_taken_for_another(&text) {
                    let message = "the string reads back as a number or a truth value";
                    self.note(NoteCode::Type, message, path)?;
                }
                text
            }
            Value::Array(_) | Value::Object(_) => {
                self.note(NoteCode::Nesting, "a value with others in it became a text in JSON", path)?;
                Cow::Owned(value.to_json())
            }
        };
        self.ceiling.token(text.len());
        let text = self.allowed(text, path)?;
        escape(&text, in_attribute, &mut self.xml);
        self.ceiling.check(self.xml.len())
    }

    fn types(&mut self) -> Result<(), Failure> {
        if self.options.types == XmlTypes::Infer {
            return Ok(());
        }
        self.notes.typeless(Format::Xml, "`xml.types` \"infer\"")
    }

    fn allowed<'t>(&mut self, text: Cow<'t, str>, path: &Path<'_>) -> Result<Cow<'t, str>, Failure> {
        if text.chars().all(is_allowed) {
            return Ok(text);
        }
        self.note(NoteCode::Characters, "characters that XML does not take became U+FFFD", path)?;
        Ok(text.chars().map(|it| if is_allowed(it) { it } else { char::REPLACEMENT_CHARACTER }).collect())
    }

    fn name(&mut self, key: &Text<'_>, path: &Path<'_>) -> Result<String, Failure> {
        let key = self.notes.text(key, path)?;
        let name = encoded(&key);
        if name != key {
            let message = format!("{key:?} is no name in XML: it was written as {name}");
            self.note(NoteCode::Name, &message, path)?;
        }
        Ok(name.into_owned())
    }

    fn note(&mut self, code: NoteCode, message: &str, path: &Path<'_>) -> Result<(), Failure> {
        self.notes.add(|| Note::new(code, message).at(path))
    }

    fn open(&mut self, name: &str) {
        self.xml.push('<');
        self.xml.push_str(name);
        self.xml.push('>');
    }

    fn close(&mut self, name: &str) {
        self.xml.push_str("</");
        self.xml.push_str(name);
        self.xml.push('>');
    }

    /// Begins a line, where lines set elements apart.
    fn line(&mut self, space: Space) -> Result<(), Failure> {
        if let (Some(unit), Space::Lines(level)) = (self.unit, space) {
            self.xml.push('\n');
            for _ in 0..level {
                self.xml.push_str(unit);
            }
        }
        self.ceiling.check(self.xml.len())
    }
}
