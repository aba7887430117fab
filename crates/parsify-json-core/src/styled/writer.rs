//! The sink in front of the three stages.

use super::event::{Event, Role, Token};
use super::fit::Fit;
use super::html;
use super::nulls::{Nulls, Removal};
use super::paint::Paint;
use super::printer::Printer;
use super::text::Wording;
use crate::layout::Indented;
use crate::output::Output;
use crate::scan::{Number, Text};
use crate::sink::{Kind, Sink};

/// All that may be changed in a document, and how it is dressed.
#[derive(Debug, Clone, Copy)]
pub struct Dress {
    pub removal: Removal,
    /// Columns in which a container may stand in one line; 0 for none.
    pub inline_width: usize,
    pub wording: Wording,
    pub paint: Paint,
}

impl Dress {
    /// Whether the plain writer does the same.
    pub const fn is_plain(&self) -> bool {
        matches!(self.removal, Removal::None)
            && self.inline_width == 0
            && self.wording.keeps_all()
            && matches!(self.paint, Paint::None)
    }
}

/// What came of it.
#[derive(Debug)]
pub struct Done {
    pub text: String,
    pub removed_nulls: usize,
    pub truncated_strings: usize,
}

#[derive(Debug)]
pub struct StyledWriter<'a> {
    source: &'a str,
    nulls: Nulls,
    fit: Fit,
    printer: Printer<'a>,
}

/// Columns that a tab counts for.
const TAB: usize = 4;

impl<'a> StyledWriter<'a> {
    /// In lines that start with so many units, or all in one line.
    pub fn new(source: &'a str, lines: Option<(&str, &str)>, dress: Dress) -> Self {
        let columns = |unit: &str| unit.bytes().map(|byte| if byte == b'\t' { TAB } else { 1 }).sum();
        let fit = match lines {
            Some((_, unit)) => Fit::new(dress.inline_width, columns(unit)),
            None => Fit::new(0, 0),
        };
        let mut printer = Printer {
            source,
            output: Output::new(source.len()),
            wording: dress.wording,
            paint: dress.paint,
            lines: lines.map(|(line_break, unit)| Indented::new(line_break, unit)),
            truncated: 0,
        };
        if let Paint::Html(theme, palette) = dress.paint {
            printer.text(&html::prologue(theme, palette));
        }
        Self { source, nulls: Nulls::new(dress.removal), fit, printer }
    }

    /// The text, with `end` after it; nothing when it grew too large.
    pub fn finish(mut self, end: &str) -> Option<Done> {
        self.fit.finish(|event, style| self.printer.event(event, style));
        if let Paint::Html(..) = self.printer.paint {
            self.printer.text(html::EPILOGUE);
        }
        let (removed_nulls, truncated_strings) = (self.nulls.removed, self.printer.truncated);
        self.printer.output.finish(end).map(|text| Done { text, removed_nulls, truncated_strings })
    }

    fn event(&mut self, event: Event) {
        let Self { nulls, fit, printer, .. } = self;
        nulls.pass(event, |event| {
            let columns = match event {
                Event::Token(token) if fit.measures() => printer.columns(token),
                _ => 0,
            };
            fit.pass(event, columns, |event, style| printer.event(event, style));
        });
    }

    fn token(&mut self, role: Role, start: usize, end: usize) {
        self.event(Event::Token(Token { role, start, end }));
    }
}

impl Sink for StyledWriter<'_> {
    const ESCAPES: bool = false;

    fn open(&mut self, kind: Kind) {
        self.event(Event::Open(kind));
    }

    fn close(&mut self, kind: Kind) {
        self.event(Event::Close(kind));
    }

    fn empty(&mut self, kind: Kind) {
        self.event(Event::Empty(kind));
    }

    fn comma(&mut self) {
        self.event(Event::Comma);
    }

    fn key(&mut self, start: usize, text: Text) {
        self.token(Role::Key, start, text.end);
    }

    fn string(&mut self, start: usize, text: Text) {
        self.token(Role::String, start, text.end);
    }

    fn number(&mut self, start: usize, number: Number) {
        self.token(Role::Number, start, number.end);
    }

    fn literal(&mut self, start: usize, end: usize) {
        let null = self.source.as_bytes().get(start) == Some(&b'n');
        self.token(if null { Role::Null } else { Role::Boolean }, start, end);
    }

    fn full(&self) -> bool {
        self.printer.output.full()
    }
}
