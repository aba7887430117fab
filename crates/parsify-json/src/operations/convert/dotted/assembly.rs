//! From lists of keys and values to an object.

use parsify_error::{ErrorKind, Failure};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

use super::{Cell, Plan, Step};
use crate::code;
use crate::core::Positions;
use crate::operations::convert::format::Format;
use crate::operations::convert::note::{Note, NoteCode, Notes};
use crate::operations::convert::problem::{placed, too_deep};
use crate::tree::{Object, Value};

/// What becomes of keys that stand again. By default the last one counts, with a note.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum RepeatedKeys {
    /// The last one counts.
    #[default]
    Last,
    /// Their values become an array. Written, an array becomes a key that stands again.
    Array,
    /// They are refused.
    Error,
}

/// A key and its value.
pub(in super::super) struct Entry<'a> {
    pub(in super::super) key: String,
    pub(in super::super) steps: Vec<Step<'static>>,
    pub(in super::super) cell: Cell<'a>,
    /// Where the key stands.
    pub(in super::super) offset: usize,
}

/// What becomes of a list of entries.
pub(in super::super) struct Assembly<'s, 'n> {
    pub(in super::super) source: &'s str,
    pub(in super::super) format: Format,
    pub(in super::super) repeated: RepeatedKeys,
    pub(in super::super) notes: &'n mut Notes,
}

impl Assembly<'_, '_> {
    /// The object that the entries make.
    pub(in super::super) fn object<'a>(self, entries: Vec<Entry<'a>>) -> Result<Object<'a>, Failure> {
        let mut positions = Positions::new(self.source);
        let mut places: HashMap<Vec<Step<'static>>, usize> = HashMap::new();
        let mut kept: Vec<Entry<'a>> = Vec::with_capacity(entries.len());
        for entry in entries {
            let place = *places.entry(entry.steps.clone()).or_insert(kept.len());
            match kept.get_mut(place) {
                None => kept.push(entry),
                // A section without entries, which stands for the others.
                Some(_) if matches!(entry.cell, Cell::Empty(_)) => {}
                Some(first) if matches!(first.cell, Cell::Empty(_)) => first.cell = entry.cell,
                Some(first) => repeat(first, entry, self.format, self.repeated, self.notes, &mut positions)?,
            }
        }
        let (keys, mut cells): (Vec<_>, Vec<_>) =
            kept.into_iter().map(|entry| ((entry.key, entry.steps, entry.offset), Some(entry.cell))).unzip();
        let plan = Plan::of(keys.iter().map(|(key, steps, _)| (key.as_str(), steps.clone()))).map_err(|index| {
            let offset = keys.get(index).map_or(0, |(_, _, offset)| *offset);
            too_deep(self.format, positions.place(offset))
        })?;
        let mut clashes = Vec::new();
        let object = plan.fill(
            &mut |index| cells.get_mut(index).and_then(Option::take).unwrap_or(Cell::Empty(None)),
            &mut |index| clashes.push(index),
        );
        for (key, _, offset) in clashes.into_iter().filter_map(|index| keys.get(index)) {
            let message = format!("`{key}` has a value and values in it: its own got the empty name");
            self.notes.add(|| Note::new(NoteCode::Nesting, message).placed(positions.place(*offset)))?;
        }
        Ok(object)
    }
}

fn repeat<'a>(
    first: &mut Entry<'a>,
    again: Entry<'a>,
    format: Format,
    repeated: RepeatedKeys,
    notes: &mut Notes,
    positions: &mut Positions<'_>,
) -> Result<(), Failure> {
    match (repeated, &mut first.cell, again.cell) {
        (RepeatedKeys::Error, _, _) => {
            let message = format!("the key `{}` stands again", again.key);
            let place = positions.place(again.offset);
            Err(placed(ErrorKind::Input, code::CONVERT_REPEATED, format, message, place)
                .with_detail("key", again.key)
                .with_hint("`repeated` may be \"last\" or \"array\", too"))
        }
        (RepeatedKeys::Array, Cell::Value(Value::Array(elements)), Cell::Value(value)) if !elements.is_empty() => {
            elements.push(value);
            Ok(())
        }
        (RepeatedKeys::Array, Cell::Value(first), Cell::Value(value)) => {
            let one = std::mem::replace(first, Value::Null);
            *first = Value::Array(vec![one, value]);
            Ok(())
        }
        (_, cell, value) => {
            *cell = value;
            let message = "the key stands again later: its first value was left out";
            notes.add(|| Note::new(NoteCode::DuplicateKey, message).placed(positions.place(first.offset)))
        }
    }
}
