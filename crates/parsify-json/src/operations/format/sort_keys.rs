//! The order of members.

use crate::core::{Order, Sorting};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserializer, Unexpected, Visitor};
use serde::{Deserialize, Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;

/// Whether and how the members of objects are sorted by their keys. The default is not at all.
///
/// In JSON it is `false`, `true` (the same as `"code-point"`) or one of the names. Keys that an order holds for equal stand
/// by their code points; members with the same key keep their order. Compared is the text of a key, not how it is escaped.
///
/// ```
/// use parsify_json::SortKeys;
///
/// assert_eq!(serde_json::from_str::<SortKeys>("true").unwrap(), SortKeys::CodePoint);
/// assert_eq!(serde_json::from_str::<SortKeys>("\"natural\"").unwrap(), SortKeys::Natural);
/// assert!(serde_json::from_str::<SortKeys>("\"length\"").is_err());
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SortKeys {
    /// As in the source.
    #[default]
    No,
    /// By Unicode code points: `B`, `a`, `a10`, `a2`, `é`.
    CodePoint,
    /// By code points, but runs of the digits 0 to 9 by their value: `B`, `a`, `a2`, `a10`, `é`.
    Natural,
    /// By the code points of the lower-case forms: `a`, `a10`, `a2`, `B`, `é`.
    CaseInsensitive,
}

const NAMES: [(&str, SortKeys); 3] = [
    ("code-point", SortKeys::CodePoint),
    ("natural", SortKeys::Natural),
    ("case-insensitive", SortKeys::CaseInsensitive),
];

impl SortKeys {
    pub(crate) const fn sorting(self, recursive: bool, exclude: &[String]) -> Option<Sorting<'_>> {
        match self.order() {
            Some(order) => Some(Sorting { order, recursive, exclude }),
            None => None,
        }
    }

    pub(crate) const fn order(self) -> Option<Order> {
        match self {
            Self::No => None,
            Self::CodePoint => Some(Order::CodePoint),
            Self::Natural => Some(Order::Natural),
            Self::CaseInsensitive => Some(Order::CaseInsensitive),
        }
    }
}

impl Serialize for SortKeys {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match NAMES.iter().find(|(_, order)| order == self) {
            Some((name, _)) => serializer.serialize_str(name),
            None => serializer.serialize_bool(false),
        }
    }
}

impl<'de> Deserialize<'de> for SortKeys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SortKeysVisitor)
    }
}

struct SortKeysVisitor;

impl Visitor<'_> for SortKeysVisitor {
    type Value = SortKeys;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a boolean, \"code-point\", \"natural\" or \"case-insensitive\"")
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<SortKeys, E> {
        Ok(if value { SortKeys::CodePoint } else { SortKeys::No })
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<SortKeys, E> {
        let named = NAMES.iter().find(|(name, _)| *name == value);
        named.map(|(_, order)| *order).ok_or_else(|| E::invalid_value(Unexpected::Str(value), &self))
    }
}

impl JsonSchema for SortKeys {
    fn schema_name() -> Cow<'static, str> {
        "SortKeys".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "oneOf": [
                { "type": "boolean", "description": "false: as in the source; true: by code points" },
                { "enum": NAMES.map(|(name, _)| name) },
            ],
        })
    }
}
