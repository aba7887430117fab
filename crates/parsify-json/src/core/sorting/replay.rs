//! Sending an index to a sink, the members of every object in order.

use super::tape::{Node, Tape};
use crate::core::decode::decoded;
use crate::core::fault::Fault;
use crate::core::problem::Code;
use crate::core::scan::Text;
use crate::core::sink::{Kind, Sink};
use std::borrow::Cow;

/// A member of an open object: its decoded key and the index of its key node. Compared in this order, so that equal
/// keys keep theirs.
type Member<'a> = (Cow<'a, [u8]>, usize);

/// A container on the way.
enum Frame {
    /// Indices of the first element, of the next, and of the node after the last one.
    Array { first: usize, next: usize, end: usize },
    /// Positions among the sorted members: of the first, the next, and after the last one.
    Object { first: usize, next: usize, end: usize },
}

/// Sends the document to `sink` with the members of every object sorted by the code points of their decoded keys.
///
/// # Errors
///
/// When the sink takes no more.
pub(crate) fn replay<S: Sink>(source: &str, tape: &Tape, sink: &mut S) -> Result<(), Fault> {
    let mut replay = Replay { source, nodes: &tape.nodes, members: Vec::new(), frames: Vec::new() };
    replay.value(0, sink);
    while let Some(index) = replay.step(sink) {
        if sink.full() {
            return Err(Fault::new(Code::OutputSize, 0, 0));
        }
        if let Some(index) = index {
            replay.value(index, sink);
        }
    }
    Ok(())
}

struct Replay<'a> {
    source: &'a str,
    nodes: &'a [Node],
    /// Sorted members of all open objects, the innermost last.
    members: Vec<Member<'a>>,
    frames: Vec<Frame>,
}

impl<'a> Replay<'a> {
    /// Advances the innermost container: the index of the value to send, if this step has one; nothing at the end.
    fn step<S: Sink>(&mut self, sink: &mut S) -> Option<Option<usize>> {
        match self.frames.last_mut()? {
            Frame::Array { first, next, end } if *next < *end => {
                let index = *next;
                *next = after(self.nodes, index);
                if index > *first {
                    sink.comma();
                }
                Some(Some(index))
            }
            Frame::Object { first, next, end } if *next < *end => {
                let position = *next;
                *next += 1;
                let comma = position > *first;
                let index = self.members.get(position)?.1;
                if comma {
                    sink.comma();
                }
                let key = self.nodes.get(index)?;
                sink.key(key.start, Text { end: key.end, escaped: true });
                Some(Some(index + 1))
            }
            Frame::Array { .. } => {
                self.frames.pop();
                sink.close(Kind::Array);
                Some(None)
            }
            Frame::Object { first, .. } => {
                self.members.truncate(*first);
                self.frames.pop();
                sink.close(Kind::Object);
                Some(None)
            }
        }
    }

    fn value<S: Sink>(&mut self, index: usize, sink: &mut S) {
        let Some(node) = self.nodes.get(index) else { return };
        match node.start {
            Tape::ARRAY if node.end == index + 1 => sink.empty(Kind::Array),
            Tape::OBJECT if node.end == index + 1 => sink.empty(Kind::Object),
            Tape::ARRAY => {
                sink.open(Kind::Array);
                self.frames.push(Frame::Array { first: index + 1, next: index + 1, end: node.end });
            }
            Tape::OBJECT => {
                sink.open(Kind::Object);
                let frame = self.sorted(index + 1, node.end);
                self.frames.push(frame);
            }
            // Every other token is written as it stands, whatever it is.
            start => sink.string(start, Text { end: node.end, escaped: true }),
        }
    }

    fn sorted(&mut self, mut index: usize, end: usize) -> Frame {
        let first = self.members.len();
        while let Some(key) = self.nodes.get(index).filter(|_| index < end) {
            self.members.push((decoded(self.source, key.start, key.end), index));
            index = after(self.nodes, index + 1);
        }
        if let Some(members) = self.members.get_mut(first..) {
            members.sort_unstable();
        }
        Frame::Object { first, next: first, end: self.members.len() }
    }
}

/// The index of the node after the value at `index`.
fn after(nodes: &[Node], index: usize) -> usize {
    match nodes.get(index) {
        Some(node) if node.start >= Tape::OBJECT => node.end,
        _ => index + 1,
    }
}
