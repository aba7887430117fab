//! What cannot be repaired.

use crate::code;
use crate::core::{Code, Fault, Positions, Problem, excerpt};
use parsify_interface::{ErrorKind, Failure};

/// Why repairing stops.
#[derive(Debug)]
pub(super) enum Stop {
    /// A limit, or no document at all.
    Fault(Fault),
    /// There is no repair that is safe.
    Unsafe(Box<Unsafe>),
}

#[derive(Debug)]
pub(super) struct Unsafe {
    code: &'static str,
    at: usize,
    end: usize,
    message: &'static str,
    hint: &'static str,
}

impl Stop {
    pub(super) const fn depth(at: usize, limit: usize) -> Self {
        Self::Fault(Fault::new(Code::Depth, at, at + 1).limited_by(limit))
    }

    pub(super) const fn empty(at: usize) -> Self {
        Self::Fault(Fault::new(Code::Empty, at, at))
    }

    /// What may mean several things.
    pub(super) fn ambiguous(at: usize, end: usize, message: &'static str, hint: &'static str) -> Self {
        Self::Unsafe(Box::new(Unsafe { code: code::REPAIR_AMBIGUOUS, at, end, message, hint }))
    }

    /// Several values where one is wanted.
    pub(super) fn several(at: usize) -> Self {
        let message = "another value follows the document";
        let hint = "set `values` to \"array\" for an array of all of them";
        Self::Unsafe(Box::new(Unsafe { code: code::REPAIR_VALUES, at, end: at, message, hint }))
    }

    /// A text that has nothing of JSON.
    pub(super) fn no_json(at: usize, end: usize) -> Self {
        let message = "found text, and nothing in it that looks like JSON";
        let hint = "hand in the document, or the text around it with the document in it";
        Self::Unsafe(Box::new(Unsafe { code: code::REPAIR_NO_JSON, at, end, message, hint }))
    }

    #[cold]
    pub(super) fn in_words(self, source: &str) -> Failure {
        let mut positions = Positions::new(source);
        let stop = match self {
            Self::Fault(fault) => return Failure::from(&Problem::new(&fault, &mut positions)),
            Self::Unsafe(stop) => stop,
        };
        let place = positions.place(stop.at);
        let shown = excerpt(source, stop.at);
        let message = format!("{} at line {}, column {}", stop.message, place.line, place.column);
        Failure::new(ErrorKind::Input, stop.code, message)
            .with_detail("line", place.line)
            .with_detail("column", place.column)
            .with_detail("offset", place.offset)
            .with_detail("length", stop.end.saturating_sub(stop.at))
            .with_detail("excerpt", shown.text)
            .with_detail("caretColumn", shown.caret)
            .with_hint(stop.hint)
    }
}
