//! Scalars with their tags.

use saphyr_parser::{ScalarStyle, Tag};
use std::borrow::Cow;

use super::plain::{Plain, resolve};
use super::tag::{Meaning, meaning, shown};
use crate::operations::convert::note::NoteCode;
use crate::operations::convert::options::NonFinite;
use crate::tree::{Number, Value};

/// What a scalar is.
#[derive(Debug)]
pub(super) enum Scalar<'a> {
    Value(Value<'a>),
    /// A value that is not all that the document says.
    Noted(Value<'a>, NoteCode, String),
    /// It is none of its tag.
    Bad(String),
}

pub(super) fn scalar<'a>(
    text: Cow<'a, str>,
    style: ScalarStyle,
    tag: Option<&Tag>,
    non_finite: NonFinite,
) -> Scalar<'a> {
    let meaning = meaning(tag);
    let noted = |text: Cow<'a, str>, code, message: String| Scalar::Noted(Value::String(text.into()), code, message);
    match (meaning, tag) {
        (Meaning::None, _) if style == ScalarStyle::Plain => untagged(text, non_finite),
        (Meaning::None | Meaning::Text | Meaning::Merge, _) => Scalar::Value(Value::String(text.into())),
        (Meaning::Binary, _) => noted(text, NoteCode::Binary, "bytes became a string in base64".to_owned()),
        (Meaning::Date, _) => noted(text, NoteCode::Date, "a timestamp became a string".to_owned()),
        (Meaning::Null | Meaning::Bool | Meaning::Int | Meaning::Float, Some(tag)) => {
            tagged(text, meaning, tag, non_finite)
        }
        (_, Some(tag)) if matches!(meaning, Meaning::Map | Meaning::Seq) => {
            Scalar::Bad(format!("the scalar is no {}", shown(tag)))
        }
        (_, tag) => {
            let tag = tag.map(shown).unwrap_or_default();
            let message = format!("the tag {tag} is not carried over");
            if style != ScalarStyle::Plain {
                return noted(text, NoteCode::Type, message);
            }
            match untagged(text, non_finite) {
                Scalar::Value(value) | Scalar::Noted(value, ..) => Scalar::Noted(value, NoteCode::Type, message),
                bad @ Scalar::Bad(_) => bad,
            }
        }
    }
}

fn untagged(text: Cow<'_, str>, non_finite: NonFinite) -> Scalar<'_> {
    match resolve(text.clone()) {
        Plain::Null => Scalar::Value(Value::Null),
        Plain::Bool(value) => Scalar::Value(Value::Bool(value)),
        Plain::Number(number) => Scalar::Value(Value::Number(number)),
        Plain::NonFinite(number) => {
            Scalar::Noted(non_finite.value(number), NoteCode::NonFinite, non_finite.message().to_owned())
        }
        Plain::Unread => {
            let message = "an octal or hexadecimal integer beyond 128 bits became a string".to_owned();
            Scalar::Noted(Value::String(text.into()), NoteCode::Number, message)
        }
        Plain::String => Scalar::Value(Value::String(text.into())),
    }
}

/// The text of a quoted scalar may be a number, too, when its tag says so.
fn tagged<'a>(text: Cow<'a, str>, meaning: Meaning, tag: &Tag, non_finite: NonFinite) -> Scalar<'a> {
    let bad = || Scalar::Bad(format!("`{}` is no {}", text.escape_debug(), shown(tag)));
    match (meaning, resolve(text.clone())) {
        (Meaning::Null, Plain::Null) | (Meaning::Bool, Plain::Bool(_)) => untagged(text, non_finite),
        (Meaning::Int, Plain::Number(number)) if !number.as_str().contains(['.', 'e', 'E']) => {
            Scalar::Value(Value::Number(number))
        }
        (Meaning::Int, Plain::Unread) | (Meaning::Float, Plain::NonFinite(_)) => untagged(text, non_finite),
        (Meaning::Float, Plain::Number(number)) => Scalar::Value(Value::Number(as_float(number))),
        _ => bad(),
    }
}

/// `!!float 1` is `1.0`.
fn as_float(number: Number<'_>) -> Number<'_> {
    if number.as_str().contains(['.', 'e', 'E']) {
        return number;
    }
    let text = format!("{number}.0");
    Number::new(text).unwrap_or(number)
}
