use std::path::PathBuf;

use parsify::{ModuleManager, serde_json};

/// Where the built guests lie.
pub(crate) fn folder() -> PathBuf {
    std::env::var_os("PARSIFY_MODULES_DIR")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/modules")), PathBuf::from)
}

pub(crate) fn path(name: &str) -> PathBuf {
    let path = folder().join(name).with_extension("wasm");
    assert!(path.is_file(), "{} is missing; run `cargo xtask build-modules` first", path.display());
    path
}

/// The names of the guests that are meant for users.
pub(crate) fn shipped() -> Vec<String> {
    let path = folder().join("manifest.json");
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}; run `cargo xtask build-modules` first", path.display()));
    let manifest: serde_json::Value = serde_json::from_str(&text).unwrap();
    let modules = manifest["modules"].as_array().unwrap().iter();
    let shipped = modules.filter(|module| module["kind"] != "test");
    shipped.map(|module| module["name"].as_str().unwrap().to_owned()).collect()
}

/// The shipped modules and the misbehaving one.
pub(crate) async fn manager() -> ModuleManager {
    ModuleManager::builder().with_module(path("misbehaving")).build().await.unwrap()
}
