//! Events as text.

use super::event::{Event, Role, Token};
use super::fit::Style;
use super::html;
use super::paint::Paint;
use super::text::Wording;
use crate::comments::Spot;
use crate::dialect::Comment;
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
    pub(super) line: Line,
}

/// How far the line has come.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// Whether anybody asks, as for comments.
    pub(super) counts: bool,
    /// Comments that stand at its end, after the bracket or comma that comes.
    ends: Vec<Token>,
    /// Whether something stands in it.
    begun: bool,
    /// Whether what comes stands on the next one.
    full: bool,
}

impl Printer<'_> {
    /// Columns of a token.
    pub(super) fn columns(&self, token: Token) -> usize {
        match token.role {
            Role::Key | Role::String => self.wording.of(self.source, token).0.chars().count(),
            Role::Number | Role::Boolean | Role::Null => token.end - token.start,
            Role::Comment(Spot::Before) => self.comment_text(token).chars().count(),
            // What stands behind such a comment stands in another line.
            Role::Comment(_) => 0,
        }
    }

    pub(super) fn event(&mut self, event: Event, style: Style) {
        if self.line.counts {
            return self.among_comments(event, style);
        }
        self.written(event, style);
    }

    fn written(&mut self, event: Event, style: Style) {
        if let Event::Token(token) = event {
            self.token(token);
            if !matches!(token.role, Role::Key) {
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

    #[cold]
    fn among_comments(&mut self, event: Event, style: Style) {
        match event {
            Event::Token(token) if event.spot().is_some() => return self.comment(token),
            Event::Token(_) | Event::Open(_) | Event::Empty(_) => self.start(),
            Event::Close(_) | Event::Comma => {}
        }
        if !self.line.ends.is_empty() && !matches!(event, Event::Token(_) | Event::Empty(_)) {
            return self.before_ends(event);
        }
        self.line.begun = !matches!(event, Event::Open(_) | Event::Comma);
        self.line.full = false;
        self.written(event, style);
    }

    /// Begins what stands in a line.
    fn start(&mut self) {
        if self.line.full {
            self.break_line();
        }
        self.line.begun = true;
    }

    fn break_line(&mut self) {
        if let Some(lines) = &self.lines {
            lines.line(&mut self.output);
        }
        (self.line.begun, self.line.full) = (false, false);
    }

    /// Writes punctuation in a line that ends with comments.
    fn before_ends(&mut self, event: Event) {
        match event {
            Event::Open(kind) => {
                self.output.byte(kind.brackets().0);
                if let Some(lines) = &mut self.lines {
                    lines.deepen();
                }
            }
            Event::Comma => self.output.byte(b','),
            _ => {}
        }
        self.write_ends();
        if let (Event::Close(_), Some(lines)) = (event, &mut self.lines) {
            punctuation(lines, &mut self.output, event);
            self.line.full = false;
        }
    }

    /// Writes the comments at the end of the line.
    pub(super) fn write_ends(&mut self) {
        let mut ended = false;
        for comment in std::mem::take(&mut self.line.ends) {
            if ended {
                // One that takes the rest of its line has come first, from a container that became empty.
                self.break_line();
            } else {
                self.output.byte(b' ');
            }
            self.write_comment(comment);
            ended = self.is_line(comment);
        }
        self.line.full = true;
    }

    fn comment(&mut self, comment: Token) {
        let Role::Comment(spot) = comment.role else { return };
        match spot {
            Spot::End | Spot::Opening => self.line.ends.push(comment),
            Spot::Behind | Spot::Joined => {
                self.output.byte(b' ');
                self.write_comment(comment);
            }
            Spot::Before => {
                self.start();
                self.write_comment(comment);
                self.output.byte(b' ');
            }
            Spot::Line => {
                if !self.line.ends.is_empty() {
                    self.write_ends();
                }
                if self.line.begun || self.line.full {
                    self.break_line();
                }
                self.write_comment(comment);
                self.line.full = true;
            }
        }
    }

    fn write_comment(&mut self, comment: Token) {
        let text = self.comment_text(comment);
        self.output.progress(comment.end);
        self.painted(comment.role, &text);
    }

    fn is_line(&self, comment: Token) -> bool {
        Comment { start: comment.start, end: comment.end }.is_line(self.source)
    }

    /// The text of a comment with the line breaks of the document. Lines that begin with a star stand below each other.
    fn comment_text(&self, comment: Token) -> String {
        let text = self.wording.of(self.source, comment).0;
        let text = text.trim_end_matches([' ', '\t', '\r']);
        let line_break = self.lines.as_ref().map_or("\n", Indented::line_break);
        let aligned = text.lines().skip(1).all(|line| line.trim_start().starts_with('*'));
        let mut written = String::with_capacity(text.len());
        for (index, line) in text.lines().enumerate() {
            match (index, aligned) {
                (0, _) => written.push_str(line),
                (_, true) => written.extend([line_break, " ", line.trim_start()]),
                (_, false) => written.extend([line_break.trim_end_matches([' ', '\t']), line]),
            }
        }
        written
    }

    fn token(&mut self, token: Token) {
        let (text, cut) = self.wording.of(self.source, token);
        self.truncated += usize::from(cut);
        self.output.progress(token.end);
        self.painted(token.role, &text);
    }

    fn painted(&mut self, role: Role, text: &str) {
        match self.paint {
            Paint::None => self.text(text),
            Paint::Ansi(palette) => {
                self.text("\u{1b}[");
                self.text(palette.of(role).ansi);
                self.text("m");
                self.text(text);
                self.text("\u{1b}[0m");
            }
            Paint::Html(..) => {
                self.text(html::open(role));
                self.text(&html::escaped(text));
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
