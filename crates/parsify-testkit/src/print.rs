use std::fmt::Write as _;

use parsify_interface::{Document, Payload, Response, Value, serde_json};
use serde::Serialize;

use crate::heading::{Heading, MARK, Section};
use crate::{Answer, Fixture, FixtureError, Problem};

impl Fixture {
    /// The text of the file: the exact inverse of [`parse`](Self::parse). A document is written `escaped` only when a
    /// text file would not keep it.
    ///
    /// # Errors
    ///
    /// [`FixtureError::Unwritable`]: a document is binary, or the comment is empty or would be taken for sections.
    pub fn to_text(&self) -> Result<String, FixtureError> {
        self.writable().map_err(|problem| FixtureError::Unwritable { path: self.path.clone(), problem })?;
        let mut text = format!("{}\n", self.comment);
        if !self.request.params.is_empty() {
            json(&mut text, Section::Params, &self.request.params);
        }
        if !self.config.is_null() {
            json(&mut text, Section::Config, &self.config);
        }
        for document in &self.request.documents {
            print_document(&mut text, Section::Document, document);
        }
        if let Some(answer) = &self.expected {
            text.push_str(&print_answer(answer));
        }
        Ok(text)
    }

    fn writable(&self) -> Result<(), Problem> {
        if self.comment.trim().is_empty() {
            return Err(Problem::NoComment);
        }
        if self.comment.contains('\r') || begins_section(&self.comment) {
            return Err(Problem::Comment);
        }
        text_only(&self.request.documents)?;
        self.expected.as_ref().map_or(Ok(()), answer_writable)
    }
}

/// Whether the answer can stand in a file.
pub(crate) fn answer_writable(answer: &Answer) -> Result<(), Problem> {
    match answer {
        Answer::Response(response) => text_only(&response.documents),
        Answer::Failure(_) => Ok(()),
    }
}

fn text_only(documents: &[Document]) -> Result<(), Problem> {
    match documents.iter().find(|document| document.as_text().is_none()) {
        Some(document) => Err(Problem::Binary { name: document.name.clone() }),
        None => Ok(()),
    }
}

/// The sections of an answer. Binary documents are shown as hexadecimal digits, for people only.
pub(crate) fn print_answer(answer: &Answer) -> String {
    let mut text = String::new();
    match answer {
        Answer::Failure(failure) => json(&mut text, Section::Failure, failure),
        Answer::Response(Response { documents, data, warnings }) => {
            for document in documents {
                print_document(&mut text, Section::ResponseDocument, document);
            }
            // An answer without any section would be no expectation at all.
            if !data.is_null() || documents.is_empty() && warnings.is_empty() {
                json(&mut text, Section::Data, data);
            }
            if !warnings.is_empty() {
                json(&mut text, Section::Warnings, warnings);
            }
        }
    }
    text
}

fn print_document(text: &mut String, section: Section, document: &Document) {
    let Document { name, media_type, payload } = document;
    let heading = |escaped| Heading { section, name: name.clone(), media_type: media_type.clone(), escaped }.line();
    match payload {
        Payload::Text(content) if needs_escape(content) => {
            push(text, &heading(true), &Value::from(content.as_str()).to_string());
        }
        Payload::Text(content) => push(text, &heading(false), content),
        Payload::Binary(bytes) => push(text, &format!("{} binary", heading(false)), &hex(bytes)),
    }
}

fn needs_escape(text: &str) -> bool {
    text.chars().any(|character| character < ' ' && !matches!(character, '\n' | '\t')) || begins_section(text)
}

fn begins_section(text: &str) -> bool {
    text.split('\n').any(|line| line.starts_with(MARK))
}

fn json(text: &mut String, section: Section, value: &impl Serialize) {
    let heading = Heading { section, name: String::new(), media_type: String::new(), escaped: false };
    // Values of these types are always JSON: their keys are texts.
    push(text, &heading.line(), &serde_json::to_string_pretty(value).unwrap_or_default());
}

fn push(text: &mut String, heading: &str, content: &str) {
    text.extend([heading, "\n", content, "\n"]);
}

fn hex(bytes: &[u8]) -> String {
    let line = |row: &[u8]| {
        row.iter().fold(String::new(), |mut line, byte| {
            // Writing to a string cannot fail.
            let _ = write!(line, "{byte:02x} ");
            line
        })
    };
    bytes.chunks(16).map(|row| line(row).trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}
