//! Makes calls to the file system fail on purpose, one at a time, to show that nothing worse than a miss follows.
//!
//! ```
//! use parsify_cache::faults::{Fault, FaultPlan};
//! use parsify_cache::CacheConfig;
//!
//! # let home = tempfile::tempdir().unwrap();
//! # let folder = home.path().join("compiled");
//! let plan = FaultPlan::once(1, Fault::DiskFull);
//! // The second call is to make the folder.
//! assert!(plan.open(CacheConfig::at(folder)).is_err());
//! assert!(plan.was_met());
//! ```

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use crate::file_system::{Facts, FileSystem, Folder, Local};
use crate::{CacheConfig, CacheError, DiskCache};

/// A way in which a call fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Fault {
    /// `ENOSPC`.
    DiskFull,
    /// `EIO`.
    Io,
    /// `EACCES`.
    Denied,
    /// `EROFS`.
    ReadOnly,
    /// `EMFILE`.
    TooManyFiles,
    /// A write or read moves half of the bytes and says so; other calls succeed.
    Short,
    /// As [`Io`](Self::Io), but for calls that rename or link; others succeed.
    Rename,
}

impl Fault {
    /// Every fault.
    pub const ALL: [Self; 7] =
        [Self::DiskFull, Self::Io, Self::Denied, Self::ReadOnly, Self::TooManyFiles, Self::Short, Self::Rename];

    /// The numbers are those of Linux.
    fn error(self) -> io::Error {
        io::Error::from_raw_os_error(match self {
            Self::DiskFull => 28,
            Self::Io | Self::Rename | Self::Short => 5,
            Self::Denied => 13,
            Self::ReadOnly => 30,
            Self::TooManyFiles => 24,
        })
    }

    fn hits(self, call: Call) -> bool {
        match self {
            Self::Short => matches!(call, Call::Read | Call::Write),
            Self::Rename => call == Call::Rename,
            _ => true,
        }
    }
}

/// Which calls fail, and how; counts the calls. Clones share the count.
#[derive(Clone, Debug)]
pub struct FaultPlan {
    sites: RangeInclusive<u64>,
    only_changes: bool,
    fault: Fault,
    calls: Arc<AtomicU64>,
    met: Arc<AtomicU64>,
}

impl FaultPlan {
    /// No call fails: for counting them.
    #[must_use]
    #[expect(clippy::reversed_empty_ranges, reason = "an empty range is what is meant")]
    pub fn none() -> Self {
        Self::over(1..=0, Fault::Io)
    }

    /// The call with this number fails, counted from 0.
    #[must_use]
    pub fn once(site: u64, fault: Fault) -> Self {
        Self::over(site..=site, fault)
    }

    /// The call with this number and all later ones fail, as on a disk that stays full.
    #[must_use]
    pub fn from(site: u64, fault: Fault) -> Self {
        Self::over(site..=u64::MAX, fault)
    }

    /// Every call that would change the disk fails, as on one that is read-only.
    #[must_use]
    pub fn on_changes(fault: Fault) -> Self {
        Self { only_changes: true, ..Self::from(0, fault) }
    }

    fn over(sites: RangeInclusive<u64>, fault: Fault) -> Self {
        Self { sites, only_changes: false, fault, calls: Arc::default(), met: Arc::default() }
    }

    /// Opens a cache whose calls follow the plan.
    ///
    /// # Errors
    ///
    /// As [`DiskCache::open`].
    pub fn open(&self, config: CacheConfig) -> Result<DiskCache, CacheError> {
        DiskCache::open_on(config, Arc::new(Faulty { plan: self.clone() }))
    }

    /// How many calls there were so far.
    #[must_use]
    pub fn calls(&self) -> u64 {
        self.calls.load(Ordering::Relaxed)
    }

    /// Whether a call has failed as planned.
    #[must_use]
    pub fn was_met(&self) -> bool {
        self.met.load(Ordering::Relaxed) > 0
    }

    /// The fault this call has to have, if any.
    fn next(&self, call: Call) -> Option<Fault> {
        let site = self.calls.fetch_add(1, Ordering::Relaxed);
        let is_met = self.sites.contains(&site) && self.fault.hits(call) && (call.changes() || !self.only_changes);
        self.met.fetch_add(u64::from(is_met), Ordering::Relaxed);
        is_met.then_some(self.fault)
    }

    fn pass(&self, call: Call) -> io::Result<()> {
        self.next(call).map_or(Ok(()), |fault| Err(fault.error()))
    }

