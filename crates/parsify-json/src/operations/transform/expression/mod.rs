//! The small language of `calculate` and of templates.
//!
//! ```text
//! sum       = product { ("+" | "-") product }
//! product   = sign { ("*" | "/" | "%") sign }
//! sign      = "-" sign | primary
//! primary   = number | function "(" sum { "," sum } ")" | "(" sum ")" | reference
//! reference = ("$" | "@" | name | string) { "." (name | string | "*") | "[" (index | "*") "]" }
//! name      = letter { letter | digit | "_" }
//! ```
//!
//! A reference begins at the object or array that holds the value, with `$` at the document, with `@` at the value itself.

mod evaluate;
mod parse;
mod reference;
mod token;

pub(super) use evaluate::{Invalid, Scope};
pub(super) use parse::{Expression, Malformed};
pub(super) use reference::Reference;
