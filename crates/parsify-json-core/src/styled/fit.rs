//! Which containers stand in one line.

use super::event::{Event, Role};
use crate::comments::Spot;
use std::collections::VecDeque;

/// How a structural character is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// In one line, with spaces.
    Inline,
    /// Every entry on a line of its own.
    Broken,
}

/// An event that waits for the end of its container, or of the line.
#[derive(Debug)]
struct Waiting {
    event: Event,
    /// Columns that the events before it take in one line, counted from anywhere.
    before: usize,
    /// Columns it takes itself.
    width: usize,
    /// Of an opening bracket, once it is known: the number of the closing one.
    end: Option<usize>,
}

/// Finds the containers whose one-line form ends within a width, the comma after it included.
///
/// Looks ahead no further than the width: a container that is longer is broken as soon as that is clear.
#[derive(Debug)]
pub(super) struct Fit {
    /// Columns of a line; 0 breaks every container.
    width: usize,
    /// Columns of a level of indentation.
    unit: usize,
    waiting: VecDeque<Waiting>,
    /// How many events were sent on; added to an index of `waiting` it is the number of an event.
    sent: usize,
    /// Numbers of the brackets that wait for their end.
    open: VecDeque<usize>,
    /// Columns of all events together.
    total: usize,
    column: usize,
    indent: usize,
    /// Whether a comment stands at the end of the line in which the next container begins.
    breaks: bool,
}

impl Fit {
    pub(super) fn new(width: usize, unit: usize) -> Self {
        let (waiting, open) = (VecDeque::new(), VecDeque::new());
        Self { width, unit, waiting, sent: 0, open, total: 0, column: 0, indent: 0, breaks: false }
    }

    /// Whether widths matter at all.
    pub(super) const fn measures(&self) -> bool {
        self.width > 0
    }

    /// Takes an event whose token has so many columns, and sends on what is decided.
    pub(super) fn pass(&mut self, event: Event, columns: usize, mut next: impl FnMut(Event, Style)) {
        if !self.measures() {
            return next(event, Style::Broken);
        }
        if let Some(spot) = event.spot() {
            return self.comment(event, spot, columns, &mut next);
        }
        if self.breaks {
            self.breaks = false;
            if let Event::Open(_) = event {
                // Nothing waits before it: the comment has seen to that.
                self.sent += 1;
                self.broken(event, 0);
                return next(event, Style::Broken);
            }
        }
        let width = one_line(event, columns);
        let number = self.sent + self.waiting.len();
        match event {
            Event::Open(_) => self.open.push_back(number),
            Event::Close(_) => {
                let sent = self.sent;
                if let Some(bracket) = self.open.pop_back().and_then(|open| self.waiting.get_mut(open - sent)) {
                    bracket.end = Some(number);
                }
            }
            _ => {}
        }
        self.waiting.push_back(Waiting { event, before: self.total, width, end: None });
        self.total += width;
        self.settle(false, &mut next);
    }

    /// Sends a comment. What is around it is broken, since a comment may take the rest of its line.
    #[cold]
    fn comment(&mut self, event: Event, spot: Spot, columns: usize, next: &mut impl FnMut(Event, Style)) {
        self.settle(true, next);
        self.sent += 1;
        match spot {
            Spot::Before => self.column += columns + 1,
            Spot::Opening => self.breaks = true,
            Spot::Line | Spot::Joined | Spot::Behind | Spot::End => {}
        }
        next(event, Style::Broken);
    }

    /// Sends the rest: the document has ended.
    pub(super) fn finish(&mut self, mut next: impl FnMut(Event, Style)) {
        self.settle(true, &mut next);
    }

    fn settle(&mut self, ended: bool, next: &mut impl FnMut(Event, Style)) {
        while let Some(front) = self.waiting.front() {
            if !matches!(front.event, Event::Open(_)) {
                self.send_broken(next);
                continue;
            }
            let (end, before) = (front.end, front.before);
            let unfit = self.column + self.needed(end) - before > self.width;
            if unfit || (ended && end.is_none()) {
                if end.is_none() {
                    self.open.pop_front();
                }
                self.send_broken(next);
                continue;
            }
            match end {
                // Without what follows it is not known whether a comma has to fit, too.
                Some(end) if ended || self.waiting.len() > end + 1 - self.sent => self.send_inline(end, next),
                _ => return,
            }
        }
    }

    /// Columns up to the end of the foremost container, as far as it is known.
    fn needed(&self, end: Option<usize>) -> usize {
        let Some(end) = end else { return self.total };
        match self.waiting.get(end + 1 - self.sent) {
            Some(next) => next.before + usize::from(matches!(next.event, Event::Comma)),
            None => self.total,
        }
    }

    fn send_inline(&mut self, end: usize, next: &mut impl FnMut(Event, Style)) {
        while self.sent <= end
            && let Some(first) = self.waiting.pop_front()
        {
            self.sent += 1;
            self.column += first.width;
            next(first.event, Style::Inline);
        }
    }

    fn send_broken(&mut self, next: &mut impl FnMut(Event, Style)) {
        let Some(first) = self.waiting.pop_front() else { return };
        self.sent += 1;
        self.broken(first.event, first.width);
        next(first.event, Style::Broken);
    }

    /// Follows an event that is written in lines of its own.
    fn broken(&mut self, event: Event, width: usize) {
        match event {
            Event::Open(_) => {
                self.indent += self.unit;
                self.column = self.indent;
            }
            Event::Close(_) => {
                self.indent -= self.unit;
                self.column = self.indent + 1;
            }
            Event::Comma => self.column = self.indent,
            Event::Empty(_) | Event::Token(_) => self.column += width,
        }
    }
}

/// Columns of an event in one line: `[1, 2]`, `{ "a": 1 }`.
fn one_line(event: Event, columns: usize) -> usize {
    use crate::sink::Kind;
    match event {
        Event::Open(Kind::Array) | Event::Close(Kind::Array) => 1,
        Event::Open(Kind::Object) | Event::Close(Kind::Object) | Event::Empty(_) | Event::Comma => 2,
        Event::Token(token) if matches!(token.role, Role::Key) => columns + 2,
        Event::Token(_) => columns,
    }
}
