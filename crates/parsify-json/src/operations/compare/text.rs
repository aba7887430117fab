//! Differences as lines for people.

use super::result::{Difference, DifferenceKind, Differences};
use crate::operations::excerpt::excerpt;
use crate::tree::{Value, parse};

/// A line for each listed difference, then a line that counts.
pub(super) fn text(differences: &Differences) -> String {
    let mut text: String = differences.differences.iter().map(line).collect();
    if differences.omitted > 0 {
        text.push_str(&format!("… and {} more\n", differences.omitted));
    }
    text + &summary(differences) + "\n"
}

pub(super) fn summary(differences: &Differences) -> String {
    if differences.equal {
        return "equal".to_owned();
    }
    let counts = &differences.statistics;
    let counts =
        [(counts.added, "added"), (counts.removed, "removed"), (counts.changed, "changed"), (counts.moved, "moved")];
    let words = counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}"));
    words.collect::<Vec<_>>().join(", ")
}

fn line(difference: &Difference) -> String {
    let path = if difference.path.is_empty() { "(the document)" } else { &difference.path };
    let left = shown(difference.left.as_ref(), difference.left_text.as_deref());
    let right = shown(difference.right.as_ref(), difference.right_text.as_deref());
    let elsewhere = difference.right_path.as_deref();
    match difference.kind {
        DifferenceKind::Added => format!("+ {path}: {right}\n"),
        DifferenceKind::Removed => format!("- {path}: {left}\n"),
        DifferenceKind::Changed => match elsewhere {
            Some(elsewhere) => format!("~ {path} -> {elsewhere}: {left} -> {right}\n"),
            None => format!("~ {path}: {left} -> {right}\n"),
        },
        DifferenceKind::Moved => format!("> {path} -> {}\n", elsewhere.unwrap_or(path)),
    }
}

fn shown(data: Option<&serde_json::Value>, text: Option<&str>) -> String {
    match (text, data) {
        (Some(text), _) => parse(text).map(|value| excerpt(&value)).unwrap_or_default(),
        (None, Some(data)) => excerpt(&Value::from_serde(data)),
        (None, None) => String::new(),
    }
}
