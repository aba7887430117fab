//! From the parser's events to values.

use parsify_error::{ErrorKind, Failure};
use saphyr_parser::{Event, ScalarStyle, Span, Tag};
use std::borrow::Cow;
use std::fmt::Write as _;

use super::alias::{Anchors, Measure};
use super::comment::Comments;
use super::mapping::Mapping;
use super::plain::{Plain, resolve};
use super::read::Marks;
use super::scalar::{Scalar, scalar};
use super::tag::{Meaning, meaning, shown};
use crate::code;
use crate::operations::convert::format::Format;
use crate::operations::convert::note::{Note, NoteCode, Notes};
use crate::operations::convert::options::ConvertOptions;
use crate::operations::convert::problem::{misread, placed, too_deep};
use crate::tree::{DEPTH, Object, Text, Value};

pub(super) struct Builder<'a, 'n> {
    options: &'n ConvertOptions,
    notes: &'n mut Notes,
    marks: Marks<'a>,
    comments: Comments,
    anchors: Anchors<'a>,
    open: Vec<Frame<'a>>,
    documents: Vec<Value<'a>>,
}

/// A collection that has not ended.
struct Frame<'a> {
    content: Content<'a>,
    measure: Measure,
    anchor: usize,
    /// Where it starts, in characters.
    start: usize,
}

enum Content<'a> {
    Sequence(Vec<Value<'a>>),
    Mapping(Mapping<'a>, Option<Key<'a>>),
}

enum Key<'a> {
    Text(Text<'a>),
    Merge,
}

/// A value that is to be put where it belongs.
struct Node<'a> {
    value: Value<'a>,
    measure: Measure,
    anchor: usize,
    start: usize,
    /// What it is when it stands as a key.
    key: Option<Key<'a>>,
}

impl<'a, 'n> Builder<'a, 'n> {
    pub(super) fn new(source: &'a str, options: &'n ConvertOptions, notes: &'n mut Notes) -> Self {
        Self {
            options,
            notes,
            marks: Marks::new(source),
            comments: Comments::default(),
            anchors: Anchors::new(source),
            open: Vec::new(),
            documents: Vec::new(),
        }
    }

    /// The documents, and where the first comment is.
    pub(super) fn finish(self) -> (Vec<Value<'a>>, Option<usize>) {
        (self.documents, self.comments.found())
    }

