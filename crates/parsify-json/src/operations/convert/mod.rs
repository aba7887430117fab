//! `convert`: between JSON and other formats.
//!
//! Every format is read into a tree and written from one; what the tree or the other format cannot hold becomes a note.
//! Each format has a module of its own with `read` and `write`.

mod binary;
mod bson;
mod bytes;
mod cbor;
mod ceiling;
mod csv;
mod dotted;
mod entries;
mod format;
mod function;
mod handler;
mod ini;
mod input;
mod json;
mod json5;
mod key_case;
mod msgpack;
mod ndjson;
mod note;
mod numbers;
mod options;
mod path;
mod problem;
mod properties;
mod special;
mod toml;
mod typed;
mod whereabouts;
mod xml;
mod yaml;

pub use binary::BinaryForm;
pub use csv::{CsvArrays, CsvOptions, EmptyFields, RaggedRows};
pub use dotted::RepeatedKeys;
pub use format::Format;
pub use function::{Converted, convert};
pub use handler::Conversion;
pub(crate) use handler::register;
pub use ini::IniOptions;
pub use input::{Input, Output};
pub use key_case::KeyCase;
pub use note::{Lossy, Note, NoteCode};
pub use options::{ConvertOptions, NonFinite};
pub use properties::{PropertiesEncoding, PropertiesOptions};
pub use special::ExtendedJson;
pub(crate) use special::{Instant, milliseconds, timestamp};
pub use toml::{TomlNulls, TomlOptions};
pub use xml::{XmlEmpty, XmlOptions, XmlTypes};
pub use yaml::{YamlDocuments, YamlOptions};
