use std::fs::{self, Permissions};
use std::io::{self, ErrorKind as Io, Write as _};
use std::path::{Path, PathBuf};

use parsify::{ErrorKind, Failure};
use tempfile::NamedTempFile;

use crate::problem::{self, problem};

/// A file to write a result to.
#[derive(Debug)]
pub(crate) struct OutputFile {
    /// As it was named.
    named: PathBuf,
    /// Behind the links.
    target: PathBuf,
    found: Found,
}

#[derive(Debug)]
enum Found {
    Nothing,
    File(Permissions),
    /// A device or a pipe: replacing it by a file would destroy it.
    Special,
}

impl OutputFile {
    /// Looks at the target before anything runs, so that a wrong one costs nothing.
    pub(crate) fn new(named: PathBuf) -> Result<Self, Failure> {
        let refuse = |message: &str, hint: &str| {
            let message = format!("`{}` {message}", named.display());
            Err(problem(ErrorKind::Params, problem::OUTPUT, message).with_hint(hint))
        };
        let target = match fs::canonicalize(&named) {
            Ok(target) => target,
            Err(error) if error.kind() == Io::NotFound && fs::symlink_metadata(&named).is_err() => {
                let parent = folder(&named);
                if !parent.is_dir() {
                    let message = format!("cannot be written: there is no folder `{}`", parent.display());
                    return refuse(&message, "make the folder first, or check the path");
                }
                return Ok(Self { target: named.clone(), named, found: Found::Nothing });
            }
            Err(error) if error.kind() == Io::NotFound => {
                return refuse("is a link that leads to nothing", "remove the link, or make what it leads to");
            }
            Err(error) => return Err(unwritable(&named, &error)),
        };
        let data = fs::metadata(&target).map_err(|error| unwritable(&named, &error))?;
        if data.is_dir() {
            return refuse("is a folder, not a file", "name a file inside it");
        }
        let found = if data.is_file() { Found::File(data.permissions()) } else { Found::Special };
        Ok(Self { named, target, found })
    }

    /// Writes all or nothing: into a new file beside the target, which then takes its place.
    pub(crate) fn write(&self, bytes: &[u8]) -> Result<(), Failure> {
        let written = match &self.found {
            Found::Nothing => self.replace(bytes, None),
            Found::File(permissions) => self.replace(bytes, Some(permissions)),
            Found::Special => {
                fs::OpenOptions::new().write(true).open(&self.target).and_then(|mut file| match file.write_all(bytes) {
                    Err(error) if error.kind() == Io::BrokenPipe => Ok(()),
                    other => other,
                })
            }
        };
        written.map_err(|error| unwritable(&self.named, &error))
    }

    fn replace(&self, bytes: &[u8], permissions: Option<&Permissions>) -> io::Result<()> {
        if permissions.is_some_and(Permissions::readonly) {
            // The folder would allow it; whoever protected the file would not.
            return Err(io::Error::new(Io::PermissionDenied, "the file is protected against writing"));
        }
        let mut file = new_file(folder(&self.target))?;
        file.write_all(bytes)?;
        if let Some(permissions) = permissions {
            file.as_file().set_permissions(permissions.clone())?;
        }
        // After a crash, a name must not lead to a file whose bytes are still on their way.
        file.as_file().sync_all()?;
        file.persist(&self.target).map_err(|error| error.error)?;
        Ok(())
    }
}

/// A temporary file, removed again unless it takes the target's place.
fn new_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".parsify-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // What a new file usually gets; the user's mask is taken off by the system.
        builder.permissions(Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}

fn unwritable(path: &Path, error: &io::Error) -> Failure {
    let message = format!("`{}` cannot be written: {error}", path.display());
    let failure = problem(ErrorKind::Permission, problem::OUTPUT, message);
    match error.kind() {
        Io::PermissionDenied => failure.with_hint("check that this user may write the file and its folder"),
        Io::StorageFull | Io::QuotaExceeded => failure.with_hint("make room; nothing was changed"),
        _ => failure,
    }
}