    pub(super) fn event(&mut self, event: Event<'a>, span: Span) -> Result<(), Failure> {
        self.pass(&event, span);
        let start = span.start.index();
        match event {
            Event::Scalar(text, style, anchor, tag) => self.scalar(text, style, anchor, tag.as_deref(), start),
            Event::SequenceStart(anchor, tag) => {
                self.open(Content::Sequence(Vec::new()), anchor, start)?;
                self.collection_tag(tag.as_deref(), Meaning::Seq, start)
            }
            Event::MappingStart(anchor, tag) => {
                self.open(Content::Mapping(Mapping::default(), None), anchor, start)?;
                self.collection_tag(tag.as_deref(), Meaning::Map, start)
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(),
            Event::Alias(anchor) => self.alias(anchor, start),
            _ => Ok(()),
        }
    }

    fn pass(&mut self, event: &Event<'_>, span: Span) {
        if self.comments.found().is_none() {
            let start = self.marks.offset(span.start.index());
            let end = match event {
                Event::Scalar(..) | Event::Alias(_) => self.marks.offset(span.end.index()),
                _ => start,
            };
            self.comments.next(&self.marks, start, end);
        }
    }

    fn scalar(
        &mut self,
        text: Cow<'a, str>,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
        start: usize,
    ) -> Result<(), Failure> {
        let measure = Measure::of_text(text.len());
        let is_merge = self.options.yaml.merge_keys
            && text == "<<"
            && match meaning(tag) {
                Meaning::None => style == ScalarStyle::Plain,
                meaning => meaning == Meaning::Merge,
            };
        let key = if is_merge { Key::Merge } else { Key::Text(text.clone().into()) };
        let value = match scalar(text, style, tag, self.options.non_finite) {
            Scalar::Value(value) => value,
            // A key becomes its text, which is noted where it does.
            Scalar::Noted(value, ..) if self.awaits_key() => value,
            Scalar::Noted(value, code, message) => {
                self.note(code, &message, start)?;
                value
            }
            Scalar::Bad(message) => return Err(self.bad_value(&message, start)),
        };
        self.add(Node { value, measure, anchor, start, key: Some(key) })
    }

    fn open(&mut self, content: Content<'a>, anchor: usize, start: usize) -> Result<(), Failure> {
        if self.open.len() >= DEPTH {
            return Err(too_deep(Format::Yaml, self.marks.place(start)));
        }
        self.open.push(Frame { content, measure: Measure::default(), anchor, start });
        Ok(())
    }

    fn close(&mut self) -> Result<(), Failure> {
        let Some(frame) = self.open.pop() else { return Ok(()) };
        let measure = frame.measure.enclosed();
        let (anchor, start) = (frame.anchor, frame.start);
        let value = match frame.content {
            Content::Sequence(elements) => Value::Array(elements),
            Content::Mapping(mapping, _) => Value::Object(self.without_duplicates(mapping.finish(), start)?),
        };
        self.add(Node { value, measure, anchor, start, key: None })
    }

    fn alias(&mut self, anchor: usize, start: usize) -> Result<(), Failure> {
        let Some(measure) = self.anchors.measure(anchor) else {
            let message = "the alias stands within its own anchor, which no tree can hold";
            return Err(self.misread(code::YAML_ALIAS, message, start));
        };
        if self.open.len() + measure.depth > DEPTH {
            return Err(too_deep(Format::Yaml, self.marks.place(start)));
        }
        match self.anchors.copy(anchor) {
            Some(value) => {
                let key = value.as_str().map(|text| Key::Text(text.into_owned().into()));
                self.add(Node { value, measure, anchor: 0, start, key })
            }
            None => Err(self.too_large(start)),
        }
    }

    /// Puts a value where it belongs: it may be a key, too.
    fn add(&mut self, node: Node<'a>) -> Result<(), Failure> {
        if node.anchor != 0 && !self.anchors.keep(node.anchor, &node.value, node.measure) {
            return Err(self.too_large(node.start));
        }
        if self.awaits_key() {
            return self.add_key(node);
        }
        let Some(frame) = self.open.last_mut() else {
            self.documents.push(node.value);
            return Ok(());
        };
        frame.measure.add(node.measure);
        let is_taken = match &mut frame.content {
            Content::Sequence(elements) => {
                elements.push(node.value);
                true
            }
            Content::Mapping(mapping, key) => match key.take() {
                Some(Key::Merge) => mapping.merge(node.value),
                Some(Key::Text(key)) => {
                    mapping.push(key, node.value);
                    true
                }
                None => true,
            },
        };
        if is_taken {
            return Ok(());
        }
        Err(self.bad_value("a merge key `<<` needs a mapping or a sequence of them", node.start))
    }

    fn add_key(&mut self, node: Node<'a>) -> Result<(), Failure> {
        let kind = node.value.kind();
        let key = match (node.key, node.value) {
            (Some(Key::Merge), _) => Key::Merge,
            (Some(key), Value::String(_)) => key,
            (Some(Key::Text(text)), value) => {
                let is_null = value == Value::Null && resolve(text.to_str_lossy()) == Plain::Null;
                let text = if is_null { "null".into() } else { text };
                self.note_key(kind.as_str(), &text, node.start)?;
                Key::Text(text)
            }
            (None, value) => {
                let text = Text::from(value.to_json());
                self.note_key(kind.as_str(), &text, node.start)?;
                Key::Text(text)
            }
        };
        if let Some(Frame { content: Content::Mapping(_, place), measure, .. }) = self.open.last_mut() {
            measure.add(Measure { depth: 0, ..node.measure });
            *place = Some(key);
        }
        Ok(())
    }

    fn note_key(&mut self, kind: &str, text: &Text<'_>, start: usize) -> Result<(), Failure> {
        let message = format!("a key that is no string but of type {kind} became the string {:?}", text.to_str_lossy());
        self.note(NoteCode::KeyType, &message, start)
    }

    fn awaits_key(&self) -> bool {
        matches!(self.open.last(), Some(Frame { content: Content::Mapping(_, None), .. }))
    }

    fn without_duplicates(&mut self, object: Object<'a>, start: usize) -> Result<Object<'a>, Failure> {
        if object.duplicates().next().is_none() {
            return Ok(object);
        }
        let (pointer, place) = (pointer(&self.open), self.marks.place(start));
        for key in object.duplicates() {
            let message = "the key stands more than once in the mapping: only the last value was kept";
            let token = key.to_str_lossy().replace('~', "~0").replace('/', "~1");
            self.notes.add(|| {
                Note::new(NoteCode::DuplicateKey, message).pointing(format!("{pointer}/{token}")).placed(place)
            })?;
        }
        let last = object.index();
        let kept: Vec<bool> = object.keys().enumerate().map(|(at, key)| last.get(key) == Some(at)).collect();
        Ok(object.into_iter().zip(kept).filter_map(|(member, kept)| kept.then_some(member)).collect())
    }

    fn collection_tag(&mut self, tag: Option<&Tag>, expected: Meaning, start: usize) -> Result<(), Failure> {
        let Some(tag) = tag else { return Ok(()) };
        match meaning(Some(tag)) {
            Meaning::None | Meaning::Text if tag.suffix.is_empty() || tag.suffix == "!" => Ok(()),
            meaning if meaning == expected => Ok(()),
            Meaning::Other => self.note(NoteCode::Type, &format!("the tag {} is not carried over", shown(tag)), start),
            _ => Err(self.bad_value(&format!("the collection is no {}", shown(tag)), start)),
        }
    }

    fn note(&mut self, code: NoteCode, message: &str, start: usize) -> Result<(), Failure> {
        let (pointer, marks) = (pointer(&self.open), &mut self.marks);
        self.notes.add(|| Note::new(code, message).pointing(pointer).placed(marks.place(start)))
    }

    fn bad_value(&mut self, message: &str, start: usize) -> Failure {
        self.misread(code::YAML_VALUE, message, start)
    }

    #[cold]
    fn misread(&mut self, code: &'static str, message: &str, start: usize) -> Failure {
        let offset = self.marks.offset(start);
        misread(code, Format::Yaml, message, self.marks.source(), offset)
    }

    #[cold]
    fn too_large(&mut self, start: usize) -> Failure {
        let limit = self.anchors.limit();
        let message = format!("the anchors and aliases grow beyond {limit} bytes");
        placed(ErrorKind::Limit, code::YAML_ALIAS, Format::Yaml, message, self.marks.place(start))
            .with_detail("limit", limit)
            .with_hint("the document is an alias bomb, or too much of it is said by aliases: write it out")
    }
}

/// The JSON Pointer of the value that comes next.
fn pointer(open: &[Frame<'_>]) -> String {
    let mut pointer = String::new();
    for frame in open {
        match &frame.content {
            Content::Sequence(elements) => {
                // Writing to a string cannot fail.
                let _ = write!(pointer, "/{}", elements.len());
            }
            Content::Mapping(_, Some(Key::Text(key))) => {
                pointer.push('/');
                pointer.push_str(&key.to_str_lossy().replace('~', "~0").replace('/', "~1"));
            }
            Content::Mapping(_, Some(Key::Merge)) => pointer.push_str("/<<"),
            Content::Mapping(_, None) => {}
        }
    }
    pointer
}
