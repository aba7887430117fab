//! Operations on code for Parsify modules: a Cargo feature and a module for each family of languages.
//!
//! This crate knows no file, no clock and no sandbox. What all languages share is always there: [`Positions`], [`Problem`],
//! the options and results of each operation, [`detect()`]. A family of languages comes with its feature.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod code;
mod language;
mod operations;
mod place;
mod problem;

pub use language::{LANGUAGES, Language, detect, language};
pub use operations::*;
pub use place::{Position, Positions, Span};
pub use problem::{Problem, Related, Severity};
