//! A JSON Merge Patch (RFC 7396) that makes the right document of the left one.

use parsify_error::{ErrorKind, Failure};

use super::delta::{Delta, Member};
use super::node::Node;
use crate::code;
use crate::tree::{Object, Pointer, Text, Value};

/// The patch.
///
/// # Errors
///
/// The right document has `null` where a merge patch would have to say it.
pub(super) fn merge_patch<'v>(right: &Node<'v>, delta: &Delta<'_, 'v>) -> Result<Value<'v>, Failure> {
    let mut place = Pointer::root();
    match delta {
        Delta::Same if matches!(right.value, Value::Object(_)) => Ok(Value::Object(Object::new())),
        _ => pair(right, delta, &mut place),
    }
}

fn pair<'v>(right: &Node<'v>, delta: &Delta<'_, 'v>, place: &mut Pointer) -> Result<Value<'v>, Failure> {
    let Delta::Object(members) = delta else {
        return speakable(right.value, place).map(|()| right.value.clone());
    };
    let mut patch = Object::new();
    for member in members {
        let (Member::Removed(node) | Member::Added(node) | Member::Within(node, ..)) = member;
        place.push(node.token_text());
        let value = match member {
            Member::Removed(_) => Value::Null,
            Member::Added(node) => member_value(node.value, place)?,
            Member::Within(_, right, Delta::Changed) => member_value(right.value, place)?,
            Member::Within(_, right, delta) => pair(right, delta, place)?,
        };
        place.pop();
        patch.push(key(node), value);
    }
    Ok(Value::Object(patch))
}

fn key<'v>(node: &Node<'v>) -> Text<'v> {
    match node.token {
        super::node::Token::Key(key, _) => key.clone(),
        super::node::Token::Document | super::node::Token::Index(_) => node.token_text().into(),
    }
}

fn member_value<'v>(value: &'v Value<'v>, place: &mut Pointer) -> Result<Value<'v>, Failure> {
    if matches!(value, Value::Null) {
        return Err(unspeakable(place));
    }
    speakable(value, place).map(|()| value.clone())
}

/// A `null` in an object would be taken for a removal; one in an array is a value.
fn speakable(value: &Value<'_>, place: &mut Pointer) -> Result<(), Failure> {
    let Value::Object(object) = value else { return Ok(()) };
    for (key, value) in object.iter() {
        place.push(key.to_str_lossy());
        if matches!(value, Value::Null) {
            return Err(unspeakable(place));
        }
        speakable(value, place)?;
        place.pop();
    }
    Ok(())
}

fn unspeakable(place: &Pointer) -> Failure {
    let message = format!("a merge patch cannot set `{place}` to null: null means to remove");
    Failure::new(ErrorKind::Input, code::COMPARE_NULL, message)
        .with_detail("document", "right")
        .with_detail("pointer", place.to_string())
        .with_hint("set `format` to \"patch\"")
}
