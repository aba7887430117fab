//! Entries of maps whose keys need not be strings.

use parsify_error::Failure;
use std::borrow::Cow;

use super::path::Path;
use super::special::{Special, Speech};
use crate::tree::{Object, Text, Value};

/// What has been read of a map.
pub(super) enum Entries<'a> {
    /// All keys are strings.
    Named(Object<'a>),
    /// Some are not.
    Mixed(Vec<(Value<'a>, Value<'a>)>),
}

/// A key of a map.
pub(super) enum Key<'a> {
    Text(Cow<'a, str>),
    Other(Value<'a>),
}

impl<'a> Entries<'a> {
    pub(super) const fn new() -> Self {
        Self::Named(Object::new())
    }

    pub(super) fn push(&mut self, key: Key<'a>, value: Value<'a>) {
        match (&mut *self, key) {
            (Self::Named(object), Key::Text(key)) => object.push(key, value),
            (Self::Named(object), Key::Other(key)) => {
                let named = std::mem::take(object).into_iter();
                let mut mixed: Vec<_> = named.map(|(key, value)| (Value::String(key), value)).collect();
                mixed.push((key, value));
                *self = Self::Mixed(mixed);
            }
            (Self::Mixed(mixed), Key::Text(key)) => mixed.push((Value::String(Text::from(key)), value)),
            (Self::Mixed(mixed), Key::Other(key)) => mixed.push((key, value)),
        }
    }

    /// The object they make, or what stands for it.
    pub(super) fn finish(self, speech: &mut Speech<'_>, path: &Path<'_>) -> Result<Value<'a>, Failure> {
        match self {
            Self::Named(object) => Ok(Value::Object(object)),
            Self::Mixed(mixed) => speech.say(Special::Map(mixed), path),
        }
    }
}

/// What a path shows of a key.
pub(super) fn shown(key: &Key<'_>) -> String {
    match key {
        Key::Text(text) => text.clone().into_owned(),
        Key::Other(Value::String(text)) => text.to_str_lossy().into_owned(),
        Key::Other(value) => value.to_json(),
    }
}
