use std::fs;
use std::path::PathBuf;

use parsify_testkit::GuestText;
use serde_json::{Value, json};

use crate::cli::{Cli, file, folder, line};

/// A user with a folder to work in and a data folder of their own.
pub(super) struct Home(tempfile::TempDir);

impl Home {
    pub(super) fn new() -> Self {
        let home = Self(folder());
        fs::create_dir(home.work()).expect("the folder can be made");
        home
    }

    /// One in which these guests are installed.
    pub(super) fn with(guests: &[GuestText]) -> Self {
        let home = Self::new();
        for guest in guests {
            home.offer("modules", guest);
        }
        home.line("modules add modules --yes").run().code(0);
        home
    }

    pub(super) fn work(&self) -> PathBuf {
        self.0.path().join("work")
    }

    /// Where the user's modules are installed.
    pub(super) fn store(&self) -> PathBuf {
        self.0.path().join("data/parsify/modules")
    }

    pub(super) fn data(&self) -> PathBuf {
        self.0.path().join("data")
    }

    /// `parsify` with these words, in the folder.
    pub(super) fn line(&self, words: &str) -> Cli {
        let command = line(words).within(&self.work()).without_env("PARSIFY_CACHE_DIR");
        ["data", "cache", "config"].into_iter().fold(command, |command, name| {
            let variable = format!("XDG_{}_HOME", name.to_uppercase());
            command.env(&variable, &self.0.path().join(name).display().to_string())
        })
    }

    /// Puts a file into the folder.
    pub(super) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.work().join(name);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("the folder can be made");
        file(&self.work(), name, bytes)
    }

    /// Puts a guest into a folder, as `ID-VERSION.wasm`.
    pub(super) fn offer(&self, folder: &str, guest: &GuestText) -> PathBuf {
        let descriptor = guest.descriptor();
        self.file(&format!("{folder}/{}-{}.wasm", descriptor.id, descriptor.version), guest.build())
    }

    /// The installed modules with their versions, in one line.
    pub(super) fn installed(&self) -> String {
        let list = self.line("modules list --json").run().code(0).object();
        let modules = list["modules"].as_array().expect("a list");
        let installed = modules.iter().filter(|module| module["installed"].is_object());
        let names = installed.map(|module| {
            let descriptor = &module["descriptor"];
            format!("{} {}", descriptor["id"].as_str().unwrap(), descriptor["version"].as_str().unwrap())
        });
        names.collect::<Vec<_>>().join(", ")
    }
}

/// A guest that needs nobody.
pub(super) fn leaf(version: &str) -> GuestText {
    GuestText::new("leaf").with_version(version).answering(format!("{version:?}"))
}

/// A guest that calls `leaf`.
pub(super) fn branch() -> GuestText {
    described(&GuestText::new("branch").with_version("1.0.0"), |descriptor| {
        descriptor["dependencies"] = json!([{ "id": "leaf", "version": "^1.0" }]);
    })
    .relaying("leaf")
}

/// A guest that says something else of itself.
pub(super) fn described(guest: &GuestText, change: impl FnOnce(&mut Value)) -> GuestText {
    let mut described = serde_json::to_value(guest.descriptor()).expect("a descriptor is JSON");
    change(&mut described);
    let descriptor = serde_json::from_value(described).expect("it is a descriptor still");
    guest.clone().with_descriptor(descriptor)
}

/// A guest that wants to touch something.
pub(super) fn wanting(version: &str, capabilities: &[&str]) -> GuestText {
    let guest = GuestText::new("stopwatch").with_version(version);
    described(&guest, |descriptor| descriptor["capabilities"] = json!(capabilities))
}
