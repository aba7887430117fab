//! The function behind `convert`.

use parsify_error::Failure;
use std::borrow::Cow;

use super::format::Format;
use super::input::{Input, Output};
use super::key_case::{KeyCase, change};
use super::note::{Note, Notes};
use super::options::ConvertOptions;
use super::path::Path;
use super::special::{Mode, Speech, checked};
use super::whereabouts::{place_failure, place_notes};
use super::{bson, cbor, csv, ini, json, json5, msgpack, ndjson, properties, toml, xml, yaml};
use crate::core::Dialect;
use crate::tree::Value;

/// A converted document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Converted {
    /// The document: bytes only for a binary format that is handed out as bytes.
    pub document: Output,
    /// Its media type; `text/plain` for bytes in base64 or hexadecimal digits.
    pub media_type: &'static str,
    /// What could not be carried over, the first hundred.
    pub notes: Vec<Note>,
    /// How many more notes there were.
    pub omitted: usize,
}

/// Makes a document of one format out of one of another.
///
/// What the other format cannot hold is never lost in silence: it becomes a [`Note`], or a failure where
/// [`lossy`](ConvertOptions::lossy) says so. Numbers keep their digits and objects their order wherever the formats allow.
///
/// Time and memory grow linearly with source and result.
///
/// # Errors
///
/// Kind `Input`: the document is none of its format, or is not in UTF-8; its value cannot be said in the other format at
/// all; something would be lost although nothing may be. Kind `Limit`: nesting beyond 512 levels, aliases that grow beyond
/// bounds, an output that does.
///
/// ```
/// use parsify_json::{ConvertOptions, Format, convert};
///
/// let options = ConvertOptions::new(Format::Json, Format::Yaml);
/// let converted = convert(r#"{"price": 1.10, "sizes": ["S", "no"]}"#, &options).unwrap();
/// assert_eq!(converted.document.as_text(), Some("price: 1.10\nsizes:\n  - S\n  - \"no\"\n"));
/// assert!(converted.notes.is_empty());
/// ```
pub fn convert<'a>(input: impl Into<Input<'a>>, options: &ConvertOptions) -> Result<Converted, Failure> {
    let input = input.into();
    // Pointers are those of the source where that is JSON, and its keys stay.
    let source = match (options.source(), options.key_case, input) {
        (Format::Json, KeyCase::Keep, Input::Text(source)) => Some(source),
        _ => None,
    };
    match (converted(input, options), source) {
        (Ok(mut converted), Some(source)) => {
            place_notes(source, &mut converted.notes);
            Ok(converted)
        }
        (Err(failure), Some(source)) => Err(place_failure(source, failure)),
        (result, None) => result,
    }
}

fn converted(input: Input<'_>, options: &ConvertOptions) -> Result<Converted, Failure> {
    let mut notes = Notes::new(options.lossy);
    let bytes = if options.source().is_binary() { input.bytes(options.binary)? } else { Cow::default() };
    let value = read(input, &bytes, options, &mut notes)?;
    let value = match options.key_case {
        KeyCase::Keep => value,
        case => change(value, case, &mut notes, &Path::ROOT)?,
    };
    let output = write(&value, options, &mut notes)?.in_form(options.binary);
    let media_type = match &output {
        Output::Text(_) if options.to.is_binary() => "text/plain",
        _ => options.to.media_type(),
    };
    let (notes, omitted) = notes.finish();
    Ok(Converted { document: output, media_type, notes, omitted })
}

fn read<'a>(
    input: Input<'a>,
    bytes: &'a [u8],
    options: &ConvertOptions,
    notes: &mut Notes,
) -> Result<Value<'a>, Failure> {
    match options.source() {
        Format::Json => json::read(input.text()?, options, notes),
        Format::Jsonc => json5::read(input.text()?, Dialect::Jsonc, options, notes),
        Format::Json5 => json5::read(input.text()?, Dialect::Json5, options, notes),
        format @ (Format::Csv | Format::Tsv) => csv::read(input.text()?, format, &options.csv, notes),
        Format::Ndjson => ndjson::read(input.text()?),
        Format::Ini => ini::read(input.text()?, &options.ini, notes),
        Format::Properties => {
            let source = properties::decoded(input, &options.properties)?;
            properties::read(&source, &options.properties, notes)
        }
        Format::Yaml => yaml::read(input.text()?, options, notes),
        Format::Toml => toml::read(input.text()?, options, notes),
        Format::Xml => xml::read(input.text()?, options, notes),
        Format::MessagePack | Format::Cbor | Format::Bson => {
            let mode = Mode::of(options.extended_json, options.source(), options.to);
            let mut speech = Speech { mode, non_finite: options.non_finite, notes };
            let read = match options.source() {
                Format::MessagePack => msgpack::read,
                Format::Cbor => cbor::read,
                _ => bson::read,
            };
            checked(read(bytes, options.sequence, &mut speech)?, mode, options.source())
        }
    }
}

fn write(value: &Value<'_>, options: &ConvertOptions, notes: &mut Notes) -> Result<Output, Failure> {
    match options.to {
        Format::Json => json::write(value, options, notes),
        Format::Jsonc => json5::write(value, Dialect::Jsonc, options),
        Format::Json5 => json5::write(value, Dialect::Json5, options),
        format @ (Format::Csv | Format::Tsv) => csv::write(value, format, &options.csv, notes),
        Format::Ndjson => ndjson::write(value, notes),
        Format::Ini => ini::write(value, &options.ini, notes),
        Format::Properties => properties::write(value, &options.properties, notes),
        Format::Yaml => yaml::write(value, options, notes),
        Format::Toml => toml::write(value, options, notes),
        Format::Xml => xml::write(value, options, notes),
        Format::MessagePack | Format::Cbor | Format::Bson => {
            let mode = Mode::of(options.extended_json, options.source(), options.to);
            let mut speech = Speech { mode, non_finite: options.non_finite, notes };
            let write = match options.to {
                Format::MessagePack => msgpack::write,
                Format::Cbor => cbor::write,
                _ => bson::write,
            };
            write(value, options.sequence, &mut speech).map(Output::Bytes)
        }
    }
}
