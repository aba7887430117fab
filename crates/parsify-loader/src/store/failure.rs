//! How the store's errors look to the layers above.

use std::path::Path;

use parsify_error::{ErrorKind, Failure, code};

use super::error::StoreError;
use super::flaw::{Flaw, Unsafe};
use crate::error::shown;

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let message = error.to_string();
        let failure = |kind, code| Self::new(kind, code, message);
        match error {
            StoreError::NoHome => failure(ErrorKind::NotFound, code::STORE_PLACE)
                .with_hint("set HOME or XDG_DATA_HOME, or work in a project with a `parsify.toml`"),
            StoreError::NoProject { path } => at(failure(ErrorKind::NotFound, code::STORE_PLACE), &path)
                .with_hint("make the folder first, or name another one"),
            StoreError::Unsafe { path, problem } => {
                at(failure(ErrorKind::Integrity, code::STORE_UNSAFE), &path).with_hint(unsafe_way_out(problem))
            }
            StoreError::State { path, flaw } => state(failure, &path, &flaw),
            StoreError::TooLarge { path, limit } => at(failure(ErrorKind::Limit, code::STORE_TOO_LARGE), &path)
                .with_detail("limitBytes", limit)
                .with_hint("no store writes so much: rebuild the state from the receipts, or move the file away"),
            StoreError::WouldBeTooLarge { what, bytes, limit } => failure(ErrorKind::Limit, code::STORE_TOO_LARGE)
                .with_detail("what", what)
                .with_detail("bytes", bytes)
                .with_detail("limitBytes", limit)
                .with_hint("shorten the descriptors of the modules, or remove modules that nobody uses"),
            StoreError::LockNotText { path } => at(failure(ErrorKind::Integrity, code::LOCK_INVALID), &path)
                .with_hint("take it back from version control, or lock again"),
            StoreError::Busy { path, holder, waited } => {
                let failure = at(failure(ErrorKind::Capacity, code::STORE_BUSY), &path)
                    .with_detail("waitedMs", u64::try_from(waited.as_millis()).unwrap_or(u64::MAX));
                let failure = match holder {
                    Some(holder) => failure.with_detail("process", holder),
                    None => failure,
                };
                failure.with_hint("wait until it has ended, and try again")
            }
            StoreError::Changed { expected, actual } => failure(ErrorKind::Integrity, code::STORE_CHANGED)
                .with_detail("expected", expected)
                .with_detail("actual", actual)
                .with_hint("look at what is installed now, and plan again"),
            StoreError::Installed { id, version, digest } => failure(ErrorKind::Input, code::STORE_INSTALLED)
                .with_module(id)
                .with_version(version)
                .with_detail("digest", digest.to_string())
                .with_hint("remove it first, to install it again or with other bytes"),
            StoreError::NotInstalled { id, version } => failure(ErrorKind::NotFound, code::STORE_NOT_INSTALLED)
                .with_module(id)
                .with_version(version)
                .with_hint("look at what is installed"),
            StoreError::OtherBytes { id, version, actual, meant } => failure(ErrorKind::Integrity, code::STORE_RECEIPT)
                .with_module(id)
                .with_version(version)
                .with_detail("expected", meant.to_string())
                .with_detail("actual", actual.to_string())
                .with_hint("grants and receipts hold for one digest only: look at the bytes it has, and agree to them"),
            StoreError::Unwritable { id, version, .. } => failure(ErrorKind::Limit, code::STORE_RECEIPT)
                .with_module(id)
                .with_version(version)
                .with_hint("make the schemas in its descriptor less deep"),
            StoreError::Artifact { id, version, source } => failure(ErrorKind::Integrity, code::STORE_ARTIFACT)
                .with_module(id)
                .with_version(version)
                .with_hint("remove the module and install it again from where it came")
                .with_source(source),
            StoreError::NoPrevious { path } => at(failure(ErrorKind::NotFound, code::STORE_PREVIOUS), &path)
                .with_hint("only the state before the last change is kept"),
            StoreError::Full { path, source } => at(failure(ErrorKind::Capacity, code::STORE_FULL), &path)
                .with_detail("reason", source.to_string())
                .with_hint("nothing was changed: make room, or raise the quota or file size limit, and try again")
                .with_source(source),
            StoreError::Io { path, source, .. } => at(failure(ErrorKind::Internal, code::STORE_IO), &path)
                .with_detail("reason", source.to_string())
                .with_hint("check that this user may write there, and that the disk is sound")
                .with_source(source),
            StoreError::Unconfirmed { path, source } => at(failure(ErrorKind::Internal, code::STORE_IO), &path)
                .with_detail("reason", source.to_string())
                .with_hint("the change holds unless the machine fails now: check the disk")
                .with_source(source),
        }
    }
}

fn at(failure: Failure, path: &Path) -> Failure {
    failure.with_detail("path", shown(path))
}

fn state(failure: impl FnOnce(ErrorKind, &'static str) -> Failure, path: &Path, flaw: &Flaw) -> Failure {
    if let Flaw::Future { found, known } = flaw {
        return at(failure(ErrorKind::Compatibility, code::STORE_VERSION), path)
            .with_detail("found", *found)
            .with_detail("known", *known)
            .with_hint("use the newer Parsify that wrote it");
    }
    let failure = at(failure(ErrorKind::Integrity, code::STORE_STATE), path);
    let failure = match flaw {
        Flaw::Json { line, column, .. } => {
            failure.with_detail("line", *line as u64).with_detail("column", *column as u64)
        }
        Flaw::Checksum { stated, actual } => {
            failure.with_detail("expected", stated.to_string()).with_detail("actual", actual.to_string())
        }
        _ => failure,
    };
    failure
        .with_hint("rebuild the state from the receipts that lie beside the artifacts")
        .with_hint("or go back to the state before the last change")
}

fn unsafe_way_out(problem: Unsafe) -> &'static str {
    match problem {
        Unsafe::Symlink | Unsafe::Kind { .. } => "remove it, or name the place it should lead to",
        Unsafe::Owner { .. } => "name a place that belongs to the user who runs this, or give it to that user",
        Unsafe::Permissions { .. } => {
            "take the rights of others away (`chmod go-rwx` for a user's store, `chmod o-w` in a project), and verify the \
             modules if others used them"
        }
    }
}
