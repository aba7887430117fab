//! Numbers in formats that have doubles at most.

use parsify_error::Failure;

use super::bytes::Whole;
use super::note::{Note, NoteCode, Notes};
use super::path::Path;
use crate::tree::Number;

/// The double that a number becomes which is none of the integers of the format, with a note when it is not exactly the same; `None` for a number beyond all doubles,
/// which becomes a string.
pub(super) fn inexact(number: &Number<'_>, notes: &mut Notes, path: &Path<'_>) -> Result<Option<f64>, Failure> {
    let value = number.to_f64();
    if !value.is_finite() {
        let message = "a number beyond the range of doubles became a string";
        notes.add(|| Note::new(NoteCode::Number, message).at(path))?;
        return Ok(None);
    }
    let is_integer = Whole::of(number).is_some();
    if is_integer || !number.is_exact_f64() {
        let message = if is_integer {
            "an integer beyond 64 bits became the nearest double"
        } else {
            "a number with more digits than a double holds became the nearest one"
        };
        notes.add(|| Note::new(NoteCode::Number, message).at(path))?;
    }
    Ok(Some(value))
}
