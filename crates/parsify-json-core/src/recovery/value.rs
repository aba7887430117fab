//! Something that is no value where a value belongs, and something more where none does.

use super::{Scene, Step, number, quote, starts_value};
use crate::problem::Code;
use crate::scan::{in_word, word_end};
use crate::sink::Kind;
use crate::state::State;

/// A value is wanted here, or the end of an array.
pub(super) fn value(scene: &Scene<'_>, found: char) -> Step {
    if let Some((code, end)) = quote::quoted(scene, found) {
        return Step::report(scene.fault(code, end), end, State::After);
    }
    if !in_word(found) {
        return garbage(scene);
    }
    let end = word_end(scene.source, scene.at);
    let word = scene.source.get(scene.at..end).unwrap_or_default();
    Step::report(scene.fault(classify(word), end), end, State::After)
}

/// Unknown characters stand for a value, unless one follows them without a gap.
fn garbage(scene: &Scene<'_>) -> Step {
    let step = scene.garbage();
    let following = step.next.and_then(|(at, _)| scene.source.get(at..)?.chars().next());
    let stays = scene.stack.is_empty() || following.is_some_and(starts_value);
    let state = if stays { scene.state } else { State::After };
    Step { next: step.next.map(|(at, _)| (at, state)), ..step }
}

fn classify(word: &str) -> Code {
    match word {
        "True" | "False" | "None" => return Code::PythonLiteral,
        "undefined" => return Code::Undefined,
        _ => {}
    }
    let bare = word.trim_start_matches(['+', '-']);
    let is = |name: &&str| bare.eq_ignore_ascii_case(name);
    if ["nan", "inf", "infinity"].iter().any(is) {
        Code::NonFiniteNumber
    } else if ["true", "false", "null", "nil"].iter().any(|name| word.eq_ignore_ascii_case(name)) {
        Code::UnknownLiteral
    } else if bare.starts_with(|first: char| first.is_ascii_digit() || first == '.') || bare.is_empty() {
        number::classify(word)
    } else {
        Code::UnquotedString
    }
}

/// A value has ended here; only a comma or the end of what contains it may follow.
pub(super) fn after(scene: &Scene<'_>, found: char) -> Step {
    let end = scene.at + found.len_utf8();
    let next = match scene.container() {
        Some(Kind::Object) => State::Key,
        Some(Kind::Array) | None => State::Value,
    };
    match found {
        ';' if !scene.stack.is_empty() => Step::report(scene.fault(Code::MissingComma, end), end, next),
        _ if !starts_value(found) => scene.garbage(),
        _ if !scene.stack.is_empty() => Step::report(scene.fault(Code::MissingComma, end), scene.at, next),
        _ if scene.several => Step::go(scene.at, next),
        _ => Step::report(scene.fault(Code::SeveralValues, end), scene.at, next),
    }
}
