use std::ffi::OsStr;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use parsify_interface::{Digest, ModuleId, Version};

use super::commit::{self, Change};
use super::disk::Dir;
use super::error::{Action, StoreError};
use super::exclusive::{self, Exclusive};
use super::lock_file::{LockFile, MAX_LOCK_BYTES};
use super::opened::{Opened, Part};
use super::reading::{self, Read};
use super::receipt::Receipt;
use super::state::{Entry, State};
use super::sweep::sweep;
use super::temporary::Temporary;
use super::{Store, names};
use crate::Artifact;

/// A change of the store that is made whole or not at all.
///
/// It holds the right to change the store until it is committed or dropped. Dropped, it leaves everything as it was.
///
/// ```
/// # use parsify_interface::Descriptor;
/// use parsify_loader::{Loader, Receipt, Source, Store, StorePlace};
///
/// # let home = tempfile::tempdir()?;
/// # let descriptor = Descriptor::parse(r#"{"id": "sums", "name": "Sums", "version": "1.2.0", "apiVersion": "1.0.0",
/// #     "summary": "Adds", "category": "tools",
/// #     "operations": [{"name": "add", "summary": "Adds", "params": {"type": "object"}}]}"#)?;
/// let store = Store::new(StorePlace::at(home.path().join("modules")));
/// let artifact = Loader::new().load(&Source::bytes("sums", *b"\0asm\x0d\0\x01\0"))?;
///
/// let mut transaction = store.begin()?;
/// transaction.add(&artifact, Receipt::new(&artifact, descriptor))?;
/// let state = transaction.commit()?;
/// assert_eq!((state.len(), state.generation()), (1, 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Transaction {
    store: Store,
    opened: Opened,
    lock_file: LockFile,
    before: Read,
    pub(super) after: State,
    artifacts: Vec<(Digest, Temporary)>,
    tmp: Arc<Dir>,
    pub(super) is_changed: bool,
    writes_lock: bool,
    /// The last field, so that temporary files are gone before somebody else may begin.
    _exclusive: Exclusive,
}

impl Transaction {
    pub(crate) fn begin(store: &Store, expected: Option<u64>) -> Result<Self, StoreError> {
        let place = store.place();
        let opened = Opened::make(place)?;
        let exclusive = exclusive::acquire(&opened, store.wait())?;
        let before = match reading::current(&opened)? {
            Some(read) => read,
            None => Read { state: State::default(), bytes: commit::begin_empty(&opened)? },
        };
        let actual = before.state.generation();
        if let Some(expected) = expected.filter(|expected| *expected != actual) {
            return Err(StoreError::Changed { expected, actual });
        }
        let lock_file = LockFile::open(place)?;
        lock_file.settle(&before.state)?;
        sweep(&opened, &before.state);
        let tmp = Arc::new(opened.make_part(Part::Temporary)?);
        let after = before.state.clone().at_generation(actual + 1);
        Ok(Self {
            store: store.clone(),
            opened,
            lock_file,
            before,
            after,
            artifacts: Vec::new(),
            tmp,
            is_changed: false,
            writes_lock: false,
            _exclusive: exclusive,
        })
    }

