use std::fmt;
use std::sync::Arc;

/// An input or an output: a text or bytes, with a name and a media type where known.
///
/// Cheap to clone: the payload is shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The name the operation knows it by (`json`), or "" when it is not named.
    pub name: String,
    /// The media type (`application/json`), or "" when unknown.
    pub media_type: String,
    /// What it holds.
    pub payload: Payload,
}

/// What a document holds.
#[derive(Clone, PartialEq, Eq)]
pub enum Payload {
    /// A text.
    Text(Arc<String>),
    /// Bytes.
    Binary(Arc<Vec<u8>>),
}

impl Document {
    /// A text document.
    pub fn text(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), media_type: String::new(), payload: Payload::Text(Arc::new(text.into())) }
    }

    /// A binary document.
    pub fn binary(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), media_type: String::new(), payload: Payload::Binary(Arc::new(bytes.into())) }
    }

    /// The same document with a media type.
    #[must_use]
    pub fn with_media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = media_type.into();
        self
    }

    /// The text, if it is a text.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match &self.payload {
            Payload::Text(text) => Some(text),
            Payload::Binary(_) => None,
        }
    }

    /// The size of the payload in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.payload.as_bytes().len()
    }

    /// True when the payload has no bytes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Payload {
    /// The bytes; of a text, its UTF-8 form.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Binary(bytes) => bytes,
        }
    }

    /// The bytes as a vector; copies only when the payload is shared.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        match self {
            Self::Text(text) => Arc::unwrap_or_clone(text).into_bytes(),
            Self::Binary(bytes) => Arc::unwrap_or_clone(bytes),
        }
    }
}

impl fmt::Debug for Payload {
    /// The kind and size only: payloads are large and may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if matches!(self, Self::Text(_)) { "Text" } else { "Binary" };
        write!(f, "{kind}({} bytes)", self.as_bytes().len())
    }
}
