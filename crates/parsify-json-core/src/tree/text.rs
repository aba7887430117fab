//! Strings as they are written.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use crate::decoded_between;

/// A string or key: as it is written in a source, or made by a program.
///
/// Compared, ordered (by code points) and hashed by what it means: `"\u0061"` is `"a"`.
///
/// ```
/// use parsify_json_core::tree::{Text, Value, parse};
///
/// let value = parse(r#""caf\u00e9""#).unwrap();
/// let Value::String(text) = &value else { unreachable!() };
/// assert_eq!(text.raw(), r"caf\u00e9");
/// assert_eq!(text.to_str().unwrap(), "café");
/// assert_eq!(*text, Text::from("café"));
/// assert_eq!(value.to_json(), r#""caf\u00e9""#);
/// ```
#[derive(Clone, Debug)]
pub struct Text<'a> {
    text: Cow<'a, str>,
    /// Whether the text has escapes, as between quotes; then it is written as it stands.
    escaped: bool,
}

/// A string holds one half of a surrogate pair, which is no character and cannot be said in UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the string holds one half of a surrogate pair, which is no character")]
pub struct LoneSurrogate;

impl<'a> Text<'a> {
    /// What stands between quotes, with or without escapes, as the grammar has read it.
    pub const fn scanned(text: &'a str, escaped: bool) -> Self {
        Self { text: Cow::Borrowed(text), escaped }
    }

    /// What stands between quotes of JSON, with or without escapes.
    pub const fn written(text: Cow<'a, str>) -> Self {
        Self { text, escaped: true }
    }

    /// What it means. Borrowed when it has no escapes.
    ///
    /// # Errors
    ///
    /// It holds a lone surrogate.
    pub fn to_str(&self) -> Result<Cow<'_, str>, LoneSurrogate> {
        match self.wtf8() {
            Cow::Borrowed(_) => Ok(Cow::Borrowed(&self.text)),
            Cow::Owned(bytes) => String::from_utf8(bytes).map(Cow::Owned).map_err(|_| LoneSurrogate),
        }
    }

    /// What it means, with U+FFFD in place of lone surrogates.
    #[must_use]
    pub fn to_str_lossy(&self) -> Cow<'_, str> {
        self.to_str().unwrap_or_else(|LoneSurrogate| {
            // A lone surrogate takes three bytes in WTF-8, each of which would become one U+FFFD.
            let mut text = String::new();
            for chunk in self.wtf8().utf8_chunks() {
                text.push_str(chunk.valid());
                if chunk.invalid().first() == Some(&0xed) {
                    text.push(char::REPLACEMENT_CHARACTER);
                }
            }
            Cow::Owned(text)
        })
    }

    /// What it means in WTF-8: UTF-8 in which a lone surrogate takes the three bytes that its code point would have. The
    /// bytes compare as the code points do.
    #[must_use]
    pub fn wtf8(&self) -> Cow<'_, [u8]> {
        if self.escaped { decoded_between(self.text.as_bytes()) } else { Cow::Borrowed(self.text.as_bytes()) }
    }

    /// Whether it means this.
    #[must_use]
    pub fn is(&self, text: &str) -> bool {
        if self.escaped { *self.wtf8() == *text.as_bytes() } else { self.text == text }
    }

    /// As it stands between the quotes.
    #[must_use]
    pub fn raw(&self) -> Cow<'_, str> {
        let mut raw = String::new();
        if self.escaped || !self.text.bytes().any(needs_escape) {
            return Cow::Borrowed(&self.text);
        }
        escape(&self.text, &mut raw);
        Cow::Owned(raw)
    }

    /// The same with a text of its own.
    #[must_use]
    pub fn into_owned(self) -> Text<'static> {
        Text { text: Cow::Owned(self.text.into_owned()), escaped: self.escaped }
    }

    /// Appends it with its quotes.
    pub(super) fn write(&self, json: &mut String) {
        json.push('"');
        if self.escaped {
            json.push_str(&self.text);
        } else {
            escape(&self.text, json);
        }
        json.push('"');
    }
}

const fn needs_escape(byte: u8) -> bool {
    byte < b' ' || byte == b'"' || byte == b'\\'
}

/// Escapes what has to be (RFC 8259, section 7), in the short form where there is one.
fn escape(text: &str, json: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(needs_escape) {
        let (plain, special) = rest.split_at(at);
        json.push_str(plain);
        match special.as_bytes().first().copied().unwrap_or_default() {
            b'"' => json.push_str("\\\""),
            b'\\' => json.push_str("\\\\"),
            0x08 => json.push_str("\\b"),
            0x0c => json.push_str("\\f"),
            b'\n' => json.push_str("\\n"),
            b'\r' => json.push_str("\\r"),
            b'\t' => json.push_str("\\t"),
            control => json.push_str(&format!("\\u{control:04x}")),
        }
        rest = special.get(1..).unwrap_or_default();
    }
    json.push_str(rest);
}

impl<'a> From<&'a str> for Text<'a> {
    fn from(text: &'a str) -> Self {
        Self { text: Cow::Borrowed(text), escaped: false }
    }
}

impl From<String> for Text<'_> {
    fn from(text: String) -> Self {
        Self { text: Cow::Owned(text), escaped: false }
    }
}

impl<'a> From<Cow<'a, str>> for Text<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self { text, escaped: false }
    }
}

impl<'b> PartialEq<Text<'b>> for Text<'_> {
    fn eq(&self, other: &Text<'b>) -> bool {
        if self.escaped || other.escaped { self.wtf8() == other.wtf8() } else { self.text == other.text }
    }
}

impl Eq for Text<'_> {}

impl PartialOrd for Text<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Text<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.wtf8().cmp(&other.wtf8())
    }
}

impl Hash for Text<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.wtf8().hash(state);
    }
}

impl fmt::Display for Text<'_> {
    /// What it means, with U+FFFD in place of lone surrogates.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.to_str_lossy())
    }
}
