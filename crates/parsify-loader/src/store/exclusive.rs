use std::ffi::OsStr;
use std::fs::{File, TryLockError};
use std::io::{Read as _, Seek as _};
use std::thread;
use std::time::{Duration, Instant};

use super::disk::{self, Call, Kind, step};
use super::error::{Action, StoreError};
use super::names;
use super::opened::{Opened, why_not};

const SHORTEST_PAUSE: Duration = Duration::from_millis(1);
const LONGEST_PAUSE: Duration = Duration::from_millis(20);

/// The right to change a store, among all threads and processes, until it is dropped.
///
/// The operating system takes it back when the process ends, however it ends. The file stays, so that all meet at one.
#[derive(Debug)]
pub(crate) struct Exclusive {
    _file: File,
}

/// Waits for the right to change the store.
pub(crate) fn acquire(opened: &Opened, wait: Duration) -> Result<Exclusive, StoreError> {
    let name = OsStr::new(names::LOCK);
    let path = opened.root.path().join(name);
    let file = opened.root.file_or_new(name, opened.rules.file_mode);
    let file = file.map_err(|source| why_not(&opened.root, name, Kind::Regular, source))?;
    let facts = disk::facts(&file).map_err(|source| StoreError::io(Action::Open, &path, source))?;
    let checked = opened.rules.check(&facts, Kind::Regular);
    checked.map_err(|problem| StoreError::Unsafe { path: path.clone(), problem })?;

    let start = Instant::now();
    let mut pause = SHORTEST_PAUSE;
    loop {
        step(Call::Look).map_err(|source| StoreError::io(Action::Lock, &path, source))?;
        match file.try_lock() {
            Ok(()) => break,
            Err(TryLockError::WouldBlock) => {}
            Err(TryLockError::Error(source)) => return Err(StoreError::io(Action::Lock, path, source)),
        }
        let waited = start.elapsed();
        let Some(left) = wait.checked_sub(waited).filter(|left| !left.is_zero()) else {
            return Err(StoreError::Busy { path: opened.root.path().to_owned(), holder: holder(&file), waited });
        };
        thread::sleep(pause.min(left));
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
    // A courtesy for those who wait; on a full disk it fails and nothing is lost.
    let _ = file.set_len(0).and_then(|()| disk::write(&file, std::process::id().to_string().as_bytes()));
    Ok(Exclusive { _file: file })
}

fn holder(mut file: &File) -> Option<u32> {
    let mut text = String::new();
    file.rewind().ok()?;
    file.take(20).read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}
