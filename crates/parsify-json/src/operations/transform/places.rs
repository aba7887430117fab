//! Finding places by patterns.

use crate::pattern::{PathPattern, Place};
use crate::tree::{Pointer, Value};

/// A place, and the way to it by positions, which costs no search for keys.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) place: Pointer,
    /// The positions on the way to what holds the value.
    pub(super) way: Vec<usize>,
    /// The position of the value in it; nothing for the whole document, and for what is not there.
    pub(super) position: Option<usize>,
    /// Whether what is to hold the value is not there.
    pub(super) apart: bool,
}

impl Found {
    /// What holds the value; nothing for the whole document.
    pub(super) fn holder<'v, 'a>(&self, document: &'v Value<'a>) -> Option<&'v Value<'a>> {
        if self.place.is_empty() || self.apart {
            return None;
        }
        self.way.iter().try_fold(document, |value, position| child(value, *position))
    }

    pub(super) fn value<'v, 'a>(&self, document: &'v Value<'a>) -> Option<&'v Value<'a>> {
        if self.place.is_empty() {
            return Some(document);
        }
        child(self.holder(document)?, self.position?)
    }

    pub(super) fn holder_mut<'v, 'a>(&self, document: &'v mut Value<'a>) -> Option<&'v mut Value<'a>> {
        if self.place.is_empty() || self.apart {
            return None;
        }
        self.way.iter().try_fold(document, |value, position| child_mut(value, *position))
    }

    pub(super) fn value_mut<'v, 'a>(&self, document: &'v mut Value<'a>) -> Option<&'v mut Value<'a>> {
        if self.place.is_empty() {
            return Some(document);
        }
        let position = self.position?;
        child_mut(self.holder_mut(document)?, position)
    }

    /// The place further down that these keys and indices lead to, or would lead to. Nothing when the last one but one is
    /// not there or holds nothing, unless `missing` says that this is no matter.
    pub(super) fn below(mut self, document: &Value<'_>, tokens: &[&str], missing: bool) -> Option<Self> {
        let mut value = self.value(document);
        for token in tokens {
            let is_root = self.place.is_empty();
            self.place.push(*token);
            let Some(holder) = value.filter(|value| value.is_container()) else {
                if !missing || value.is_some() {
                    return None;
                }
                self.position = None;
                self.apart = true;
                continue;
            };
            if !is_root {
                self.way.extend(self.position);
            }
            self.position = position(holder, token);
            value = self.position.and_then(|at| child(holder, at));
        }
        Some(self)
    }
}

fn child<'v, 'a>(value: &'v Value<'a>, position: usize) -> Option<&'v Value<'a>> {
    match value {
        Value::Array(elements) => elements.get(position),
        Value::Object(object) => object.at(position).map(|(_, value)| value),
        _ => None,
    }
}

fn child_mut<'v, 'a>(value: &'v mut Value<'a>, position: usize) -> Option<&'v mut Value<'a>> {
    match value {
        Value::Array(elements) => elements.get_mut(position),
        Value::Object(object) => object.at_mut(position),
        _ => None,
    }
}

fn position(holder: &Value<'_>, token: &str) -> Option<usize> {
    match holder {
        Value::Array(elements) => crate::tree::index_of(token).filter(|at| *at < elements.len()),
        Value::Object(object) => {
            let last = object.keys().rev().position(|key| key.is(token))?;
            Some(object.len() - 1 - last)
        }
        _ => None,
    }
}

/// The places that fit, in the order of the document, what holds others before them. Of equal keys the last one counts.
pub(super) fn places(document: &Value<'_>, pattern: &PathPattern) -> Vec<Found> {
    let patterns = std::slice::from_ref(pattern);
    let mut finding =
        Finding { pattern: Place::new(patterns), place: Pointer::root(), way: Vec::new(), found: Vec::new() };
    finding.walk(document);
    finding.found
}

struct Finding<'p> {
    pattern: Place<'p>,
    place: Pointer,
    way: Vec<usize>,
    found: Vec<Found>,
}

impl Finding<'_> {
    fn walk(&mut self, value: &Value<'_>) {
        if self.pattern.any_fits() {
            let (position, way) = self.way.split_last().map_or((None, &[][..]), |(last, way)| (Some(*last), way));
            self.found.push(Found { place: self.place.clone(), way: way.to_vec(), position, apart: false });
        }
        if !self.pattern.any_may_fit_below() {
            return;
        }
        match value {
            Value::Array(elements) => {
                for (index, element) in elements.iter().enumerate() {
                    self.within(&index.to_string(), index, element);
                }
            }
            Value::Object(object) => {
                let index = object.index();
                for (at, (key, value)) in object.iter().enumerate() {
                    // Only what a pointer can say.
                    let Ok(token) = key.to_str() else { continue };
                    if index.get(key) == Some(at) {
                        self.within(&token, at, value);
                    }
                }
            }
            _ => {}
        }
    }

    fn within(&mut self, token: &str, position: usize, value: &Value<'_>) {
        self.place.push(token);
        self.way.push(position);
        self.pattern.enter(token);
        self.walk(value);
        self.pattern.leave();
        self.way.pop();
        self.place.pop();
    }
}
