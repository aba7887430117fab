//! A document of JSON5 as one of JSONC.

use super::Dialect;
use super::gap::Comment;
use super::spelling::{json_number, json_string};
use crate::core::fault::Fault;
use crate::core::machine::{Relaxed, run_relaxed};
use crate::core::problem::Code;
use crate::core::scan::{Number, Text};
use crate::core::sink::{Kind, Sink};

/// Says in JSON what `source` says in JSON5; with comments, in JSONC. There is no white space in the result but around
/// comments, which keep their lines.
///
/// # Errors
///
/// The first fault of the source; one of the code `NonFiniteNumber` or `HexNumber` at a number that JSON cannot say.
pub(crate) fn translate(source: &str, max_depth: usize, comments: bool) -> Result<String, Fault> {
    let text = String::with_capacity(source.len() + source.len() / 8);
    let mut translator = Translator { source, text, comments, unsaid: None };
    let grammar = Relaxed { dialect: Dialect::Json5, many: false };
    run_relaxed(source, grammar, max_depth, &mut translator)?;
    match translator.unsaid {
        Some(fault) => Err(fault),
        None => Ok(translator.text),
    }
}

/// The fault of a number that JSON has no digits for.
pub(crate) fn unsaid(source: &str, start: usize, end: usize) -> Fault {
    let hexadecimal = source.get(start..end).is_some_and(|token| token.contains(['x', 'X']));
    let code = if hexadecimal { Code::HexNumber } else { Code::NonFiniteNumber };
    Fault::new(code, start, end).expecting("a number of JSON")
}

struct Translator<'a> {
    source: &'a str,
    text: String,
    comments: bool,
    /// The first number that JSON cannot say.
    unsaid: Option<Fault>,
}

impl Translator<'_> {
    fn copy(&mut self, start: usize, end: usize) {
        self.text.push_str(self.source.get(start..end).unwrap_or_default());
    }

    fn quoted(&mut self, start: usize, end: usize) {
        self.text.push('"');
        self.text.push_str(&json_string(self.source.get(start..end).unwrap_or_default()));
        self.text.push('"');
    }
}

impl Sink for Translator<'_> {
    const ESCAPES: bool = false;

    fn open(&mut self, kind: Kind) {
        self.text.push(char::from(kind.brackets().0));
    }

    fn close(&mut self, kind: Kind) {
        self.text.push(char::from(kind.brackets().1));
    }

    fn empty(&mut self, kind: Kind) {
        self.text.push_str(kind.empty());
    }

    fn comma(&mut self) {
        self.text.push(',');
    }

    fn key(&mut self, start: usize, text: Text) {
        self.copy(start, text.end);
        self.text.push(':');
    }

    fn string(&mut self, start: usize, text: Text) {
        self.copy(start, text.end);
    }

    fn number(&mut self, start: usize, number: Number) {
        self.copy(start, number.end);
    }

    fn literal(&mut self, start: usize, end: usize) {
        self.copy(start, end);
    }

    fn spelled_key(&mut self, start: usize, end: usize) {
        self.quoted(start, end);
        self.text.push(':');
    }

    fn spelled_string(&mut self, start: usize, end: usize) {
        self.quoted(start, end);
    }

    fn spelled_number(&mut self, start: usize, end: usize) {
        match json_number(self.source.get(start..end).unwrap_or_default()) {
            Some(text) => self.text.push_str(&text),
            None => self.unsaid = self.unsaid.or(Some(unsaid(self.source, start, end))),
        }
    }

    fn keeps_comments(&self) -> bool {
        self.comments
    }

    fn comment(&mut self, comment: Comment) {
        if !self.comments {
            return;
        }
        let before = if comment.is_first(self.source) { '\n' } else { ' ' };
        let after = if comment.is_line(self.source) || comment.is_last(self.source) { '\n' } else { ' ' };
        self.text.push(before);
        self.copy(comment.start, comment.end);
        self.text.push(after);
    }
}
