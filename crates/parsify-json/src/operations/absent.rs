//! Places where something is wanted that is not there.

use crate::code;
use crate::tree::{Pointer, Value, locate};
use parsify_error::{ErrorKind, Failure};

/// The place that the param `path` names.
///
/// # Errors
///
/// Kind `Params`: it is no JSON Pointer.
pub(super) fn pointer(path: &str) -> Result<Pointer, Failure> {
    path.parse().map_err(|error| {
        let message = format!("`path` is no JSON Pointer: {error}");
        Failure::new(ErrorKind::Params, code::OPTIONS, message)
    })
}

#[cold]
pub(super) fn nothing(pointer: &Pointer) -> Failure {
    Failure::new(ErrorKind::Input, code::PATH, format!("there is nothing at `{pointer}`"))
        .with_detail("pointer", pointer.to_string())
        .with_hint("`path` is a JSON Pointer, like `/items` or `/pages/0/items`")
}

#[cold]
pub(super) fn no_array(source: &str, pointer: &Pointer, found: &Value<'_>) -> Failure {
    let kind = found.kind();
    let message = match pointer.to_string().as_str() {
        "" => format!("the document is no array, but a value of type {kind}"),
        pointer => format!("there is no array at `{pointer}`, but a value of type {kind}"),
    };
    let failure = Failure::new(ErrorKind::Input, code::NO_ARRAY, message)
        .with_detail("pointer", pointer.to_string())
        .with_detail("found", kind.as_str());
    match locate(source, std::slice::from_ref(pointer)).pop().flatten() {
        Some(at) => failure
            .with_detail("line", at.value.line)
            .with_detail("column", at.value.column)
            .with_detail("offset", at.value.offset),
        None => failure,
    }
}
