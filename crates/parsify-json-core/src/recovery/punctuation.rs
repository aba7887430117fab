//! Brackets, commas and colons in the wrong place.

use super::{Scene, Step};
use crate::fault::Fault;
use crate::problem::Code;
use crate::sink::Kind;
use crate::state::State;

/// A closing bracket that does not fit here.
pub(super) fn closing(scene: &Scene<'_>, found: char) -> Step {
    let end = scene.at + 1;
    let Some(open) = scene.stack.last() else {
        return Step::report(scene.fault(Code::UnexpectedClosing, end), end, scene.state);
    };
    let kind = if found == '}' { Kind::Object } else { Kind::Array };
    let fault = if open.kind() == kind {
        before_closing(scene, open.opened_at())
    } else {
        Some(scene.fault(Code::MismatchedBracket, end).related_to(open.opened_at()))
    };
    // One level out it may fit: then the inner bracket was forgotten. Else it was mistyped.
    let parent = scene.stack.iter().rev().nth(1).map(|level| level.kind());
    let closes = if open.kind() != kind && parent == Some(kind) { 2 } else { 1 };
    Step { fault, closes, next: Some((end, State::After)) }
}

/// What is missing before a bracket of the right kind.
fn before_closing(scene: &Scene<'_>, opened_at: usize) -> Option<Fault> {
    match scene.state {
        State::Value | State::Key if scene.comma > opened_at && !after_key(scene) => {
            Some(Fault::new(Code::TrailingComma, scene.comma, scene.comma + 1))
        }
        State::Value => Some(scene.fault(Code::MissingValue, scene.at + 1)),
        State::Colon => Some(scene.fault(Code::MissingColon, scene.at + 1)),
        State::Key | State::FirstValue | State::FirstKey | State::After => None,
    }
}

fn after_key(scene: &Scene<'_>) -> bool {
    scene.state == State::Value && scene.container() == Some(Kind::Object)
}

/// A comma that separates nothing.
pub(super) fn comma(scene: &Scene<'_>) -> Step {
    let end = scene.at + 1;
    match (scene.state, scene.container()) {
        (State::After, _) if scene.several => Step::go(end, State::Value),
        (State::After, _) => Step::report(scene.fault(Code::SeveralValues, end), end, State::Value),
        (State::Colon, _) => Step::report(scene.fault(Code::MissingColon, end), scene.at, State::After),
        (State::Value, Some(Kind::Object)) => {
            Step::report(scene.fault(Code::MissingValue, end), scene.at, State::After)
        }
        (state, _) => Step::report(scene.fault(Code::ExtraComma, end), end, state),
    }
}

/// A colon without a key before it.
pub(super) fn colon(scene: &Scene<'_>) -> Step {
    let end = scene.at + 1;
    match (scene.state, scene.container()) {
        (State::Key | State::FirstKey, _) => Step::report(scene.fault(Code::MissingKey, end), end, State::Value),
        (State::After, Some(_)) => Step::report(scene.fault(Code::UnexpectedColon, end), end, State::Value),
        (state, _) => Step::report(scene.fault(Code::UnexpectedColon, end), end, state),
    }
}
