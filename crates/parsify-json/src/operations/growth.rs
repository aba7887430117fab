//! A bound on what an operation may make of a small request.

use parsify_error::{ErrorKind, Failure};

use crate::Code;
use crate::tree::{DEPTH, Value};

/// What any request may lead to, in bytes.
const CEILING: usize = 64 * 1024 * 1024;
/// Bytes per byte of the documents beyond that.
const FACTOR: usize = 16;

/// How much may still be added to a document. A step that copies a document into itself doubles it, and forty of them would
/// fill any memory.
#[derive(Debug)]
pub(crate) struct Growth {
    limit: usize,
    used: usize,
}

impl Growth {
    /// For documents of so many bytes together.
    pub(crate) const fn for_input(bytes: usize) -> Self {
        Self { limit: bytes.saturating_mul(FACTOR).saturating_add(CEILING), used: 0 }
    }

    /// Counts what a value takes that is about to be copied.
    ///
    /// # Errors
    ///
    /// Kind `Limit` with [`Code::OutputSize`].
    pub(crate) fn take(&mut self, value: &Value<'_>) -> Result<(), Failure> {
        self.take_bytes(weight(value))
    }

    /// Counts so many bytes of new text.
    pub(crate) fn take_bytes(&mut self, bytes: usize) -> Result<(), Failure> {
        self.used = self.used.saturating_add(bytes);
        if self.used <= self.limit {
            return Ok(());
        }
        let message = format!("the steps make more than {} bytes of new values", self.limit);
        Err(Failure::new(ErrorKind::Limit, Code::OutputSize.as_str(), message)
            .with_detail("limit", self.limit)
            .with_hint("copy smaller parts, or apply fewer steps at a time"))
    }
}

/// About what it takes as text; at least one for each value.
fn weight(value: &Value<'_>) -> usize {
    match value {
        Value::Null | Value::Bool(_) => 4,
        Value::Number(number) => number.as_str().len(),
        Value::String(text) => text.raw().len() + 2,
        Value::Array(elements) => elements.iter().map(|element| weight(element) + 1).sum::<usize>() + 2,
        Value::Object(object) => {
            object.iter().map(|(key, value)| key.raw().len() + weight(value) + 4).sum::<usize>() + 2
        }
    }
}

/// Levels of brackets.
pub(crate) fn depth(value: &Value<'_>) -> usize {
    match value {
        Value::Array(elements) => 1 + elements.iter().map(depth).max().unwrap_or_default(),
        Value::Object(object) => 1 + object.values().map(depth).max().unwrap_or_default(),
        _ => 0,
    }
}

/// Whether a value may stand within so many levels of brackets.
///
/// # Errors
///
/// Kind `Limit` with [`Code::Depth`]: the document would be deeper than [`DEPTH`].
pub(crate) fn fits(value: &Value<'_>, within: usize) -> Result<(), Failure> {
    if within + depth(value) <= DEPTH {
        return Ok(());
    }
    let message = format!("the document would nest more than {DEPTH} levels deep");
    Err(Failure::new(ErrorKind::Limit, Code::Depth.as_str(), message).with_detail("limit", DEPTH))
}
