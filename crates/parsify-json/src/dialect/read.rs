//! From a source to a tree.

use crate::core::{self, Comment, Dialect, Fault, Relaxed, Sink, json_number, json_string, run_relaxed, unsaid};
use crate::tree::{Builder, DEPTH, Number, Pointer, Text, Value};

/// A document that was read.
pub(crate) struct Reading<'a> {
    pub(crate) value: Value<'a>,
    pub(crate) non_finite: Vec<NonFinite>,
    pub(crate) comments: Comments,
}

/// `Infinity` or `NaN` in a document.
pub(crate) struct NonFinite {
    /// Offset in the source.
    pub(crate) at: usize,
    /// Offset of its end.
    end: usize,
    /// Where it stands in the document; of the first hundred only.
    pub(crate) pointer: Option<Pointer>,
}

/// Comments on the way.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Comments {
    pub(crate) count: usize,
    /// Offset of the first one.
    pub(crate) first: usize,
}

/// How many infinities and NaN are told by their pointers, which may be long.
const POINTED: usize = 100;

impl<'a> Reading<'a> {
    /// The document, if all its numbers are finite.
    pub(crate) fn finite(self, source: &str) -> Result<Value<'a>, Fault> {
        match self.non_finite.first() {
            Some(found) => Err(unsaid(source, found.at, found.end)),
            None => Ok(self.value),
        }
    }
}

/// Reads JSONC or JSON5, with these values in place of infinities and NaN.
///
/// # Errors
///
/// The first fault.
pub(crate) fn read<'a>(
    source: &'a str,
    dialect: Dialect,
    non_finite: &dyn Fn(f64) -> Value<'static>,
) -> Result<Reading<'a>, Fault> {
    let mut reader = Reader {
        source,
        builder: Builder::new(source),
        substitute: non_finite,
        non_finite: Vec::new(),
        comments: Comments::default(),
        giant: None,
    };
    run_relaxed(source, Relaxed { dialect, many: false }, DEPTH, &mut reader)?;
    match reader.giant {
        Some(fault) => Err(fault),
        None => {
            Ok(Reading { value: reader.builder.finish(), non_finite: reader.non_finite, comments: reader.comments })
        }
    }
}

/// The sink that builds a tree and notes what a tree does not hold.
struct Reader<'a, 'f> {
    source: &'a str,
    builder: Builder<'a>,
    substitute: &'f dyn Fn(f64) -> Value<'static>,
    non_finite: Vec<NonFinite>,
    comments: Comments,
    /// The first hexadecimal number that is too long to be said in decimal digits.
    giant: Option<Fault>,
}

impl<'a> Reader<'a, '_> {
    fn token(&self, start: usize, end: usize) -> &'a str {
        self.source.get(start..end).unwrap_or_default()
    }

    /// A number that JSON cannot say.
    fn unsaid(&mut self, start: usize, end: usize) {
        let fault = unsaid(self.source, start, end);
        if fault.code == core::Code::HexNumber {
            self.giant = self.giant.or(Some(fault));
            return self.builder.add(Value::Null);
        }
        let pointer = (self.non_finite.len() < POINTED).then(|| self.builder.pointer());
        self.non_finite.push(NonFinite { at: start, end, pointer });
        let token = self.token(start, end);
        let number = match token.as_bytes() {
            [.., b'N'] => f64::NAN,
            [b'-', ..] => f64::NEG_INFINITY,
            _ => f64::INFINITY,
        };
        self.builder.add((self.substitute)(number));
    }
}

impl Sink for Reader<'_, '_> {
    fn open(&mut self, kind: core::Kind) {
        self.builder.open(kind);
    }

    fn close(&mut self, kind: core::Kind) {
        self.builder.close(kind);
    }

    fn empty(&mut self, kind: core::Kind) {
        self.builder.empty(kind);
    }

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
        self.builder.set_key(Text::written(json_string(self.token(start, end))));
    }

    fn spelled_string(&mut self, start: usize, end: usize) {
        self.builder.add(Value::String(Text::written(json_string(self.token(start, end)))));
    }

    fn spelled_number(&mut self, start: usize, end: usize) {
        match json_number(self.token(start, end)).and_then(Number::new) {
            Some(number) => self.builder.add(Value::Number(number)),
            None => self.unsaid(start, end),
        }
    }

    fn keeps_comments(&self) -> bool {
        true
    }

    fn comment(&mut self, comment: Comment) {
        if self.comments.count == 0 {
            self.comments.first = comment.start;
        }
        self.comments.count += 1;
    }
}
