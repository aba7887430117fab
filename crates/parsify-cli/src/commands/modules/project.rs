//! What a change of a project's modules means for the files that people look after.

use std::fs;
use std::path::Path;

use parsify::config::{Config, FILE_NAME, Layer, add_dependency, remove_dependency};
use parsify::install::{Change, ChangeKind, Installer};
use parsify::{Failure, ModuleId, Version, VersionReq};

use crate::output::OutputFile;

/// What somebody asks for by a command.
#[derive(Clone, Copy, Debug)]
pub(super) enum Declares<'a> {
    /// Nothing that a project would write down.
    Nothing,
    /// The modules that were added.
    Added,
    /// That these are not wanted any more.
    Removed(&'a [String]),
}

/// Writes what is asked for into the project's `parsify.toml`, and says what was written. Elsewhere nothing is done.
pub(super) fn declare(
    installer: &Installer,
    declares: Declares<'_>,
    changes: &[Change],
) -> Result<Vec<String>, Failure> {
    let place = installer.store().place();
    let Some(folder) = place.project_folder() else { return Ok(Vec::new()) };
    ignore(place.folder());
    let path = folder.join(FILE_NAME);
    // A project without the file is one that was named by its folder alone.
    let Ok(before) = fs::read_to_string(&path) else { return Ok(Vec::new()) };
    let (mut text, mut notes) = (before.clone(), Vec::new());
    match declares {
        Declares::Nothing => {}
        Declares::Added => {
            let known = Config::layered([Layer::from_toml(&path, &before)?])?.dependencies();
            let added = changes.iter().filter(|change| change.asked_for && change.kind != ChangeKind::Remove);
            for (id, version) in added.filter_map(|change| Some((&change.id, change.to.as_ref()?))) {
                let fits = known.iter().any(|known| known.id == *id && known.version.matches(version));
                if let Some(requirement) = compatible(version).filter(|_| !fits) {
                    text = add_dependency(&path, &text, id, &requirement)?;
                    notes.push(format!("{FILE_NAME}: wrote {id} = \"{requirement}\""));
                }
            }
        }
        Declares::Removed(ids) => {
            for id in ids.iter().filter_map(|id| ModuleId::new(id).ok()) {
                if let Some(without) = remove_dependency(&path, &text, &id)? {
                    text = without;
                    notes.push(format!("{FILE_NAME}: removed {id}"));
                }
            }
        }
    }
    if text != before {
        OutputFile::new(path)?.write(text.as_bytes())?;
    }
    Ok(notes)
}

/// What Cargo would write: the version, or a newer one that promises to be compatible.
fn compatible(version: &Version) -> Option<VersionReq> {
    let plain = Version { build: Default::default(), ..version.clone() };
    VersionReq::parse(&format!("^{plain}")).ok()
}

/// What is installed belongs to one checkout; the lock file says the rest. That it cannot be written is no reason to fail.
fn ignore(store: &Path) {
    let path = store.join(".gitignore");
    if store.is_dir() && fs::symlink_metadata(&path).is_err() {
        let _ = fs::write(path, "*\n");
    }
}
