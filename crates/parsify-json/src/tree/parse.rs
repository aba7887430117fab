//! From a source to a tree.

use super::{DEPTH, Number, Object, Text, Value};
use crate::core::{
    self, Code, Dialect, Fault, Positions, Problem, Relaxed, Sink, json_number, json_string, run, run_relaxed, unsaid,
};

/// Reads a document that is JSON by RFC 8259, to [`DEPTH`] levels.
///
/// # Errors
///
/// The first problem, the same that [`validate`](crate::validate) reports first; [`Code::Depth`](crate::Code::Depth) beyond
/// the depth.
///
/// ```
/// use parsify_json::tree::parse;
///
/// let value = parse(r#"{ "price": 1.10, "price": 1.20 }"#).unwrap();
/// assert_eq!(value.to_json(), r#"{"price":1.10,"price":1.20}"#);
/// ```
pub fn parse(source: &str) -> Result<Value<'_>, Box<Problem>> {
    let mut builder = Builder::new(source);
    match run(source, DEPTH, &mut builder) {
        Ok(()) => Ok(builder.finish()),
        Err(fault) => Err(Box::new(Problem::new(&fault, &mut Positions::new(source)))),
    }
}

/// Reads a document of a dialect, to [`DEPTH`] levels.
///
/// What JSON spells otherwise is kept as JSON spells it: of JSON5, `'it\'s'` becomes `"it's"`, `0x10` becomes `16` and `.5`
/// becomes `0.5`; everything else stays as it is written. Comments are passed over.
///
/// # Errors
///
/// As [`parse`]. [`Code::NonFiniteNumber`](crate::Code::NonFiniteNumber) for `Infinity` and `NaN`, which no tree holds.
///
/// ```
/// use parsify_json::Dialect;
/// use parsify_json::tree::parse_dialect;
///
/// let value = parse_dialect("{size: [0x10, +.5,], /* of \u00e9 */ 'name': 'it\\'s'}", Dialect::Json5).unwrap();
/// assert_eq!(value.to_json(), r#"{"size":[16,0.5],"name":"it's"}"#);
/// assert!(parse_dialect("[1,] // all", Dialect::Jsonc).is_ok());
/// assert!(parse_dialect("{a: 1}", Dialect::Jsonc).is_err());
/// ```
pub fn parse_dialect(source: &str, dialect: Dialect) -> Result<Value<'_>, Box<Problem>> {
    parse_dialect_with(source, dialect, &mut |_| None)
}

/// The same with values in place of `Infinity`, `-Infinity` and `NaN` (with a sign where they have one); where there is
/// none, it is a problem.
pub(crate) fn parse_dialect_with<'a>(
    source: &'a str,
    dialect: Dialect,
    non_finite: &mut dyn FnMut(&'a str) -> Option<Value<'a>>,
) -> Result<Value<'a>, Box<Problem>> {
    if dialect == Dialect::Json {
        return parse(source);
    }
    let mut builder = SpelledBuilder { builder: Builder::new(source), non_finite, unsaid: None };
    let outcome = run_relaxed(source, Relaxed { dialect, many: false }, DEPTH, &mut builder);
    match outcome.err().or(builder.unsaid) {
        Some(fault) => Err(Box::new(Problem::new(&fault, &mut Positions::new(source)))),
        None => Ok(builder.builder.finish()),
    }
}

/// The sink that builds a tree from a document of a dialect.
struct SpelledBuilder<'a, 'f> {
    builder: Builder<'a>,
    non_finite: &'f mut dyn FnMut(&'a str) -> Option<Value<'a>>,
    /// The first number that no tree holds.
    unsaid: Option<Fault>,
}

impl<'a> SpelledBuilder<'a, '_> {
    fn token(&self, start: usize, end: usize) -> &'a str {
        self.builder.source.get(start..end).unwrap_or_default()
    }
}

impl Sink for SpelledBuilder<'_, '_> {
    fn open(&mut self, kind: core::Kind) {
        self.builder.open(kind);
    }

