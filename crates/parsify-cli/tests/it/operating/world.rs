//! What lies there before the session begins.

use std::fs;
use std::path::Path;

use parsify_testkit::{GuestText, built_guest};
use serde_json::json;

use super::application;
use crate::cli::{file, folder};

/// A home with a folder `desk`: three modules in `desk/modules`, newer versions and others in `desk/newer`, and a text.
pub(super) fn build() -> tempfile::TempDir {
    let home = folder();
    let work = home.path().join("desk");
    for name in ["modules", "newer", "site"] {
        fs::create_dir_all(work.join(name)).expect("folders can be made");
    }
    for name in ["text-tools", "text-outline", "text-report"] {
        let target = work.join("modules").join(name).with_extension("wasm");
        fs::copy(built_guest(name), target).expect("a guest can be copied");
    }
    file(&work, "notes.md", "# Harvest\n\nApples before pears.\n\n## Apples\n\nIn the barn.\n");
    newer(&work.join("newer"));
    file(&work.join("site"), "parsify.toml", PROJECT);
    application::run(&work);
    home
}

const PROJECT: &str = "\
[dependencies]
text-report = \"^0.1\"

[sources.shared]
path = \"../modules\"

[defaults.limits]
deadline = \"5s\"
";

fn newer(folder: &Path) {
    let built = fs::read(built_guest("text-tools")).expect("the guest can be read");
    file(folder, "text-tools-0.1.1.wasm", other_version(&built, "0.1.1"));
    file(folder, "text-tools-0.1.3.wasm", other_version(&built, "0.1.3"));
    file(folder, "text-tools-0.2.0.wasm", other_version(&built, "0.2.0"));
    file(folder, "text-tools-0.1.2.wasm", broken("0.1.2").build());
    file(folder, "stopwatch-1.0.0.wasm", stopwatch("1.0.0", &["clock"]).build());
    file(folder, "stopwatch-1.1.0.wasm", stopwatch("1.1.0", &["clock", "randomness"]).build());
}

/// The same component with another number, which is as long.
fn other_version(component: &[u8], version: &str) -> Vec<u8> {
    const BUILT: &[u8] = env!("CARGO_PKG_VERSION").as_bytes();
    assert_eq!(BUILT.len(), version.len());
    let mut bytes = component.to_vec();
    let places: Vec<_> =
        bytes.windows(BUILT.len()).enumerate().filter(|(_, it)| *it == BUILT).map(|(at, _)| at).collect();
    assert!(!places.is_empty(), "the component does not hold its version");
    places.into_iter().for_each(|at| bytes[at..at + BUILT.len()].copy_from_slice(version.as_bytes()));
    bytes
}

/// A version of `text-tools` that traps whatever it is asked, its probe too.
fn broken(version: &str) -> GuestText {
    let guest = GuestText::new("text-tools").with_version(version);
    let mut described = serde_json::to_value(guest.descriptor()).expect("a descriptor is JSON");
    let operation = |name: &str, summary: &str| {
        json!({ "name": name, "summary": summary, "params": { "type": "object" },
            "documents": [{ "name": "text", "summary": "Any text", "optional": true }] })
    };
    described["summary"] = json!("Small tools for text: slugs and word counts");
    described["category"] = json!("text");
    described["operations"] = json!([
        operation("slugify", "Makes a short name for addresses and files"),
        operation("word-count", "Counts lines, words, characters and bytes"),
        operation("probe", "Says whether it works"),
    ]);
    guest.describing(described.to_string()).trapping()
}

fn stopwatch(version: &str, capabilities: &[&str]) -> GuestText {
    let guest = GuestText::new("stopwatch").with_version(version);
    let mut described = serde_json::to_value(guest.descriptor()).expect("a descriptor is JSON");
    described["summary"] = json!("Says how long something takes");
    described["category"] = json!("time");
    described["capabilities"] = json!(capabilities);
    guest.describing(described.to_string()).answering(r#"{"seconds": 0}"#)
}
