//! Documents of JSON5 and JSONC as trees.

mod read;

pub(crate) use read::{Reading, read};

use crate::core::{Dialect, Positions, Problem};
use crate::tree::Value;

/// Reads a document of a dialect, to [`DEPTH`](crate::tree::DEPTH) levels.
///
/// Strings and numbers that are JSON's stay as they are written; others become the JSON that means the same: of JSON5,
/// `'it\'s'` is `"it's"`, `0x10` is `16`, `+.5` is `0.5`. Comments are passed over.
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
        _ => read(source, dialect, &|_| Value::Null),
    };
    reading
        .and_then(|reading| reading.finite(source))
        .map_err(|fault| Box::new(Problem::new(&fault, &mut Positions::new(source))))
}
