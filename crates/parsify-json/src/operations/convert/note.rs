//! What could not be carried over.

use parsify_error::{ErrorKind, Failure};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

use super::format::Format;
use super::path::Path;
use crate::core::Place;
use crate::{code, tree};

/// What kind of thing could not be carried over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum NoteCode {
    /// Comments.
    Comment,
    /// An instruction for another program: a processing instruction, a directive.
    Instruction,
    /// A key that stands more than once; the last one counts.
    DuplicateKey,
    /// A key that is not a string.
    KeyType,
    /// A name or key that the format cannot say as it is.
    Name,
    /// A null.
    Null,
    /// A number beyond the range or precision of the format.
    Number,
    /// Infinity or NaN.
    NonFinite,
    /// A date or time.
    Date,
    /// Bytes.
    Binary,
    /// A string that holds half a surrogate pair, or characters that the format has no form for.
    Characters,
    /// A type that the other format does not have.
    Type,
    /// Nesting that the format cannot say.
    Nesting,
    /// An empty array or object that the format cannot tell from nothing.
    Empty,
    /// The order of entries.
    Order,
    /// Text between elements.
    MixedContent,
    /// White space that counts.
    Space,
}

/// Something that could not be carried over as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Note {
    /// What kind of thing it is.
    pub code: NoteCode,
    /// What it was and what became of it.
    pub message: String,
    /// JSON Pointer (RFC 6901) of the value, as JSON has or would have it; empty for the whole document.
    pub pointer: String,
    /// Where it stands in the document handed in, when that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

impl Note {
    /// A note about the whole document.
    pub(crate) fn new(code: NoteCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), pointer: String::new(), place: None }
    }

    /// Of the value at this path.
    #[must_use]
    pub(crate) fn at(mut self, path: &Path<'_>) -> Self {
        self.pointer = path.to_string();
        self
    }

    /// Of the value at this JSON Pointer.
    #[must_use]
    pub(crate) fn pointing(mut self, pointer: String) -> Self {
        self.pointer = pointer;
        self
    }

    /// Standing there in the source.
    #[must_use]
    pub(crate) const fn placed(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if !self.pointer.is_empty() {
            write!(f, " at {}", self.pointer)?;
        }
        match self.place {
            Some(place) => write!(f, " (line {}, column {})", place.line, place.column),
            None => Ok(()),
        }
    }
}

/// What to do about things that cannot be carried over.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum Lossy {
    /// Go on, and say each in the warnings and in the data.
    #[default]
    Warn,
    /// Fail at the first one.
    Error,
    /// Go on, and say each in the data only.
    Allow,
}

/// How many notes are kept; the rest is counted.
pub(crate) const KEPT: usize = 100;

/// The notes of one conversion.
#[derive(Debug)]
pub(crate) struct Notes {
    lossy: Lossy,
    kept: Vec<Note>,
    omitted: usize,
    /// Whether it is said that the format has no types.
    typeless: bool,
}

impl Notes {
    pub(crate) const fn new(lossy: Lossy) -> Self {
        Self { lossy, kept: Vec::new(), omitted: 0, typeless: false }
    }

    /// Adds a note, made only when it is kept.
    ///
    /// # Errors
    ///
    /// Nothing may get lost.
    pub(crate) fn add(&mut self, note: impl FnOnce() -> Note) -> Result<(), Failure> {
        if self.lossy != Lossy::Error && self.kept.len() >= KEPT {
            self.omitted += 1;
            return Ok(());
        }
        self.keep(note())
    }

    #[cold]
    fn keep(&mut self, note: Note) -> Result<(), Failure> {
        if self.lossy == Lossy::Error {
            return Err(lost(&note));
        }
        self.kept.push(note);
        Ok(())
    }

    /// Says, once for a document, that a number or truth value became text in a format without types. `read_back` is the
    /// option that reads it as what it was.
    pub(crate) fn typeless(&mut self, format: Format, read_back: &str) -> Result<(), Failure> {
        if self.typeless {
            return Ok(());
        }
        self.typeless = true;
        let (title, verb) = (format.title(), if format == Format::Properties { "have" } else { "has" });
        let which = if read_back.is_empty() { String::new() } else { format!(", which {read_back} reads back") };
        let message = format!("{title} {verb} no types: numbers and truth values became text{which}");
        self.add(|| Note::new(NoteCode::Type, message))
    }

    /// What a string means; half surrogate pairs become U+FFFD.
    pub(crate) fn text<'t>(
        &mut self,
        text: &'t tree::Text<'_>,
        path: &Path<'_>,
    ) -> Result<std::borrow::Cow<'t, str>, Failure> {
        if let Ok(text) = text.to_str() {
            return Ok(text);
        }
        let message = "half a surrogate pair is no character: it became U+FFFD";
        self.add(|| Note::new(NoteCode::Characters, message).at(path))?;
        Ok(text.to_str_lossy())
    }

    /// The members of an object for a format whose keys are unique: of equal keys the last.
    pub(crate) fn unique<'o, 'a>(
        &mut self,
        object: &'o tree::Object<'a>,
        path: &Path<'_>,
    ) -> Result<Vec<(&'o tree::Text<'a>, &'o tree::Value<'a>)>, Failure> {
        if object.duplicates().next().is_none() {
            return Ok(object.iter().collect());
        }
        let index = object.index();
        let mut members = Vec::with_capacity(object.len());
        for (at, (key, value)) in object.iter().enumerate() {
            if index.get(key) == Some(at) {
                members.push((key, value));
                continue;
            }
            let message = "the key stands again later: this value was left out";
            let name = key.to_str_lossy();
            self.add(|| Note::new(NoteCode::DuplicateKey, message).at(&path.key(&name)))?;
        }
        Ok(members)
    }

    /// What was kept, and how many more there were.
    pub(crate) fn finish(self) -> (Vec<Note>, usize) {
        (self.kept, self.omitted)
    }
}

#[cold]
fn lost(note: &Note) -> Failure {
    let mut failure = Failure::new(ErrorKind::Input, code::CONVERT_LOSS, note.to_string())
        .with_detail("pointer", note.pointer.as_str())
        .with_hint("set `lossy` to \"warn\" to go on without it");
    if let Some(place) = note.place {
        failure = failure
            .with_detail("line", place.line)
            .with_detail("column", place.column)
            .with_detail("offset", place.offset);
    }
    failure
}
