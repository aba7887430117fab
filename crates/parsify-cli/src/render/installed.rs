//! What was done to the installed modules.

use std::path::Path;

use parsify::install::{Applied, ChangeKind};
use parsify::{ModuleId, Version, harmless};

use super::near::near;
use super::style::{GOOD, WARNING, paint};
use super::unit::count;

/// What a plan came to: `done: 2 installed, 1 removed`.
pub(crate) fn applied(applied: &Applied) -> String {
    const WORDS: [(ChangeKind, &str); 6] = [
        (ChangeKind::Install, "installed"),
        (ChangeKind::Update, "updated"),
        (ChangeKind::Downgrade, "downgraded"),
        (ChangeKind::Replace, "replaced"),
        (ChangeKind::Remove, "removed"),
        (ChangeKind::Keep, "kept, and asked for from now on"),
    ];
    let number = |kind| applied.changes.iter().filter(|change| change.kind == kind).count();
    let parts = WORDS.map(|(kind, word)| (number(kind), word));
    let parts: Vec<_> =
        parts.iter().filter(|(number, _)| *number > 0).map(|(number, word)| format!("{number} {word}")).collect();
    let mut text = format!("{}: {}\n", paint(GOOD, "done"), parts.join(", "));
    for broken in &applied.broken {
        text.push_str(&format!("{}: {broken}\n", paint(WARNING, "broken")));
    }
    text
}

pub(crate) fn locked(path: &Path) -> String {
    format!("wrote {}\n", near(&path.display().to_string()))
}

/// Modules that were pinned (`true`) or let go.
pub(crate) fn pinned(modules: &[(String, bool)], dry_run: bool) -> String {
    let line = |(module, pinned): &(String, bool)| {
        let module = harmless(module);
        match (pinned, dry_run) {
            (true, false) => format!("{module} stays at its version from now on\n"),
            (false, false) => format!("{module} may be updated again\n"),
            (true, true) => format!("{module} would be pinned; this was a dry run\n"),
            (false, true) => format!("{module} would be let go; this was a dry run\n"),
        }
    };
    modules.iter().map(line).collect()
}

pub(crate) fn repaired(modules: &[(&ModuleId, &Version)], left_out: &[String]) -> String {
    let mut text = format!("{}: {} installed\n", paint(GOOD, "repaired"), count(modules.len(), "module"));
    modules.iter().for_each(|(id, version)| text.push_str(&format!("  {id} {version}\n")));
    left_out.iter().for_each(|problem| {
        text.push_str(&format!("{}: {}\n", paint(WARNING, "left out"), harmless(problem)));
    });
    text
}
