//! JSON5 and JSONC: reading what is JSON but for the freedoms that people want in files they write by hand.

mod literal;
mod read;
mod space;

pub(crate) use read::{Reading, read};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::core::{Positions, Problem};
use crate::tree::Value;

/// A form of JSON.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
#[non_exhaustive]
pub enum Dialect {
    /// Strict JSON (RFC 8259).
    #[default]
    Json,
    /// JSON with comments (`//` and `/* */`) and commas after the last entry.
    Jsonc,
    /// JSON5 1.0.0: unquoted keys, single quotes, comments, numbers and white space as ECMAScript 5.1 has them.
    Json5,
}

/// Reads a document of a dialect, to [`DEPTH`](crate::tree::DEPTH) levels.
///
/// Strings and numbers that are JSON's stay as they are written; others become the JSON that means the same: `'it''s'` is
/// no JSON5, `'it\'s'` is `"it's"`, `0x10` is `16`, `+.5` is `0.5`. Comments are passed over.
///
/// # Errors
///
/// The first problem. Infinity and NaN are one: JSON has no such numbers.
///
/// ```
/// use parsify_json::{Dialect, parse_dialect};
///
/// let value = parse_dialect("{unquoted: 'single', /* comment */ hex: 0xFF, half: .5,}", Dialect::Json5).unwrap();
/// assert_eq!(value.to_json(), r#"{"unquoted":"single","hex":255,"half":0.5}"#);
/// assert!(parse_dialect("{a: 1}", Dialect::Jsonc).is_err());
/// ```
pub fn parse_dialect(source: &str, dialect: Dialect) -> Result<Value<'_>, Box<Problem>> {
    let reading = match dialect {
        Dialect::Json => return crate::tree::parse(source),
        Dialect::Jsonc | Dialect::Json5 => read(source, dialect),
    };
    reading.and_then(Reading::finite).map_err(|fault| Box::new(Problem::new(&fault, &mut Positions::new(source))))
}
