//! From a document to the values that the validator works on.

use serde_json::map::Entry;
use serde_json::{Map, Value};

use super::doubts::{Doubt, Doubts};
use crate::core::{self, Positions, Problem, Sink, run};
use crate::tree;

/// Reads a document to `depth` levels. Of equal keys the last one counts; integers of 64 bits stay exact, other numbers
/// become the nearest finite double; U+FFFD stands for lone surrogates. What is lost so is a doubt.
pub(super) fn read(source: &str, depth: usize) -> Result<(Value, Doubts), Box<Problem>> {
    let mut reader = Reader { source, open: Vec::new(), done: Value::Null, doubts: Doubts::default() };
    match run(source, depth, &mut reader) {
        Ok(()) => Ok((reader.done, reader.doubts)),
        Err(fault) => Err(Box::new(Problem::new(&fault, &mut Positions::new(source)))),
    }
}

/// The sink that builds values.
struct Reader<'a> {
    source: &'a str,
    open: Vec<Open>,
    done: Value,
    doubts: Doubts,
}

/// A container that has not ended, with the key of the member that comes.
enum Open {
    Array(Vec<Value>),
    Object(Map<String, Value>, String),
}

impl<'a> Reader<'a> {
    fn add(&mut self, value: Value) {
        match self.open.last_mut() {
            Some(Open::Array(elements)) => elements.push(value),
            Some(Open::Object(members, key)) => match members.entry(std::mem::take(key)) {
                Entry::Vacant(entry) => {
                    entry.insert(value);
                }
                Entry::Occupied(mut entry) => {
                    entry.insert(value);
                    key.clone_from(entry.key());
                    self.doubt(Doubt::DuplicateKey);
                }
            },
            None => self.done = value,
        }
    }

    /// Notes a doubt about the value that comes, or has just come.
    #[cold]
    fn doubt(&mut self, doubt: Doubt) {
        let open = &self.open;
        self.doubts.note(doubt, || {
            let token = |open: &Open| match open {
                Open::Array(elements) => elements.len().to_string(),
                Open::Object(_, key) => key.clone(),
            };
            open.iter().map(token).collect()
        });
    }

    fn text(&mut self, start: usize, text: core::Text) -> (String, bool) {
        let between = self.source.get(start + 1..text.end.saturating_sub(1)).unwrap_or_default();
        if !text.escaped {
            return (between.to_owned(), true);
        }
        let text: tree::Text<'a> = tree::Text::scanned(between, true);
        match text.to_str() {
            Ok(text) => (text.into_owned(), true),
            Err(_) => (text.to_str_lossy().into_owned(), false),
        }
    }
}

/// An integer as most are.
fn plain_integer(text: &str) -> Option<Value> {
    let is_plain = text != "-0" && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if is_plain { text.parse::<i64>().ok().map(Value::from) } else { None }
}

/// A decimal as most are: a double holds fifteen digits.
fn plain_decimal(text: &str) -> Option<Value> {
    let is_plain = text.len() <= 16 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-' || byte == b'.');
    if is_plain { text.parse::<f64>().ok().map(Value::from) } else { None }
}

impl Sink for Reader<'_> {
    fn open(&mut self, kind: core::Kind) {
        self.open.push(match kind {
            core::Kind::Array => Open::Array(Vec::new()),
            core::Kind::Object => Open::Object(Map::new(), String::new()),
        });
    }

    fn close(&mut self, _kind: core::Kind) {
        match self.open.pop() {
            Some(Open::Array(elements)) => self.add(Value::Array(elements)),
            Some(Open::Object(members, _)) => self.add(Value::Object(members)),
            None => {}
        }
    }

    fn empty(&mut self, kind: core::Kind) {
        self.add(match kind {
            core::Kind::Array => Value::Array(Vec::new()),
            core::Kind::Object => Value::Object(Map::new()),
        });
    }

    fn key(&mut self, start: usize, text: core::Text) {
        let (text, whole) = self.text(start, text);
        if let Some(Open::Object(_, key)) = self.open.last_mut() {
            *key = text;
        }
        if !whole {
            self.doubt(Doubt::LoneSurrogate);
        }
    }

    fn string(&mut self, start: usize, text: core::Text) {
        let (text, whole) = self.text(start, text);
        if !whole {
            self.doubt(Doubt::LoneSurrogate);
        }
        self.add(Value::String(text));
    }

    fn number(&mut self, start: usize, number: core::Number) {
        let text = self.source.get(start..number.end).unwrap_or_default();
        if let Some(value) = plain_integer(text).or_else(|| plain_decimal(text)) {
            return self.add(value);
        }
        // Most numbers with many digits were written by a program, the shortest way.
        let double = text.parse::<f64>().unwrap_or_default();
        if text.contains('.') && double.to_string() == text {
            return self.add(double.into());
        }
        // The grammar has read it: it is a number.
        let Some(number) = tree::Number::new(text) else { return };
        let exact = number.is_exact_f64();
        let value = tree::Value::Number(number).to_serde();
        if value.is_f64() && !exact {
            self.doubt(Doubt::Number);
        }
        self.add(value);
    }

    fn literal(&mut self, start: usize, end: usize) {
        let value = match self.source.get(start..end) {
            Some("true") => Value::Bool(true),
            Some("false") => Value::Bool(false),
            _ => Value::Null,
        };
        self.add(value);
    }
}
