//! The lossless streaming core: tokens, grammar, recovery, problems, and the sink that writes.

mod check;
mod comments;
mod decode;
mod dialect;
mod fast;
mod fault;
mod layout;
mod machine;
mod output;
mod problem;
mod recovery;
mod scan;
mod sink;
mod sorting;
mod split;
mod state;
mod styled;
mod writer;

pub(crate) use check::is_json;
pub(crate) use comments::{Noted, Spot};
pub(crate) use decode::{decoded, decoded_between, unit};
pub use dialect::Dialect;
pub(crate) use dialect::{
    Comment, Translated, is_blank, json_number, json_string, scan_json5_number, translate, unsaid,
};
pub(crate) use fast::read;
pub(crate) use fault::Fault;
pub(crate) use layout::{Compact, Indented, Layout};
pub(crate) use machine::{Relaxed, run, run_relaxed};
pub(crate) use output::Output;
pub use problem::{Code, Place, Problem};
pub(crate) use problem::{Positions, excerpt};
pub(crate) use scan::{Number, Text, count, scan_literal, scan_number, scan_string, skip_space};
pub(crate) use sink::{Kind, Sink};
pub(crate) use sorting::{Order, Sorting, Tape, replay, replay_noted};
pub(crate) use split::split;
pub(crate) use styled::{
    Done, Dress, Frame, HTML_EPILOGUE, Paint, Palette, Removal, StyledWriter, Wording, html_prologue,
};
pub(crate) use writer::Writer;
