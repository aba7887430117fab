//! The names of the files in a store.

use std::ffi::{OsStr, OsString};

use parsify_interface::Digest;

use super::state::Entry;

pub(crate) const STATE: &str = "state.json";
pub(crate) const PREVIOUS: &str = "state.previous.json";
/// A damaged state that a rebuild or restore replaced, for people to look at.
pub(crate) const DAMAGED: &str = "state.damaged.json";
pub(crate) const LOCK: &str = "lock";

pub(crate) fn artifact(digest: &Digest) -> OsString {
    OsString::from(format!("{}.wasm", hex(digest)))
}

pub(crate) fn artifact_digest(name: &OsStr) -> Option<Digest> {
    digest(name.to_str()?.strip_suffix(".wasm")?)
}

/// A receipt that changes gets a new name, so that the one of the state before stays until the new state counts.
pub(crate) fn receipt(entry: &Entry) -> OsString {
    OsString::from(format!("{}.{}.json", hex(&entry.receipt.digest), entry.written))
}

pub(crate) fn receipt_parts(name: &OsStr) -> Option<(Digest, u64)> {
    let (hex, written) = name.to_str()?.strip_suffix(".json")?.split_once('.')?;
    Some((digest(hex)?, written.parse().ok()?))
}

fn hex(digest: &Digest) -> String {
    digest.to_string().split_off("sha256:".len())
}

fn digest(hex: &str) -> Option<Digest> {
    format!("sha256:{hex}").parse().ok()
}
