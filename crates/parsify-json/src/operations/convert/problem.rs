//! What is wrong with a document of another format.

use parsify_error::{ErrorKind, Failure};

use super::format::Format;
use super::path::Path;
use crate::code;
use crate::core::{Place, Positions};
use crate::tree::DEPTH;

/// A failure of kind `Input` with the place that an offset of the source is at.
#[cold]
pub(super) fn misread(
    code: &'static str,
    format: Format,
    message: impl std::fmt::Display,
    source: &str,
    offset: usize,
) -> Failure {
    placed(ErrorKind::Input, code, format, message, Positions::new(source).place(offset))
}

/// A failure with a place.
#[cold]
pub(super) fn placed(
    kind: ErrorKind,
    code: &'static str,
    format: Format,
    message: impl std::fmt::Display,
    place: Place,
) -> Failure {
    let Place { line, column, offset } = place;
    let message = format!("{}: {message} at line {line}, column {column}", format.title());
    Failure::new(kind, code, message)
        .with_detail("line", line)
        .with_detail("column", column)
        .with_detail("offset", offset)
}

/// A document nests more deeply than a tree takes.
#[cold]
pub(super) fn too_deep(format: Format, place: Place) -> Failure {
    let message = format!("nesting beyond {DEPTH} levels");
    placed(ErrorKind::Limit, code::CONVERT_DEPTH, format, message, place).with_detail("limit", DEPTH)
}

/// A value that a format has no form for, whatever one would give up.
#[cold]
pub(super) fn unsayable(format: Format, message: impl std::fmt::Display, path: &Path<'_>) -> Failure {
    let pointer = path.to_string();
    let place = if pointer.is_empty() { String::new() } else { format!(" at {pointer}") };
    Failure::new(ErrorKind::Input, code::CONVERT_VALUE, format!("{}: {message}{place}", format.title()))
        .with_detail("pointer", pointer)
}
