//! What could be installed: what the program provides itself, what is installed, and what every source offers.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parsify_error::{ErrorKind, Failure, code};
use parsify_interface::{Descriptor, Digest, Module as _, ModuleId, Version};
use parsify_loader::{CATALOG_FILE, Folder, Origin, Source};
use parsify_registry::{Entry, Registry};
use serde::Serialize;
use tokio::task::JoinSet;

use crate::component::{Host, fetch_and_load};

/// The source of what the program provides itself.
pub(super) const PROVIDED: &str = "provided by the program";

/// A module that a source offers.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) descriptor: Arc<Descriptor>,
    pub(super) digest: Digest,
    pub(super) source: Source,
    pub(super) origin: Origin,
}

/// A file of a source that is no module.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Unusable {
    /// The file.
    pub location: String,
    /// Why it cannot be used.
    pub failure: Failure,
}

/// Everything that versions can be chosen from.
#[derive(Debug, Default)]
pub(super) struct Available {
    pub(super) registry: Registry,
    pub(super) candidates: BTreeMap<(ModuleId, Version), Candidate>,
    pub(super) unusable: Vec<Unusable>,
}

impl Available {
    /// Adds what was read from a source. With `replace`, bytes that differ from those that are known of the same version take
    /// their place; otherwise that is an error.
    pub(super) fn add(&mut self, offered: Offered, replace: bool) -> Result<Vec<(ModuleId, Version)>, Failure> {
        let mut added = Vec::new();
        for candidate in offered.candidates {
            let (id, version) = (candidate.descriptor.id.clone(), candidate.descriptor.version.clone());
            let entry = Entry::new(candidate.descriptor.clone())
                .with_digest(candidate.digest)
                .with_source(candidate.origin.location.as_str());
            let known = self.registry.find(id.as_str(), &version);
            // What the program has by itself needs no other one.
            if known.is_some_and(|entry| entry.source() == Some(PROVIDED)) {
                continue;
            }
            match known.and_then(Entry::digest) {
                Some(digest) if digest != candidate.digest && replace => {
                    self.registry.replace_forced(&version, entry)?;
                }
                _ => {
                    self.registry.register(entry)?;
                }
            }
            added.push((id.clone(), version.clone()));
            self.candidates.insert((id, version), candidate);
        }
        for marked in offered.marked {
            self.mark(&marked)?;
        }
        self.unusable.extend(offered.unusable);
        Ok(added)
    }

    /// What a source says of a version holds for those bytes only.
    fn mark(&mut self, marked: &Entry) -> Result<(), Failure> {
        let (id, version) = (marked.id().as_str(), marked.version());
        let known = self.registry.find(id, version);
        let same = known.is_some_and(|known| marked.digest().is_none() || known.digest() == marked.digest());
        if same {
            self.registry.mark(id, version, marked.mark().cloned())?;
        }
        Ok(())
    }
}

/// What one source offers.
#[derive(Default)]
pub(super) struct Offered {
    candidates: Vec<Candidate>,
    unusable: Vec<Unusable>,
    /// Versions of which the folder's catalog says that they are deprecated or were withdrawn.
    marked: Vec<Entry>,
}

/// Reads a file, or every module of a folder. Each is compiled and asked for its descriptor in the sandbox. What is in
/// `known` already, by its digest, is not asked again.
pub(super) async fn read(
    host: &Host,
    path: &Path,
    known: &Arc<BTreeMap<Digest, Arc<Descriptor>>>,
    mut done: impl FnMut(usize, usize),
) -> Result<Offered, Failure> {
    let folder = path.is_dir();
    let sources = if folder { list(path.to_owned()).await? } else { vec![Source::file(absolute(path))] };
    let (count, mut loading) = (sources.len(), JoinSet::new());
    for (place, source) in sources.into_iter().enumerate() {
        let (host, known) = (host.clone(), known.clone());
        let updates = folder.then(|| absolute(path));
        loading.spawn(async move { (place, candidate(&host, source, updates, &known).await) });
    }
    let mut read = Vec::new();
    while let Some(ended) = loading.join_next().await {
        read.push(ended.map_err(lost)?);
        done(read.len(), count);
    }
    read.sort_by_key(|(place, _)| *place);
    let mut offered = Offered { marked: if folder { marked(path).await? } else { Vec::new() }, ..Offered::default() };
    for (_, candidate) in read {
        match candidate {
            Ok(candidate) => offered.candidates.push(candidate),
            // One bad file in a folder hides no other; a file that was named itself must be good.
            Err(unusable) if folder => offered.unusable.push(unusable),
            Err(unusable) => return Err(unusable.failure),
        }
    }
    Ok(offered)
}

async fn candidate(
    host: &Host,
    source: Source,
    updates: Option<PathBuf>,
    known: &Arc<BTreeMap<Digest, Arc<Descriptor>>>,
) -> Result<Candidate, Unusable> {
    let location = source.provenance().location();
    let unusable = |failure: Failure| {
        let failure = failure.with_detail("source", location.as_str());
        Unusable { location: location.clone(), failure }
    };
    let (loader, reading) = (host.loader, source.clone());
    let read = tokio::task::spawn_blocking(move || loader.load(&reading).map(|artifact| *artifact.digest())).await;
    let digest = read.map_err(|error| unusable(lost(error)))?.map_err(|error| unusable(error.into()))?;
    let descriptor = match known.get(&digest) {
        Some(descriptor) => descriptor.clone(),
        None => {
            let module = fetch_and_load(host, &source, Some(digest)).await.map_err(unusable)?;
            Arc::new(module.descriptor().clone())
        }
    };
    let kind = if updates.is_some() { "folder" } else { "file" };
    let origin = Origin::new(kind, location.as_str());
    let origin = match updates {
        Some(folder) => origin.updated_from(folder.display().to_string()),
        None => origin,
    };
    Ok(Candidate { descriptor, digest, source, origin })
}

/// The marked versions of the catalog that lies in a folder, if one does.
async fn marked(path: &Path) -> Result<Vec<Entry>, Failure> {
    let folder = Folder::new(absolute(path));
    let location = folder.path().join(CATALOG_FILE).display().to_string();
    let text = tokio::task::spawn_blocking(move || folder.catalog_text()).await.map_err(lost)??;
    let Some(text) = text else { return Ok(Vec::new()) };
    let catalog =
        Registry::from_json(&text).map_err(|error| Failure::from(error).with_detail("source", location.as_str()))?;
    Ok(catalog.entries().filter(|entry| entry.mark().is_some()).cloned().collect())
}

async fn list(path: PathBuf) -> Result<Vec<Source>, Failure> {
    let listed = tokio::task::spawn_blocking(move || Folder::new(absolute(&path)).list()).await.map_err(lost)?;
    Ok(listed?)
}

/// What is written down must mean the same from every folder.
pub(super) fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

fn lost(error: tokio::task::JoinError) -> Failure {
    Failure::new(ErrorKind::Internal, code::HOST_INTERNAL, "a thread that reads modules did not come back")
        .with_source(error)
}
