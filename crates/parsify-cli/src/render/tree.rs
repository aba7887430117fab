use parsify::install::TreeRow;

use super::style::{FAINT, paint};

/// Signs that a tree is drawn with.
struct Lines {
    branch: &'static str,
    last: &'static str,
    through: &'static str,
}

const UNICODE: Lines = Lines { branch: "├── ", last: "└── ", through: "│   " };
const ASCII: Lines = Lines { branch: "|-- ", last: "`-- ", through: "|   " };

/// A tree of dependencies. A row that stood before is marked `(*)`: what is below it is not drawn again.
pub(crate) fn tree(rows: &[TreeRow], ascii: bool) -> String {
    let lines = if ascii { ASCII } else { UNICODE };
    // Whether the row above, at each depth, was the last one there.
    let mut lasts: Vec<bool> = Vec::new();
    let mut text = String::new();
    for row in rows {
        lasts.truncate(row.depth);
        for last in lasts.iter().skip(1) {
            text.push_str(if *last { "    " } else { lines.through });
        }
        if row.depth > 0 {
            text.push_str(if row.last { lines.last } else { lines.branch });
        }
        lasts.push(row.last);
        text.push_str(&label(row));
        text.push('\n');
    }
    text
}

fn label(row: &TreeRow) -> String {
    let requirement = row.requirement.as_ref().filter(|_| row.depth > 0).map(ToString::to_string);
    let optional = row.optional.then(|| "optional".to_owned());
    let notes: Vec<_> = requirement.into_iter().chain(optional).collect();
    let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) };
    let repeated = if row.repeated { " (*)" } else { "" };
    match (&row.version, &row.absent) {
        (None, Some(reason)) => paint(FAINT, format_args!("{}{notes}: absent, {reason}", row.id)),
        (None, None) => paint(FAINT, format_args!("{}{notes}: absent", row.id)),
        (Some(version), _) if notes.is_empty() => format!("{} {version}{repeated}", row.id),
        (Some(version), _) => format!("{} {version}{}{repeated}", row.id, paint(FAINT, notes)),
    }
}
