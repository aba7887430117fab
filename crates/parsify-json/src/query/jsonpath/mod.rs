//! JSONPath (RFC 9535).

mod ast;
mod evaluate;
mod filter;
mod literal;
mod logical;
mod parse;
mod pattern;

pub(super) use evaluate::evaluate;
pub(super) use parse::parse;
