//! The sink behind formatting and minifying: tokens as they are, white space by a layout.

use super::layout::Layout;
use super::output::Output;
use super::scan::{Number, Text};
use super::sink::{Kind, Sink};

/// The sink that writes tokens as they are, in a layout.
#[derive(Debug)]
pub struct Writer<'a, L> {
    source: &'a str,
    layout: L,
    output: Output,
}

impl<'a, L: Layout> Writer<'a, L> {
    /// For a source.
    pub fn new(source: &'a str, layout: L) -> Self {
        Self { source, layout, output: Output::new(source.len()) }
    }

    /// The text, with `end` after it; nothing when it grew too large.
    pub fn finish(self, end: &str) -> Option<String> {
        self.output.finish(end)
    }

    #[inline(always)]
    fn text(&mut self, start: usize, end: usize) {
        self.output.token(self.source, start, end);
    }
}

impl<L: Layout> Sink for Writer<'_, L> {
    fn escapes() -> bool {
        false
    }

    #[inline(always)]
    fn open(&mut self, kind: Kind) {
        self.layout.open(&mut self.output, kind);
    }

    #[inline(always)]
    fn close(&mut self, kind: Kind) {
        self.layout.close(&mut self.output, kind);
    }

    #[inline(always)]
    fn empty(&mut self, kind: Kind) {
        self.output.ascii(kind.empty());
    }

    #[inline(always)]
    fn comma(&mut self) {
        self.layout.comma(&mut self.output);
    }

    #[inline(always)]
    fn key(&mut self, start: usize, text: Text) {
        self.text(start, text.end);
        self.output.ascii(L::COLON);
    }

    #[inline(always)]
    fn string(&mut self, start: usize, text: Text) {
        self.text(start, text.end);
    }

    #[inline(always)]
    fn number(&mut self, start: usize, number: Number) {
        self.output.token(self.source, start, number.end);
    }

    #[inline(always)]
    fn literal(&mut self, start: usize, end: usize) {
        self.output.token(self.source, start, end);
    }

    #[inline(always)]
    fn full(&self) -> bool {
        self.output.full()
    }
}
