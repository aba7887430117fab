//! The left document with the differences in it.

use std::collections::HashMap;

use super::delta::{Delta, Elements, Member, Place};
use super::node::{Node, Token};
use crate::tree::{Object, Value};

/// The right document in the words of the left one: what counts as equal is as it is on the left, so that nothing else than
/// the differences differs.
pub(super) fn project<'v>(left: &Node<'v>, right: &Node<'v>, delta: &Delta<'_, 'v>, ordered: bool) -> Value<'v> {
    match (delta, left.value) {
        (Delta::Object(differing), Value::Object(object)) => Value::Object(members(object, differing, ordered)),
        (Delta::Array(elements), Value::Array(own)) if ordered => Value::Array(in_order(own, elements)),
        (Delta::Array(elements), Value::Array(own)) => Value::Array(unordered(own, elements)),
        (Delta::Same, value) => value.clone(),
        _ => right.value.clone(),
    }
}

fn members<'v>(object: &'v Object<'v>, differing: &[Member<'_, 'v>], ordered: bool) -> Object<'v> {
    let mut changes: HashMap<_, &Member<'_, 'v>> = HashMap::new();
    for member in differing {
        if let Member::Removed(Node { token: Token::Key(key, _), .. })
        | Member::Within(Node { token: Token::Key(key, _), .. }, ..) = member
        {
            changes.insert(key.wtf8(), member);
        }
    }
    let mut result = Object::with_capacity(object.len());
    for (key, value) in object.iter() {
        match changes.get(&*key.wtf8()) {
            None => result.push(key.clone(), value.clone()),
            Some(Member::Within(left, right, delta)) => result.push(key.clone(), project(left, right, delta, ordered)),
            Some(Member::Removed(_) | Member::Added(_)) => {}
        }
    }
    for member in differing {
        if let Member::Added(Node { token: Token::Key(key, _), value, .. }) = member {
            result.push((*key).clone(), (*value).clone());
        }
    }
    result
}

fn in_order<'v>(own: &'v [Value<'v>], elements: &Elements<'_, 'v>) -> Vec<Value<'v>> {
    // What is neither removed nor paired is not compared: it stays where it is.
    let stays = untouched(own.len(), elements);
    let mut result = Vec::with_capacity(own.len());
    let mut next = 0;
    for place in &elements.places {
        if let Some(node) = place.left.filter(|_| !place.moved) {
            let before = own.iter().zip(&stays).take(node.index()).skip(next);
            result.extend(before.filter(|(_, stays)| **stays).map(|(value, _)| value.clone()));
            next = node.index() + 1;
        }
        result.push(element(place, true));
    }
    result.extend(own.iter().zip(&stays).skip(next).filter(|(_, stays)| **stays).map(|(value, _)| value.clone()));
    result
}

fn unordered<'v>(own: &'v [Value<'v>], elements: &Elements<'_, 'v>) -> Vec<Value<'v>> {
    let mut result: Vec<Option<Value<'v>>> = own.iter().cloned().map(Some).collect();
    for place in &elements.places {
        if let Some(kept) = place.left.and_then(|left| result.get_mut(left.index())) {
            *kept = Some(element(place, false));
        }
    }
    for node in &elements.removed {
        result[node.index()] = None;
    }
    let added = elements.places.iter().filter(|place| place.left.is_none()).map(|place| element(place, false));
    result.into_iter().flatten().chain(added).collect()
}

fn element<'v>(place: &Place<'_, 'v>, ordered: bool) -> Value<'v> {
    match place.left {
        Some(left) => project(left, place.right, &place.delta, ordered),
        None => place.right.value.clone(),
    }
}

fn untouched(length: usize, elements: &Elements<'_, '_>) -> Vec<bool> {
    let mut stays = vec![true; length];
    let paired = elements.places.iter().filter_map(|place| place.left);
    for node in paired.chain(elements.removed.iter().copied()) {
        stays[node.index()] = false;
    }
    stays
}
