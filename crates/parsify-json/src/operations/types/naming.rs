//! Names for types and members.

use std::collections::HashSet;

/// Names that are taken.
#[derive(Clone, Debug)]
pub(super) struct Names(HashSet<String>);

impl Names {
    pub(super) fn new(reserved: &[&str]) -> Self {
        Self(reserved.iter().map(|&name| name.to_owned()).collect())
    }

    /// A name for a type, made of a text: `user-data` → `UserData`; numbered when it is taken.
    pub(super) fn type_name(&mut self, text: &str, otherwise: &str) -> String {
        let name = pascal(text);
        let name = if name.is_empty() { otherwise.to_owned() } else { name };
        self.free(if name.starts_with(|it: char| it.is_ascii_digit()) { format!("{otherwise}{name}") } else { name })
    }

    /// Lets a name be taken again.
    pub(super) fn give_back(&mut self, name: &str) {
        self.0.remove(name);
    }

    /// A name for a member; numbered when it is taken.
    pub(super) fn free(&mut self, name: String) -> String {
        let mut number = 2;
        let mut free = name.clone();
        while !self.0.insert(free.clone()) {
            free = format!("{name}{number}");
            number += 1;
        }
        free
    }
}

/// The words of a text: `userData`, `user-data`, `User Data` and `USER_DATA` have the same ones. ASCII only: what a
/// language takes beyond that is each one's own.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last = None;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if !letter.is_ascii_alphanumeric() {
            last = None;
            continue;
        }
        let next_is_lower = letters.peek().is_some_and(char::is_ascii_lowercase);
        let begins = match last {
            None => true,
            Some(before) => {
                let before: char = before;
                letter.is_ascii_uppercase() && (!before.is_ascii_uppercase() || next_is_lower)
            }
        };
        if begins {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(letter.to_ascii_lowercase());
        }
        last = Some(letter);
    }
    words
}

/// `UserData`
pub(super) fn pascal(text: &str) -> String {
    words(text).iter().map(|word| capital(word)).collect()
}

/// `userData`
pub(super) fn camel(text: &str) -> String {
    let mut words = words(text).into_iter();
    let first = words.next().unwrap_or_default();
    words.fold(first, |name, word| name + &capital(&word))
}

/// `user_data`
pub(super) fn snake(text: &str) -> String {
    words(text).join("_")
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
}

/// One of several: `users` → `user`, `categories` → `category`, `addresses` → `address`. English, and only what is sure.
pub(super) fn singular(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let cut = |length: usize| text.get(..text.len() - length).unwrap_or(text);
    if lower.len() > 4 && lower.ends_with("ies") {
        cut(3).to_owned() + "y"
    } else if ["sses", "shes", "ches", "xes"].iter().any(|end| lower.ends_with(end)) {
        cut(2).to_owned()
    } else if lower.len() > 3 && lower.ends_with('s') && !["ss", "us", "is"].iter().any(|end| lower.ends_with(end)) {
        cut(1).to_owned()
    } else if lower.ends_with(" item") {
        text.to_owned()
    } else {
        format!("{text} item")
    }
}

/// Whether a text is a name in most languages: letters, digits and `_`, no digit first.
pub(super) fn is_name(text: &str) -> bool {
    text.starts_with(|it: char| it.is_ascii_alphabetic() || it == '_')
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
