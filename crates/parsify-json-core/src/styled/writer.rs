//! The sink in front of the three stages.

use super::event::{Event, Role, Token};
use super::fit::Fit;
use super::html;
use super::nulls::{Nulls, Removal};
use super::paint::Paint;
use super::printer::{Line, Printer};
use super::text::Wording;
use crate::comments::Spot;
use crate::dialect::Comment;
use crate::layout::Indented;
use crate::output::Output;
use crate::scan::{Number, Text};
use crate::sink::{Kind, Sink};

/// All that may be changed in a document, and how it is dressed.
#[derive(Debug, Clone, Copy)]
pub struct Dress {
    /// Which nulls are removed.
    pub removal: Removal,
    /// Columns in which a container may stand in one line; 0 for none.
    pub inline_width: usize,
    /// How strings are written.
    pub wording: Wording,
    /// Colours.
    pub paint: Paint,
}

/// What is written around all of HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frame {
    /// An element, with the styles of JSON.
    Json,
    /// An element, with the styles of JSON and of comments.
    Jsonc,
    /// Nothing.
    None,
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
    /// The document.
    pub text: String,
    /// How many nulls were removed.
    pub removed_nulls: usize,
    /// How many strings were cut.
    pub truncated_strings: usize,
    /// How many comments belonged to removed nulls.
    pub removed_comments: usize,
}

/// The sink that writes with whatever [`Dress`] asks for.
#[derive(Debug)]
pub struct StyledWriter<'a> {
    source: &'a str,
    frame: Frame,
    nulls: Nulls,
    fit: Fit,
    printer: Printer<'a>,
}

/// Columns that a tab counts for.
const TAB: usize = 4;

impl<'a> StyledWriter<'a> {
    /// In lines that start with so many units, or all in one line.
    pub fn new(source: &'a str, lines: Option<(&str, &str)>, dress: Dress, frame: Frame) -> Self {
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
            line: Line::default(),
        };
        if let (Paint::Html(theme, palette), Frame::Json | Frame::Jsonc) = (dress.paint, frame) {
            printer.text(&html::prologue(theme, palette, frame));
        }
        Self { source, frame, nulls: Nulls::new(dress.removal), fit, printer }
    }

    /// The text, with `end` after it; nothing when it grew too large.
    pub fn finish(mut self, end: &str) -> Option<Done> {
        let Self { nulls, fit, printer, .. } = &mut self;
        nulls.finish(|event| fit.pass(event, 0, |event, style| printer.event(event, style)));
        fit.finish(|event, style| printer.event(event, style));
        printer.write_ends();
        if let (Paint::Html(..), Frame::Json | Frame::Jsonc) = (self.printer.paint, self.frame) {
            self.printer.text(html::EPILOGUE);
        }
        let done = Done {
            text: String::new(),
            removed_nulls: self.nulls.removed,
            truncated_strings: self.printer.truncated,
            removed_comments: self.nulls.comments,
        };
        self.printer.output.finish(end).map(|text| Done { text, ..done })
    }

    /// The same for a document in which comments are placed.
    pub fn with_comments(mut self) -> Self {
        self.printer.line.counts = true;
        self
    }

    /// Writes the source as it stands, but for what would act on a terminal or become markup.
    pub fn verbatim(&mut self) {
        let text = self.printer.wording.tamed(self.source);
        match self.printer.paint {
            Paint::Html(..) => self.printer.text(&html::escaped(&text)),
            Paint::None | Paint::Ansi(_) => self.printer.text(&text),
        }
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
    fn escapes() -> bool {
        false
    }

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

    fn places_comments() -> bool {
        true
    }

    fn placed(&mut self, spot: Spot, comment: Comment) {
        self.token(Role::Comment(spot), comment.start, comment.end);
    }

    fn full(&self) -> bool {
        self.printer.output.full()
    }
}
