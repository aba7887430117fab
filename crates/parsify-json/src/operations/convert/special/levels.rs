//! How deep a tree is.

use parsify_error::{ErrorKind, Failure};

use super::Mode;
use crate::code;
use crate::operations::convert::format::Format;
use crate::tree::{DEPTH, Value};

/// A tree that is not too deep: wrappers nest more deeply than what they stand for.
///
/// # Errors
///
/// It is.
pub(in super::super) fn checked(value: Value<'_>, mode: Mode, format: Format) -> Result<Value<'_>, Failure> {
    if !mode.wraps() || fits(&value, DEPTH) {
        return Ok(value);
    }
    let message = format!("{}: its values as Extended JSON nest beyond {DEPTH} levels", format.title());
    Err(Failure::new(ErrorKind::Limit, code::CONVERT_DEPTH, message)
        .with_detail("limit", DEPTH)
        .with_hint("set `extendedJson` to \"none\""))
}

fn fits(value: &Value<'_>, levels: usize) -> bool {
    let Some(within) = levels.checked_sub(1) else { return !value.is_container() };
    match value {
        Value::Array(elements) => elements.iter().all(|element| fits(element, within)),
        Value::Object(object) => object.values().all(|value| fits(value, within)),
        _ => true,
    }
}
