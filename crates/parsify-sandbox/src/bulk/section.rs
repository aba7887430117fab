use std::ops::Range;

use wasmparser::{BinaryReader, Result};

use super::edits::{Edits, Mark, Sized};

/// A section of a module that is a list.
pub(super) struct List {
    section: Sized,
    count_place: Range<usize>,
    pub(super) count: u32,
}

impl List {
    pub(super) fn read(bytes: &[u8], section: Sized) -> Result<Self> {
        let content = section.content.clone();
        let mut reader = BinaryReader::new(bytes.get(content.clone()).unwrap_or_default(), content.start);
        let count = reader.read_var_u32()?;
        Ok(Self { count_place: content.start..reader.original_position(), section, count })
    }

    /// Where the first item begins.
    pub(super) fn first(&self) -> usize {
        self.count_place.end
    }

    /// Appends items. Edits of those that are there already were made since the mark.
    pub(super) fn append(&self, count: usize, items: Vec<u8>, since: Mark, edits: &mut Edits) {
        let end = self.section.content.end;
        edits.renumber(self.count_place.clone(), u64::from(self.count) + count as u64);
        edits.replace(end..end, items);
        edits.resize(since, &self.section);
    }
}
