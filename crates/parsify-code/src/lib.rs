//! Operations on code for Parsify modules: a Cargo feature and a module for each family of languages.
//!
//! This crate knows no file, no clock and no sandbox. What all languages share is always there: [`Positions`], [`Problem`],
//! the options and results of each operation, [`detect()`], and [`router`], the module that finds out who works on a text. A
//! family of languages comes with its feature.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod code;
pub mod descriptors;
#[cfg(feature = "lang-ecma")]
pub mod ecma;
mod failure;
mod language;
mod matrix;
mod nesting;
mod operations;
mod params;
mod place;
mod problem;
#[cfg(feature = "lang-python")]
pub mod python;
pub mod router;
#[cfg(feature = "run-javascript")]
pub mod run_javascript;
#[cfg(any(feature = "lang-ecma", feature = "lang-python", feature = "run-javascript"))]
mod source_text;
mod typed;

pub use failure::{depth_failure, option_failure, syntax_failure};
pub use language::{LANGUAGES, Language, detect, language};
pub use matrix::{Cell, Matrix};
pub use nesting::{MOST_NESTING, check_nesting};
pub use operations::*;
pub use params::InLanguage;
pub use place::{Position, Positions, Span};
pub use problem::{Problem, Related, Severity};
