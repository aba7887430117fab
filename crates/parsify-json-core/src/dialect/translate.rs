//! A document of a dialect as one of JSON.

use super::Dialect;
use super::gap::{comment_end, skip_json5_space};
use super::spelling::{json_number, json_string};
use crate::fault::Fault;
use crate::machine::{Relaxed, run_relaxed};
use crate::problem::Code;
use crate::scan::{Number, Text};
use crate::sink::{Kind, Sink};

/// What JSON says of a document, in the same lines.
#[derive(Debug, Default)]
pub struct Translated {
    /// The same document as JSON.
    pub text: String,
    /// Offsets of the comments, which are left out.
    pub comments: Vec<usize>,
    moved: Vec<Moved>,
}

/// From an offset of the text on, what stands there stands elsewhere in the source.
#[derive(Debug, Clone, Copy)]
struct Moved {
    from: usize,
    origin: usize,
    /// Whether a token ends here that is spelled otherwise.
    ends: bool,
}

impl Translated {
    /// Where in the source what stands at `start..end` of the text starts and ends.
    pub fn origin(&self, start: usize, end: usize) -> (usize, usize) {
        let (first, last) = (self.moved_by(|from| from <= start), self.moved_by(|from| from < end));
        let ended = self.moved.get(last).filter(|moved| moved.from == end && moved.ends);
        let through = |next: usize, offset: usize| {
            let latest = next.checked_sub(1).and_then(|latest| self.moved.get(latest));
            latest.map_or(offset, |moved| moved.origin + (offset - moved.from))
        };
        (through(first, start), ended.map_or_else(|| through(last, end), |moved| moved.origin))
    }

    fn moved_by(&self, is_before: impl Fn(usize) -> bool) -> usize {
        self.moved.partition_point(|moved| is_before(moved.from))
    }
}

/// Says in JSON what `source` says in a dialect. Tokens that JSON has stay as they are written.
///
/// # Errors
///
/// The first fault of the source; one of the code `NonFiniteNumber` or `HexNumber` at a number that JSON cannot say.
pub fn translate(source: &str, dialect: Dialect, max_depth: usize) -> Result<Translated, Fault> {
    let mut translated = Translated::default();
    translated.text.reserve(source.len());
    let mut translator = Translator { source, dialect, translated, done: 0, unsaid: None };
    run_relaxed(source, Relaxed { dialect, many: false }, max_depth, &mut translator)?;
    translator.gap(source.len());
    match translator.unsaid {
        Some(fault) => Err(fault),
        None => Ok(translator.translated),
    }
}

/// The fault of a number that JSON has no digits for.
pub fn unsaid(source: &str, start: usize, end: usize) -> Fault {
    let hexadecimal = source.get(start..end).is_some_and(|token| token.contains(['x', 'X']));
    let code = if hexadecimal { Code::HexNumber } else { Code::NonFiniteNumber };
    Fault::new(code, start, end).expecting("a number of JSON")
}

/// The sink that takes tokens only. What stands between them it reads itself.
struct Translator<'a> {
    source: &'a str,
    dialect: Dialect,
    translated: Translated,
    /// Up to where the source has been said.
    done: usize,
    /// The first number that JSON cannot say.
    unsaid: Option<Fault>,
}

impl Translator<'_> {
    /// Says what stands before the next token: punctuation, white space, comments.
    fn gap(&mut self, end: usize) {
        // Where the latest comma stands, as long as it may be one too many.
        let mut comma: Option<usize> = None;
        while self.done < end {
            let at = self.done;
            match comment_end(self.source, at, self.dialect) {
                Some(Ok(after) | Err(after)) => {
                    self.translated.comments.push(at);
                    self.skip(after);
                }
                None => match self.source.as_bytes().get(at) {
                    Some(byte) if byte.is_ascii_graphic() => {
                        if let (Some(comma), b'}' | b']') = (comma, byte) {
                            self.translated.text.replace_range(comma..=comma, " ");
                        }
                        comma = (*byte == b',').then_some(self.translated.text.len());
                        self.copy(at + 1);
                    }
                    Some(b' ' | b'\t' | b'\n' | b'\r') => self.copy(at + 1),
                    _ => self.skip(skip_json5_space(self.source, at).max(at + 1)),
                },
            }
        }
    }

    fn copy(&mut self, end: usize) {
        self.translated.text.push_str(self.source.get(self.done..end).unwrap_or_default());
        self.done = end;
    }

    fn skip(&mut self, end: usize) {
        self.done = end;
        self.moved(false);
    }

    fn moved(&mut self, ends: bool) {
        self.translated.moved.push(Moved { from: self.translated.text.len(), origin: self.done, ends });
    }

    fn token(&mut self, start: usize, end: usize) {
        self.gap(start);
        self.copy(end);
    }

    fn respelled(&mut self, start: usize, end: usize, text: &str) {
        self.gap(start);
        self.translated.text.push_str(text);
        self.done = end;
        self.moved(true);
    }

    fn quoted(&mut self, start: usize, end: usize) {
        let text = json_string(self.source.get(start..end).unwrap_or_default());
        self.respelled(start, end, &format!("\"{text}\""));
    }
}

impl Sink for Translator<'_> {
    fn open(&mut self, _kind: Kind) {}

    fn close(&mut self, _kind: Kind) {}

    fn empty(&mut self, _kind: Kind) {}

    fn key(&mut self, start: usize, text: Text) {
        self.token(start, text.end);
    }

    fn string(&mut self, start: usize, text: Text) {
        self.token(start, text.end);
    }

    fn number(&mut self, start: usize, number: Number) {
        self.token(start, number.end);
    }

    fn literal(&mut self, start: usize, end: usize) {
        self.token(start, end);
    }

    fn spelled_key(&mut self, start: usize, end: usize) {
        self.quoted(start, end);
    }

    fn spelled_string(&mut self, start: usize, end: usize) {
        self.quoted(start, end);
    }

    fn spelled_number(&mut self, start: usize, end: usize) {
        match json_number(self.source.get(start..end).unwrap_or_default()) {
            Some(text) => self.respelled(start, end, &text),
            None => self.unsaid = self.unsaid.or(Some(unsaid(self.source, start, end))),
        }
    }
}
