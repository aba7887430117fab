//! The sink that writes canonical tokens.

use super::function::too_large;
use crate::core::{Code, Compact, Fault, Kind, Layout as _, Number, Output, Sink, Text, decoded, scan_number};
use crate::operations::validate::{fit, lone_surrogates};
use crate::tree::{self, ecmascript};
use std::borrow::Cow;

/// Digits of an integer that is written by ECMAScript as JSON has it.
const PLAIN_DIGITS: usize = 15;

/// Takes a document with sorted members.
pub(super) struct CanonicalWriter<'a> {
    source: &'a str,
    output: Output,
    /// Whether a number that loses digits is a fault.
    exact: bool,
    /// Of each open object the latest key: what it means and where it stands. Equal ones follow each other.
    keys: Vec<Option<(Cow<'a, [u8]>, usize)>>,
    /// The fault that stands first in the source.
    fault: Option<Fault>,
    lossy: Vec<(usize, usize)>,
}

/// A document, and where the numbers stand that have lost digits.
pub(super) struct Written {
    pub(super) json: String,
    pub(super) lossy: Vec<(usize, usize)>,
}

impl<'a> CanonicalWriter<'a> {
    pub(super) fn new(source: &'a str, exact: bool) -> Self {
        Self { source, output: Output::new(source.len()), exact, keys: Vec::new(), fault: None, lossy: Vec::new() }
    }

    pub(super) fn finish(self) -> Result<Written, Fault> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        let limit = Output::ceiling(self.source.len());
        let json = self.output.finish("").ok_or_else(|| too_large(self.source, limit))?;
        Ok(Written { json, lossy: self.lossy })
    }

    fn report(&mut self, fault: Fault) {
        if self.fault.is_none_or(|first| fault.at < first.at) {
            self.fault = Some(fault);
        }
    }

    fn text(&mut self, start: usize, end: usize) {
        let token = self.source.get(start..end).unwrap_or_default();
        if !token.contains('\\') {
            return self.output.token(self.source, start, end);
        }
        if let Some(offset) = lone_surrogates(token).next() {
            return self.report(Fault::new(Code::LoneSurrogate, start + offset, start + offset + 6));
        }
        let meaning = String::from_utf8(decoded(self.source, start, end).into_owned()).unwrap_or_default();
        self.output.byte(b'"');
        self.output.text(&tree::Text::from(meaning).raw());
        self.output.byte(b'"');
    }
}

impl Sink for CanonicalWriter<'_> {
    fn escapes() -> bool {
        false
    }

    fn open(&mut self, kind: Kind) {
        Compact.open(&mut self.output, kind);
        if kind == Kind::Object {
            self.keys.push(None);
        }
    }

    fn close(&mut self, kind: Kind) {
        Compact.close(&mut self.output, kind);
        if kind == Kind::Object {
            self.keys.pop();
        }
    }

    fn empty(&mut self, kind: Kind) {
        self.output.ascii(kind.empty());
    }

    fn comma(&mut self) {
        Compact.comma(&mut self.output);
    }

    fn key(&mut self, start: usize, text: Text) {
        let key = decoded(self.source, start, text.end);
        let Some(latest) = self.keys.last_mut() else { return };
        match latest {
            Some((equal, first)) if *equal == key => {
                let fault = Fault::new(Code::DuplicateKey, start, text.end).related_to(*first);
                self.report(fault);
            }
            _ => *latest = Some((key, start)),
        }
        self.text(start, text.end);
        self.output.ascii(":");
    }

    fn string(&mut self, start: usize, text: Text) {
        self.text(start, text.end);
    }

    fn number(&mut self, start: usize, number: Number) {
        let text = self.source.get(start..number.end).unwrap_or_default();
        // What sends sorted members does not say what a number is made of.
        let Some(shape) = scan_number(text.as_bytes(), 0) else { return };
        if !shape.fraction && !shape.exponent && text.len() <= PLAIN_DIGITS && text != "-0" {
            return self.output.token(self.source, start, number.end);
        }
        let value: f64 = text.parse().unwrap_or(f64::INFINITY);
        if value.is_infinite() {
            return self.report(Fault::new(Code::NumberRange, start, number.end));
        }
        let fit = fit(text, shape);
        if (fit.beyond_precision || fit.beyond_range) && !tree::Number::scanned(text).is_exact_f64() {
            if self.exact {
                return self.report(Fault::new(Code::NumberPrecision, start, number.end));
            }
            self.lossy.push((start, number.end));
        }
        self.output.text(&ecmascript(value));
    }

    fn literal(&mut self, start: usize, end: usize) {
        self.output.token(self.source, start, end);
    }

    fn full(&self) -> bool {
        self.output.full()
    }
}
