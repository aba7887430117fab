//! Sending an index to a sink, the members of objects in order.

use super::order::Order;
use super::tape::{Node, Tape};
use crate::comments::{Notes, Stage};
use crate::decode::decoded;
use crate::fault::Fault;
use crate::problem::Code;
use crate::scan::{Number, Text};
use crate::sink::{Kind, Sink};
use std::borrow::Cow;
use std::cmp::Ordering;

/// Which members are sorted, and how.
#[derive(Debug, Clone, Copy)]
pub struct Sorting<'a> {
    /// The order.
    pub order: Order,
    /// Whether objects inside of objects are sorted, too.
    pub recursive: bool,
    /// Keys whose values are left alone, with all that is in them.
    pub exclude: &'a [String],
}

/// A member of an open object: what its key is compared by and the index of its key node.
type Member<'a> = (Cow<'a, [u8]>, usize);

/// A container on the way.
struct Frame {
    kind: Kind,
    /// Of an array, and of an object whose members keep their order, indices of nodes: of the first entry, of the next, and
    /// of the node after the last one. Of a sorted object, positions among the sorted members.
    first: usize,
    next: usize,
    end: usize,
    sorted: bool,
    /// Whether what is in it keeps its order.
    exempt: bool,
    /// Indices of its node and of its entry in the container around it, which of a member is that of the key.
    node: usize,
    entry: usize,
}

/// Sends the document to `sink` with the members of its objects sorted; equal keys keep their order.
///
/// # Errors
///
/// When the sink takes no more.
pub fn replay<S: Sink>(source: &str, tape: &Tape, sorting: Sorting<'_>, sink: &mut S) -> Result<(), Fault> {
    replay_noted(source, tape, Notes::NONE, Some(sorting), sink)
}

/// The same with comments, each with the entry it belongs to; unsorted too.
///
/// # Errors
///
/// When the sink takes no more.
pub fn replay_noted<S: Sink>(
    source: &str,
    tape: &Tape,
    notes: &Notes,
    sorting: Option<Sorting<'_>>,
    sink: &mut S,
) -> Result<(), Fault> {
    let exempt = sorting.is_none();
    let sorting = sorting.unwrap_or(Sorting { order: Order::CodePoint, recursive: false, exclude: &[] });
    let mut replay = Replay { source, nodes: &tape.nodes, notes, sorting, members: Vec::new(), frames: Vec::new() };
    replay.value(Entry { node: 0, first: 0, exempt }, sink);
    while let Some(step) = replay.step(sink) {
        if sink.full() {
            return Err(Fault::new(Code::OutputSize, 0, 0));
        }
        if let Some(entry) = step {
            replay.value(entry, sink);
        }
    }
    Ok(())
}

/// A value on its way.
struct Entry {
    /// The index of its node.
    node: usize,
    /// That of the key, where there is one.
    first: usize,
    /// Whether what is in it keeps its order.
    exempt: bool,
}

struct Replay<'a> {
    source: &'a str,
    nodes: &'a [Node],
    notes: &'a Notes,
    sorting: Sorting<'a>,
    /// Sorted members of all open objects, the innermost last.
    members: Vec<Member<'a>>,
    frames: Vec<Frame>,
}

impl<'a> Replay<'a> {
    /// Advances the innermost container: the value to send, if this step has one; nothing at the end.
    fn step<S: Sink>(&mut self, sink: &mut S) -> Option<Option<Entry>> {
        let frame = self.frames.last_mut()?;
        if frame.next >= frame.end {
            return self.close(sink);
        }
        let (position, exempt) = (frame.next, frame.exempt);
        if position > frame.first {
            sink.comma();
        }
        if frame.kind == Kind::Array {
            frame.next = after(self.nodes, position);
            return Some(Some(Entry { node: position, first: position, exempt }));
        }
        let index = if frame.sorted {
            frame.next += 1;
            self.members.get(position)?.1
        } else {
            frame.next = after(self.nodes, position + 1);
            position
        };
        let key = self.nodes.get(index)?;
        self.place(index, Stage::Ahead, sink);
        sink.key(key.start, Text { end: key.end, escaped: true });
        Some(Some(Entry { node: index + 1, first: index, exempt: exempt || self.excluded(key) }))
    }

