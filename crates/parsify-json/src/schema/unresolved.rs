//! References that lead nowhere.

use jsonschema::ReferencingError;
use parsify_error::{ErrorKind, Failure};
use serde_json::Value;

use super::places::place;
use super::references::{BASE, Schemas, in_document, name, without_fragment};
use crate::code;
use crate::tree::Pointer;

/// The failure, with the place of the reference where it can be told.
pub(super) fn unresolved(schemas: &Schemas<'_>, error: &ReferencingError) -> Failure {
    let (message, text, hint) = match error {
        ReferencingError::Unretrievable { uri, .. } => return missing(schemas, uri),
        ReferencingError::PointerToNowhere { pointer } => {
            (format!("a reference leads to `{pointer}`, where there is nothing"), pointer.clone(), None)
        }
        ReferencingError::NoSuchAnchor { anchor } | ReferencingError::InvalidAnchor { anchor } => (
            format!("a reference leads to the anchor `{anchor}`, which does not exist"),
            anchor.clone(),
            Some("a way through the document starts with a slash: `#/$defs/name`"),
        ),
        other => (format!("a reference of the schema is wrong: {other}"), String::new(), None),
    };
    let failure = Failure::new(ErrorKind::Input, code::SCHEMA_REFERENCE, message);
    let failure = match hint {
        Some(hint) => failure.with_hint(hint),
        None => failure,
    };
    let ends = |reference: &str| {
        reference.split_once('#').is_some_and(|(_, fragment)| fragment == text || decoded(fragment) == text)
    };
    found(failure, schemas, &ends)
}

/// Nobody handed a document in for a URI.
pub(super) fn missing(schemas: &Schemas<'_>, uri: &str) -> Failure {
    let uri = without_fragment(uri);
    let written = uri.strip_prefix(BASE).unwrap_or(uri);
    let message = format!("the schema refers to `{written}`, but no document with this URI was handed in");
    let failure = Failure::new(ErrorKind::Input, code::SCHEMA_REFERENCE, message)
        .with_detail("uri", written)
        .with_hint(format!(
            "hand it in as a document `reference`: with `\"$id\": \"{written}\"` in it, or with the option \
             `references`: {{\"{written}\": 0}}"
        ))
        .with_hint("nothing is ever fetched");
    let last = |uri: &str| uri.rsplit('/').next().unwrap_or_default().to_owned();
    let refers = |reference: &str| {
        let reference = without_fragment(reference);
        reference == uri || (!reference.is_empty() && uri.ends_with(reference)) || last(reference) == last(uri)
    };
    found(failure, schemas, &refers)
}

/// Adds the place of the first reference that fits.
fn found(failure: Failure, schemas: &Schemas<'_>, fits: &dyn Fn(&str) -> bool) -> Failure {
    for (document, read) in schemas.documents.iter().enumerate() {
        let mut path = Vec::new();
        if search(&read.value, &mut path, fits) {
            let pointer: Pointer = path.into_iter().collect();
            let failure = in_document(failure, document).with_detail("pointer", pointer.to_string());
            return place(failure, read.source, &pointer, &name(document));
        }
    }
    failure
}

/// Leaves the way to the reference in `path`. Calls itself no deeper than a schema is nested.
fn search(value: &Value, path: &mut Vec<String>, fits: &dyn Fn(&str) -> bool) -> bool {
    match value {
        Value::Object(members) => members.iter().any(|(key, value)| match value.as_str() {
            Some(text) if is_reference(key) && fits(text) => {
                path.push(key.clone());
                true
            }
            Some(_) => false,
            None => search_below(key.clone(), value, path, fits),
        }),
        Value::Array(elements) => {
            elements.iter().enumerate().any(|(index, value)| search_below(index.to_string(), value, path, fits))
        }
        _ => false,
    }
}

fn search_below(token: String, value: &Value, path: &mut Vec<String>, fits: &dyn Fn(&str) -> bool) -> bool {
    path.push(token);
    let found = search(value, path, fits);
    if !found {
        path.pop();
    }
    found
}

fn is_reference(key: &str) -> bool {
    matches!(key, "$ref" | "$dynamicRef" | "$recursiveRef" | "$schema")
}

/// A fragment without percent signs, as far as they mean text.
pub(super) fn decoded(fragment: &str) -> String {
    let bytes = fragment.as_bytes();
    let mut text = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let hex = fragment.get(at + 1..at + 3).filter(|_| byte == b'%');
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                text.push(byte);
                at += 3;
            }
            None => {
                text.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&text).into_owned()
}
