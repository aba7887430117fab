//! The unit of indentation.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserializer, Unexpected, Visitor};
use serde::{Deserialize, Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;

/// What a level of nesting is indented by: a number of spaces, one tab, or no lines at all. The default is two spaces.
///
/// In JSON it is an integer from 0 to 16 or one of the strings `"tab"` and `"none"`.
///
/// ```
/// use parsify_json_core::Indent;
///
/// assert_eq!(serde_json::from_str::<Indent>("4").unwrap(), Indent::Spaces(4));
/// assert_eq!(serde_json::from_str::<Indent>("\"tab\"").unwrap(), Indent::Tab);
/// assert_eq!(serde_json::from_str::<Indent>("\"none\"").unwrap(), Indent::None);
/// assert!(serde_json::from_str::<Indent>("17").is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Indent {
    /// So many spaces, at most 16 (more counts as 16); 0 keeps the line breaks and indents nothing.
    Spaces(u8),
    /// One tab.
    Tab,
    /// Everything in one line, without white space between tokens and without a line break at the end.
    None,
}

impl Indent {
    /// The most spaces a level may be indented by.
    pub const MOST_SPACES: u8 = 16;

    /// The text that indents one level; nothing when all goes into one line.
    ///
    /// ```
    /// use parsify_json_core::Indent;
    ///
    /// assert_eq!(Indent::Spaces(2).unit(), Some("  "));
    /// assert_eq!(Indent::Tab.unit(), Some("\t"));
    /// assert_eq!(Indent::None.unit(), None);
    /// ```
    #[must_use]
    pub fn unit(self) -> Option<&'static str> {
        const SPACES: &str = "                ";
        match self {
            Self::Spaces(count) => SPACES.get(..usize::from(count)).or(Some(SPACES)),
            Self::Tab => Some("\t"),
            Self::None => None,
        }
    }
}

impl Default for Indent {
    fn default() -> Self {
        Self::Spaces(2)
    }
}

impl Serialize for Indent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Spaces(count) => serializer.serialize_u8(*count),
            Self::Tab => serializer.serialize_str("tab"),
            Self::None => serializer.serialize_str("none"),
        }
    }
}

impl<'de> Deserialize<'de> for Indent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(IndentVisitor)
    }
}

struct IndentVisitor;

impl Visitor<'_> for IndentVisitor {
    type Value = Indent;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "an integer from 0 to {}, \"tab\" or \"none\"", Indent::MOST_SPACES)
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Indent, E> {
        match u8::try_from(value) {
            Ok(count) if count <= Indent::MOST_SPACES => Ok(Indent::Spaces(count)),
            _ => Err(E::invalid_value(Unexpected::Unsigned(value), &self)),
        }
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Indent, E> {
        match u64::try_from(value) {
            Ok(value) => self.visit_u64(value),
            Err(_) => Err(E::invalid_value(Unexpected::Signed(value), &self)),
        }
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Indent, E> {
        match value {
            "tab" => Ok(Indent::Tab),
            "none" => Ok(Indent::None),
            _ => Err(E::invalid_value(Unexpected::Str(value), &self)),
        }
    }
}

impl JsonSchema for Indent {
    fn schema_name() -> Cow<'static, str> {
        "Indent".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "oneOf": [
                { "type": "integer", "minimum": 0, "maximum": Self::MOST_SPACES, "description": "spaces per level" },
                { "const": "tab", "description": "one tab per level" },
                { "const": "none", "description": "all in one line, without a final line break" },
            ],
        })
    }
}
