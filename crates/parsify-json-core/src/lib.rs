//! JSON without a loss: what reads, checks, writes and holds documents with every token as it is written.
//!
//! - The streaming core: a scanner, the grammar with recovery, problems with their places, and sinks that write, sort or
//!   check without building a tree.
//! - [`tree`]: documents as trees that keep digits, escapes, order and duplicates.
//!
//! This is what the operations of `parsify-json` stand on. It is a crate of its own so that a guest compiles it for speed
//! and the many operations for size. What is not documented for users is the operations' business and changes with them.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod check;
mod comments;
mod decode;
mod depth;
mod dialect;
mod failure;
mod fast;
mod fault;
mod indent;
mod layout;
mod machine;
mod output;
mod problem;
mod recovery;
mod rewrite;
mod scan;
mod sink;
mod sorting;
mod split;
mod state;
mod styled;
pub mod tree;
mod validate;
mod writer;

pub use check::is_json;
pub use comments::{Noted, Spot};
pub use decode::{decoded, decoded_between, unit};
pub use depth::{DEFAULT_MAX_DEPTH, LARGEST_MAX_DEPTH, in_force};
pub use dialect::Dialect;
pub use dialect::{Comment, Translated, is_blank, json_number, json_string, scan_json5_number, translate, unsaid};
pub use fast::read;
pub use fault::Fault;
pub use indent::Indent;
pub use layout::{Compact, Indented, Layout};
pub use machine::{Relaxed, run, run_relaxed};
pub use output::Output;
pub use problem::{Code, Place, Positions, Problem, excerpt};
pub use rewrite::{Job, rewrite, too_large};
pub use scan::{Flaw, FlawKind, Number, Text, count, scan_literal, scan_number, scan_string, skip_space};
pub use sink::{Kind, Sink};
pub use sorting::{Order, Sorting, Tape, replay, replay_noted};
pub use split::split;
pub use styled::{Done, Dress, Frame, HTML_EPILOGUE, Paint, Palette, Removal, StyledWriter, Wording, html_prologue};
pub use validate::{Found, Statistics, check, fit, lone_surrogates};
pub use writer::Writer;
