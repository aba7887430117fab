use std::ffi::OsStr;
use std::sync::Arc;
use std::time::Duration;

use parsify_interface::Digest;

use super::error::StoreError;
use super::lock_file::LockFile;
use super::opened::{Opened, Part};
use super::place::StorePlace;
use super::problem::Problem;
use super::rebuild::{self, Rebuilt};
use super::receipt::Receipt;
use super::state::State;
use super::transaction::Transaction;
use super::verify::{self, Progress};
use super::{names, reading};
use crate::artifact::SharedBytes;
use crate::loader::inspect;
use crate::{Artifact, DEFAULT_MAX_BYTES, LoaderError, Provenance, Source};

/// The modules that a user or a project has installed. Cheap to clone; nothing is opened until it is asked for something,
/// and nothing stays open.
///
/// All methods block on the disk.
///
/// ```
/// use parsify_loader::{Store, StoreError, StorePlace};
///
/// # let home = tempfile::tempdir()?;
/// # let here = home.path();
/// let store = Store::new(StorePlace::project(here));
/// let state = match store.state() {
///     // The state is damaged, and was never taken for an empty one.
///     Err(StoreError::State { .. }) => store.rebuild()?.state,
///     state => state?,
/// };
/// for receipt in state.receipts() {
///     let artifact = store.artifact(receipt)?;
///     println!("{} {}: {} bytes", receipt.id(), receipt.version(), artifact.bytes().len());
/// }
/// for problem in store.verify(|progress| println!("{} of {}", progress.done, progress.total))? {
///     println!("{problem}; {}", problem.way_out());
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Store {
    place: Arc<StorePlace>,
    wait: Duration,
}

impl Store {
    /// The store in this place, which need not be there yet: the first transaction makes it.
    #[must_use]
    pub fn new(place: StorePlace) -> Self {
        Self { place: Arc::new(place), wait: Duration::from_secs(10) }
    }

    /// Sets how long a change waits while somebody else changes the store. Default 10 s; zero means not to wait.
    #[must_use]
    pub fn with_wait(mut self, wait: Duration) -> Self {
        self.wait = wait;
        self
    }

    /// Where it lies.
    #[must_use]
    pub fn place(&self) -> &StorePlace {
        &self.place
    }

    /// What is installed. Reads the state anew each time; takes no lock. Where there is no folder, nothing is installed.
    ///
    /// # Errors
    ///
    /// The state is damaged, missing although modules are there, larger than
    /// [`MAX_STATE_BYTES`](crate::MAX_STATE_BYTES) or from a newer Parsify; the folder is not safe to use; the disk
    /// refuses.
    pub fn state(&self) -> Result<State, StoreError> {
        let Some(opened) = Opened::existing(&self.place)? else { return Ok(State::default()) };
        Ok(reading::current(&opened)?.map(|read| read.state).unwrap_or_default())
    }

    /// What was installed before the last change; `None` when there was none.
    ///
    /// # Errors
    ///
    /// As [`state`](Self::state), about the previous one.
    pub fn previous(&self) -> Result<Option<State>, StoreError> {
        let Some(opened) = Opened::existing(&self.place)? else { return Ok(None) };
        Ok(reading::previous(&opened)?.map(|read| read.state))
    }

    /// The text of the lock file, whoever wrote it; `None` when there is none. Takes no lock.
    ///
    /// It is the one of the last transaction that wrote it, also when that was killed on the way, or that of an edit
    /// after it; compare with [`State::written_lock`].
    ///
    /// # Errors
    ///
    /// It cannot be read, is no text, or has more than [`MAX_LOCK_BYTES`](crate::MAX_LOCK_BYTES).
    pub fn lock_text(&self) -> Result<Option<String>, StoreError> {
        let Some(file) = LockFile::find(&self.place)? else { return Ok(None) };
        if !file.staged()?.is_empty()
            && let Some(text) = file.pending(&self.state()?)?
        {
            return Ok(Some(text));
        }
        file.text()
    }

