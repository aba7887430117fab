//! How places are written as keys, and read again.

use crate::code;
use parsify_error::{ErrorKind, Failure};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The longest separator, in bytes.
const LONGEST_SEPARATOR: usize = 16;

/// How the keys of a flat object are written. The default is [`Separated`](Self::Separated).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum KeyNotation {
    /// Parts with a separator between them: `a.b`.
    #[default]
    Separated,
    /// JSON Pointers (RFC 6901): `/a/b`. An object whose keys are just those of an array cannot be told from one.
    Pointer,
}

/// How the indices of arrays are written. The default is [`Separated`](Self::Separated).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum Arrays {
    /// As parts: `a.0.b`.
    #[default]
    Separated,
    /// In brackets: `a[0].b`.
    Brackets,
    /// Not at all: arrays stay as they are, and no part of a key is an index.
    Keep,
}

/// What becomes of indices that do not go from 0 without a gap. The default is [`Error`](Self::Error).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum Sparse {
    /// A failure.
    #[default]
    Error,
    /// An object with the indices as its keys.
    Object,
}

/// A part of a flat key, in WTF-8.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) text: Vec<u8>,
    /// Whether it may be the index of an array.
    pub(super) index: bool,
}

/// The rules of one flat object.
#[derive(Debug, Clone, Copy)]
pub(super) struct Notation<'o> {
    pub(super) keys: KeyNotation,
    pub(super) arrays: Arrays,
    pub(super) separator: &'o [u8],
    /// Nothing, or one character.
    pub(super) escape: &'o [u8],
}

/// A key that is none by the rules, with what is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BadKey {
    Pointer,
    Bracket,
    Escape,
}

impl<'o> Notation<'o> {
    /// # Errors
    ///
    /// Kind `Params`: a separator or escape that cannot be told apart from something else.
    pub(super) fn new(keys: KeyNotation, arrays: Arrays, separator: &'o str, escape: &'o str) -> Result<Self, Failure> {
        let wrong = if separator.is_empty() || separator.len() > LONGEST_SEPARATOR {
            Some("`separator` must have 1 to 16 bytes")
        } else if escape.chars().count() > 1 {
            Some("`escape` must be one character, or empty")
        } else if !escape.is_empty() && separator.contains(escape) {
            Some("`separator` must not contain `escape`")
        } else if arrays == Arrays::Brackets && [separator, escape].iter().any(|text| text.contains(['[', ']', '"'])) {
            Some("with `arrays` as brackets, neither `separator` nor `escape` may be a bracket or a quote")
        } else if arrays != Arrays::Keep
            && [separator, escape].iter().any(|text| text.contains(|found: char| found.is_ascii_digit()))
        {
            Some("neither `separator` nor `escape` may have a digit, which would be read as an index")
        } else {
            None
        };
        match wrong {
            Some(message) if keys == KeyNotation::Separated => {
                Err(Failure::new(ErrorKind::Params, code::OPTIONS, message))
            }
            _ => Ok(Self { keys, arrays, separator: separator.as_bytes(), escape: escape.as_bytes() }),
        }
    }

    /// Appends an index to a key.
    pub(super) fn push_index(&self, key: &mut Vec<u8>, index: usize, first: bool) {
        let digits = index.to_string();
        match (self.keys, self.arrays) {
            (KeyNotation::Separated, Arrays::Brackets) => {
                key.push(b'[');
                key.extend(digits.bytes());
                key.push(b']');
            }
            _ => {
                self.push_separator(key, first);
                key.extend(digits.bytes());
            }
        }
    }

    /// Appends a member's key to a key.
    pub(super) fn push_name(&self, key: &mut Vec<u8>, name: &[u8], first: bool) {
        self.push_separator(key, first);
        if self.keys == KeyNotation::Pointer {
            for &byte in name {
                match byte {
                    b'~' => key.extend(b"~0"),
                    b'/' => key.extend(b"~1"),
                    _ => key.push(byte),
                }
            }
            return;
        }
        // Else `{"": [1]}` and `[1]` would both become `[0]`.
        if name.is_empty() && first && self.arrays == Arrays::Brackets {
            key.extend(b"[\"\"]");
        }
        let digits = self.arrays == Arrays::Separated && is_index(name);
        for at in 0..name.len() {
            if (at == 0 && digits) || self.is_special(name, at) {
                key.extend(self.escape);
            }
            key.push(name[at]);
        }
    }

    fn push_separator(&self, key: &mut Vec<u8>, first: bool) {
        match self.keys {
            KeyNotation::Pointer => key.push(b'/'),
            KeyNotation::Separated if first => {}
            KeyNotation::Separated => key.extend(self.separator),
        }
    }

