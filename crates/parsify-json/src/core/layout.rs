//! Where white space goes.

use super::output::Output;
use super::sink::Kind;

/// Structural characters with the white space of one style.
pub(crate) trait Layout {
    fn open(&mut self, output: &mut Output, kind: Kind);
    fn close(&mut self, output: &mut Output, kind: Kind);
    fn comma(&mut self, output: &mut Output);
    fn colon(&mut self, output: &mut Output);
}

/// No white space at all.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Compact;

impl Layout for Compact {
    #[inline(always)]
    fn open(&mut self, output: &mut Output, kind: Kind) {
        output.byte(kind.brackets().0);
    }

    #[inline(always)]
    fn close(&mut self, output: &mut Output, kind: Kind) {
        output.byte(kind.brackets().1);
    }

    #[inline(always)]
    fn comma(&mut self, output: &mut Output) {
        output.byte(b',');
    }

    #[inline(always)]
    fn colon(&mut self, output: &mut Output) {
        output.byte(b':');
    }
}

/// All in one line, with a space where a person would put one: `[1, 2]`, `{ "a": 1 }`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spaced;

impl Layout for Spaced {
    fn open(&mut self, output: &mut Output, kind: Kind) {
        output.byte(kind.brackets().0);
        if kind == Kind::Object {
            output.byte(b' ');
        }
    }

    fn close(&mut self, output: &mut Output, kind: Kind) {
        if kind == Kind::Object {
            output.byte(b' ');
        }
        output.byte(kind.brackets().1);
    }

    fn comma(&mut self, output: &mut Output) {
        output.byte(b',');
        output.byte(b' ');
    }

    fn colon(&mut self, output: &mut Output) {
        output.byte(b':');
        output.byte(b' ');
    }
}

/// Spare bytes behind the template, so that block copies may read past its used part.
const SPARE: usize = 32;

/// Every entry on a line of its own.
#[derive(Debug, Clone)]
pub(crate) struct Indented {
    /// A comma, a line break and the indentation of the deepest line so far.
    template: Vec<u8>,
    /// Bytes of comma and line break.
    head: usize,
    fill: u8,
    /// Bytes of indentation per level.
    width: usize,
    /// Bytes of indentation of the current level.
    current: usize,
}

impl Indented {
    /// `unit` is one byte, repeated.
    pub(crate) fn new(line_break: &str, unit: &str) -> Self {
        let (fill, width) = (unit.bytes().next().unwrap_or(b' '), unit.len());
        let mut template = format!(",{line_break}").into_bytes();
        let head = template.len();
        template.resize(head + SPARE, fill);
        Self { template, head, fill, width, current: 0 }
    }

    #[inline(always)]
    fn line(&self, output: &mut Output, from: usize) {
        output.copy(&self.template, from, self.head + self.current);
    }
}

impl Layout for Indented {
    #[inline(always)]
    fn open(&mut self, output: &mut Output, kind: Kind) {
        self.current += self.width;
        let wanted = self.head + self.current + SPARE;
        if wanted > self.template.len() {
            self.template.resize(wanted + wanted / 2, self.fill);
        }
        output.byte(kind.brackets().0);
        self.line(output, 1);
    }

    #[inline(always)]
    fn close(&mut self, output: &mut Output, kind: Kind) {
        self.current = self.current.saturating_sub(self.width);
        self.line(output, 1);
        output.byte(kind.brackets().1);
    }

    #[inline(always)]
    fn comma(&mut self, output: &mut Output) {
        self.line(output, 0);
    }

    #[inline(always)]
    fn colon(&mut self, output: &mut Output) {
        output.copy(b": ..............", 0, 2);
    }
}
