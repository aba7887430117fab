//! Events as text.

use super::event::{Event, Role, Token};
use super::fit::Style;
use super::html;
use super::paint::Paint;
use super::text::Wording;
use crate::layout::{Compact, Indented, Layout, Spaced};
use crate::output::Output;

/// The last of the three stages: writes what the others decided.
#[derive(Debug)]
pub(super) struct Printer<'a> {
    pub(super) source: &'a str,
    pub(super) output: Output,
    pub(super) wording: Wording,
    pub(super) paint: Paint,
    /// For broken containers; for no containers at all when all goes into one line.
    pub(super) lines: Option<Indented>,
    pub(super) truncated: usize,
}

impl Printer<'_> {
    /// Columns of a token.
    pub(super) fn columns(&self, token: Token) -> usize {
        match token.role {
            Role::Key | Role::String => self.wording.of(self.source, token).0.chars().count(),
            Role::Number | Role::Boolean | Role::Null => token.end - token.start,
        }
    }

    pub(super) fn event(&mut self, event: Event, style: Style) {
        if let Event::Token(token) = event {
            self.token(token);
            if token.role != Role::Key {
                return;
            }
        }
        let output = &mut self.output;
        match (style, &mut self.lines) {
            (Style::Inline, _) => punctuation(&mut Spaced, output, event),
            (Style::Broken, Some(lines)) => punctuation(lines, output, event),
            (Style::Broken, None) => punctuation(&mut Compact, output, event),
        }
    }

    fn token(&mut self, token: Token) {
        let (text, cut) = self.wording.of(self.source, token);
        self.truncated += usize::from(cut);
        self.output.progress(token.end);
        match self.paint {
            Paint::None => self.text(&text),
            Paint::Ansi(palette) => {
                self.text("\u{1b}[");
                self.text(palette.of(token.role).ansi);
                self.text("m");
                self.text(&text);
                self.text("\u{1b}[0m");
            }
            Paint::Html(..) => {
                self.text(html::open(token.role));
                self.text(&html::escaped(&text));
                self.text(html::CLOSE);
            }
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        self.output.text(text);
    }
}

fn punctuation<L: Layout>(layout: &mut L, output: &mut Output, event: Event) {
    match event {
        Event::Open(kind) => layout.open(output, kind),
        Event::Close(kind) => layout.close(output, kind),
        Event::Empty(kind) => output.ascii(kind.empty()),
        Event::Comma => layout.comma(output),
        // A key was written before.
        Event::Token(_) => output.ascii(L::COLON),
    }
}