    fn close<S: Sink>(&mut self, sink: &mut S) -> Option<Option<Entry>> {
        let frame = self.frames.pop()?;
        if frame.sorted {
            self.members.truncate(frame.first);
        }
        self.place(frame.node, Stage::Closing, sink);
        sink.close(frame.kind);
        self.place(frame.entry, Stage::After, sink);
        Some(None)
    }

    /// Sends the comments of a node.
    #[inline(always)]
    fn place<S: Sink>(&self, node: usize, stage: Stage, sink: &mut S) {
        if S::places_comments() && !self.notes.is_empty() {
            self.place_some(node, stage, sink);
        }
    }

    #[cold]
    #[inline(never)]
    fn place_some<S: Sink>(&self, node: usize, stage: Stage, sink: &mut S) {
        for note in self.notes.of(node, stage) {
            sink.placed(note.spot, note.comment);
        }
    }

    fn excluded(&self, key: &Node) -> bool {
        !self.sorting.exclude.is_empty() && {
            let key = decoded(self.source, key.start, key.end);
            self.sorting.exclude.iter().any(|excluded| excluded.as_bytes() == key.as_ref())
        }
    }

    fn value<S: Sink>(&mut self, entry: Entry, sink: &mut S) {
        let Entry { node: index, first: entry, exempt } = entry;
        let Some(node) = self.nodes.get(index) else { return };
        self.place(index, Stage::Ahead, sink);
        let (kind, end) = match node.start {
            Tape::ARRAY => (Kind::Array, node.end),
            Tape::OBJECT => (Kind::Object, node.end),
            start => {
                token(self.source, start, node.end, sink);
                return self.place(entry, Stage::After, sink);
            }
        };
        let first = index + 1;
        self.place(index, Stage::Opening, sink);
        if end == first && self.notes.leave_empty(index) {
            sink.empty(kind);
            return self.place(entry, Stage::After, sink);
        }
        sink.open(kind);
        let frame = match kind {
            Kind::Object if !exempt => self.sorted(first, end),
            _ => Frame { kind, first, next: first, end, sorted: false, exempt, node: 0, entry: 0 },
        };
        self.frames.push(Frame { node: index, entry, ..frame });
    }

    fn sorted(&mut self, mut index: usize, end: usize) -> Frame {
        let (first, order) = (self.members.len(), self.sorting.order);
        while let Some(key) = self.nodes.get(index).filter(|_| index < end) {
            self.members.push((order.ground(decoded(self.source, key.start, key.end)), index));
            index = after(self.nodes, index + 1);
        }
        let (source, nodes) = (self.source, self.nodes);
        if let Some(members) = self.members.get_mut(first..) {
            members.sort_unstable_by(|left, right| {
                order.compare(&left.0, &right.0).then_with(|| match order {
                    Order::CodePoint | Order::Utf16 => left.1.cmp(&right.1),
                    Order::Natural | Order::CaseInsensitive => tie(source, nodes, left.1, right.1),
                })
            });
        }
        let exempt = !self.sorting.recursive;
        Frame {
            kind: Kind::Object,
            first,
            next: first,
            end: self.members.len(),
            sorted: true,
            exempt,
            node: 0,
            entry: 0,
        }
    }
}

/// Keys that the order holds for equal stand by their code points, and where these are the same as they stood.
fn tie(source: &str, nodes: &[Node], left: usize, right: usize) -> Ordering {
    let key = |index: usize| nodes.get(index).map(|node| decoded(source, node.start, node.end));
    key(left).cmp(&key(right)).then(left.cmp(&right))
}

fn token<S: Sink>(source: &str, start: usize, end: usize, sink: &mut S) {
    match source.as_bytes().get(start) {
        Some(b'"') => sink.string(start, Text { end, escaped: true }),
        Some(b't' | b'f' | b'n') => sink.literal(start, end),
        // Nobody who is sent a sorted document asks what the number is made of.
        _ => sink.number(start, Number { end, fraction: false, exponent: false }),
    }
}

/// The index of the node after the value at `index`.
fn after(nodes: &[Node], index: usize) -> usize {
    match nodes.get(index) {
        Some(node) if node.start >= Tape::OBJECT => node.end,
        _ => index + 1,
    }
}
