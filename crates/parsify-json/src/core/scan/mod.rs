//! The tokenizer: pure functions from an offset to the end of the token that starts there.

mod number;
mod space;
mod string;
mod swar;
mod word;

pub(crate) use number::{Number, scan_number, skip_digits};
pub(crate) use space::skip_space;
pub(crate) use string::{Flaw, FlawKind, Text, is_escape, scan_string};
pub(crate) use swar::count;
pub(crate) use word::{end_where, in_word, scan_literal, word_end};