    /// How many bytes a read or write may move.
    fn moved(&self, call: Call, bytes: usize) -> io::Result<usize> {
        match self.next(call) {
            None => Ok(bytes),
            Some(Fault::Short) => Ok(bytes.div_ceil(2)),
            Some(fault) => Err(fault.error()),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Call {
    Look,
    Change,
    Read,
    Write,
    Rename,
}

impl Call {
    fn changes(self) -> bool {
        matches!(self, Self::Change | Self::Write | Self::Rename)
    }
}

#[derive(Debug)]
struct Faulty {
    plan: FaultPlan,
}

impl FileSystem for Faulty {
    fn make_path(&self, path: &Path) -> io::Result<()> {
        self.plan.pass(Call::Change)?;
        Local.make_path(path)
    }

    fn open_path(&self, path: &Path) -> io::Result<Folder> {
        self.plan.pass(Call::Look)?;
        Local.open_path(path)
    }

    fn path_facts(&self, path: &Path) -> io::Result<Facts> {
        self.plan.pass(Call::Look)?;
        Local.path_facts(path)
    }

    fn make_folder(&self, at: &Folder, name: &OsStr) -> io::Result<()> {
        self.plan.pass(Call::Change)?;
        Local.make_folder(at, name)
    }

    fn open_folder(&self, at: &Folder, name: &OsStr) -> io::Result<Folder> {
        self.plan.pass(Call::Look)?;
        Local.open_folder(at, name)
    }

    fn open_file(&self, at: &Folder, name: &OsStr) -> io::Result<File> {
        self.plan.pass(Call::Look)?;
        Local.open_file(at, name)
    }

    fn create_file(&self, at: &Folder, name: &OsStr) -> io::Result<File> {
        self.plan.pass(Call::Change)?;
        Local.create_file(at, name)
    }

    fn open_or_create(&self, at: &Folder, name: &OsStr) -> io::Result<File> {
        self.plan.pass(Call::Change)?;
        Local.open_or_create(at, name)
    }

    fn facts(&self, file: &File) -> io::Result<Facts> {
        self.plan.pass(Call::Look)?;
        Local.facts(file)
    }

    fn folder_facts(&self, folder: &Folder) -> io::Result<Facts> {
        self.plan.pass(Call::Look)?;
        Local.folder_facts(folder)
    }

    fn facts_at(&self, at: &Folder, name: &OsStr) -> io::Result<Facts> {
        self.plan.pass(Call::Look)?;
        Local.facts_at(at, name)
    }

    fn sync_folder(&self, folder: &Folder) -> io::Result<()> {
        self.plan.pass(Call::Change)?;
        Local.sync_folder(folder)
    }

    fn rename(&self, from: &Folder, name: &OsStr, to: &Folder, new: &OsStr) -> io::Result<()> {
        self.plan.pass(Call::Rename)?;
        Local.rename(from, name, to, new)
    }

    fn link(&self, at: &Folder, name: &OsStr, new: &OsStr) -> io::Result<()> {
        self.plan.pass(Call::Rename)?;
        Local.link(at, name, new)
    }

    fn remove_file(&self, at: &Folder, name: &OsStr) -> io::Result<()> {
        self.plan.pass(Call::Change)?;
        Local.remove_file(at, name)
    }

    fn remove_folder(&self, at: &Folder, name: &OsStr) -> io::Result<()> {
        self.plan.pass(Call::Change)?;
        Local.remove_folder(at, name)
    }

    fn names(&self, folder: &Folder) -> io::Result<Vec<OsString>> {
        self.plan.pass(Call::Look)?;
        Local.names(folder)
    }

    fn read(&self, file: &File, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.plan.moved(Call::Read, buffer.len())?;
        Local.read(file, &mut buffer[..length])
    }

    fn write(&self, file: &File, bytes: &[u8]) -> io::Result<usize> {
        let length = self.plan.moved(Call::Write, bytes.len())?;
        Local.write(file, &bytes[..length])
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        self.plan.pass(Call::Change)?;
        Local.sync(file)
    }

    fn set_modified(&self, file: &File, time: SystemTime) -> io::Result<()> {
        self.plan.pass(Call::Change)?;
        Local.set_modified(file, time)
    }

    fn try_lock(&self, file: &File) -> io::Result<bool> {
        self.plan.pass(Call::Look)?;
        Local.try_lock(file)
    }
}
