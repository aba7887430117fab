//! Putting values into places.

use parsify_error::Failure;

use super::step::Existing;
use crate::operations::growth::fits;
use crate::tree::{Object, Pointer, Value, index_of};

/// What became of a value that was to be put somewhere.
#[derive(Debug)]
pub(super) enum Put<'a> {
    /// It is there; this was there before.
    Done(Option<Value<'a>>),
    /// Something is there already.
    Taken,
    /// There is nothing to put it in, as this says.
    NoPlace(String),
}

/// Puts a value into a member, before an element, or at the end of an array.
///
/// # Errors
///
/// The document would be too deep.
pub(super) fn put<'a>(
    document: &mut Value<'a>,
    place: &Pointer,
    value: Value<'a>,
    existing: Existing,
    parents: bool,
) -> Result<Put<'a>, Failure> {
    fits(&value, place.len())?;
    let Some(last) = place.last() else {
        return Ok(if existing == Existing::Replace {
            Put::Done(Some(std::mem::replace(document, value)))
        } else {
            Put::Taken
        });
    };
    match holder(document, place, parents) {
        Ok(holder) => Ok(put_into(holder, last, value, existing)),
        Err(why) => Ok(Put::NoPlace(why)),
    }
}

/// Puts a value into an object or array.
pub(super) fn put_into<'a>(holder: &mut Value<'a>, last: &str, value: Value<'a>, existing: Existing) -> Put<'a> {
    match holder {
        Value::Object(object) if object.contains_key(last) && existing != Existing::Replace => Put::Taken,
        Value::Object(object) => Put::Done(object.insert(last.to_owned(), value)),
        Value::Array(elements) => {
            let at = if last == "-" { Some(elements.len()) } else { index_of(last) };
            match at.filter(|at| *at <= elements.len()) {
                Some(at) => {
                    elements.insert(at, value);
                    Put::Done(None)
                }
                None => Put::NoPlace(format!("`{last}` is no place in an array of {} elements", elements.len())),
            }
        }
        other => Put::NoPlace(format!("it would be in a value of type {}", other.kind())),
    }
}

/// What is to hold the place; made of objects where there is nothing, if that is asked for.
fn holder<'d, 'a>(document: &'d mut Value<'a>, place: &Pointer, parents: bool) -> Result<&'d mut Value<'a>, String> {
    let mut value = document;
    for token in place.tokens().take(place.len() - 1) {
        value = match value {
            Value::Object(object) => {
                if !object.contains_key(token) {
                    if !parents {
                        return Err(format!("there is no `{token}` on the way"));
                    }
                    object.push(token.to_owned(), Object::new());
                }
                object.get_mut(token).ok_or_else(|| format!("there is no `{token}` on the way"))?
            }
            Value::Array(elements) => {
                let element = index_of(token).and_then(|at| elements.get_mut(at));
                element.ok_or_else(|| format!("there is no element `{token}` on the way"))?
            }
            other => return Err(format!("a value of type {} is on the way", other.kind())),
        };
    }
    Ok(value)
}
