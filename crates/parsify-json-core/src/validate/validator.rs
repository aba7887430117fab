//! The sink that counts, doubts and collects problems.

use super::duplicates::Keys;
use super::numbers::fit;
use super::statistics::Statistics;
use super::surrogates::lone_surrogates;
use crate::{Code, Fault, Kind, Number, Sink, Text, json_number, scan_number, unsaid};

pub(super) struct Validator<'a> {
    source: &'a str,
    keys: Keys<'a>,
    depth: usize,
    /// How many faults of each sort are kept.
    room: usize,
    pub(super) found: Found,
}

/// What validation has come upon.
#[derive(Debug, Default)]
pub struct Found {
    /// Counts and sizes.
    pub statistics: Statistics,
    /// What is wrong, in the order of the source.
    pub problems: Vec<Fault>,
    /// What is doubtful, in the order of the source.
    pub warnings: Vec<Fault>,
    /// Problems beyond those kept.
    pub omitted_problems: usize,
    /// Doubts beyond those kept.
    pub omitted_warnings: usize,
}

impl Found {
    /// What was found in a further document, whose statistics go on from these.
    pub fn add(&mut self, other: Self, room: usize) {
        self.statistics = other.statistics;
        self.omitted_problems += other.omitted_problems + add(&mut self.problems, other.problems, room);
        self.omitted_warnings += other.omitted_warnings + add(&mut self.warnings, other.warnings, room);
    }
}

/// Adds as many faults as there is room for; gives the number of the others.
fn add(faults: &mut Vec<Fault>, others: Vec<Fault>, room: usize) -> usize {
    let kept = others.len().min(room - faults.len());
    let omitted = others.len() - kept;
    faults.extend(others.into_iter().take(kept));
    omitted
}

impl<'a> Validator<'a> {
    pub(super) const fn new(source: &'a str, room: usize, statistics: Statistics) -> Self {
        let found =
            Found { statistics, problems: Vec::new(), warnings: Vec::new(), omitted_problems: 0, omitted_warnings: 0 };
        Self { source, keys: Keys::new(source), depth: 0, room, found }
    }

    #[cold]
    #[inline(never)]
    fn warn(&mut self, fault: Fault) {
        if self.found.warnings.len() < self.room {
            self.found.warnings.push(fault);
        } else {
            self.found.omitted_warnings += 1;
        }
    }

    fn count(&mut self, kind: Kind) {
        match kind {
            Kind::Array => self.found.statistics.arrays += 1,
            Kind::Object => self.found.statistics.objects += 1,
        }
        self.found.statistics.depth = self.found.statistics.depth.max(self.depth + 1);
    }

    /// A string or key; its quotes take so many bytes.
    #[inline(always)]
    fn text(&mut self, start: usize, text: Text, quotes: usize) {
        let statistics = &mut self.found.statistics;
        statistics.longest_string = statistics.longest_string.max(text.end - start - quotes);
        if text.escaped {
            self.escapes(start, text.end);
        }
    }

    #[inline(always)]
    fn judged(&mut self, number: &str, shape: Number) {
        let statistics = &mut self.found.statistics;
        statistics.numbers += 1;
        let fit = fit(number, shape);
        statistics.numbers_beyond_range += usize::from(fit.beyond_range);
        statistics.numbers_beyond_precision += usize::from(fit.beyond_precision);
    }

    #[inline(never)]
    fn escapes(&mut self, start: usize, end: usize) {
        let text = self.source.get(start..end).unwrap_or_default();
        for offset in lone_surrogates(text) {
            let at = start + offset;
            self.warn(Fault::new(Code::LoneSurrogate, at, at + 6));
        }
    }
}

impl Sink for Validator<'_> {
    fn recovers(&self) -> bool {
        true
    }

    fn seeks_surrogates() -> bool {
        true
    }

    fn open(&mut self, kind: Kind) {
        self.count(kind);
        self.depth += 1;
        if kind == Kind::Object {
            self.keys.open();
        }
    }

    fn close(&mut self, kind: Kind) {
        self.depth = self.depth.saturating_sub(1);
        if kind == Kind::Object {
            for duplicate in self.keys.close() {
                self.found.statistics.duplicate_keys += 1;
                let fault = Fault::new(Code::DuplicateKey, duplicate.again, duplicate.end);
                self.warn(fault.related_to(duplicate.first));
            }
        }
    }

    fn empty(&mut self, kind: Kind) {
        self.count(kind);
    }

    #[inline(always)]
    fn key(&mut self, start: usize, text: Text) {
        self.found.statistics.keys += 1;
        self.text(start, text, 2);
        self.keys.add(start, text);
    }

    #[inline(always)]
    fn string(&mut self, start: usize, text: Text) {
        self.found.statistics.strings += 1;
        self.text(start, text, 2);
    }

    #[inline(always)]
    fn number(&mut self, start: usize, number: Number) {
        self.judged(self.source.get(start..number.end).unwrap_or_default(), number);
    }

    fn spelled_key(&mut self, start: usize, end: usize) {
        let quoted = matches!(self.source.as_bytes().get(start), Some(b'"' | b'\''));
        let text = Text { end, escaped: true };
        self.found.statistics.keys += 1;
        self.text(start, text, if quoted { 2 } else { 0 });
        self.keys.add(start, text);
    }

    fn spelled_number(&mut self, start: usize, end: usize) {
        let number = self.source.get(start..end).and_then(json_number);
        match number.as_deref().and_then(|number| Some((number, scan_number(number.as_bytes(), 0)?))) {
            Some((number, shape)) => self.judged(number, shape),
            None => {
                self.found.statistics.numbers += 1;
                self.warn(unsaid(self.source, start, end));
            }
        }
    }

    #[inline(always)]
    fn literal(&mut self, start: usize, _end: usize) {
        if self.source.as_bytes().get(start) == Some(&b'n') {
            self.found.statistics.nulls += 1;
        } else {
            self.found.statistics.booleans += 1;
        }
    }

    fn problem(&mut self, fault: Fault) {
        if self.found.problems.len() < self.room {
            self.found.problems.push(fault);
        } else {
            self.found.omitted_problems += 1;
        }
    }
}
