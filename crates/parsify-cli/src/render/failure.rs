use parsify::Failure;
use parsify::serde_json::{Value, json};

use super::diagnostic::{Diagnostic, Level};
use super::unit;

/// Details that the place or a hint already shows.
const SHOWN: &[&str] = &[
    "line",
    "column",
    "offset",
    "length",
    "excerpt",
    "caretColumn",
    "file",
    "path",
    "nearest",
    "param",
    "versions",
    "document",
    "reason",
];

/// A failure for people.
pub(crate) fn failure(failure: &Failure) -> String {
    told(failure, Level::Error)
}

/// A failure that does not keep the command from its work.
pub(crate) fn warning(failure: &Failure) -> String {
    told(failure, Level::Warning)
}

fn told(failure: &Failure, level: Level) -> String {
    let place = json!(failure.details());
    let located = place["line"].is_u64();
    let mut notes = Vec::new();
    for (name, value) in place.as_object().into_iter().flatten() {
        if !SHOWN.contains(&name.as_str())
            && let Some(text) = detail(name, value)
            && !(value.is_string() && failure.message().contains(&text))
        {
            notes.push((words(name), text));
        }
    }
    // Where there are several, the message says the first only.
    let reasons = place["reasons"].as_array().filter(|reasons| reasons.len() > 1);
    let reasons = reasons.into_iter().flatten().filter_map(Value::as_str);
    notes.extend(reasons.map(|reason| ("reason".to_owned(), reason.to_owned())));
    let further = failure.causes().into_iter().filter(|cause| cause != failure.message());
    notes.extend(further.map(|cause| ("cause".to_owned(), cause)));
    notes.extend(failure.hints().iter().map(|hint| ("hint".to_owned(), hint.clone())));
    Diagnostic {
        level,
        code: failure.code(),
        message: if located { without_place(failure.message(), &place) } else { failure.to_string() },
        file: place["file"].as_str(),
        place: &place,
        notes,
    }
    .render()
}

/// The message without the place that is shown below it.
fn without_place(message: &str, place: &Value) -> String {
    let suffix = format!(" at line {}, column {}", place["line"], place["column"]);
    message.strip_suffix(&suffix).unwrap_or(message).to_owned()
}

/// A value in words; lists and objects are for programs.
fn detail(name: &str, value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => Some(match number.as_u64() {
            Some(bytes) if name.ends_with("Bytes") && bytes >= 1024 => format!("{bytes} ({})", unit::bytes(bytes)),
            _ => number.to_string(),
        }),
        Value::String(text) => Some(text.clone()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}

/// `limitBytes` → `limit bytes`.
pub(super) fn words(name: &str) -> String {
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.push(letter.to_ascii_lowercase());
    }
    words
}
