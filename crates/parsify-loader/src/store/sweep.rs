//! Removes what killed processes and earlier transactions left. Nothing depends on it: what cannot be removed now is
//! removed another time, and what bears no name of ours is left alone.

use std::collections::BTreeSet;
use std::ffi::OsString;

use super::disk::Dir;
use super::opened::{Opened, Part};
use super::state::State;
use super::{names, reading};

/// Only for the holder of the store's lock: nobody else has temporary files then.
pub(crate) fn sweep(opened: &Opened, state: &State) {
    sweep_temporary(opened);
    let current: BTreeSet<OsString> = state.entries().map(names::receipt).collect();
    remove(opened, Part::Receipts, |name| names::receipt_parts(name).is_some() && !current.contains(name));

    let used = state.digests();
    let unused = |name: &OsString| names::artifact_digest(name).filter(|digest| !used.contains(digest));
    if !list(opened, Part::Artifacts).iter().any(|name| unused(name).is_some()) {
        return;
    }
    // The state before may want them back. If it cannot be read, all stay.
    let Ok(previous) = reading::previous(opened) else { return };
    let kept = previous.map(|previous| previous.state.digests()).unwrap_or_default();
    remove(opened, Part::Artifacts, |name| unused(name).is_some_and(|digest| !kept.contains(&digest)));
}

/// As [`sweep`], when there is no state to tell what is used.
pub(crate) fn sweep_temporary(opened: &Opened) {
    remove(opened, Part::Temporary, |_| true);
}

fn list(opened: &Opened, part: Part) -> Vec<OsString> {
    let folder = opened.part(part).ok().flatten();
    folder.and_then(|folder: Dir| folder.names().ok()).unwrap_or_default()
}

fn remove(opened: &Opened, part: Part, is_rubbish: impl Fn(&OsString) -> bool) {
    let Ok(Some(folder)) = opened.part(part) else { return };
    for name in folder.names().unwrap_or_default().iter().filter(|name| is_rubbish(name)) {
        let _ = folder.remove(name);
    }
}
