//! Whether a document is JSON, and nothing else.

use super::machine::run;
use super::scan::{Number, Text};
use super::sink::{Kind, Sink};

/// Whether the source is JSON of no more than so many levels.
pub fn is_json(source: &str, max_depth: usize) -> bool {
    run(source, max_depth, &mut Nothing).is_ok()
}

/// The sink that keeps nothing.
struct Nothing;

impl Sink for Nothing {
    fn open(&mut self, _kind: Kind) {}
    fn close(&mut self, _kind: Kind) {}
    fn empty(&mut self, _kind: Kind) {}
    fn comma(&mut self) {}
    fn key(&mut self, _start: usize, _text: Text) {}
    fn string(&mut self, _start: usize, _text: Text) {}
    fn number(&mut self, _start: usize, _number: Number) {}
    fn literal(&mut self, _start: usize, _end: usize) {}
}
