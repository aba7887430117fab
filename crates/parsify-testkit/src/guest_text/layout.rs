//! How the canonical ABI lays out what the contract exchanges, in bytes.

use parsify_interface::{ErrorKind, Failure, serde_json};

use super::core_module::{CoreModule, Place};

/// Bytes of a `result<response, failure>`.
pub(super) const ANSWER: usize = 40;
/// Where the documents of a response stand in it; their number is behind.
pub(super) const DOCUMENTS: usize = 4;
/// Where its data stands.
pub(super) const DATA: usize = 12;

/// Bytes of a `document`.
pub(super) const DOCUMENT: usize = 28;
/// Where its payload stands, behind the case; the length is behind.
pub(super) const PAYLOAD: usize = 20;

/// An answer without documents and warnings.
pub(super) fn response(module: &mut CoreModule, data: &str) -> Place {
    let mut bytes = [0; ANSWER];
    put(&mut bytes, DATA, module.place(data.as_bytes()));
    module.place(&bytes)
}

pub(super) fn failure(module: &mut CoreModule, failure: &Failure) -> Place {
    let mut bytes = [0; ANSWER];
    bytes[0] = 1;
    bytes[4] = kind(failure.kind());
    let details = serde_json::to_string(failure.details()).unwrap_or_else(|_| "{}".to_owned());
    for (at, text) in [(8, failure.code()), (16, failure.message()), (24, &details)] {
        put(&mut bytes, at, module.place(text.as_bytes()));
    }
    let hints: Vec<_> = failure.hints().iter().map(|hint| module.place(hint.as_bytes())).collect();
    let list: Vec<u8> = hints.iter().flat_map(|hint| hint.bytes()).collect();
    let list = module.place(&list);
    put(&mut bytes, 32, Place { length: hints.len() as u32, ..list });
    module.place(&bytes)
}

fn put(bytes: &mut [u8], at: usize, place: Place) {
    bytes[at..at + 8].copy_from_slice(&place.bytes());
}

/// The number of a case of `failure-kind`.
fn kind(kind: ErrorKind) -> u8 {
    match kind {
        ErrorKind::Input => 0,
        ErrorKind::Params => 1,
        ErrorKind::Unsupported => 2,
        ErrorKind::Limit | ErrorKind::Memory | ErrorKind::Timeout | ErrorKind::Output => 3,
        ErrorKind::Dependency => 4,
        _ => 5,
    }
}
