//! Something else where a key or its colon belongs.

use super::{Scene, Step, quote, starts_value};
use crate::problem::Code;
use crate::scan::{in_word, word_end};
use crate::state::State;

/// A key is wanted here.
pub(super) fn key(scene: &Scene<'_>, found: char) -> Step {
    if let Some((code, end)) = quote::quoted(scene, found) {
        return Step::report(scene.fault(code, end), end, State::Colon);
    }
    if in_word(found) {
        let end = word_end(scene.source, scene.at);
        return Step::report(scene.fault(Code::UnquotedKey, end), end, State::Colon);
    }
    match found {
        // A value without a key: read it as one.
        '{' | '[' => Step::report(scene.fault(Code::MissingKey, scene.at + 1), scene.at, State::Value),
        _ => scene.garbage(),
    }
}

/// The colon after a key is wanted here.
pub(super) fn instead_of_colon(scene: &Scene<'_>, found: char) -> Step {
    if found == '=' {
        let end = scene.at + if scene.rest().starts_with("=>") { 2 } else { 1 };
        return Step::report(scene.fault(Code::MissingColon, end), end, State::Value);
    }
    if starts_value(found) {
        let end = scene.at + found.len_utf8();
        return Step::report(scene.fault(Code::MissingColon, end), scene.at, State::Value);
    }
    scene.garbage()
}
