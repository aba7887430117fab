//! Applying a JSON Merge Patch (RFC 7396).

use super::report::{Notes, PatchChange};
use crate::operations::excerpt::excerpt;
use crate::tree::{Object, Pointer, Value};

/// What the patch makes of the document. Of equal keys in the patch the last one counts.
pub(super) fn merge<'a>(document: Value<'a>, patch: Value<'a>, notes: &mut Notes) -> Value<'a> {
    Merging { notes, place: Pointer::root() }.value(Some(document), patch)
}

struct Merging<'n> {
    notes: &'n mut Notes,
    place: Pointer,
}

impl Merging<'_> {
    fn value<'a>(&mut self, target: Option<Value<'a>>, patch: Value<'a>) -> Value<'a> {
        let members = match patch {
            Value::Object(members) => members,
            other => {
                self.note(target.as_ref(), Some(&other));
                return other;
            }
        };
        let object = match target {
            Some(Value::Object(object)) => object,
            other => {
                // An empty object of its own, whose members are noted one by one.
                self.note(other.as_ref(), Some(&Value::Object(Object::new())));
                Object::new()
            }
        };
        Value::Object(self.members(object, members))
    }

    fn members<'a>(&mut self, mut object: Object<'a>, members: Object<'a>) -> Object<'a> {
        let (own, theirs) = (object.index(), members.index());
        let counts: Vec<bool> = members.keys().enumerate().map(|(at, key)| theirs.get(key) == Some(at)).collect();
        let places: Vec<Option<usize>> = members.keys().map(|key| own.get(key)).collect();
        drop((own, theirs));
        let mut gone = Vec::new();
        for (((key, patch), place), _) in members.into_iter().zip(places).zip(counts).filter(|(_, counts)| *counts) {
            self.place.push(key.to_str_lossy());
            match (patch, place) {
                (Value::Null, Some(at)) => {
                    self.note(object.at(at).map(|(_, value)| value), None);
                    gone.push(key);
                }
                (Value::Null, None) => {}
                (patch, Some(at)) => {
                    if let Some(value) = object.at_mut(at) {
                        let old = std::mem::replace(value, Value::Null);
                        *value = self.value(Some(old), patch);
                    }
                }
                (patch, None) => {
                    let value = self.value(None, patch);
                    object.push(key, value);
                }
            }
            self.place.pop();
        }
        if !gone.is_empty() {
            let gone: std::collections::HashSet<_> = gone.iter().map(|key| key.wtf8()).collect();
            object.members_mut().retain(|(key, _)| !gone.contains(&*key.wtf8()));
        }
        object
    }

    /// Notes that the value at this place becomes another one.
    fn note(&mut self, before: Option<&Value<'_>>, after: Option<&Value<'_>>) {
        let op = match (before, after) {
            (Some(before), Some(after)) if before.same(after) => return,
            (None, _) => "add",
            (Some(_), Some(_)) => "replace",
            (Some(_), None) => "remove",
        };
        self.notes.applied += 1;
        self.notes.changed = true;
        let place = &self.place;
        self.notes.note(|| PatchChange {
            index: None,
            op: op.to_owned(),
            path: place.to_string(),
            from: None,
            before: before.map(excerpt),
            after: after.map(excerpt),
        });
    }
}
