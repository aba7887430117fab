//! Whether a document is JSON, and nothing else.

use super::machine::run;
use super::sink::Sink;

/// Whether the source is JSON of no more than so many levels.
pub fn is_json(source: &str, max_depth: usize) -> bool {
    run(source, max_depth, &mut Nothing).is_ok()
}

/// The sink that keeps nothing.
struct Nothing;

impl Sink for Nothing {}