    /// Whether what starts here would be read as something else: an escape, a bracket, or a separator, which the one behind
    /// the name may complete.
    fn is_special(&self, name: &[u8], at: usize) -> bool {
        let rest = name.get(at..).unwrap_or_default();
        let in_name = rest.len().min(self.separator.len());
        let (head, tail) = self.separator.split_at(in_name);
        (!self.escape.is_empty() && rest.starts_with(self.escape))
            || (self.arrays == Arrays::Brackets && rest.first() == Some(&b'['))
            || (rest.starts_with(head) && self.separator.starts_with(tail))
    }

    /// The parts of a key.
    pub(super) fn parts(&self, key: &[u8]) -> Result<Vec<Part>, BadKey> {
        match self.keys {
            KeyNotation::Pointer => pointer_parts(key),
            KeyNotation::Separated => self.separated_parts(key),
        }
    }

    fn separated_parts(&self, key: &[u8]) -> Result<Vec<Part>, BadKey> {
        let brackets = self.arrays == Arrays::Brackets;
        let mut parts = Vec::new();
        let mut reader = Reader { notation: *self, rest: key };
        // A root array starts with its index.
        let mut name_comes = !(brackets && key.starts_with(b"["));
        loop {
            if name_comes {
                parts.push(reader.name()?);
            }
            while brackets && reader.rest.starts_with(b"[") {
                parts.push(reader.bracket(parts.is_empty())?);
            }
            if reader.rest.is_empty() {
                return Ok(parts);
            }
            // Behind a name comes a separator; behind a bracket, anything may stand.
            reader.rest = reader.rest.strip_prefix(self.separator).ok_or(BadKey::Bracket)?;
            name_comes = true;
        }
    }
}

struct Reader<'k, 'o> {
    notation: Notation<'o>,
    rest: &'k [u8],
}

impl Reader<'_, '_> {
    /// Up to the next separator, bracket or end.
    fn name(&mut self) -> Result<Part, BadKey> {
        let Notation { arrays, separator, escape, .. } = self.notation;
        let (mut text, mut escaped) = (Vec::new(), false);
        while let Some((&byte, behind)) = self.rest.split_first() {
            if !escape.is_empty() && self.rest.starts_with(escape) {
                self.rest = self.rest.get(escape.len()..).unwrap_or_default();
                let (&byte, behind) = self.rest.split_first().ok_or(BadKey::Escape)?;
                text.push(byte);
                self.rest = behind;
                escaped = true;
            } else if self.rest.starts_with(separator) || (arrays == Arrays::Brackets && byte == b'[') {
                break;
            } else {
                text.push(byte);
                self.rest = behind;
            }
        }
        let index = arrays == Arrays::Separated && !escaped && is_index(&text);
        Ok(Part { text, index })
    }

    /// `[0]`, or `[""]` for an empty key at the start.
    fn bracket(&mut self, first: bool) -> Result<Part, BadKey> {
        let end = self.rest.iter().position(|byte| *byte == b']').ok_or(BadKey::Bracket)?;
        let inside = self.rest.get(1..end).unwrap_or_default();
        let part = match inside {
            b"\"\"" if first => Part { text: Vec::new(), index: false },
            digits if is_index(digits) => Part { text: digits.to_vec(), index: true },
            _ => return Err(BadKey::Bracket),
        };
        self.rest = self.rest.get(end + 1..).unwrap_or_default();
        Ok(part)
    }
}

fn pointer_parts(key: &[u8]) -> Result<Vec<Part>, BadKey> {
    if key.is_empty() {
        return Ok(Vec::new());
    }
    let tokens = key.strip_prefix(b"/").ok_or(BadKey::Pointer)?;
    tokens.split(|byte| *byte == b'/').map(pointer_part).collect()
}

fn pointer_part(token: &[u8]) -> Result<Part, BadKey> {
    let mut text = Vec::with_capacity(token.len());
    let mut bytes = token.iter();
    while let Some(byte) = bytes.next() {
        text.push(match (byte, *byte == b'~') {
            (_, true) => match bytes.next() {
                Some(b'0') => b'~',
                Some(b'1') => b'/',
                _ => return Err(BadKey::Pointer),
            },
            (byte, false) => *byte,
        });
    }
    Ok(Part { index: is_index(&text), text })
}

/// Whether a text is that of an index, however large: digits without leading zeros.
pub(super) fn is_index(text: &[u8]) -> bool {
    match text {
        [b'0'] => true,
        [b'0', ..] | [] => false,
        _ => text.iter().all(u8::is_ascii_digit),
    }
}
