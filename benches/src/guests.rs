//! The built guests.

use std::path::PathBuf;

use parsify_interface::Digest;
use parsify_loader::{Loader, Source};

/// Where a built guest lies.
///
/// # Panics
///
/// If it was not built.
#[must_use]
pub fn path(name: &str) -> PathBuf {
    let benchmark = std::env::current_exe().unwrap_or_default();
    // Cargo tags its target folder as a cache.
    let target = benchmark.ancestors().find(|folder| folder.join("CACHEDIR.TAG").exists());
    let folder = std::env::var_os("PARSIFY_MODULES_DIR")
        .map_or_else(|| target.unwrap_or(&benchmark).join("modules"), PathBuf::from);
    let path = folder.join(name).with_extension("wasm");
    assert!(path.is_file(), "{} is missing; run `cargo xtask build-modules` first", path.display());
    path
}

/// A guest's bytes and digest.
///
/// # Panics
///
/// If it was not built.
#[must_use]
pub fn artifact(name: &str) -> (Vec<u8>, Digest) {
    let artifact = Loader::new().load(&Source::file(path(name))).expect("a guest that was built can be loaded");
    (artifact.bytes().to_vec(), *artifact.digest())
}
