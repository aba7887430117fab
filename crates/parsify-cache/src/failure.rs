//! How the cache's errors look to the layers above.

use parsify_error::{ErrorKind, Failure, code};

use crate::{CacheError, Unsafe};

impl From<CacheError> for Failure {
    fn from(error: CacheError) -> Self {
        let message = error.to_string();
        let failure = |kind, code| Self::new(kind, code, message);
        match error {
            CacheError::Folder { path, problem } => failure(ErrorKind::Integrity, code::CACHE_FOLDER)
                .with_detail("path", path.display().to_string())
                .with_hint(way_out(problem, "0700")),
            CacheError::Key { path, problem } => failure(ErrorKind::Integrity, code::CACHE_KEY)
                .with_detail("path", path.display().to_string())
                .with_hint(way_out(problem, "0600")),
            CacheError::KeySize { path, bytes } => failure(ErrorKind::Integrity, code::CACHE_KEY)
                .with_detail("path", path.display().to_string())
                .with_detail("bytes", bytes)
                .with_hint("remove the key; a new one is made, and what is in the cache is compiled again"),
            CacheError::TooLarge { bytes, limit } => failure(ErrorKind::Limit, code::CACHE_TOO_LARGE)
                .with_detail("bytes", bytes)
                .with_detail("limitBytes", limit)
                .with_hint("raise the cache's limits for one entry and for all of them"),
            CacheError::Metadata { bytes, limit } => failure(ErrorKind::Limit, code::CACHE_TOO_LARGE)
                .with_detail("bytes", bytes)
                .with_detail("limitBytes", limit)
                .with_hint("shorten the module's descriptor"),
            CacheError::Engine => failure(ErrorKind::Internal, code::HOST_INTERNAL),
            CacheError::Random(source) => failure(ErrorKind::Internal, code::CACHE_IO).with_source(source),
            CacheError::Io { path, source, .. } => failure(ErrorKind::Internal, code::CACHE_IO)
                .with_detail("path", path.display().to_string())
                .with_detail("reason", source.to_string())
                .with_hint("check that this user may write there and that the disk is not full")
                .with_source(source),
        }
    }
}

fn way_out(problem: Unsafe, mode: &str) -> String {
    match problem {
        Unsafe::Symlink | Unsafe::Kind { .. } => "remove it, or name the place it should lead to".to_owned(),
        Unsafe::Owner { .. } => "name a place that belongs to the user who runs this".to_owned(),
        Unsafe::Permissions { .. } => format!("close it to others with `chmod {mode}`, or remove it if they used it"),
    }
}