    fn close(&mut self, kind: core::Kind) {
        self.builder.close(kind);
    }

    fn empty(&mut self, kind: core::Kind) {
        self.builder.empty(kind);
    }

    fn comma(&mut self) {}

    fn key(&mut self, start: usize, text: core::Text) {
        self.builder.key(start, text);
    }

    fn string(&mut self, start: usize, text: core::Text) {
        self.builder.string(start, text);
    }

    fn number(&mut self, start: usize, number: core::Number) {
        self.builder.number(start, number);
    }

    fn literal(&mut self, start: usize, end: usize) {
        self.builder.literal(start, end);
    }

    fn spelled_key(&mut self, start: usize, end: usize) {
        let key = Text::written(json_string(self.token(start, end)));
        self.builder.set_key(key);
    }

    fn spelled_string(&mut self, start: usize, end: usize) {
        let text = Text::written(json_string(self.token(start, end)));
        self.builder.add(Value::String(text));
    }

    fn spelled_number(&mut self, start: usize, end: usize) {
        let token = self.token(start, end);
        if let Some(number) = json_number(token).and_then(Number::new) {
            return self.builder.add(Value::Number(number));
        }
        let fault = unsaid(self.builder.source, start, end);
        let value = if fault.code == Code::NonFiniteNumber { (self.non_finite)(token) } else { None };
        if value.is_none() {
            self.unsaid = self.unsaid.or(Some(fault));
        }
        self.builder.add(value.unwrap_or(Value::Null));
    }
}

/// The sink that builds the tree.
pub(crate) struct Builder<'a> {
    source: &'a str,
    open: Vec<Open<'a>>,
    done: Value<'a>,
}

/// A container that has not ended, with the key of the member that comes.
enum Open<'a> {
    Array(Vec<Value<'a>>),
    Object(Object<'a>, Option<Text<'a>>),
}

impl<'a> Builder<'a> {
    pub(crate) const fn new(source: &'a str) -> Self {
        Self { source, open: Vec::new(), done: Value::Null }
    }

    pub(crate) fn finish(self) -> Value<'a> {
        self.done
    }

    fn add(&mut self, value: Value<'a>) {
        match self.open.last_mut() {
            Some(Open::Array(elements)) => elements.push(value),
            Some(Open::Object(object, key)) => object.push(key.take().unwrap_or_else(|| Text::from("")), value),
            None => self.done = value,
        }
    }

    fn set_key(&mut self, text: Text<'a>) {
        if let Some(Open::Object(_, key)) = self.open.last_mut() {
            *key = Some(text);
        }
    }

    fn text(&self, start: usize, text: core::Text) -> Text<'a> {
        let between = self.source.get(start + 1..text.end.saturating_sub(1)).unwrap_or_default();
        Text::scanned(between, text.escaped)
    }
}

impl Sink for Builder<'_> {
    fn open(&mut self, kind: core::Kind) {
        self.open.push(match kind {
            core::Kind::Array => Open::Array(Vec::new()),
            core::Kind::Object => Open::Object(Object::new(), None),
        });
    }

    fn close(&mut self, _kind: core::Kind) {
        match self.open.pop() {
            Some(Open::Array(elements)) => self.add(Value::Array(elements)),
            Some(Open::Object(object, _)) => self.add(Value::Object(object)),
            None => {}
        }
    }

    fn empty(&mut self, kind: core::Kind) {
        self.add(match kind {
            core::Kind::Array => Value::Array(Vec::new()),
            core::Kind::Object => Value::Object(Object::new()),
        });
    }

    fn comma(&mut self) {}

    fn key(&mut self, start: usize, text: core::Text) {
        let text = self.text(start, text);
        self.set_key(text);
    }

    fn string(&mut self, start: usize, text: core::Text) {
        let text = self.text(start, text);
        self.add(Value::String(text));
    }

    fn number(&mut self, start: usize, number: core::Number) {
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
