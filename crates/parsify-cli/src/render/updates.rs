//! What the newer versions would mean.

use std::sync::Arc;

use parsify::harmless;
use parsify::install::{Plan, Receipt, Update, UpdateCandidate, UpdateKind};

use super::near::near;
use super::style::{FAINT, STRONG, WARNING, paint};

/// What each update of the plan means for others, and which versions it leaves aside of the modules that are meant.
pub(crate) fn updates(plan: &Plan, is_meant: impl Fn(&str) -> bool) -> String {
    let mut text = String::new();
    for update in plan.updates().iter().filter(|update| is_meant(update.id.as_str())) {
        let to = plan.changes().iter().find(|change| change.id == update.id).and_then(|change| change.to.as_ref());
        if let Some(mark) = &update.mark {
            let mark = harmless(&mark.to_string());
            text.push_str(&format!("{}: {} {} is {mark}\n", paint(WARNING, "warning"), update.id, update.installed));
        }
        for candidate in candidates(update) {
            if to == Some(&candidate.version) {
                text.push_str(&taken(update, candidate));
            } else if to.is_none_or(|to| *to < candidate.version) {
                text.push_str(&left_aside(update, candidate));
            }
        }
    }
    text
}

/// Modules that stay where they are because somebody wants that.
pub(crate) fn held(receipts: &[Arc<Receipt>]) -> String {
    receipts.iter().map(|receipt| format!("{} stays at {}: it is pinned\n", receipt.id(), receipt.version())).collect()
}

/// The compatible and the newest version, once if they are the same.
fn candidates(update: &Update) -> impl Iterator<Item = &UpdateCandidate> {
    let newest = update.newest.as_ref();
    let another = |newest: &&UpdateCandidate| update.compatible.as_ref().is_none_or(|it| it.version != newest.version);
    update.compatible.iter().chain(newest.filter(another))
}

fn taken(update: &Update, candidate: &UpdateCandidate) -> String {
    let mut facts = vec![kind(candidate.kind)];
    facts.extend(candidate.security.then_some("security"));
    facts.extend(candidate.breaking.then_some("breaking"));
    let mut text =
        format!("{} {} → {}: {}\n", paint(STRONG, &update.id), update.installed, candidate.version, facts.join(", "));
    for change in &candidate.changes {
        let word = if change.is_breaking() { paint(WARNING, "breaking: ") } else { String::new() };
        text.push_str(&format!("  {word}{}\n", harmless(&change.to_string())));
    }
    for effect in &candidate.dependents {
        let fits = if effect.fits { "it fits" } else { "it does not fit" };
        text.push_str(&format!(
            "  {} {} wants {}: {fits}\n",
            effect.dependent.id, effect.dependent.version, effect.dependent.requirement
        ));
    }
    text
}

fn left_aside(update: &Update, candidate: &UpdateCandidate) -> String {
    let source = candidate.source.as_deref().map(|source| format!(" in {}", near(source))).unwrap_or_default();
    let clashing = candidate.dependents.iter().find(|effect| !effect.fits).map(|effect| &effect.dependent);
    let reason = match (&update.pin, clashing) {
        (Some(pin), _) => format!("it is pinned to {pin}"),
        (None, Some(user)) => format!("{} {} wants {}", user.id, user.version, user.requirement),
        (None, None) => "it does not go together with the rest".to_owned(),
    };
    let text = format!("{} {} is there{source}, and is left aside: {reason}", update.id, candidate.version);
    paint(FAINT, text) + "\n"
}

const fn kind(kind: UpdateKind) -> &'static str {
    match kind {
        UpdateKind::Patch => "patch",
        UpdateKind::Minor => "minor",
        UpdateKind::Major => "major",
        _ => "other",
    }
}
