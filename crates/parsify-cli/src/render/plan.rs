//! What a plan would do.

use parsify::Digest;
use parsify::install::{Change, ChangeKind, Plan};

use super::near::near;
use super::style::{STRONG, WARNING, paint};
use super::table::table;
use super::wants::wants;
use super::warning;

/// Digits of a digest that tell modules apart.
const SHORT: usize = 12;

/// The changes, and what they want. `named`: what is to be removed because somebody said so.
pub(crate) fn plan(plan: &Plan, named: &[String]) -> String {
    if plan.is_empty() {
        return "everything is as it is wanted: nothing to do\n".to_owned();
    }
    let rows: Vec<_> = plan.changes().iter().map(|change| row(change, named)).collect();
    let mut text = table(["CHANGE", "MODULE", "FROM", "TO", "DIGEST", "WHY", "SOURCE"], &rows);
    for change in plan.changes() {
        text.push_str(&wanted(change));
    }
    text
}

/// How a plan ends that is not carried out.
pub(crate) fn dry_run(plan: &Plan) -> String {
    let breaks = plan.broken().iter().map(|broken| format!("{}: {broken}\n", paint(WARNING, "this would break")));
    breaks.collect::<String>() + "this was a dry run: nothing was changed\n"
}

/// Files that cannot be used, and versions that should not be.
pub(crate) fn plan_warnings(plan: &Plan) -> String {
    let mut text: String = plan.unusable().iter().map(|unusable| warning(&unusable.failure)).collect();
    for marked in plan.marked() {
        let mark = parsify::harmless(&marked.mark.to_string());
        text.push_str(&format!("{}: {} {} is {mark}\n", paint(WARNING, "warning"), marked.id, marked.version));
    }
    text
}

/// The beginning of a digest.
pub(super) fn short(digest: &Digest) -> String {
    let text = digest.to_string();
    text.strip_prefix("sha256:").unwrap_or(&text).chars().take(SHORT).collect()
}

/// What happens, as a command.
pub(super) const fn word(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Install => "install",
        ChangeKind::Update => "update",
        ChangeKind::Downgrade => "downgrade",
        ChangeKind::Replace => "replace",
        ChangeKind::Remove => "remove",
        ChangeKind::Keep => "keep",
        _ => "change",
    }
}

fn row(change: &Change, named: &[String]) -> [String; 7] {
    let or_none = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    [
        word(change.kind).to_owned(),
        change.id.to_string(),
        or_none(change.from.as_ref().map(ToString::to_string)),
        or_none(change.to.as_ref().map(ToString::to_string)),
        or_none(change.digest.as_ref().map(short)),
        why(change, named).to_owned(),
        or_none(change.source.as_deref().map(near)),
    ]
}

fn why(change: &Change, named: &[String]) -> &'static str {
    let is_named = named.iter().any(|id| id == change.id.as_str());
    match (change.kind, change.asked_for) {
        (ChangeKind::Remove, _) if !is_named => "no longer needed",
        (ChangeKind::Remove, _) | (_, true) => "asked for",
        (_, false) => "dependency",
    }
}

/// What a module wants; where something was granted before, only what is new is asked for.
fn wanted(change: &Change) -> String {
    if change.wants.is_empty() {
        return String::new();
    }
    let id = paint(STRONG, &change.id);
    let granted = change.wants.beyond(&change.asks);
    match (change.asks.is_empty(), granted.is_empty()) {
        (true, _) => format!("{id} wants: {} (granted before)\n", wants(&change.wants)),
        (false, true) => format!("{id} wants: {}\n", wants(&change.asks)),
        (false, false) => format!("{id} wants more: {} (granted before: {})\n", wants(&change.asks), wants(&granted)),
    }
}
