use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;

use parsify_interface::{Digest, ModuleId, Version};
use serde::{Deserialize, Serialize};

use super::envelope;
use super::flaw::Flaw;
use super::receipt::Receipt;

pub(crate) const SCHEMA: &str = "parsify-modules";
/// The most a state may have as JSON: 64 MiB. A larger one is not read, and none is written.
pub const MAX_STATE_BYTES: u64 = 64 << 20;

/// What is installed, as it was at one moment. Cheap to clone.
///
/// ```
/// use parsify_loader::{Store, StorePlace};
///
/// # let home = tempfile::tempdir()?;
/// let state = Store::new(StorePlace::at(home.path().join("modules"))).state()?;
/// assert!(state.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    generation: u64,
    pub(crate) lock: Option<Arc<str>>,
    modules: Arc<BTreeMap<ModuleId, BTreeMap<Version, Entry>>>,
}

/// A receipt, and the generation that wrote it: with it the name of its own file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    pub(crate) written: u64,
    pub(crate) receipt: Arc<Receipt>,
}

/// As it lies in the file; written from borrowed and read into owned parts.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with lock and modules")]
struct Content<Text, R> {
    /// The text of the lock file that was written last.
    lock: Option<Text>,
    modules: Vec<Module<R>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with written and receipt")]
struct Module<R> {
    written: u64,
    receipt: R,
}

impl State {
    /// How often the store was changed. 0 for one that is not there yet.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// The receipt of one version.
    #[must_use]
    pub fn get(&self, id: &ModuleId, version: &Version) -> Option<&Arc<Receipt>> {
        Some(&self.entry(id, version)?.receipt)
    }

    /// The receipts of all versions of a module, oldest first.
    pub fn versions(&self, id: &ModuleId) -> impl DoubleEndedIterator<Item = &Arc<Receipt>> {
        self.modules.get(id).into_iter().flat_map(BTreeMap::values).map(|entry| &entry.receipt)
    }

    /// All receipts, by id and version.
    pub fn receipts(&self) -> impl Iterator<Item = &Arc<Receipt>> {
        self.entries().map(|entry| &entry.receipt)
    }

    /// The receipt of an artifact.
    #[must_use]
    pub fn by_digest(&self, digest: &Digest) -> Option<&Arc<Receipt>> {
        self.receipts().find(|receipt| receipt.digest == *digest)
    }

    /// How many versions of modules are installed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.modules.values().map(BTreeMap::len).sum()
    }

    /// True when nothing is installed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.modules.is_empty()
    }

    /// The text of the lock file as the store wrote it last. Another text in the file itself is an edit by hand or by a
    /// version control system; see [`Store::lock_text`](super::Store::lock_text).
    #[must_use]
    pub fn written_lock(&self) -> Option<&str> {
        self.lock.as_deref()
    }

    pub(crate) fn entry(&self, id: &ModuleId, version: &Version) -> Option<&Entry> {
        self.modules.get(id)?.get(version)
    }

    pub(crate) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.modules.values().flat_map(BTreeMap::values)
    }

    pub(crate) fn digests(&self) -> BTreeSet<Digest> {
        self.receipts().map(|receipt| receipt.digest).collect()
    }

    pub(crate) fn at_generation(self, generation: u64) -> Self {
        Self { generation, ..self }
    }

    /// Puts a receipt in; one of the same version is replaced.
    pub(crate) fn put(&mut self, entry: Entry) {
        let versions = Arc::make_mut(&mut self.modules).entry(entry.receipt.id().clone()).or_default();
        versions.insert(entry.receipt.version().clone(), entry);
    }

    /// Takes a receipt out, if it is there.
    pub(crate) fn take(&mut self, id: &ModuleId, version: &Version) -> Option<Entry> {
        let modules = Arc::make_mut(&mut self.modules);
        let versions = modules.get_mut(id)?;
        let entry = versions.remove(version);
        if versions.is_empty() {
            modules.remove(id);
        }
        entry
    }

    pub(crate) fn seal(&self) -> io::Result<Vec<u8>> {
        let modules = self.entries().map(|entry| Module { written: entry.written, receipt: &*entry.receipt }).collect();
        let content = Content { lock: self.written_lock(), modules };
        Ok(envelope::seal(SCHEMA, self.generation, &content)?)
    }

    pub(crate) fn open(bytes: &[u8]) -> Result<Self, Flaw> {
        let (generation, content): (_, Content<String, Receipt>) = envelope::open(SCHEMA, bytes)?;
        let mut state = Self { generation, lock: content.lock.map(Arc::from), modules: Arc::default() };
        let mut digests = BTreeSet::new();
        for Module { written, receipt } in content.modules {
            let (id, version) = (receipt.id(), receipt.version());
            if state.entry(id, version).is_some() {
                return Err(Flaw::Duplicate { id: id.clone(), version: version.clone() });
            }
            if !digests.insert(receipt.digest) {
                return Err(Flaw::SharedBytes { id: id.clone(), version: version.clone() });
            }
            state.put(Entry { written, receipt: Arc::new(receipt) });
        }
        Ok(state)
    }
}
