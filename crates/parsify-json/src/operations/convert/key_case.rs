//! Another case for keys.

use parsify_error::Failure;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

use super::note::{Note, NoteCode, Notes};
use super::path::Path;
use crate::tree::{Object, Text, Value};

/// How the words of a key are joined.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum KeyCase {
    /// As they are.
    #[default]
    Keep,
    /// `camelCase`
    Camel,
    /// `PascalCase`
    Pascal,
    /// `snake_case`
    Snake,
    /// `kebab-case`
    Kebab,
    /// `CONSTANT_CASE`
    Constant,
}

impl KeyCase {
    /// A key in this case. What stands before its first letter or digit stays, and so does a key without either.
    ///
    /// ```
    /// use parsify_json::KeyCase;
    ///
    /// assert_eq!(KeyCase::Snake.apply("parseHTTPRequest2"), "parse_http_request2");
    /// assert_eq!(KeyCase::Camel.apply("_created-at"), "_createdAt");
    /// ```
    #[must_use]
    pub fn apply(self, key: &str) -> String {
        let Some(start) = key.find(char::is_alphanumeric).filter(|_| self != Self::Keep) else { return key.to_owned() };
        let (before, rest) = key.split_at(start);
        let mut text = before.to_owned();
        for (index, word) in words(rest).into_iter().enumerate() {
            if index > 0 {
                text.push_str(self.between());
            }
            self.word(&word, index == 0, &mut text);
        }
        text
    }

    const fn between(self) -> &'static str {
        match self {
            Self::Snake | Self::Constant => "_",
            Self::Kebab => "-",
            Self::Keep | Self::Camel | Self::Pascal => "",
        }
    }

    fn word(self, word: &str, is_first: bool, text: &mut String) {
        match self {
            Self::Constant => text.push_str(&word.to_uppercase()),
            Self::Pascal | Self::Camel if self == Self::Pascal || !is_first => {
                let mut letters = word.chars();
                text.extend(letters.next().into_iter().flat_map(char::to_uppercase));
                text.push_str(&letters.as_str().to_lowercase());
            }
            _ => text.push_str(&word.to_lowercase()),
        }
    }
}

/// The words of a key: what stands between other characters than letters and digits. A capital letter behind or before a
/// small one begins a word, too.
fn words(key: &str) -> Vec<String> {
    let letters: Vec<char> = key.chars().collect();
    let mut words: Vec<String> = Vec::new();
    let mut is_open = false;
    for (at, letter) in letters.iter().enumerate() {
        if !letter.is_alphanumeric() {
            is_open = false;
            continue;
        }
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        let begins = letter.is_uppercase()
            && (before.is_some_and(|before| before.is_lowercase())
                || letters.get(at + 1).is_some_and(|next| next.is_lowercase()));
        if !is_open || begins {
            words.push(String::new());
            is_open = true;
        }
        if let Some(word) = words.last_mut() {
            word.push(*letter);
        }
    }
    words
}

/// Changes the case of every key but those that begin with `$`, which mean something, and what is in them. A key that would
/// be the same as another one stays as it is.
pub(super) fn change<'a>(
    value: Value<'a>,
    case: KeyCase,
    notes: &mut Notes,
    path: &Path<'_>,
) -> Result<Value<'a>, Failure> {
    match value {
        Value::Array(elements) => {
            let elements = elements.into_iter().enumerate();
            let elements = elements.map(|(index, element)| change(element, case, notes, &path.index(index)));
            elements.collect::<Result<_, _>>().map(Value::Array)
        }
        Value::Object(object) => members(object, case, notes, path).map(Value::Object),
        other => Ok(other),
    }
}

fn members<'a>(object: Object<'a>, case: KeyCase, notes: &mut Notes, path: &Path<'_>) -> Result<Object<'a>, Failure> {
    let mut changed = Object::with_capacity(object.len());
    let names: Vec<Option<String>> = object.keys().map(|key| renamed(key, case)).collect();
    let mut owners = owners(&object, &names);
    for ((key, value), name) in object.into_iter().zip(names) {
        let shown = key.to_str_lossy().into_owned();
        let path = path.key(&shown);
        let value = if shown.starts_with('$') { value } else { change(value, case, notes, &path)? };
        match name {
            // Equal keys get the same name.
            Some(name) if *owners.entry(name.clone()).or_insert_with(|| shown.clone()) == shown => {
                changed.push(name, value);
            }
            Some(name) => {
                let message = format!("another key is `{name}` already: this one stayed as it was");
                notes.add(|| Note::new(NoteCode::Name, message).at(&path))?;
                changed.push(key, value);
            }
            None => changed.push(key, value),
        }
    }
    Ok(changed)
}

/// The name that a key gets, unless it stays as it is.
fn renamed(key: &Text<'_>, case: KeyCase) -> Option<String> {
    let key = key.to_str().ok().filter(|key| !key.starts_with('$'))?;
    let name = case.apply(&key);
    (name != *key).then_some(name)
}

/// Which key has each name: those that stay have their own.
fn owners(object: &Object<'_>, names: &[Option<String>]) -> HashMap<String, String> {
    let staying = object.keys().zip(names).filter(|(_, name)| name.is_none());
    staying.map(|(key, _)| key.to_str_lossy().into_owned()).map(|key| (key.clone(), key)).collect()
}
