//! Writing so that nobody ever sees half a file, and one writer at a time.

use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result};

const TEMPORARY: &str = ".part";

/// Replaces a file in one step: an interruption leaves the old one, at worst with a temporary file beside it.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let name = path.file_name().with_context(|| format!("{} is no file name", path.display()))?.to_string_lossy();
    let temporary = path.with_file_name(format!(".{name}{TEMPORARY}"));
    let write = || -> std::io::Result<()> {
        let mut file = File::create(&temporary)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        drop(file);
        fs::rename(&temporary, path)
    };
    write().with_context(|| format!("could not write {}; is there space, and may you write there?", path.display()))
}

/// Removes what an interrupted writer left. Call it under [`lock`] only.
pub(crate) fn sweep(folder: &Path) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("could not read {}", folder.display()))?;
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') && name.ends_with(TEMPORARY) {
            remove(&entry.path())?;
        }
    }
    Ok(())
}

/// Removes a file; that it is gone already is fine.
pub(crate) fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("could not remove {}", path.display()))
        }
        _ => Ok(()),
    }
}

/// Waits until no other build writes modules; the lock ends with the returned file, even by a crash.
pub(crate) fn lock(path: &Path) -> Result<File> {
    let failed = || format!("could not lock {}", path.display());
    let file = File::options().create(true).append(true).open(path).with_context(failed)?;
    if file.try_lock().is_err() {
        eprintln!("waiting for another build of the modules");
        file.lock().with_context(failed)?;
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_and_leftovers_are_swept() {
        let folder = std::env::temp_dir().join(format!("parsify-xtask-files-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let file = folder.join("a.wasm");
        replace(&file, b"one").unwrap();
        replace(&file, b"two").unwrap();
        fs::write(folder.join(".b.wasm.part"), b"half").unwrap();
        sweep(&folder).unwrap();
        let names: Vec<_> = fs::read_dir(&folder).unwrap().flatten().map(|entry| entry.file_name()).collect();
        assert_eq!(fs::read(&file).unwrap(), b"two");
        assert_eq!(names, ["a.wasm"]);
        remove(&file).unwrap();
        remove(&file).unwrap();
        fs::remove_dir(&folder).unwrap();
    }
}
