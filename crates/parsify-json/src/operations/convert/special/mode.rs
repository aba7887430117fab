//! Whether wrappers are used.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::operations::convert::format::Format;

/// How types are written that `MessagePack`, CBOR and BSON have and JSON does not, and whether these forms are read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum ExtendedJson {
    /// Relaxed where one of the formats is BSON or both are binary, otherwise none.
    #[default]
    Auto,
    /// As plain values of JSON, such as base64 for bytes, with a note.
    None,
    /// As objects with keys that begin with `$`, such as `{"$date": "2026-01-31T00:00:00Z"}`; numbers are numbers.
    Relaxed,
    /// The same, and the numbers of BSON show their type: `{"$numberInt": "1"}`.
    Canonical,
}

/// What that comes to between two formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Mode {
    Plain,
    Relaxed,
    Canonical,
}

impl Mode {
    pub(in super::super) const fn of(option: ExtendedJson, from: Format, to: Format) -> Self {
        match option {
            ExtendedJson::None => Self::Plain,
            ExtendedJson::Relaxed => Self::Relaxed,
            ExtendedJson::Canonical => Self::Canonical,
            ExtendedJson::Auto => {
                let has_bson = matches!(from, Format::Bson) || matches!(to, Format::Bson);
                if has_bson || (from.is_binary() && to.is_binary()) { Self::Relaxed } else { Self::Plain }
            }
        }
    }

    /// Whether objects may stand for other types.
    pub(in super::super) const fn wraps(self) -> bool {
        !matches!(self, Self::Plain)
    }
}
