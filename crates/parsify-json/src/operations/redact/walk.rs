//! Through a document.

use super::finder::Finder;
use super::keys::Keys;
use super::method::Method;
use super::report::{BY_KEY, BY_PATH, BY_TEXT, Reporter};
use crate::pattern::Place;
use crate::tree::{Object, Text, Value};
use std::collections::HashSet;

/// Redacts values in place, from the outside in.
pub(super) struct Walk<'o> {
    pub(super) keys: Keys,
    pub(super) finder: &'o Finder,
    pub(super) method: &'o Method<'o>,
    pub(super) place: Place<'o>,
    pub(super) whole_values: bool,
    pub(super) redact_keys: bool,
    pub(super) reporter: Reporter,
    /// The tokens from the root on, as the report shows them.
    pub(super) path: Vec<String>,
}

/// What becomes of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Stays,
    Goes,
}

impl Walk<'_> {
    /// `key` is that of the member that the value is of.
    pub(super) fn value(&mut self, value: &mut Value<'_>, key: Option<&str>) -> Fate {
        // That nothing is there is no secret.
        if matches!(value, Value::Null) {
            return Fate::Stays;
        }
        if self.place.any_fits() {
            return self.whole(value, &[BY_PATH]);
        }
        if key.is_some_and(|key| self.keys.have(key)) {
            return self.whole(value, &[BY_KEY]);
        }
        match value {
            Value::Array(elements) => self.array(elements),
            Value::Object(object) => self.object(object),
            Value::String(text) => {
                let text = text.to_str_lossy().into_owned();
                return self.text(value, &text);
            }
            Value::Number(number) => {
                let text = number.as_str().to_owned();
                return self.text(value, &text);
            }
            Value::Null | Value::Bool(_) => {}
        }
        Fate::Stays
    }

    fn whole(&mut self, value: &mut Value<'_>, rules: &[usize]) -> Fate {
        self.reporter.note(&self.path, rules, false);
        match self.method.value(value) {
            Some(text) => {
                *value = Value::from(text);
                Fate::Stays
            }
            None => Fate::Goes,
        }
    }

    fn text(&mut self, value: &mut Value<'_>, text: &str) -> Fate {
        if self.finder.is_empty() {
            return Fate::Stays;
        }
        if self.whole_values {
            let rules: Vec<_> = self.finder.rules(text).into_iter().map(|rule| rule + BY_TEXT).collect();
            return if rules.is_empty() { Fate::Stays } else { self.whole(value, &rules) };
        }
        if let Some(found) = self.finder.redact(text, self.method) {
            let rules: Vec<_> = found.rules.into_iter().map(|rule| rule + BY_TEXT).collect();
            self.reporter.note(&self.path, &rules, false);
            *value = Value::from(found.text);
        }
        Fate::Stays
    }

    fn array(&mut self, elements: &mut Vec<Value<'_>>) {
        let mut index = 0;
        elements.retain_mut(|element| {
            let token = index.to_string();
            index += 1;
            self.place.enter(&token);
            self.path.push(token);
            let fate = self.value(element, None);
            self.path.pop();
            self.place.leave();
            fate == Fate::Stays
        });
    }

    fn object(&mut self, object: &mut Object<'_>) {
        let mut renamed = Vec::new();
        let mut number = 0;
        object.members_mut().retain_mut(|(key, value)| {
            let token = key.to_str_lossy().into_owned();
            let other = if self.redact_keys { self.finder.redact(&token, self.method) } else { None };
            self.place.enter(&token);
            self.path.push(other.as_ref().map_or_else(|| token.clone(), |found| found.text.clone()));
            if let Some(found) = &other {
                let rules: Vec<_> = found.rules.iter().map(|rule| rule + BY_TEXT).collect();
                self.reporter.note(&self.path, &rules, true);
            }
            let fate = self.value(value, Some(&token));
            self.path.pop();
            self.place.leave();
            if fate == Fate::Stays {
                if let Some(found) = other {
                    *key = Text::from(found.text);
                    renamed.push(number);
                }
                number += 1;
            }
            fate == Fate::Stays
        });
        keep_apart(object, &renamed);
    }
}

/// Keys that have become equal by redaction get numbers, so that no member gets lost.
fn keep_apart(object: &mut Object<'_>, renamed: &[usize]) {
    if renamed.is_empty() {
        return;
    }
    let mut renamed = renamed.iter().copied().peekable();
    let mut others = HashSet::new();
    let mut new = Vec::new();
    for (number, key) in object.keys().enumerate() {
        if renamed.next_if_eq(&number).is_some() {
            new.push((number, key.to_str_lossy().into_owned()));
        } else {
            others.insert(key.to_str_lossy().into_owned());
        }
    }
    let mut next = std::collections::HashMap::new();
    for (number, key) in new {
        let mut unique = key.clone();
        while !others.insert(unique.clone()) {
            let count = next.entry(key.clone()).or_insert(1_usize);
            *count += 1;
            unique = format!("{key} ({count})");
        }
        if let Some((own, _)) = object.members_mut().get_mut(number) {
            *own = Text::from(unique);
        }
    }
}
