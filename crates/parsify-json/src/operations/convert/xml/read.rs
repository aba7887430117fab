//! From XML to a tree.

use parsify_error::Failure;
use quick_xml::Reader;
use quick_xml::events::{BytesDecl, BytesStart, Event};
use std::borrow::Cow;

use super::attributes::{BadTag, Cause, attributes};
use super::character::{is_allowed, is_space};
use super::element::{Closed, Element};
use super::name::{decoded, is_name};
use super::options::XmlOptions;
use super::reference::{BadReference, resolve};
use super::scalar::from_text;
use super::{ATTRIBUTE, CONTENT, TEXT};
use crate::code;
use crate::core::{Place, Positions};
use crate::operations::convert::format::Format;
use crate::operations::convert::note::{Note, NoteCode, Notes};
use crate::operations::convert::options::ConvertOptions;
use crate::operations::convert::problem::{misread, too_deep};
use crate::tree::{DEPTH, Object, Text, Value};

const MARK: &str = "\u{feff}";

#[inline(never)]
pub(in super::super) fn read<'a>(
    source: &'a str,
    options: &ConvertOptions,
    notes: &mut Notes,
) -> Result<Value<'a>, Failure> {
    let text = source.strip_prefix(MARK).unwrap_or(source);
    let mut document = Document {
        text,
        before: source.len() - text.len(),
        positions: Positions::new(source),
        options: &options.xml,
        notes,
        open: Vec::new(),
        root: None,
        comment: None,
    };
    document.characters()?;
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_comments = true;
    loop {
        let start = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let event = reader.read_event().map_err(|error| {
            let at = usize::try_from(reader.error_position()).unwrap_or(usize::MAX);
            document.syntax(&error.to_string(), at)
        })?;
        if matches!(event, Event::Eof) {
            return document.finish();
        }
        let end = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        document.event(event, start, end)?;
    }
}

struct Document<'a, 'n> {
    text: &'a str,
    /// How long the byte order mark before the text is.
    before: usize,
    positions: Positions<'a>,
    options: &'n XmlOptions,
    notes: &'n mut Notes,
    open: Vec<Element<'a>>,
    root: Option<(Text<'a>, Value<'a>)>,
    /// Where the first comment is.
    comment: Option<usize>,
}

