//! JSON Lines: one value in each line.

mod bad;
mod line;

pub use bad::{BadLine, BadLines, ListedLines};
pub(super) use line::{Line, lines};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What media type a document of lines has.
pub(super) const MEDIA_TYPE: &str = "application/x-ndjson";

/// What a document holds. The default is [`Json`](Self::Json).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum Framing {
    /// One value.
    #[default]
    Json,
    /// One value in each line (JSON Lines, NDJSON); lines without anything in them do not count.
    JsonLines,
}
