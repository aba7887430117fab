//! JSON Pointer.

use std::fmt;
use std::str::FromStr;

/// A place in a document (RFC 6901).
///
/// ```
/// use parsify_json_core::tree::{Pointer, parse};
///
/// let pointer: Pointer = "/a~1b/0".parse().unwrap();
/// assert_eq!(pointer.tokens().collect::<Vec<_>>(), ["a/b", "0"]);
/// let value = parse(r#"{"a/b": [7]}"#).unwrap();
/// assert_eq!(value.at(&pointer).unwrap().to_json(), "7");
/// assert!("a".parse::<Pointer>().is_err());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(Vec<String>);

/// A text that is no JSON Pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidPointer {
    /// It is not empty and does not start with a slash.
    #[error("a JSON Pointer is empty or starts with `/`")]
    NoSlash,
    /// A `~` that is followed by neither `0` nor `1`.
    #[error("`~` at offset {0} must be followed by `0` (for `~`) or `1` (for `/`)")]
    Tilde(usize),
}

impl Pointer {
    /// The whole document.
    #[must_use]
    pub const fn root() -> Self {
        Self(Vec::new())
    }

    /// The tokens, unescaped.
    pub fn tokens(&self) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator + Clone {
        self.0.iter().map(String::as_str)
    }

    /// How many tokens there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it is the whole document.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One level deeper.
    pub fn push(&mut self, token: impl Into<String>) {
        self.0.push(token.into());
    }

    /// Several levels deeper.
    pub fn extend(&mut self, tokens: &[&str]) {
        self.0.extend(tokens.iter().map(|token| (*token).to_owned()));
    }

    /// One level up; gives the last token.
    pub fn pop(&mut self) -> Option<String> {
        self.0.pop()
    }

    /// The last token.
    #[must_use]
    pub fn last(&self) -> Option<&str> {
        self.0.last().map(String::as_str)
    }

    /// The same, one level deeper.
    #[must_use]
    pub fn child(&self, token: impl Into<String>) -> Self {
        let mut child = self.clone();
        child.push(token);
        child
    }

    /// What it is in; nothing for the whole document.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        self.0.split_last().map(|(_, parent)| Self(parent.to_vec()))
    }

    /// Whether `other` is this place or one within it.
    #[must_use]
    pub fn holds(&self, other: &Self) -> bool {
        other.0.starts_with(&self.0)
    }

    /// As the fragment of a URI (RFC 6901, section 6).
    #[must_use]
    pub fn to_fragment(&self) -> String {
        let mut fragment = String::from("#");
        for byte in self.to_string().bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => fragment.push(char::from(byte)),
                b'-' | b'.' | b'_' | b'~' | b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*' | b'+' | b',' | b';'
                | b'=' | b':' | b'@' | b'/' | b'?' => fragment.push(char::from(byte)),
                _ => fragment.push_str(&format!("%{byte:02X}")),
            }
        }
        fragment
    }
}

/// The array index that a token means: digits without leading zeros.
#[must_use]
pub fn index_of(token: &str) -> Option<usize> {
    let is_index = token == "0" || (!token.starts_with('0') && token.bytes().all(|byte| byte.is_ascii_digit()));
    if is_index { token.parse().ok() } else { None }
}

impl FromStr for Pointer {
    type Err = InvalidPointer;

    fn from_str(text: &str) -> Result<Self, InvalidPointer> {
        if text.is_empty() {
            return Ok(Self::root());
        }
        let tokens = text.strip_prefix('/').ok_or(InvalidPointer::NoSlash)?;
        let tilde = text.match_indices('~').find(|(at, _)| !matches!(text.as_bytes().get(at + 1), Some(b'0' | b'1')));
        match tilde {
            Some((at, _)) => Err(InvalidPointer::Tilde(at)),
            None => Ok(Self(tokens.split('/').map(|token| token.replace("~1", "/").replace("~0", "~")).collect())),
        }
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for token in &self.0 {
            write!(f, "/{}", token.replace('~', "~0").replace('/', "~1"))?;
        }
        Ok(())
    }
}

impl<T: Into<String>> FromIterator<T> for Pointer {
    fn from_iter<I: IntoIterator<Item = T>>(tokens: I) -> Self {
        Self(tokens.into_iter().map(Into::into).collect())
    }
}
