//! What is wrong with a document of another format.

use parsify_error::{ErrorKind, Failure};

use super::format::Format;
use super::path::Path;
use crate::code;
use crate::core::{Place, Positions, excerpt};
use crate::tree::DEPTH;

/// A failure of kind `Input` with the place that an offset of the source is at, the line there, and a hint.
#[cold]
pub(super) fn misread(
    code: &'static str,
    format: Format,
    message: impl std::fmt::Display,
    source: &str,
    offset: usize,
) -> Failure {
    let shown = excerpt(source, offset);
    let failure = placed(ErrorKind::Input, code, format, message, Positions::new(source).place(offset))
        .with_detail("excerpt", shown.text)
        .with_detail("caretColumn", shown.caret);
    if let Some(hint) = hint(code) { failure.with_hint(hint) } else { failure }
}

/// What most often helps.
fn hint(code: &'static str) -> Option<&'static str> {
    match code {
        code::YAML_SYNTAX => Some(
            "lines are indented by spaces; text that holds `: ` or ` #`, or begins with one of -?:,[]{}#&*!|>'\"%@`, needs quotes",
        ),
        code::TOML_SYNTAX => Some("strings need quotes, keys and tables stand once, integers have 64 bits"),
        code::XML_SYNTAX => {
            Some("every tag needs its end, there is one root element, and in text & is written &amp; and < is &lt;")
        }
        _ => None,
    }
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
    deeper_than(DEPTH, format, place)
}

/// A document nests more deeply than its reader goes.
#[cold]
pub(super) fn deeper_than(limit: usize, format: Format, place: Place) -> Failure {
    let message = format!("nesting beyond {limit} levels");
    placed(ErrorKind::Limit, code::CONVERT_DEPTH, format, message, place).with_detail("limit", limit)
}

/// A value that a format has no form for, whatever one would give up.
#[cold]
pub(super) fn unsayable(format: Format, message: impl std::fmt::Display, path: &Path<'_>) -> Failure {
    let pointer = path.to_string();
    let place = if pointer.is_empty() { String::new() } else { format!(" at {pointer}") };
    Failure::new(ErrorKind::Input, code::CONVERT_VALUE, format!("{}: {message}{place}", format.title()))
        .with_detail("pointer", pointer)
}