    /// The file with this digest, to be loaded with
    /// [`Loader::load_expecting`](crate::Loader::load_expecting). Nothing is looked at yet.
    #[must_use]
    pub fn source(&self, digest: &Digest) -> Source {
        Source::file(self.place.folder().join(Part::Artifacts.name()).join(names::artifact(digest)))
    }

    /// Loads the artifact of a receipt, and verifies that it is the very one that was installed.
    ///
    /// # Errors
    ///
    /// It is missing, altered or cannot be read.
    pub fn artifact(&self, receipt: &Receipt) -> Result<Artifact, StoreError> {
        let Some(opened) = Opened::existing(&self.place)? else { return Err(self.missing(receipt)) };
        self.artifact_in(&opened, receipt)
    }

    pub(crate) fn artifact_in(&self, opened: &Opened, receipt: &Receipt) -> Result<Artifact, StoreError> {
        let Some(folder) = opened.part(Part::Artifacts)? else { return Err(self.missing(receipt)) };
        let name = names::artifact(&receipt.digest);
        let limit = receipt.size.max(DEFAULT_MAX_BYTES);
        let Some(bytes) = opened.read(&folder, OsStr::new(&name), limit)? else { return Err(self.missing(receipt)) };
        let origin = Provenance::File(folder.path().join(name));
        let artifact = inspect(SharedBytes::Shared(Arc::new(bytes)), origin, Some(receipt.digest));
        artifact.map_err(|source| artifact_error(receipt, source))
    }

    fn missing(&self, receipt: &Receipt) -> StoreError {
        let path = self.place.folder().join(Part::Artifacts.name()).join(names::artifact(&receipt.digest));
        artifact_error(receipt, LoaderError::Missing { path, nearest: Vec::new() })
    }

    /// Begins a change; waits while somebody else makes one. Makes the folder if it is not there, ends what a killed
    /// process began, and removes what it left.
    ///
    /// # Errors
    ///
    /// As [`state`](Self::state); [`StoreError::Busy`].
    pub fn begin(&self) -> Result<Transaction, StoreError> {
        Transaction::begin(self, None)
    }

    /// The same, for a plan that was made on the state of this generation.
    ///
    /// # Errors
    ///
    /// As [`begin`](Self::begin); [`StoreError::Changed`] when somebody was faster.
    pub fn begin_at(&self, generation: u64) -> Result<Transaction, StoreError> {
        Transaction::begin(self, Some(generation))
    }

    /// Goes back to the state before the last change, lock file included, and gives it back; the present one becomes the
    /// previous one. This is a change like any other, also when the present state is damaged, which is then set aside.
    ///
    /// # Errors
    ///
    /// [`StoreError::NoPrevious`]; the previous state is damaged too, or one of its artifacts is gone; as
    /// [`begin`](Self::begin).
    pub fn restore_previous(&self) -> Result<State, StoreError> {
        rebuild::restore(self)
    }

    /// Makes a state from the receipts that lie beside the artifacts, for when the state is damaged or lost. The damaged
    /// one is set aside.
    ///
    /// Only receipts whose checksum is right and whose artifact is sound are taken. What is left out is named; the next
    /// transaction removes it.
    ///
    /// # Errors
    ///
    /// The state is from a newer Parsify, which has to do it; the disk does not let a receipt or artifact be read, which
    /// another time it may; as [`begin`](Self::begin), but for a damaged state.
    pub fn rebuild(&self) -> Result<Rebuilt, StoreError> {
        rebuild::rebuild(self)
    }

    /// Reads all artifacts and receipts and says what is wrong with them. Changes nothing.
    ///
    /// `progress` is called before each artifact, and once at the end.
    ///
    /// # Errors
    ///
    /// As [`state`](Self::state).
    pub fn verify(&self, progress: impl FnMut(Progress)) -> Result<Vec<Problem>, StoreError> {
        verify::verify(self, progress)
    }

    pub(crate) fn wait(&self) -> Duration {
        self.wait
    }
}

fn artifact_error(receipt: &Receipt, source: LoaderError) -> StoreError {
    StoreError::Artifact { id: receipt.id().clone(), version: receipt.version().clone(), source: Box::new(source) }
}
