//! Mappings: keys that are no strings, merge keys, keys that stand twice.

use crate::tree::{Object, Text, Value};
use std::collections::HashSet;

/// A mapping that has not ended.
#[derive(Debug, Default)]
pub(super) struct Mapping<'a> {
    object: Object<'a>,
    /// Mappings to merge, each with the number of members before it.
    merges: Vec<(usize, Object<'a>)>,
}

impl<'a> Mapping<'a> {
    pub(super) fn push(&mut self, key: Text<'a>, value: Value<'a>) {
        self.object.push(key, value);
    }

    /// Takes what a merge key names: a mapping, or a sequence of them. `false` when it is neither.
    pub(super) fn merge(&mut self, value: Value<'a>) -> bool {
        let at = self.object.len();
        match value {
            Value::Object(object) => self.merges.push((at, object)),
            Value::Array(elements) => {
                for element in elements {
                    let Value::Object(object) = element else { return false };
                    self.merges.push((at, object));
                }
            }
            _ => return false,
        }
        true
    }

    /// The object. Own members win over merged ones, and earlier merged ones over later ones.
    pub(super) fn finish(self) -> Object<'a> {
        if self.merges.is_empty() {
            return self.object;
        }
        let mut taken: HashSet<Vec<u8>> = self.object.keys().map(|key| key.wtf8().into_owned()).collect();
        let mut merged = Object::with_capacity(self.object.len());
        let mut merges = self.merges.into_iter().peekable();
        let own = self.object.into_iter().map(Some).chain([None]);
        for (at, member) in own.enumerate() {
            while let Some((_, object)) = merges.next_if(|(before, _)| *before == at) {
                for (key, value) in object {
                    if taken.insert(key.wtf8().into_owned()) {
                        merged.push(key, value);
                    }
                }
            }
            if let Some((key, value)) = member {
                merged.push(key, value);
            }
        }
        merged
    }
}
