//! A flat index of the tokens of a document.

use crate::scan::{Number, Text};
use crate::sink::{Kind, Sink};

/// One token in two words.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    /// Offset of the token; for a container, a mark of its kind.
    pub start: usize,
    /// Offset after the token; for a container, the index of the first node after its content.
    pub end: usize,
}

/// The sink that keeps the index: a key is followed by its value, a container by its content.
#[derive(Debug)]
pub struct Tape {
    /// The tokens in the order of the source.
    pub nodes: Vec<Node>,
    /// Indices of the containers that have not ended.
    open: Vec<usize>,
}

impl Tape {
    /// The `start` of an array; no source is so long.
    pub const ARRAY: usize = usize::MAX;
    /// The `start` of an object.
    pub const OBJECT: usize = usize::MAX - 1;

    /// With room for a source of so many bytes.
    pub fn new(source: usize) -> Self {
        // A token with its share of punctuation and space takes about ten bytes in dense documents.
        Self { nodes: Vec::with_capacity(source / 10 + 8), open: Vec::new() }
    }

    const fn mark(kind: Kind) -> usize {
        match kind {
            Kind::Array => Self::ARRAY,
            Kind::Object => Self::OBJECT,
        }
    }
}

impl Sink for Tape {
    fn escapes() -> bool {
        false
    }

    fn open(&mut self, kind: Kind) {
        self.open.push(self.nodes.len());
        self.nodes.push(Node { start: Self::mark(kind), end: 0 });
    }

    fn close(&mut self, _kind: Kind) {
        let end = self.nodes.len();
        if let Some(node) = self.open.pop().and_then(|index| self.nodes.get_mut(index)) {
            node.end = end;
        }
    }

    fn empty(&mut self, kind: Kind) {
        self.nodes.push(Node { start: Self::mark(kind), end: self.nodes.len() + 1 });
    }

    fn key(&mut self, start: usize, text: Text) {
        self.nodes.push(Node { start, end: text.end });
    }

    fn string(&mut self, start: usize, text: Text) {
        self.nodes.push(Node { start, end: text.end });
    }

    fn number(&mut self, start: usize, number: Number) {
        self.nodes.push(Node { start, end: number.end });
    }

    fn literal(&mut self, start: usize, end: usize) {
        self.nodes.push(Node { start, end });
    }
}
