use std::env;
use std::path::PathBuf;

/// Where the built guests lie: the folder that the variable `PARSIFY_MODULES_DIR` names, else `modules` in the target
/// folder that the running test was built into, where `cargo xtask build-modules` puts them.
#[must_use]
pub fn modules_folder() -> PathBuf {
    if let Some(folder) = env::var_os("PARSIFY_MODULES_DIR") {
        return folder.into();
    }
    let test = env::current_exe().unwrap_or_default();
    // Cargo tags its target folder as a cache.
    let target = test.ancestors().find(|folder| folder.join("CACHEDIR.TAG").exists());
    target.unwrap_or(&test).join("modules")
}

/// The file of a built guest.
///
/// # Panics
///
/// If it was not built: a missing guest fails a test, it is never passed over.
#[must_use]
pub fn built_guest(name: &str) -> PathBuf {
    let path = modules_folder().join(name).with_extension("wasm");
    assert!(path.is_file(), "{} is missing; run `cargo xtask build-modules` first", path.display());
    path
}
