//! Anchors, and how much their aliases may grow to.

use std::collections::HashMap;

use crate::tree::Value;

/// What aliases may add to any document: 16 MiB, counted as [`Measure::weight`].
const FLOOR: usize = 16 * 1024 * 1024;
/// And beyond that, times the source.
const FACTOR: usize = 8;
/// What a value weighs beside its text.
const NODE: usize = 16;

/// How large a value is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Measure {
    /// Bytes of text in it, and sixteen for each value.
    pub(super) weight: usize,
    /// Levels of brackets.
    pub(super) depth: usize,
}

impl Measure {
    pub(super) const fn of_text(length: usize) -> Self {
        Self { weight: NODE + length, depth: 0 }
    }

    /// Takes another value into this one.
    pub(super) fn add(&mut self, other: Self) {
        self.weight = self.weight.saturating_add(other.weight);
        self.depth = self.depth.max(other.depth);
    }

    /// What it is in a container of its own.
    pub(super) const fn enclosed(self) -> Self {
        Self { weight: self.weight.saturating_add(NODE), depth: self.depth + 1 }
    }
}

/// The values that have anchors.
#[derive(Debug)]
pub(super) struct Anchors<'a> {
    values: HashMap<usize, (Value<'a>, Measure)>,
    left: usize,
    limit: usize,
}

impl<'a> Anchors<'a> {
    pub(super) fn new(source: &str) -> Self {
        let limit = source.len().saturating_mul(FACTOR).saturating_add(FLOOR);
        Self { values: HashMap::new(), left: limit, limit }
    }

    pub(super) const fn limit(&self) -> usize {
        self.limit
    }

    /// Keeps a copy of a value; `false` when copies weigh too much by now.
    pub(super) fn keep(&mut self, anchor: usize, value: &Value<'a>, measure: Measure) -> bool {
        let fits = self.spend(measure);
        if fits {
            self.values.insert(anchor, (value.clone(), measure));
        }
        fits
    }

    pub(super) fn measure(&self, anchor: usize) -> Option<Measure> {
        self.values.get(&anchor).map(|(_, measure)| *measure)
    }

    /// A copy; nothing when copies weigh too much by now.
    pub(super) fn copy(&mut self, anchor: usize) -> Option<Value<'a>> {
        let measure = self.measure(anchor)?;
        if self.spend(measure) { self.values.get(&anchor).map(|(value, _)| value.clone()) } else { None }
    }

    fn spend(&mut self, measure: Measure) -> bool {
        match self.left.checked_sub(measure.weight) {
            Some(left) => {
                self.left = left;
                true
            }
            None => false,
        }
    }
}
