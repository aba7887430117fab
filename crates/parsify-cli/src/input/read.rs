use std::fs::{self, File};
use std::io::{self, ErrorKind as Io, IsTerminal as _, Read};
use std::path::Path;

use parsify::error::code;
use parsify::{ErrorKind, Failure, harmless};

use crate::app;
use crate::problem::{self, problem};

/// More names than this are not looked at: the list is a courtesy.
const MOST_NAMES: usize = 1000;

pub(super) fn stdin(left: u64, most: u64) -> Result<Vec<u8>, Failure> {
    if io::stdin().is_terminal() {
        app::say("reading standard input; end with Ctrl-D\n");
    }
    read(io::stdin().lock(), left, most, 0).unwrap_or_else(|error| {
        Err(problem(ErrorKind::NotFound, problem::STDIN, format!("standard input cannot be read: {error}"))
            .with_hint("name a file, or check what standard input is connected to"))
    })
}

pub(super) fn file(path: &Path, left: u64, most: u64) -> Result<Vec<u8>, Failure> {
    let open = || {
        let file = File::open(path)?;
        let data = file.metadata()?;
        if data.is_dir() {
            return Err(Io::IsADirectory.into());
        }
        read(file, left, most, data.len())
    };
    open().map_err(|error| unreadable(path, &error))?
}

/// Reads to the end, unless that lies beyond what is left of `most`.
fn read(from: impl Read, left: u64, most: u64, expected: u64) -> io::Result<Result<Vec<u8>, Failure>> {
    if expected > left {
        return Ok(Err(too_large(most)));
    }
    // One byte more than fits tells a full document from one that goes on.
    let mut bytes = Vec::with_capacity(usize::try_from(expected.saturating_add(1)).unwrap_or_default());
    from.take(left.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(if bytes.len() as u64 > left { Err(too_large(most)) } else { Ok(bytes) })
}

fn too_large(most: u64) -> Failure {
    Failure::new(
        ErrorKind::Memory,
        code::DOCUMENT_TOO_LARGE,
        format!("the documents have more than the {most} bytes of the memory limit"),
    )
    .with_detail("limitBytes", most)
    .with_hint("allow more with `--memory`: several times the size of the documents")
}

/// A file that cannot be read.
pub(crate) fn unreadable(path: &Path, error: &io::Error) -> Failure {
    let shown = harmless(&path.display().to_string());
    let failure = |kind, message: String| problem(kind, problem::FILE, message).with_detail("path", shown.as_str());
    match error.kind() {
        Io::NotFound => {
            let near: Vec<_> = nearest_names(path).iter().map(|name| format!("`{}`", harmless(name))).collect();
            let failure = failure(ErrorKind::NotFound, format!("the file `{shown}` does not exist"));
            if near.is_empty() {
                failure.with_hint("check the path; `-` is standard input")
            } else {
                failure.with_hint(format!("did you mean {}?", near.join(" or ")))
            }
        }
        Io::IsADirectory => failure(ErrorKind::NotFound, format!("`{shown}` is a folder, not a file"))
            .with_hint("name the files in it one by one"),
        Io::NotADirectory => failure(ErrorKind::NotFound, format!("a part of the path `{shown}` is no folder"))
            .with_hint("check the path"),
        Io::PermissionDenied => {
            failure(ErrorKind::Permission, format!("the file `{shown}` cannot be read: permission denied"))
                .with_hint("check that this user may read it")
        }
        Io::InvalidData => failure(ErrorKind::Input, format!("the file `{shown}` is not UTF-8 text"))
            .with_hint("convert it to UTF-8 first"),
        _ => failure(ErrorKind::NotFound, format!("the file `{shown}` cannot be read: {error}")),
    }
}

/// Names in the same folder that are written alike.
fn nearest_names(path: &Path) -> Vec<String> {
    let Some(wanted) = path.file_name().and_then(|name| name.to_str()) else { return Vec::new() };
    // Every short name is like every other.
    if wanted.chars().count() < 3 {
        return Vec::new();
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let names: Vec<_> =
        entries.take(MOST_NAMES).filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    parsify::nearest(wanted, names.iter().map(String::as_str)).into_iter().map(str::to_owned).collect()
}
