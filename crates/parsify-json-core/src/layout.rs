//! Where white space goes.

use super::output::Output;
use super::sink::Kind;

/// Structural characters with the white space of one style.
pub trait Layout {
    /// What stands between a key and its value.
    const COLON: &str;

    /// Writes an opening bracket.
    fn open(&mut self, output: &mut Output, kind: Kind);
    /// Writes a closing bracket.
    fn close(&mut self, output: &mut Output, kind: Kind);
    /// Writes a comma.
    fn comma(&mut self, output: &mut Output);
}

/// No white space at all.
#[derive(Debug, Clone, Copy)]
pub struct Compact;

impl Layout for Compact {
    const COLON: &str = ":";

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
}

/// All in one line, with a space where a person would put one: `[1, 2]`, `{ "a": 1 }`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spaced;

impl Layout for Spaced {
    const COLON: &str = ": ";

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
}

/// Spare bytes behind the template, so that block copies may read past its used part.
const SPARE: usize = 64;

/// Every entry on a line of its own.
#[derive(Debug, Clone)]
pub struct Indented {
    /// A comma or an opening bracket, a line break and the indentation of the deepest line so far.
    comma: String,
    array: String,
    object: String,
    /// Bytes of comma and line break.
    head: usize,
    fill: char,
    /// Bytes of indentation per level.
    width: usize,
    /// Bytes of indentation of the current level.
    current: usize,
}

impl Indented {
    /// `unit` is one character of ASCII, repeated.
    pub fn new(line_break: &str, unit: &str) -> Self {
        let (fill, width) = (unit.chars().next().unwrap_or(' '), unit.len());
        let template = |first: char| {
            let spare = std::iter::repeat_n(fill, SPARE);
            std::iter::once(first).chain(line_break.chars()).chain(spare).collect::<String>()
        };
        let (comma, array, object) = (template(','), template('['), template('{'));
        Self { comma, array, object, head: 1 + line_break.len(), fill, width, current: 0 }
    }

    /// Bytes of a template that are in use.
    #[inline(always)]
    const fn end(&self) -> usize {
        self.head + self.current
    }

    /// A level more, without a line break.
    #[inline(always)]
    pub fn deepen(&mut self) {
        self.current += self.width;
        let wanted = self.end() + SPARE;
        if wanted > self.comma.len() {
            self.lengthen(wanted);
        }
    }

    /// A line break and the indentation of the current level.
    pub fn line(&self, output: &mut Output) {
        output.copy(&self.comma, 1, self.end());
    }

    /// What a line breaks with, and the indentation of the current level.
    pub fn line_break(&self) -> &str {
        self.comma.get(1..self.end()).unwrap_or_default()
    }

    #[cold]
    #[inline(never)]
    fn lengthen(&mut self, wanted: usize) {
        let more = wanted + wanted / 2 - self.comma.len();
        for template in [&mut self.comma, &mut self.array, &mut self.object] {
            template.extend(std::iter::repeat_n(self.fill, more));
        }
    }
}

impl Layout for Indented {
    const COLON: &str = ": ";

    #[inline(always)]
    fn open(&mut self, output: &mut Output, kind: Kind) {
        self.deepen();
        let template = if kind == Kind::Object { &self.object } else { &self.array };
        output.copy(template, 0, self.end());
    }

    #[inline(always)]
    fn close(&mut self, output: &mut Output, kind: Kind) {
        self.current = self.current.saturating_sub(self.width);
        output.copy(&self.comma, 1, self.end());
        output.byte(kind.brackets().1);
    }

    #[inline(always)]
    fn comma(&mut self, output: &mut Output) {
        output.copy(&self.comma, 0, self.end());
    }
}
