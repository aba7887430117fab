//! INI: sections of keys and values.
//!
//! There is no standard. This dialect: a section is `[name]` in a line of its own; an entry is a key, `=` or `:`, and a value,
//! without the white space around them; a comment is a line that begins with `;` or `#`. Keys, names of sections and values
//! may stand in double quotes, in which `\\`, `\"`, `\n`, `\r`, `\t`, `\0` and `\uXXXX` are escapes and other backslashes are
//! themselves. Sections of the same name are one.

mod options;
mod quote;
mod read;
mod write;

pub use options::IniOptions;
pub(super) use read::read;
pub(super) use write::write;
