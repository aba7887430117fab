//! Documents that follow each other.

use super::dialect::Dialect;
use super::machine::{Relaxed, run_relaxed};
use super::sink::Sink;

/// Where each but the first of the documents in `source` starts. White space and comments belong to what they follow.
///
/// What is wrong with a document is passed over as well as can be; behind nesting beyond `max_depth` there are no documents.
pub fn split(source: &str, dialect: Dialect, max_depth: usize) -> Vec<usize> {
    let mut splitter = Splitter { starts: Vec::new() };
    // The document with that fault is the last one, and whoever reads it meets it again.
    let _ = run_relaxed(source, Relaxed { dialect, many: true }, max_depth, &mut splitter);
    splitter.starts
}

struct Splitter {
    starts: Vec<usize>,
}

impl Sink for Splitter {
    fn recovers(&self) -> bool {
        true
    }

    fn another(&mut self, at: usize) {
        self.starts.push(at);
    }
}
