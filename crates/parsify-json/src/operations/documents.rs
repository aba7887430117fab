//! Reading the documents of operations that know one from the other.

use std::collections::HashSet;

use parsify_error::Failure;

use crate::tree::{Object, Pointer, Value, parse};

/// How many objects with duplicate keys are named.
const NAMED: usize = 5;

/// Reads the document of that name.
///
/// # Errors
///
/// The first problem, with the name as detail `document`.
pub(crate) fn read<'a>(name: &str, source: &'a str) -> Result<Value<'a>, Failure> {
    parse(source).map_err(|problem| Failure::from(problem).with_detail("document", name))
}

/// Warnings of keys that stand twice in one object of a document, of which the last one counts.
pub(crate) fn duplicate_keys(name: &str, document: &Value<'_>) -> Vec<String> {
    let mut found = Found { name, warnings: Vec::new(), more: 0 };
    found.walk(document, &mut Pointer::root());
    let Found { mut warnings, more, .. } = found;
    if more > 0 {
        warnings.push(format!("{name}: {more} more objects have a key twice"));
    }
    warnings
}

struct Found<'n> {
    name: &'n str,
    warnings: Vec<String>,
    more: usize,
}

impl Found<'_> {
    fn walk(&mut self, value: &Value<'_>, place: &mut Pointer) {
        match value {
            Value::Array(elements) => {
                for (index, element) in elements.iter().enumerate().filter(|(_, element)| element.is_container()) {
                    place.push(index.to_string());
                    self.walk(element, place);
                    place.pop();
                }
            }
            Value::Object(object) => {
                self.look(object, place);
                for (key, value) in object.iter().filter(|(_, value)| value.is_container()) {
                    place.push(key.to_str_lossy());
                    self.walk(value, place);
                    place.pop();
                }
            }
            _ => {}
        }
    }

    fn look(&mut self, object: &Object<'_>, place: &Pointer) {
        let mut seen = HashSet::with_capacity(object.len());
        let Some(twice) = object.keys().find(|key| !seen.insert(key.wtf8())) else { return };
        if self.warnings.len() == NAMED {
            self.more += 1;
            return;
        }
        let name = self.name;
        let (key, place) = (twice.to_str_lossy(), place.to_string());
        let place = if place.is_empty() { "the outermost object".to_owned() } else { format!("the object at {place}") };
        self.warnings.push(format!("{name}: {place} has the key {key:?} twice; the last one counts"));
    }
}
