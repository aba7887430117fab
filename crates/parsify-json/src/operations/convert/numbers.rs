//! Numbers in formats that have doubles at most.

use parsify_error::Failure;

use super::bytes::Whole;
use super::note::{Note, NoteCode, Notes};
use super::path::Path;
use crate::tree::Number;

/// The double that a number becomes which is none of the integers of the format, with a note when it is not exactly the
/// same; `None` for an integer, or a number beyond all doubles, which become strings.
pub(super) fn inexact(number: &Number<'_>, notes: &mut Notes, path: &Path<'_>) -> Result<Option<f64>, Failure> {
    let value = number.to_f64();
    let message = if Whole::of(number).is_some() {
        "an integer with too many digits became a string"
    } else if !value.is_finite() {
        "a number beyond the range of doubles became a string"
    } else if !number.is_exact_f64() {
        notes.add(|| {
            let message = "a number with more digits than a double holds became the nearest one";
            Note::new(NoteCode::Number, message).at(path)
        })?;
        return Ok(Some(value));
    } else {
        return Ok(Some(value));
    };
    notes.add(|| Note::new(NoteCode::Number, message).at(path))?;
    Ok(None)
}
