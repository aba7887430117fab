//! Many patterns along a walk through a document.

use super::path::{PathPattern, States};

/// Where a walk through a document is, in each of some patterns. A step costs a comparison for each pattern, whatever the
/// depth.
#[derive(Debug, Clone)]
pub(crate) struct Place<'p> {
    patterns: &'p [PathPattern],
    /// The states of all patterns, level by level.
    states: Vec<States>,
}

impl<'p> Place<'p> {
    pub(crate) fn new(patterns: &'p [PathPattern]) -> Self {
        Self { patterns, states: patterns.iter().map(PathPattern::start).collect() }
    }

    /// One level deeper.
    pub(crate) fn enter(&mut self, token: &str) {
        let level = self.states.len() - self.patterns.len();
        for (number, pattern) in self.patterns.iter().enumerate() {
            self.states.push(pattern.step(self.states[level + number], token));
        }
    }

    /// One level up.
    pub(crate) fn leave(&mut self) {
        self.states.truncate(self.states.len() - self.patterns.len());
    }

    /// Whether a pattern fits this place.
    pub(crate) fn fits(&self, number: usize) -> bool {
        let level = self.states.len() - self.patterns.len();
        match (self.patterns.get(number), self.states.get(level + number)) {
            (Some(pattern), Some(states)) => pattern.accepts(*states),
            _ => false,
        }
    }

    /// Whether any pattern fits this place.
    pub(crate) fn any_fits(&self) -> bool {
        (0..self.patterns.len()).any(|number| self.fits(number))
    }

    /// Whether any pattern may fit a place below this one.
    pub(crate) fn any_may_fit_below(&self) -> bool {
        let level = self.states.len() - self.patterns.len();
        let states = self.states.iter().skip(level);
        self.patterns.iter().zip(states).any(|(pattern, states)| pattern.goes_on(*states))
    }

    /// Whether no pattern fits any place from here on.
    pub(crate) fn leads_nowhere(&self) -> bool {
        let level = self.states.len() - self.patterns.len();
        self.states.iter().skip(level).all(|states| states.is_empty())
    }
}
