//! The documents of a call, from files and standard input.

mod media_type;
mod read;

use std::path::{Path, PathBuf};

use parsify::{Document, ErrorKind, Failure, Operation};

pub(crate) use read::unreadable;

use crate::problem::{self, problem};

/// What standard input is called in messages.
const STDIN: &str = "<stdin>";

/// The documents, and where each came from.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    pub(crate) documents: Vec<Document>,
    labels: Vec<Label>,
}

#[derive(Debug)]
struct Label {
    document: String,
    place: String,
}

/// What a word of the command line asks for.
#[derive(Debug, PartialEq, Eq)]
enum Origin {
    Stdin,
    File { document: String, path: PathBuf },
}

impl Inputs {
    /// Reads what the words name; standard input when they name nothing and the operation needs a document. No more than
    /// `most` bytes: more would not fit into the call.
    pub(crate) fn read(operation: &Operation, words: &[PathBuf], most: u64) -> Result<Self, Failure> {
        let origins = origins(operation, words)?;
        let mut inputs = Self::default();
        let mut left = most;
        for origin in origins {
            let (name, place, bytes, media_type) = match origin {
                Origin::Stdin => (String::new(), STDIN.to_owned(), read::stdin(left, most)?, ""),
                Origin::File { document, path } => {
                    let bytes = read::file(&path, left, most)?;
                    (document, path.display().to_string(), bytes, media_type::of(&path))
                }
            };
            left = left.saturating_sub(bytes.len() as u64);
            let document = match String::from_utf8(bytes) {
                Ok(text) => Document::text(name, text),
                Err(error) => Document::binary(name, error.into_bytes()),
            };
            inputs.labels.push(Label { document: document.name.clone(), place });
            inputs.documents.push(document.with_media_type(media_type));
        }
        inputs.name_all(operation);
        Ok(inputs)
    }

    /// Gives the documents without a name the one they get in the operation, for messages. What does not fit stays as it
    /// is: the call says what is wrong with it.
    fn name_all(&mut self, operation: &Operation) {
        let mut numbered = self.documents.clone();
        for (index, document) in numbered.iter_mut().enumerate() {
            // The media type takes the number through the arrangement.
            document.media_type = index.to_string();
        }
        let Ok(places) = operation.arrange(numbered) else { return };
        for (spec, documents) in operation.documents.iter().zip(places) {
            for index in documents.iter().filter_map(|document| document.media_type.parse::<usize>().ok()) {
                self.documents[index].name.clone_from(&spec.name);
                self.labels[index].document.clone_from(&spec.name);
            }
        }
    }

    /// Adds to a failure which file it is about, as far as that can be known.
    pub(crate) fn locate(&self, failure: Failure) -> Failure {
        if failure.kind() != ErrorKind::Input && !failure.details().contains_key("line") {
            return failure;
        }
        let document = failure.details().get("document").and_then(|name| name.as_str());
        // What is wrong with params has its place in them.
        if failure.kind() == ErrorKind::Params && document.is_none() {
            return failure;
        }
        let index = failure.details().get("index").and_then(parsify::error::Detail::as_u64);
        match self.place(document).or_else(|| self.numbered(document, index?)) {
            Some(place) if !failure.details().contains_key("file") => failure.with_detail("file", place),
            _ => failure,
        }
    }

    /// The place of a document, or of the only one.
    pub(crate) fn place(&self, document: Option<&str>) -> Option<&str> {
        let mut fitting = self.labels.iter().filter(|label| document.is_none_or(|name| label.document == name));
        let first = fitting.next()?;
        fitting.next().is_none().then_some(first.place.as_str())
    }

    /// The place of one of several documents of the same name, by its number among them.
    fn numbered(&self, document: Option<&str>, index: u64) -> Option<&str> {
        let name = document.or_else(|| self.labels.first().map(|label| label.document.as_str()))?;
        if document.is_none() && self.labels.iter().any(|label| label.document != name) {
            return None;
        }
        let mut fitting = self.labels.iter().filter(|label| label.document == name);
        fitting.nth(usize::try_from(index).ok()?).map(|label| label.place.as_str())
    }

    /// The place of the document that a validation is about: the only one, or that beside a schema.
    pub(crate) fn validated(&self) -> Option<&str> {
        self.place(None).or_else(|| self.place(Some("json")))
    }

    /// Where the text that is wanted is none, from what the bytes look like.
    pub(crate) fn hint_about_encoding(&self) -> Option<&'static str> {
        let hint = |document: &Document| match document.payload.as_bytes() {
            [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => {
                Some("it looks like UTF-32: `iconv -f UTF-32 -t UTF-8 FILE` converts it")
            }
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => {
                Some("it looks like UTF-16: `iconv -f UTF-16 -t UTF-8 FILE` converts it")
            }
            // Without a mark: ASCII in the first characters tells.
            [1..=255, 0, 1..=255, 0, ..] => Some("it looks like UTF-16: `iconv -f UTF-16LE -t UTF-8 FILE` converts it"),
            [0, 1..=255, 0, 1..=255, ..] => Some("it looks like UTF-16: `iconv -f UTF-16BE -t UTF-8 FILE` converts it"),
            _ => None,
        };
        self.documents.iter().find_map(hint)
    }
}

fn origins(operation: &Operation, words: &[PathBuf]) -> Result<Vec<Origin>, Failure> {
    if words.is_empty() {
        let needed = operation.documents.first().is_some_and(|document| !document.optional);
        return Ok(if needed { vec![Origin::Stdin] } else { Vec::new() });
    }
    let origins: Vec<_> = words.iter().map(|word| origin(operation, word)).collect();
    if origins.iter().filter(|origin| **origin == Origin::Stdin).count() > 1 {
        return Err(problem(ErrorKind::Params, problem::USAGE, "standard input (`-`) stands twice")
            .with_hint("it can be read once: put one of the documents into a file"));
    }
    Ok(origins)
}

fn origin(operation: &Operation, word: &Path) -> Origin {
    if word == Path::new("-") {
        return Origin::Stdin;
    }
    let unnamed = || Origin::File { document: String::new(), path: word.to_owned() };
    let Some((name, path)) = word.to_str().and_then(|word| word.split_once('=')) else { return unnamed() };
    let is_document = operation.documents.iter().any(|document| document.name == name);
    // A file that has the sign in its name wins.
    if is_document && !path.is_empty() && !word.exists() {
        return Origin::File { document: name.to_owned(), path: PathBuf::from(path) };
    }
    unnamed()
}
