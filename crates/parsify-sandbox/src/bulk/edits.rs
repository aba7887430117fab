use std::ops::Range;

use wasm_encoder::Encode as _;

/// What changes in a component, by places of the original. No two overlap.
#[derive(Default)]
pub(super) struct Edits(Vec<Edit>);

struct Edit {
    place: Range<usize>,
    with: Vec<u8>,
}

/// How many edits there were at some time.
#[derive(Clone, Copy)]
pub(super) struct Mark(usize);

/// Bytes with their length in front of them.
#[derive(Clone)]
pub(super) struct Sized {
    pub(super) length: Range<usize>,
    pub(super) content: Range<usize>,
}

impl Edits {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn mark(&self) -> Mark {
        Mark(self.0.len())
    }

    pub(super) fn replace(&mut self, place: Range<usize>, with: Vec<u8>) {
        self.0.push(Edit { place, with });
    }

    /// Replaces a number, as are all indices, counts and lengths of the format.
    pub(super) fn renumber(&mut self, place: Range<usize>, number: u64) {
        let mut with = Vec::new();
        number.encode(&mut with);
        self.replace(place, with);
    }

    /// Corrects a length after edits inside of what it measures.
    pub(super) fn resize(&mut self, since: Mark, sized: &Sized) {
        let inside = self.0.get(since.0..).unwrap_or_default();
        if inside.is_empty() {
            return;
        }
        let (gone, come) = inside.iter().fold((0, 0), |(gone, come), it| (gone + it.place.len(), come + it.with.len()));
        // More than the format can say makes a number that nobody reads.
        let length = (sized.content.len() + come).saturating_sub(gone) as u64;
        self.renumber(sized.length.clone(), length);
    }

    /// The original with all edits.
    pub(super) fn apply(mut self, original: &[u8]) -> Vec<u8> {
        // What is added at the end of something stands before what is replaced at the start of the next.
        self.0.sort_by_key(|edit| (edit.place.start, edit.place.end));
        let added: usize = self.0.iter().map(|edit| edit.with.len()).sum();
        let mut out = Vec::with_capacity(original.len() + added);
        let mut at = 0;
        for edit in self.0 {
            out.extend_from_slice(original.get(at..edit.place.start).unwrap_or_default());
            out.extend_from_slice(&edit.with);
            at = edit.place.end;
        }
        out.extend_from_slice(original.get(at..).unwrap_or_default());
        out
    }
}