impl<'a> Document<'a, '_> {
    fn event(&mut self, event: Event<'a>, start: usize, end: usize) -> Result<(), Failure> {
        match event {
            Event::Start(tag) => self.start(&tag, start),
            Event::Empty(tag) => {
                self.start(&tag, start)?;
                self.end(true)
            }
            Event::End(_) => self.end(false),
            Event::Text(text) => {
                if let Some(at) = text.find("]]>") {
                    return Err(self.syntax("`]]>` cannot stand in text: write `]]&gt;`", start + at));
                }
                self.add_text(text.xml10_content(), start)
            }
            Event::CData(_) if self.open.is_empty() => {
                Err(self.syntax("text stands outside of the root element", start))
            }
            Event::CData(text) => self.add_text(text.xml10_content(), start),
            Event::GeneralRef(reference) => match resolve(&reference) {
                Ok(_) if self.open.is_empty() => Err(self.syntax("text stands outside of the root element", start)),
                Ok(character) => self.add_text(Cow::Owned(character.into()), start),
                Err(bad) => Err(self.bad_reference(&bad, start)),
            },
            Event::Comment(_) => {
                self.comment.get_or_insert(start);
                Ok(())
            }
            Event::PI(instruction) => {
                let message = format!("the processing instruction `{}` is not carried over", instruction.target());
                self.note(NoteCode::Instruction, &message, start)
            }
            Event::Decl(declaration) => self.declaration(&declaration, start, end),
            Event::DocType(_) => Err(self
                .failure(code::XML_DOCTYPE, "document type declarations are refused", start)
                .with_hint("remove the declaration: entities and outside files can make a document mean anything")),
            Event::Eof => Ok(()),
        }
    }

    fn start(&mut self, tag: &BytesStart<'a>, start: usize) -> Result<(), Failure> {
        if self.open.is_empty() && self.root.is_some() {
            return Err(self.syntax("a second root element", start));
        }
        if self.open.len() >= DEPTH {
            return Err(too_deep(Format::Xml, self.place(start)));
        }
        // From the source, so that it outlives the event.
        let from = start + 1;
        let content = self.text.get(from..from + tag.len()).unwrap_or_default();
        let (name, rest) = content.split_at(content.find(is_space).unwrap_or(content.len()));
        if !is_name(name) {
            return Err(self.syntax(&format!("`{}` is no name of an element", name.escape_debug()), start));
        }
        let found = match attributes(rest) {
            Ok(found) => found,
            Err(bad) => return Err(self.bad_tag(&bad, from + name.len())),
        };
        let mut members = Object::with_capacity(found.len());
        for (name, value) in found {
            members.push(format!("{ATTRIBUTE}{}", decoded(name)), from_text(value, self.options.types));
        }
        self.open.push(Element::new(name, start, members));
        Ok(())
    }

    fn end(&mut self, is_one_tag: bool) -> Result<(), Failure> {
        let Some(element) = self.open.pop() else { return Ok(()) };
        let (name, start) = (element.name, element.start);
        let closed = element.close(is_one_tag, self.options);
        self.loss(name, &closed, start)?;
        // The root element is in an object, too.
        if closed.depth + self.open.len().max(1) > DEPTH {
            return Err(too_deep(Format::Xml, self.place(start)));
        }
        let key = key_of(name);
        match self.open.last_mut() {
            Some(parent) => parent.add_element(key, closed),
            None => self.root = Some((key, closed.value)),
        }
        Ok(())
    }

    fn loss(&mut self, name: &str, closed: &Closed<'_>, start: usize) -> Result<(), Failure> {
        if closed.lost_mixed {
            let message = format!("text stands between the elements in <{name}>: it was put together as `{TEXT}`");
            self.note(NoteCode::MixedContent, &message, start)?;
        }
        if closed.lost_order {
            let message = format!("the elements in <{name}> were sorted by name: their order is lost");
            self.note(NoteCode::Order, &message, start)?;
        }
        Ok(())
    }

    fn add_text(&mut self, text: Cow<'a, str>, start: usize) -> Result<(), Failure> {
        match self.open.last_mut() {
            Some(element) => element.add_text(text),
            None => {
                if let Some(at) = text.find(|character| !is_space(character)) {
                    return Err(self.syntax("text stands outside of the root element", start + at));
                }
            }
        }
        Ok(())
    }

    fn declaration(&mut self, declaration: &BytesDecl<'_>, start: usize, end: usize) -> Result<(), Failure> {
        if start != 0 {
            return Err(self.syntax("an XML declaration can only stand at the very beginning", start));
        }
        let content = self.text.get("<?xml".len()..end.saturating_sub("?>".len())).unwrap_or_default();
        if let Err(bad) = attributes(content) {
            return Err(self.bad_tag(&bad, "<?xml".len()));
        }
        if let Err(error) = declaration.xml_version() {
            return Err(self.syntax(&error.to_string(), start));
        }
        let encoding = declaration.encoding().and_then(Result::ok).unwrap_or(Cow::Borrowed("UTF-8"));
        if ["utf-8", "utf8", "us-ascii", "ascii"].iter().any(|known| encoding.eq_ignore_ascii_case(known)) {
            return Ok(());
        }
        let message = format!("the document says that it is in {}: only UTF-8 is read", encoding.escape_debug());
        Err(self
            .failure(code::CONVERT_ENCODING, &message, start)
            .with_detail("encoding", &*encoding)
            .with_hint("convert the document to UTF-8, or take the encoding out of its declaration if it is"))
    }

    fn finish(mut self) -> Result<Value<'a>, Failure> {
        if let Some(element) = self.open.last() {
            let (message, start) = (format!("the element <{}> does not end", element.name), element.start);
            return Err(self.syntax(&message, start));
        }
        if let Some(start) = self.comment {
            self.note(NoteCode::Comment, "comments are not carried over", start)?;
        }
        match self.root.take() {
            None => Err(self.syntax("there is no root element", self.text.len())),
            Some((key, value)) if self.options.root.as_ref().is_some_and(|root| key.is(root)) => Ok(value),
            Some((key, value)) => Ok(Value::Object([(key, value)].into_iter().collect())),
        }
    }

    /// All characters are ones that may stand in a document.
    fn characters(&self) -> Result<(), Failure> {
        match self.text.char_indices().find(|(_, character)| !is_allowed(*character)) {
            Some((at, character)) => {
                let message = format!("the character U+{:04X} cannot stand in XML", u32::from(character));
                Err(self.syntax(&message, at))
            }
            None => Ok(()),
        }
    }

    fn note(&mut self, code: NoteCode, message: &str, start: usize) -> Result<(), Failure> {
        let (at, positions) = (self.before + start, &mut self.positions);
        self.notes.add(|| Note::new(code, message).placed(positions.place(at)))
    }

    fn place(&mut self, offset: usize) -> Place {
        self.positions.place(self.before + offset)
    }

    fn failure(&self, code: &'static str, message: &str, offset: usize) -> Failure {
        misread(code, Format::Xml, message, self.positions.source(), self.before.saturating_add(offset))
    }

    #[cold]
    fn syntax(&self, message: &str, offset: usize) -> Failure {
        self.failure(code::XML_SYNTAX, message, offset)
    }

    fn bad_tag(&self, bad: &BadTag, start: usize) -> Failure {
        match &bad.cause {
            Cause::Syntax(message) => self.syntax(message, start + bad.offset),
            Cause::Reference(reference) => self.bad_reference(reference, start + bad.offset),
        }
    }

    fn bad_reference(&self, bad: &BadReference, offset: usize) -> Failure {
        match bad {
            BadReference::Entity(name) => {
                let message = format!("the entity `&{};` is not declared", name.escape_debug());
                self.failure(code::XML_ENTITY, &message, offset)
                    .with_detail("entity", name.as_str())
                    .with_hint("write the character itself, or its number as in `&#160;`; only lt, gt, amp, apos and quot are known")
            }
            BadReference::Character(name) => {
                self.syntax(&format!("`&{};` is no character of XML", name.escape_debug()), offset)
            }
        }
    }
}

/// Without its escapes, unless that would look like an attribute or a text.
fn key_of(name: &str) -> Text<'_> {
    let key = decoded(name);
    if key.starts_with(ATTRIBUTE) || key == TEXT || key == CONTENT { name.into() } else { key.into() }
}
