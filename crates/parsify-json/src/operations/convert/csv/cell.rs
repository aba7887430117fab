//! Fields and values.

use std::borrow::Cow;

use super::options::{CsvOptions, EmptyFields};
use super::record::Field;
use crate::operations::convert::dotted::Cell;
use crate::operations::convert::typed::typed;
use crate::tree::Value;

/// What a field stands for.
pub(super) fn cell<'a>(field: Field<'a>, options: &CsvOptions) -> Cell<'a> {
    let Field { text, is_quoted } = field;
    if !is_quoted {
        if text.is_empty() {
            return Cell::Empty(nothing(options));
        }
        if let Cow::Borrowed(text) = text
            && options.infer_types
            && let Some(value) = typed(text)
        {
            return Cell::Value(value);
        }
    }
    Cell::Value(Value::String(text.into()))
}

/// What a field without text and quotes stands for, unless that is left out.
pub(super) fn nothing(options: &CsvOptions) -> Option<Value<'static>> {
    match options.empty_fields {
        EmptyFields::String => Some(Value::from("")),
        EmptyFields::Null => Some(Value::Null),
        EmptyFields::Omit => None,
    }
}
