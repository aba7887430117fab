//! Where in a JSON document that stands which a note or a failure points to.

use parsify_error::Failure;

use super::note::{Note, NoteCode};
use crate::core::Place;
use crate::tree::{Located, Pointer, locate};

/// Gives notes about values of a JSON document their places, in one pass.
pub(super) fn place_notes(source: &str, notes: &mut [Note]) {
    // Of equal keys, a pointer leads to the last.
    let is_sought =
        |note: &&mut Note| note.place.is_none() && !note.pointer.is_empty() && note.code != NoteCode::DuplicateKey;
    let mut sought: Vec<_> = notes.iter_mut().filter(is_sought).collect();
    let pointers: Vec<Pointer> = sought.iter().map(|note| note.pointer.parse().unwrap_or_default()).collect();
    if pointers.is_empty() {
        return;
    }
    for (note, located) in sought.iter_mut().zip(locate(source, &pointers)) {
        note.place = located.map(|located| located.value);
    }
}

/// Gives a failure about a value of a JSON document its place.
#[cold]
pub(super) fn place_failure(source: &str, failure: Failure) -> Failure {
    let pointer = failure.details().get("pointer").and_then(|pointer| pointer.as_str()).unwrap_or_default();
    if pointer.is_empty() || failure.details().get("line").is_some() {
        return failure;
    }
    let pointer = pointer.parse().unwrap_or_default();
    let located = locate(source, &[pointer]).into_iter().flatten().next();
    let Some(Located { value: Place { line, column, offset }, .. }) = located else { return failure };
    let message = format!("{} (line {line}, column {column})", failure.message());
    let placed = Failure::new(failure.kind(), failure.code().to_owned(), message)
        .with_details(failure.details().clone())
        .with_detail("line", line)
        .with_detail("column", column)
        .with_detail("offset", offset);
    failure.hints().iter().fold(placed, Failure::with_hint)
}
