//! JMESPath, as its specification says.

mod ast;
mod call;
mod evaluate;
mod function;
mod item;
mod numbers;
mod order;
mod parse;
mod projection;
mod token;

pub(super) use evaluate::evaluate;
pub(super) use parse::parse;
