use parsify::{ModuleManager, serde_json};
use parsify_testkit::{built_guest, modules_folder};

/// The names of all guests, sorted.
pub(crate) fn built() -> Vec<String> {
    names(|_| true)
}

/// The names of the guests that are meant for users.
pub(crate) fn shipped() -> Vec<String> {
    names(|kind| kind != "test")
}

fn names(wanted: fn(&str) -> bool) -> Vec<String> {
    let path = modules_folder().join("manifest.json");
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}; run `cargo xtask build-modules` first", path.display()));
    let manifest: serde_json::Value = serde_json::from_str(&text).unwrap();
    let modules = manifest["modules"].as_array().unwrap().iter();
    let wanted = modules.filter(|module| wanted(module["kind"].as_str().unwrap()));
    wanted.map(|module| module["name"].as_str().unwrap().to_owned()).collect()
}

/// The shipped modules and the misbehaving one.
pub(crate) async fn manager() -> ModuleManager {
    ModuleManager::builder().with_module(built_guest("misbehaving")).build().await.unwrap()
}
