//! From YAML to a tree.

use parsify_error::{ErrorKind, Failure};
use saphyr_parser::{Event, Parser, ScanError};

use super::builder::Builder;
use super::options::YamlDocuments;
use crate::code;
use crate::core::{Place, Positions};
use crate::operations::convert::format::Format;
use crate::operations::convert::note::{Note, NoteCode, Notes};
use crate::operations::convert::options::ConvertOptions;
use crate::operations::convert::problem::{deeper_than, misread};
use crate::tree::Value;

#[inline(never)]
pub(in super::super) fn read<'a>(
    source: &'a str,
    options: &ConvertOptions,
    notes: &mut Notes,
) -> Result<Value<'a>, Failure> {
    printable(source)?;
    let mut builder = Builder::new(source, options, notes);
    let mut parser = Parser::new_from_str(source);
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|error| scan_error(source, &error))?;
        let is_end = event == Event::StreamEnd;
        builder.event(event, span)?;
        if is_end {
            break;
        }
    }
    let (documents, comment) = builder.finish();
    if let Some(offset) = comment {
        let place = Positions::new(source).place(offset);
        notes.add(|| Note::new(NoteCode::Comment, "comments are not carried over").placed(place))?;
    }
    together(documents, options.yaml.documents)
}

fn together(documents: Vec<Value<'_>>, wanted: YamlDocuments) -> Result<Value<'_>, Failure> {
    match wanted {
        YamlDocuments::All => Ok(Value::Array(documents)),
        YamlDocuments::One if documents.len() > 1 => {
            let message = format!("the stream has {} documents where one is wanted", documents.len());
            Err(Failure::new(ErrorKind::Input, code::YAML_DOCUMENTS, message)
                .with_detail("documents", documents.len())
                .with_hint("set `yaml.documents` to \"all\" to get them as an array"))
        }
        YamlDocuments::One => Ok(documents.into_iter().next().unwrap_or(Value::Null)),
    }
}

/// Control characters are no part of a stream (YAML 1.2.2, section 5.1); the parser lets them pass.
fn printable(source: &str) -> Result<(), Failure> {
    let control = |byte: u8| byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r');
    match source.bytes().position(control) {
        Some(offset) => {
            let message = format!("the control character U+{:04X} cannot stand here", source.as_bytes()[offset]);
            Err(misread(code::YAML_SYNTAX, Format::Yaml, message, source, offset)
                .with_hint("write it as an escape in a string with double quotes"))
        }
        None => Ok(()),
    }
}

/// How many brackets the scanner takes within each other.
const BRACKETS: usize = 255;

fn scan_error(source: &str, error: &ScanError) -> Failure {
    let offset = Marks::new(source).offset(error.marker().index());
    if is_one_too_many(source, offset) {
        return deeper_than(BRACKETS, Format::Yaml, Positions::new(source).place(offset));
    }
    misread(code::YAML_SYNTAX, Format::Yaml, error.info(), source, offset)
}

/// Whether a bracket opens there within as many as the scanner takes. Its error does not say so, but for its words.
fn is_one_too_many(source: &str, offset: usize) -> bool {
    let nested = |depth: usize, byte: u8| match byte {
        b'[' | b'{' => depth + 1,
        b']' | b'}' => depth.saturating_sub(1),
        _ => depth,
    };
    let bytes = source.as_bytes();
    matches!(bytes.get(offset), Some(b'[' | b'{'))
        && bytes[..offset].iter().fold(0, |depth, byte| nested(depth, *byte)) >= BRACKETS
}

/// The parser counts characters; this makes offsets in bytes of them.
pub(super) struct Marks<'a> {
    positions: Positions<'a>,
    is_ascii: bool,
    characters: usize,
    bytes: usize,
}

impl<'a> Marks<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { positions: Positions::new(source), is_ascii: source.is_ascii(), characters: 0, bytes: 0 }
    }

    pub(super) const fn source(&self) -> &'a str {
        self.positions.source()
    }

    /// Cheap when the questions come in their order.
    pub(super) fn offset(&mut self, characters: usize) -> usize {
        let source = self.positions.source();
        if self.is_ascii {
            return characters.min(source.len());
        }
        if characters < self.characters {
            (self.characters, self.bytes) = (0, 0);
        }
        let rest = source.get(self.bytes..).unwrap_or_default();
        let ahead = characters - self.characters;
        self.bytes = rest.char_indices().nth(ahead).map_or(source.len(), |(at, _)| self.bytes + at);
        self.characters = characters;
        self.bytes
    }

    pub(super) fn place(&mut self, characters: usize) -> Place {
        let offset = self.offset(characters);
        self.positions.place(offset)
    }
}
