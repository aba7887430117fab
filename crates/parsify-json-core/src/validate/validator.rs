//! The sink that counts, doubts and collects problems.

use super::duplicates::Keys;
use super::numbers::fit;
use super::statistics::Statistics;
use super::surrogates::lone_surrogates;
use crate::{Code, Fault, Kind, Number, Sink, Text};

pub(super) struct Validator<'a> {
    source: &'a str,
    keys: Keys<'a>,
    depth: usize,
    /// How many faults of each sort are kept.
    room: usize,
    pub(super) statistics: Statistics,
    pub(super) problems: Vec<Fault>,
    pub(super) warnings: Vec<Fault>,
    pub(super) omitted: usize,
}

impl<'a> Validator<'a> {
    pub(super) const fn new(source: &'a str, room: usize, statistics: Statistics) -> Self {
        Self {
            source,
            keys: Keys::new(source),
            depth: 0,
            room,
            statistics,
            problems: Vec::new(),
            warnings: Vec::new(),
            omitted: 0,
        }
    }

    #[cold]
    #[inline(never)]
    fn warn(&mut self, fault: Fault) {
        if self.warnings.len() < self.room {
            self.warnings.push(fault);
        } else {
            self.omitted += 1;
        }
    }

    fn count(&mut self, kind: Kind) {
        match kind {
            Kind::Array => self.statistics.arrays += 1,
            Kind::Object => self.statistics.objects += 1,
        }
        self.statistics.depth = self.statistics.depth.max(self.depth + 1);
    }

    #[inline(always)]
    fn text(&mut self, start: usize, text: Text) {
        self.statistics.longest_string = self.statistics.longest_string.max(text.end - start - 2);
        if text.escaped {
            self.escapes(start, text.end);
        }
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
    const RECOVERS: bool = true;

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
                self.statistics.duplicate_keys += 1;
                let fault = Fault::new(Code::DuplicateKey, duplicate.again, duplicate.end);
                self.warn(fault.related_to(duplicate.first));
            }
        }
    }

    fn empty(&mut self, kind: Kind) {
        self.count(kind);
    }

    fn comma(&mut self) {}

    #[inline(always)]
    fn key(&mut self, start: usize, text: Text) {
        self.statistics.keys += 1;
        self.text(start, text);
        self.keys.add(start, text);
    }

    #[inline(always)]
    fn string(&mut self, start: usize, text: Text) {
        self.statistics.strings += 1;
        self.text(start, text);
    }

    #[inline(always)]
    fn number(&mut self, start: usize, number: Number) {
        self.statistics.numbers += 1;
        let fit = fit(self.source.get(start..number.end).unwrap_or_default(), number);
        self.statistics.numbers_beyond_range += usize::from(fit.beyond_range);
        self.statistics.numbers_beyond_precision += usize::from(fit.beyond_precision);
    }

    #[inline(always)]
    fn literal(&mut self, start: usize, _end: usize) {
        if self.source.as_bytes().get(start) == Some(&b'n') {
            self.statistics.nulls += 1;
        } else {
            self.statistics.booleans += 1;
        }
    }

    fn problem(&mut self, fault: Fault) {
        if self.problems.len() < self.room {
            self.problems.push(fault);
        } else {
            self.omitted += 1;
        }
    }
}
