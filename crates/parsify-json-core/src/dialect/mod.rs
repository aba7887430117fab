//! What JSONC and JSON5 allow beyond JSON: their gaps, names, strings and numbers, and how JSON says the same.

mod gap;
mod name;
mod number;
mod spelling;
mod string;
mod translate;

pub use gap::{Comment, is_blank};
pub(crate) use gap::{comment_end, ends_line, is_line_end, skip_json5_space, starts_line};
pub(crate) use name::scan_name;
pub use number::scan_json5_number;
pub use spelling::{json_number, json_string};
pub(crate) use string::scan_json5_string;
pub use translate::{Translated, translate, unsaid};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// In which form of JSON a document is written. The default is JSON itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
#[non_exhaustive]
pub enum Dialect {
    /// JSON (RFC 8259).
    #[default]
    Json,
    /// JSON with comments and trailing commas.
    Jsonc,
    /// JSON5 1.0.0.
    Json5,
}
