//! Conversion from and to tables, lists of keys and binary formats.

mod binary;
mod bson;
mod cbor;
mod csv;
mod ini;
mod json5;
mod key_case;
mod msgpack;
mod ndjson;
mod properties;

use parsify_error::Failure;
use parsify_json::{BinaryForm, ConvertOptions, Converted, Format, Indent, NoteCode, convert};

/// Options without white space in JSON.
pub(crate) fn options(from: Format, to: Format) -> ConvertOptions {
    let mut options = ConvertOptions::new(from, to);
    options.indent = Indent::None;
    options
}

/// Options for a binary format in hexadecimal digits.
pub(crate) fn hex(from: Format, to: Format) -> ConvertOptions {
    let mut options = options(from, to);
    options.binary = BinaryForm::Hex;
    options
}

/// What a text becomes without notes.
#[track_caller]
pub(crate) fn clean(source: &str, options: &ConvertOptions) -> String {
    let converted = convert(source, options).unwrap();
    assert_eq!(converted.notes, [], "{source}");
    text(&converted)
}

/// What a text becomes, and the codes of the notes.
#[track_caller]
pub(crate) fn noted(source: &str, options: &ConvertOptions) -> (String, Vec<NoteCode>) {
    let converted = convert(source, options).unwrap();
    (text(&converted), converted.notes.iter().map(|note| note.code).collect())
}

/// Why a text cannot be converted.
#[track_caller]
pub(crate) fn refused(source: &str, options: &ConvertOptions) -> Failure {
    let failure = convert(source, options).expect_err(source);
    assert!(!failure.message().is_empty());
    failure
}

fn text(converted: &Converted) -> String {
    converted.document.as_text().unwrap().to_owned()
}
