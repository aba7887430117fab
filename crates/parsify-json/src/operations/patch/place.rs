//! Where a pointer leads, or why it leads nowhere.

use parsify_error::{ErrorKind, Failure};

use crate::code;
use crate::tree::{Kind, Pointer, Value, index_of};

use super::operation::with_article;

/// What a place is in, and the last token of its pointer.
pub(super) enum Holder<'v, 'a, 't> {
    Array(&'v mut Vec<Value<'a>>, &'t str),
    Object(&'v mut crate::tree::Object<'a>, &'t str),
}

/// The array or object that holds the place; nothing for the whole document, which nothing holds.
pub(super) fn holder<'v, 'a, 't>(
    document: &'v mut Value<'a>,
    path: &'t Pointer,
) -> Result<Option<Holder<'v, 'a, 't>>, Failure> {
    let Some(last) = path.last() else { return Ok(None) };
    let mut value = document;
    for (level, token) in path.tokens().take(path.len() - 1).enumerate() {
        value = child_mut(value, token).map_err(|why| why.at(path, level))?;
    }
    match value {
        Value::Array(elements) => Ok(Some(Holder::Array(elements, last))),
        Value::Object(object) => Ok(Some(Holder::Object(object, last))),
        other => Err(Why::Scalar(other.kind()).at(path, path.len() - 1)),
    }
}

/// The value at a place that must be there.
pub(super) fn existing<'v, 'a>(document: &'v mut Value<'a>, path: &Pointer) -> Result<&'v mut Value<'a>, Failure> {
    let mut value = document;
    for (level, token) in path.tokens().enumerate() {
        value = child_mut(value, token).map_err(|why| why.at(path, level))?;
    }
    Ok(value)
}

fn child_mut<'v, 'a>(value: &'v mut Value<'a>, token: &str) -> Result<&'v mut Value<'a>, Why> {
    match value {
        Value::Array(elements) => {
            let index = index(token, elements.len())?;
            let length = elements.len();
            elements.get_mut(index).ok_or(Why::Index(length))
        }
        Value::Object(object) => object.get_mut(token).ok_or(Why::Member),
        other => Err(Why::Scalar(other.kind())),
    }
}

/// An index that an array of this length may have, or its end.
pub(super) fn index(token: &str, length: usize) -> Result<usize, Why> {
    match index_of(token) {
        Some(index) if index <= length => Ok(index),
        Some(_) => Err(Why::Index(length)),
        None if token == "-" => Err(Why::End),
        None => Err(Why::NoIndex),
    }
}

/// Why a token leads nowhere.
#[derive(Debug, Clone, Copy)]
pub(super) enum Why {
    Member,
    /// The array has so many elements.
    Index(usize),
    NoIndex,
    End,
    Scalar(Kind),
}

impl Why {
    /// The token of `path` at that level leads nowhere.
    pub(super) fn at(self, path: &Pointer, level: usize) -> Failure {
        let before: Pointer = path.tokens().take(level).collect();
        let (token, name) = (path.tokens().nth(level).unwrap_or_default(), place_name(&before));
        let message = match self {
            Self::Member => format!("{name} has no member {token:?}"),
            Self::Index(0) => format!("{name} is an empty array: there is no element {token}"),
            Self::Index(1) => format!("{name} has 1 element: there is no element {token}"),
            Self::Index(length) => format!("{name} has {length} elements: there is no element {token}"),
            Self::NoIndex => format!("{name} is an array, and {token:?} is no index"),
            Self::End => format!("{name} is an array, and `-` is the place after its last element, where nothing is"),
            Self::Scalar(kind) => format!("{name} is {}: there is nothing in it", with_article(kind)),
        };
        let failure = Failure::new(ErrorKind::Input, code::PATCH_PATH, message).with_detail("at", before.to_string());
        match self {
            Self::NoIndex => failure.with_hint("an index is 0 or digits that do not start with 0 (RFC 6901)"),
            Self::End => failure.with_hint("`-` may stand at the end of the path of `add`, `move` and `copy` only"),
            Self::Member | Self::Index(_) | Self::Scalar(_) => failure,
        }
    }
}

fn place_name(place: &Pointer) -> String {
    if place.is_empty() { "the document".to_owned() } else { format!("`{place}`") }
}
