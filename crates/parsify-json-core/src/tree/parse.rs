//! From a source to a tree.

use super::{DEPTH, Number, Object, Pointer, Text, Value};
use crate::{Code, Positions, Problem, Sink, run};

/// No option makes a tree deeper.
const TOO_DEEP: &str = "only `format`, `minify` and `validate` read documents that nest deeper";

/// Reads a document that is JSON by RFC 8259, to [`DEPTH`] levels.
///
/// # Errors
///
/// The first problem, the same that [`check`](crate::check) reports first; [`Code::Depth`](crate::Code::Depth) beyond
/// the depth.
///
/// ```
/// use parsify_json_core::tree::parse;
///
/// let value = parse(r#"{ "price": 1.10, "price": 1.20 }"#).unwrap();
/// assert_eq!(value.to_json(), r#"{"price":1.10,"price":1.20}"#);
/// ```
pub fn parse(source: &str) -> Result<Value<'_>, Box<Problem>> {
    let mut builder = Builder::new(source);
    match run(source, DEPTH, &mut builder) {
        Ok(()) => Ok(builder.finish()),
        Err(fault) => {
            let mut problem = Problem::new(&fault, &mut Positions::new(source));
            if problem.code == Code::Depth {
                problem.hint = Some(TOO_DEEP.to_owned());
            }
            Err(Box::new(problem))
        }
    }
}

/// The sink that builds the tree.
#[derive(Debug)]
pub struct Builder<'a> {
    source: &'a str,
    open: Vec<Open<'a>>,
    done: Value<'a>,
}

/// A container that has not ended, with the key of the member that comes.
#[derive(Debug)]
enum Open<'a> {
    Array(Vec<Value<'a>>),
    Object(Object<'a>, Option<Text<'a>>),
}

impl<'a> Builder<'a> {
    /// For a source.
    pub const fn new(source: &'a str) -> Self {
        Self { source, open: Vec::new(), done: Value::Null }
    }

    /// Where the value that comes will stand.
    pub fn pointer(&self) -> Pointer {
        let token = |open: &Open<'_>| match open {
            Open::Array(elements) => elements.len().to_string(),
            Open::Object(_, key) => key.as_ref().map(|key| key.to_str_lossy().into_owned()).unwrap_or_default(),
        };
        self.open.iter().map(token).collect()
    }

    /// The tree; `null` when nothing was added.
    pub fn finish(self) -> Value<'a> {
        self.done
    }

    /// Adds a finished value to what is open.
    pub fn add(&mut self, value: Value<'a>) {
        match self.open.last_mut() {
            Some(Open::Array(elements)) => elements.push(value),
            Some(Open::Object(object, key)) => object.push(key.take().unwrap_or_else(|| Text::from("")), value),
            None => self.done = value,
        }
    }

    /// The key of the member that comes.
    pub fn set_key(&mut self, text: Text<'a>) {
        if let Some(Open::Object(_, key)) = self.open.last_mut() {
            *key = Some(text);
        }
    }

    fn text(&self, start: usize, text: crate::Text) -> Text<'a> {
        let between = self.source.get(start + 1..text.end.saturating_sub(1)).unwrap_or_default();
        Text::scanned(between, text.escaped)
    }
}

impl Sink for Builder<'_> {
    fn open(&mut self, kind: crate::Kind) {
        self.open.push(match kind {
            crate::Kind::Array => Open::Array(Vec::new()),
            crate::Kind::Object => Open::Object(Object::new(), None),
        });
    }

    fn close(&mut self, _kind: crate::Kind) {
        match self.open.pop() {
            Some(Open::Array(elements)) => self.add(Value::Array(elements)),
            Some(Open::Object(object, _)) => self.add(Value::Object(object)),
            None => {}
        }
    }

    fn empty(&mut self, kind: crate::Kind) {
        self.add(match kind {
            crate::Kind::Array => Value::Array(Vec::new()),
            crate::Kind::Object => Value::Object(Object::new()),
        });
    }

    fn key(&mut self, start: usize, text: crate::Text) {
        let text = self.text(start, text);
        self.set_key(text);
    }

    fn string(&mut self, start: usize, text: crate::Text) {
        let text = self.text(start, text);
        self.add(Value::String(text));
    }

    fn number(&mut self, start: usize, number: crate::Number) {
        let text = self.source.get(start..number.end).unwrap_or_default();
        self.add(Value::Number(Number::scanned(text)));
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
