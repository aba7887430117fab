//! One way to check a conversion.

use parsify_json::{ConvertOptions, Converted, NoteCode, convert, tree};
use serde_json::Value;

/// The options of params in JSON.
pub(crate) fn options(params: Value) -> ConvertOptions {
    serde_json::from_value(params).expect("the options are good")
}

/// Converts with params in JSON.
#[track_caller]
pub(crate) fn converted(params: Value, source: &str) -> Converted {
    convert(source, &options(params)).unwrap_or_else(|failure| panic!("{source:?}: {failure:?}"))
}

/// Converts to exactly this, with notes of these codes at these pointers.
#[track_caller]
pub(crate) fn converts(params: Value, source: &str, expected: &str, notes: &[(NoteCode, &str)]) {
    let converted = converted(params, source);
    assert_eq!(converted.document.as_text(), Some(expected), "of {source:?}");
    let found: Vec<_> = converted.notes.iter().map(|note| (note.code, note.pointer.as_str())).collect();
    assert_eq!(found, notes, "{:#?}", converted.notes);
}

/// The document in that format becomes this value in JSON, by meaning, and nothing is lost.
#[track_caller]
pub(crate) fn reads(params: Value, source: &str, expected: &str) {
    let converted = converted(params, source);
    assert!(converted.notes.is_empty(), "{:#?}", converted.notes);
    is_same(converted.document.as_text().unwrap(), expected);
}

#[track_caller]
pub(crate) fn is_same(found: &str, expected: &str) {
    let (found, expected) = (tree::parse(found).unwrap(), tree::parse(expected).unwrap());
    assert!(found.same(&expected), "found {}, expected {}", found.to_json(), expected.to_json());
}

/// The conversion fails with this code at this line and column.
#[track_caller]
pub(crate) fn refuses(params: Value, source: &str, code: &str, place: (u64, u64)) {
    let failure = match convert(source, &options(params)) {
        Ok(converted) => panic!("{source:?} became {:?}", converted.document.as_text()),
        Err(failure) => failure,
    };
    assert_eq!(failure.code(), code, "{failure:?}");
    let detail = |name: &str| failure.details().get(name).and_then(parsify_error::Detail::as_u64);
    assert_eq!((detail("line"), detail("column")), (Some(place.0), Some(place.1)), "{failure:?}");
}
