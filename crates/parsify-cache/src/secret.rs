use std::ffi::OsStr;
use std::io;
use std::path::Path;

use crate::disk::{check, io_error, open_or_make, without_trailing_slash};
use crate::envelope::MacKey;
use crate::error::Action;
use crate::file_system::{FileSystem, Folder, Kind, read_up_to};
use crate::temporary::{self, Temporary};
use crate::{CacheError, Unsafe, random};

const KEY_BYTES: usize = 32;

/// The key in the file, which is made if there is none.
///
/// A new key is written under another name first and then linked to its own, which fails if the name is taken. So a
/// process that is killed leaves no half key, and processes that come together agree on one.
pub(crate) fn load_or_make(fs: &dyn FileSystem, path: &Path) -> Result<MacKey, CacheError> {
    let path = without_trailing_slash(path);
    let Some(name) = path.file_name() else {
        return Err(CacheError::Key { path, problem: Unsafe::Kind { expected: "file" } });
    };
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let folder = open_key_folder(fs, folder)?;
    let prefix = format!("{}.", name.display());
    // Only for tidiness: what cannot be swept now is swept another time.
    let _ = temporary::sweep(fs, &folder, &prefix);
    if let Some(key) = load(fs, &folder, name, &path)? {
        return Ok(key);
    }
    make(fs, &folder, name, &prefix, &path)?;
    load(fs, &folder, name, &path)?.ok_or_else(|| io_error(Action::Open, &path, io::ErrorKind::NotFound.into()))
}

/// Others may look into this folder, but whoever can write to it can put another key there.
fn open_key_folder(fs: &dyn FileSystem, path: &Path) -> Result<Folder, CacheError> {
    let folder = open_or_make(fs, path)?;
    let facts = fs.folder_facts(&folder).map_err(|source| io_error(Action::Open, path, source))?;
    check(&facts, Kind::Folder, 0o022).map_err(|problem| CacheError::Folder { path: path.to_owned(), problem })?;
    Ok(folder)
}

fn load(fs: &dyn FileSystem, folder: &Folder, name: &OsStr, path: &Path) -> Result<Option<MacKey>, CacheError> {
    let refused = |problem| CacheError::Key { path: path.to_owned(), problem };
    // Before opening, for a link cannot be opened; after opening, because another file may have the name by then.
    match fs.facts_at(folder, name) {
        Ok(facts) => check(&facts, Kind::Regular, 0o077).map_err(refused)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(io_error(Action::Open, path, error)),
    }
    let file = fs.open_file(folder, name).map_err(|source| io_error(Action::Open, path, source))?;
    let facts = fs.facts(&file).map_err(|source| io_error(Action::Open, path, source))?;
    check(&facts, Kind::Regular, 0o077).map_err(refused)?;
    // One byte more than a key, to notice a longer one.
    let mut bytes = [0; KEY_BYTES + 1];
    let length = read_up_to(fs, &file, &mut bytes).map_err(|source| io_error(Action::Read, path, source))?;
    match bytes.first_chunk::<KEY_BYTES>() {
        Some(secret) if length == KEY_BYTES && facts.bytes == KEY_BYTES as u64 => Ok(Some(MacKey::derive(secret))),
        _ => Err(CacheError::KeySize { path: path.to_owned(), bytes: facts.bytes }),
    }
}

fn make(fs: &dyn FileSystem, folder: &Folder, name: &OsStr, prefix: &str, path: &Path) -> Result<(), CacheError> {
    let failed = |action| move |source| io_error(action, path, source);
    let secret = random::secret()?;
    let temporary = Temporary::create(fs, folder, prefix).map_err(failed(Action::Create))?;
    temporary.write(&secret).map_err(failed(Action::Write))?;
    fs.sync(temporary.file()).map_err(failed(Action::Sync))?;
    match temporary.link(name) {
        Ok(()) => {}
        // Another process was faster, and its key is the one.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(io_error(Action::Create, path, error)),
    }
    // The key must be on disk before the first entry is: a lost key makes all entries worthless.
    fs.sync_folder(folder).map_err(failed(Action::Sync))
}
