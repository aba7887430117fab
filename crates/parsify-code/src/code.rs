//! Codes of failures that this crate raises, stable.

/// The text is no program of the language: [`validate`](crate::Validation) lists every problem.
pub const SYNTAX: &str = "code.syntax";
/// Brackets, blocks or expressions nest deeper than the parser may follow.
pub const DEPTH: &str = "code.depth";
/// An option that the language does not have, or a value it cannot take.
pub const OPTION: &str = "code.option";
/// The language is not known, or nobody does this operation for it.
pub const LANGUAGE: &str = "code.language";
/// The library behind the operation broke down on this text.
pub const LIBRARY: &str = "code.library";
/// A program that was executed wrote more than it may.
pub const OUTPUT: &str = "execute.output";
/// A program that was executed set off more timers than it may.
pub const TIMERS: &str = "execute.timers";
