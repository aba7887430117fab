//! The grammar over an index.

use super::index::Index;
use super::number::number;
use crate::scan::Text;
use crate::sink::{Kind, Sink};

/// Streams `source` into `sink`. Nothing when that led not through: the document is no JSON, or so it seems, or too deep, or
/// the sink is full. What the sink was sent is of no use then.
// A function of its own: what is inlined here is a burden to compile twice over where it is inlined once more.
#[inline(never)]
pub(super) fn walk<S: Sink>(source: &str, max_depth: usize, sink: &mut S) -> Option<()> {
    let index = Index::new(source)?;
    Walk { bytes: source.as_bytes(), index, sink, max_depth, kinds: Vec::new() }.document()
}

struct Walk<'a, S> {
    bytes: &'a [u8],
    index: Index<'a>,
    sink: &'a mut S,
    max_depth: usize,
    /// The open containers around the innermost one.
    kinds: Vec<Option<Kind>>,
}

/// What comes next.
enum Next {
    Value,
    Key,
    After,
}

impl<S: Sink> Walk<'_, S> {
    fn document(&mut self) -> Option<()> {
        let mut next = Next::Value;
        let mut kind = None;
        loop {
            self.index.fill()?;
            if let Next::After = next {
                match (self.bytes.get(self.index.peek(0)), kind) {
                    (Some(b','), Some(container)) => {
                        self.index.skip(1);
                        self.sink.comma();
                        if container == Kind::Object {
                            next = Next::Key;
                        }
                    }
                    (Some(b'}'), Some(Kind::Object)) | (Some(b']'), Some(Kind::Array)) => {
                        self.index.skip(1);
                        kind = self.close(kind?)?;
                        continue;
                    }
                    (None, None) => return Some(()),
                    _ => return None,
                }
            }
            if let Next::Key = next {
                self.key()?;
            }
            next = self.value(&mut kind)?;
        }
    }

    #[inline(always)]
    fn close(&mut self, kind: Kind) -> Option<Option<Kind>> {
        self.sink.close(kind);
        if self.sink.full() { None } else { self.kinds.pop() }
    }

    #[inline(always)]
    fn key(&mut self) -> Option<()> {
        let (at, end, colon) = (self.index.peek(0), self.index.peek(1), self.index.peek(2));
        if self.bytes.get(at) != Some(&b'"') || self.bytes.get(colon) != Some(&b':') {
            return None;
        }
        self.index.skip(3);
        let text = self.text(at, end, self.index.may_escape(at));
        self.sink.key(at, text);
        Some(())
    }

    /// The string between two quotes.
    #[inline(always)]
    fn text(&self, at: usize, end: usize, may_escape: bool) -> Text {
        let escaped = S::escapes() && may_escape && self.bytes.get(at..end).is_some_and(|text| text.contains(&b'\\'));
        Text { end: end + 1, escaped }
    }

    #[inline(always)]
    fn value(&mut self, kind: &mut Option<Kind>) -> Option<Next> {
        let at = self.index.peek(0);
        match self.bytes.get(at)? {
            b'"' => {
                let may_matter =
                    if S::seeks_surrogates() { self.index.may_be_lone(at) } else { self.index.may_escape(at) };
                let text = self.text(at, self.index.peek(1), may_matter);
                self.index.skip(2);
                self.sink.string(at, text);
            }
            b'0'..=b'9' | b'-' => {
                let number = number(self.bytes, at, self.word_end())?;
                self.sink.number(at, number);
            }
            b'{' => return self.open(kind, Kind::Object),
            b'[' => return self.open(kind, Kind::Array),
            b't' => self.literal(at, b"true")?,
            b'f' => self.literal(at, b"false")?,
            b'n' => self.literal(at, b"null")?,
            _ => return None,
        }
        Some(Next::After)
    }

    /// The end of the word that comes next; takes its places.
    #[inline(always)]
    fn word_end(&mut self) -> usize {
        let end = self.index.peek(1);
        let space = self.bytes.get(end).is_some_and(|byte| *byte <= b' ');
        self.index.skip(if space { 2 } else { 1 });
        end
    }

    #[inline(always)]
    fn literal(&mut self, at: usize, text: &[u8]) -> Option<()> {
        let end = self.word_end();
        if self.bytes.get(at..end) != Some(text) {
            return None;
        }
        self.sink.literal(at, end);
        Some(())
    }

    #[inline(always)]
    fn open(&mut self, kind: &mut Option<Kind>, opened: Kind) -> Option<Next> {
        // An empty container counts as a level, too.
        if self.kinds.len() >= self.max_depth {
            return None;
        }
        if self.bytes.get(self.index.peek(1)) == Some(&opened.brackets().1) {
            self.index.skip(2);
            self.sink.empty(opened);
            return Some(Next::After);
        }
        self.index.skip(1);
        self.kinds.push(*kind);
        *kind = Some(opened);
        self.sink.open(opened);
        if self.sink.full() {
            return None;
        }
        Some(if opened == Kind::Object { Next::Key } else { Next::Value })
    }
}
