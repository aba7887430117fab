//! Differences as lines for people.

use super::list::Found;
use super::result::{DifferenceKind, Differences};
use crate::operations::excerpt::excerpt;
use crate::tree::Value;

/// A line for each listed difference, then a line that counts. Values are shown as they are written.
pub(super) fn text(found: &[Found<'_>], differences: &Differences) -> String {
    let mut text: String = found.iter().map(line).collect();
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

fn line(found: &Found<'_>) -> String {
    let path = if found.path.is_empty() { "(the document)" } else { &found.path };
    let (left, right) = (shown(found.left), shown(found.right));
    let elsewhere = found.right_path.as_deref();
    match found.kind {
        DifferenceKind::Added => format!("+ {path}: {right}\n"),
        DifferenceKind::Removed => format!("- {path}: {left}\n"),
        DifferenceKind::Changed => match elsewhere {
            Some(elsewhere) => format!("~ {path} -> {elsewhere}: {left} -> {right}\n"),
            None => format!("~ {path}: {left} -> {right}\n"),
        },
        DifferenceKind::Moved => format!("> {path} -> {}\n", elsewhere.unwrap_or(path)),
    }
}

fn shown(value: Option<&Value<'_>>) -> String {
    value.map(excerpt).unwrap_or_default()
}
