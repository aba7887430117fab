//! From paths to places in texts.

use parsify_error::Failure;

use super::result::Span;
use crate::tree::{Located, Pointer, locate};

/// The value alone.
pub(super) const fn of_value(located: &Located) -> Span {
    let place = located.value;
    Span { line: place.line, column: place.column, offset: place.offset, length: located.length }
}

/// The member, from the start of its key; the value, where it has none.
pub(super) fn of_member(located: &Located) -> Span {
    let Some(key) = located.key else { return of_value(located) };
    let length = (located.value.offset + located.length).saturating_sub(key.offset);
    Span { line: key.line, column: key.column, offset: key.offset, length }
}

/// Puts the place of a member into a failure and its message, where the document has it.
pub(super) fn place(failure: Failure, source: &str, pointer: &Pointer, document: &str) -> Failure {
    let Some(located) = locate(source, std::slice::from_ref(pointer)).into_iter().next().flatten() else {
        return failure;
    };
    let span = of_member(&located);
    failure
        .with_hint(format!("it stands in the {document} at line {}, column {}", span.line, span.column))
        .with_detail("line", span.line)
        .with_detail("column", span.column)
        .with_detail("offset", span.offset)
        .with_detail("length", span.length)
}