    /// What will be installed after the commit.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.after
    }

    /// What was installed when the transaction began.
    #[must_use]
    pub fn before(&self) -> &State {
        &self.before.state
    }

    /// The text in the lock file, whoever wrote it; `None` when there is none.
    ///
    /// # Errors
    ///
    /// It cannot be read, or is no text.
    pub fn lock_text(&self) -> Result<Option<String>, StoreError> {
        self.lock_file.text()
    }

    /// Installs an artifact. Its bytes are written to the disk at once, but count only after the commit.
    ///
    /// An artifact that is there already, and sound, is not written again.
    ///
    /// # Errors
    ///
    /// The receipt is for other bytes or larger than [`MAX_RECEIPT_BYTES`](crate::MAX_RECEIPT_BYTES); the version or the
    /// very bytes are installed already; the disk is full or refuses.
    pub fn add(&mut self, artifact: &Artifact, mut receipt: Receipt) -> Result<(), StoreError> {
        let digest = *artifact.digest();
        let (id, version) = (receipt.id().clone(), receipt.version().clone());
        if receipt.digest != digest || receipt.size != artifact.bytes().len() as u64 {
            return Err(StoreError::OtherBytes { id, version, actual: digest, meant: Box::new(receipt.digest) });
        }
        if let Some(there) = self.after.get(&id, &version).or_else(|| self.after.by_digest(&digest)) {
            let (id, version) = (there.id().clone(), there.version().clone());
            return Err(StoreError::Installed { id, version, digest: there.digest });
        }
        if receipt.installed_at == 0 {
            receipt.installed_at = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        }
        let entry = Entry { written: self.after.generation(), receipt: Arc::new(receipt) };
        self.check(&entry)?;
        if !self.is_sound(artifact)? {
            let mode = self.opened.rules.file_mode;
            let file = Temporary::write(&self.tmp, names::artifact(&digest), mode, artifact.bytes())?;
            self.artifacts.push((digest, file));
        }
        self.after.put(entry);
        self.is_changed = true;
        Ok(())
    }

    /// Removes a version, and gives back its receipt. The artifact stays for [`Store::restore_previous`] until the
    /// transaction after the next one.
    ///
    /// # Errors
    ///
    /// It is not installed.
    pub fn remove(&mut self, id: &ModuleId, version: &Version) -> Result<Arc<Receipt>, StoreError> {
        let Some(entry) = self.after.take(id, version) else { return Err(not_installed(id, version)) };
        self.artifacts.retain(|(digest, _)| *digest != entry.receipt.digest);
        self.is_changed = true;
        Ok(entry.receipt)
    }

    /// Writes the lock file anew, together with everything else.
    ///
    /// # Errors
    ///
    /// The text is larger than [`MAX_LOCK_BYTES`](crate::MAX_LOCK_BYTES).
    pub fn write_lock_file(&mut self, text: impl Into<Arc<str>>) -> Result<(), StoreError> {
        let text = text.into();
        let bytes = text.len() as u64;
        if bytes > MAX_LOCK_BYTES {
            return Err(StoreError::WouldBeTooLarge { what: "the lock file", bytes, limit: MAX_LOCK_BYTES });
        }
        self.after.lock = Some(text);
        self.writes_lock = true;
        Ok(())
    }

    /// Makes the change. When this returns, it is on disk and everybody sees it. Where nothing was changed, nothing is
    /// written, and the generation stays.
    ///
    /// # Errors
    ///
    /// The disk is full or refuses, or the state would be larger than is read; then nothing was changed.
    /// [`StoreError::Unconfirmed`] alone means that the change was made.
    pub fn commit(self) -> Result<State, StoreError> {
        if !self.is_changed && !self.writes_lock {
            return Ok(self.before.state);
        }
        let change = Change {
            opened: &self.opened,
            lock_file: &self.lock_file,
            before: Some((&self.before.state, &self.before.bytes)),
            damaged: None,
            after: &self.after,
            artifacts: self.artifacts,
            writes_lock: self.writes_lock,
        };
        change.commit()?;
        Ok(self.after)
    }

    /// What is written must be readable again: a descriptor can be nested as deeply as a reader bears, and inside a state
    /// it is nested more deeply still.
    pub(super) fn check(&self, entry: &Entry) -> Result<(), StoreError> {
        commit::sealed_receipt(&self.opened, entry)?;
        let mut alone = State::default();
        alone.put(entry.clone());
        let path = self.opened.root.path().join(names::STATE);
        let bytes = alone.seal().map_err(|source| StoreError::io(Action::Write, path, source))?;
        State::open(&bytes).map(drop).map_err(|flaw| {
            let (id, version) = (entry.receipt.id().clone(), entry.receipt.version().clone());
            StoreError::Unwritable { id, version, flaw: Box::new(flaw) }
        })
    }

    fn is_sound(&self, artifact: &Artifact) -> Result<bool, StoreError> {
        let folder = self.opened.make_part(Part::Artifacts)?;
        let name = names::artifact(artifact.digest());
        let found = self.opened.read(&folder, OsStr::new(&name), artifact.bytes().len() as u64);
        // Whatever else lies there is replaced.
        Ok(found.ok().flatten().is_some_and(|bytes| bytes == artifact.bytes()))
    }

    /// The store that it changes.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }
}

pub(super) fn not_installed(id: &ModuleId, version: &Version) -> StoreError {
    StoreError::NotInstalled { id: id.clone(), version: version.clone() }
}
