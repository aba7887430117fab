//! The operations, each in a folder of its own: its options and its function.

mod convert;
mod depth;
mod emit;
mod format;
mod minify;
mod validate;

pub(crate) use convert::register as convert_operations;
pub use convert::{
    BinaryForm, Conversion, ConvertOptions, Converted, Format, Input, Lossy, NonFinite, Note, NoteCode, Output,
    TomlNulls, TomlOptions, XmlEmpty, XmlOptions, XmlTypes, YamlDocuments, YamlOptions, convert,
};
pub use depth::{DEFAULT_MAX_DEPTH, LARGEST_MAX_DEPTH};
pub use format::{EndOfLine, FormatOptions, Indent, format};
pub use minify::{MinifyOptions, minify};
pub use validate::{Statistics, ValidateOptions, Validation, validate};
