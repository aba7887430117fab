use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// The id of a module: 1 to 64 lower-case ASCII letters and digits in words joined by single hyphens, starting with a
/// letter (`json-processor`).
///
/// It cannot hold a path, an option, a device name of Windows or two spellings of one name, so it may become a part of a
/// file name, a metric or a command line. Cheap to clone.
///
/// ```
/// use parsify_interface::ModuleId;
///
/// assert!(ModuleId::new("json-processor").is_ok());
/// for wrong in ["", "../etc", "a/b", "JSON", "a--b", "-a", "a-", "1a", "a.b", "con"] {
///     assert!(ModuleId::new(wrong).is_err(), "{wrong}");
/// }
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ModuleId(Arc<str>);

/// Why a text is no module id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{}` is no module id: {reason}", text.escape_debug())]
pub struct InvalidModuleId {
    text: String,
    reason: &'static str,
}

impl ModuleId {
    /// The longest id, in bytes.
    pub const MAX_LENGTH: usize = 64;

    /// Checks a text and makes it an id.
    ///
    /// # Errors
    ///
    /// Says which rule the text breaks.
    pub fn new(text: impl AsRef<str>) -> Result<Self, InvalidModuleId> {
        let text = text.as_ref();
        match broken_rule(text) {
            None => Ok(Self(text.into())),
            // The text may be hostile and long; the message stays short.
            Some(reason) => Err(InvalidModuleId { text: text.chars().take(80).collect(), reason }),
        }
    }

    /// Makes a constant an id.
    ///
    /// # Panics
    ///
    /// If the constant is no id: a mistake of the author, found by the first test.
    #[must_use]
    pub fn from_static(text: &'static str) -> Self {
        match Self::new(text) {
            Ok(id) => id,
            Err(error) => panic!("{error}"),
        }
    }

    /// The id as a text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn broken_rule(text: &str) -> Option<&'static str> {
    let bytes = text.as_bytes();
    if bytes.is_empty() {
        return Some("it is empty");
    }
    if bytes.len() > ModuleId::MAX_LENGTH {
        return Some("it is longer than 64 characters");
    }
    if !bytes.iter().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-')) {
        return Some("only a-z, 0-9 and hyphens are allowed");
    }
    if !bytes[0].is_ascii_lowercase() {
        return Some("it must start with a letter");
    }
    if text.ends_with('-') || text.contains("--") {
        return Some("hyphens only stand single, between words");
    }
    is_device_name(text).then_some("it is a device name on Windows")
}

fn is_device_name(text: &str) -> bool {
    let numbered = |prefix| {
        text.strip_prefix(prefix).is_some_and(|rest: &str| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
    };
    matches!(text, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

impl fmt::Display for ModuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for ModuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl FromStr for ModuleId {
    type Err = InvalidModuleId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::new(text)
    }
}

impl TryFrom<String> for ModuleId {
    type Error = InvalidModuleId;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::new(text)
    }
}

impl From<ModuleId> for String {
    fn from(id: ModuleId) -> Self {
        id.0.as_ref().to_owned()
    }
}

impl AsRef<str> for ModuleId {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for ModuleId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl JsonSchema for ModuleId {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ModuleId".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "maxLength": Self::MAX_LENGTH, "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$" })
    }
}
