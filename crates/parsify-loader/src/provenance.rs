use std::fmt;
use std::path::PathBuf;

/// Where an artifact's bytes came from.
///
/// [`Display`](fmt::Display) gives the kind and the place for people, with control characters escaped.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Provenance {
    /// Built into the program, under this name.
    Embedded(&'static str),
    /// Handed over in memory, under this name.
    Memory(String),
    /// Read from this file; the path is the one that was asked for.
    File(PathBuf),
}

impl Provenance {
    /// The kind in one word: `embedded`, `memory` or `file`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Embedded(_) => "embedded",
            Self::Memory(_) => "memory",
            Self::File(_) => "file",
        }
    }

    /// The name or path. Parts of a path that are no Unicode are replaced, so this is for people.
    #[must_use]
    pub fn location(&self) -> String {
        match self {
            Self::Embedded(name) => (*name).to_owned(),
            Self::Memory(name) => name.clone(),
            Self::File(path) => path.display().to_string(),
        }
    }
}

impl fmt::Display for Provenance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Embedded(_) => write!(f, "the embedded module `{}`", printable(&self.location())),
            Self::Memory(_) => write!(f, "the module `{}`", printable(&self.location())),
            Self::File(_) => write!(f, "`{}`", printable(&self.location())),
        }
    }
}

/// The text with control characters escaped. Unlike `escape_debug`, it leaves the backslashes of Windows paths alone.
pub(crate) fn printable(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut shown, character| {
        if character.is_control() {
            shown.extend(character.escape_debug());
        } else {
            shown.push(character);
        }
        shown
    })
}
