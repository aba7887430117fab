//! Names and their parts.

use std::borrow::Cow;

use crate::tree::index_of;

/// A part of a name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in super::super) enum Step<'n> {
    Key(Cow<'n, str>),
    Index(usize),
}

/// The parts of a name.
pub(in super::super) fn split(name: &str) -> Vec<Step<'_>> {
    if !name.contains(['.', '\\']) {
        return vec![Step::Key(Cow::Borrowed(name))];
    }
    let mut steps = Vec::new();
    let mut start = 0;
    let bytes = name.as_bytes();
    let mut at = 0;
    loop {
        match bytes.get(at) {
            Some(b'\\') if matches!(bytes.get(at + 1), Some(b'\\' | b'.')) => at += 2,
            Some(b'.') | None => {
                let part = &name[start..at];
                if part.is_empty() {
                    return vec![Step::Key(Cow::Borrowed(name))];
                }
                steps.push(step(part, steps.is_empty()));
                if at == bytes.len() {
                    return steps;
                }
                at += 1;
                start = at;
            }
            Some(_) => at += 1,
        }
    }
}

fn step(part: &str, is_first: bool) -> Step<'_> {
    if part == "\\e" {
        return Step::Key(Cow::Borrowed(""));
    }
    if !is_first {
        if let Some(index) = index_of(part) {
            return Step::Index(index);
        }
        if let Some(key) = part.strip_prefix('\\').filter(|key| index_of(key).is_some()) {
            return Step::Key(Cow::Borrowed(key));
        }
    }
    if !part.contains('\\') {
        return Step::Key(Cow::Borrowed(part));
    }
    let mut key = String::with_capacity(part.len());
    let mut letters = part.chars().peekable();
    while let Some(letter) = letters.next() {
        match letters.peek() {
            Some(&next @ ('\\' | '.')) if letter == '\\' => {
                letters.next();
                key.push(next);
            }
            _ => key.push(letter),
        }
    }
    Step::Key(Cow::Owned(key))
}

/// Appends a key to a name, which is empty when the key is the first part of it.
pub(in super::super) fn push_key(name: &mut String, key: &str, is_first: bool) {
    if !is_first {
        name.push('.');
        if index_of(key).is_some() {
            name.push('\\');
        }
    }
    if key.is_empty() {
        name.push_str("\\e");
    }
    for letter in key.chars() {
        if matches!(letter, '.' | '\\') {
            name.push('\\');
        }
        name.push(letter);
    }
}

/// Appends an index to a name.
pub(in super::super) fn push_index(name: &mut String, index: usize) {
    name.push('.');
    name.push_str(&index.to_string());
}

impl Step<'_> {
    pub(in super::super) fn into_owned(self) -> Step<'static> {
        match self {
            Self::Key(key) => Step::Key(Cow::Owned(key.into_owned())),
            Self::Index(index) => Step::Index(index),
        }
    }
}
