use std::ffi::OsString;
use std::fmt;
use std::fs::File;
use std::io;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use crate::disk::{Disk, Place};
use crate::file_system::Folder;
use crate::{CacheError, EntryKey};

const SHORTEST_PAUSE: Duration = Duration::from_millis(1);
const LONGEST_PAUSE: Duration = Duration::from_millis(20);

/// The right to make one entry, among all processes that use the cache, until it is dropped.
///
/// The operating system takes it back when the process ends, however it ends.
pub struct CompileLock {
    disk: Arc<Disk>,
    folder: Folder,
    name: OsString,
    _file: File,
}

impl fmt::Debug for CompileLock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CompileLock").field(&self.name).finish()
    }
}

impl Drop for CompileLock {
    /// Removes the file while the lock is still held: who waits for it then sees that the name is free.
    fn drop(&mut self) {
        let _ = self.disk.fs.remove_file(&self.folder, &self.name);
    }
}

/// `None` when the lock is not to be had in time, or locks are not to be had at all.
pub(crate) fn acquire(disk: &Arc<Disk>, key: &EntryKey, wait: Duration) -> Option<CompileLock> {
    let start = Instant::now();
    let mut pause = SHORTEST_PAUSE;
    loop {
        match attempt(disk, key.lock_name()) {
            Ok(Some(lock)) => return Some(lock),
            Ok(None) => {}
            Err(_) => return None,
        }
        let left = wait.checked_sub(start.elapsed()).filter(|left| !left.is_zero())?;
        thread::sleep(pause.min(left));
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

fn attempt(disk: &Arc<Disk>, name: OsString) -> Result<Option<CompileLock>, CacheError> {
    let folder = disk.folder(Place::Locks)?;
    let failed = |source| disk.io(crate::Action::Open, Place::Locks, source);
    let file = disk.fs.open_or_create(&folder, &name).map_err(failed)?;
    if !disk.fs.try_lock(&file).map_err(failed)? {
        return Ok(None);
    }
    // The holder before may have removed the file after it was opened here; then another one can have the name.
    let ours = disk.fs.facts(&file).map_err(failed)?;
    match disk.fs.facts_at(&folder, &name) {
        Ok(named) if named.identity == ours.identity => {}
        Ok(_) => return Ok(None),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error)),
    }
    Ok(Some(CompileLock { disk: Arc::clone(disk), folder, name, _file: file }))
}
