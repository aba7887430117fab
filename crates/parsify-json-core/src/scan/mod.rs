//! The tokenizer: pure functions from an offset to the end of the token that starts there.

mod count;
mod number;
mod space;
mod string;
mod swar;
mod word;

pub use count::count;
pub(crate) use number::skip_digits;
pub use number::{Number, scan_number};
pub use space::skip_space;
pub(crate) use string::is_escape;
pub use string::{Flaw, FlawKind, Text, scan_string};
pub use word::scan_literal;
pub(crate) use word::{continues_word, end_where, in_word, word_end};
