//! `manifest.json` beside the finished modules: what is there, with digests, and whether it is still right.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};

use super::digest::sha256;
use super::guest::{Facts, Kind};

/// Name of the manifest's file.
pub(crate) const FILE: &str = "manifest.json";
const FORMAT_VERSION: u32 = 1;

/// The whole file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Manifest {
    format_version: u32,
    /// Sorted by name.
    pub(crate) modules: Vec<Entry>,
}

/// One finished module.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) kind: Kind,
    /// File name, in the manifest's folder.
    pub(crate) file: String,
    /// Of the file's bytes.
    pub(crate) sha256: String,
    pub(crate) bytes: u64,
    /// Of everything the file was made from.
    pub(crate) fingerprint: String,
}

/// What lies in the folder.
#[derive(Debug)]
pub(crate) enum Stored {
    Missing,
    /// With the reason.
    Unreadable(String),
    Found(Manifest),
}

impl Default for Manifest {
    fn default() -> Self {
        Self { format_version: FORMAT_VERSION, modules: Vec::new() }
    }
}

impl Manifest {
    pub(crate) fn read(folder: &Path) -> Stored {
        let text = match fs::read(folder.join(FILE)) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Stored::Missing,
            Err(error) => return Stored::Unreadable(error.to_string()),
        };
        match serde_json::from_slice::<Self>(&text) {
            Ok(manifest) if manifest.format_version == FORMAT_VERSION => Stored::Found(manifest),
            Ok(other) => {
                Stored::Unreadable(format!("its format version is {}, not {FORMAT_VERSION}", other.format_version))
            }
            Err(error) => Stored::Unreadable(error.to_string()),
        }
    }

    pub(crate) fn entry(&self, name: &str) -> Option<&Entry> {
        self.modules.iter().find(|entry| entry.name == name)
    }

    /// Puts an entry in its place, instead of one of the same name.
    pub(crate) fn put(&mut self, entry: Entry) {
        self.modules.retain(|other| other.name != entry.name);
        self.modules.push(entry);
        self.modules.sort_by(|left, right| left.name.cmp(&right.name));
    }

    /// Takes out the entries of guests that are no more.
    pub(crate) fn drop_others(&mut self, living: &BTreeSet<&str>) -> Vec<Entry> {
        let all = std::mem::take(&mut self.modules);
        let (kept, gone) = all.into_iter().partition(|entry| living.contains(entry.name.as_str()));
        self.modules = kept;
        gone
    }

    /// The file's text.
    pub(crate) fn text(&self) -> Result<String> {
        let mut text = serde_json::to_string_pretty(self).context("could not write the manifest as JSON")?;
        text.push('\n');
        Ok(text)
    }
}

impl Entry {
    /// Whether the name is one file of that folder: an edited manifest must not reach files elsewhere.
    pub(crate) fn is_local(&self) -> bool {
        Path::new(&self.file).file_name().is_some_and(|name| name == self.file.as_str()) && self.file.ends_with(".wasm")
    }

    /// Whether the file on disk is the one recorded.
    pub(crate) fn is_intact(&self, folder: &Path) -> bool {
        self.is_local() && fs::read(folder.join(&self.file)).is_ok_and(|bytes| sha256(&bytes) == self.sha256)
    }
}

/// Digest of everything a component is made from: core module, metadata, and the encoder that puts them together.
pub(crate) fn fingerprint(core: &[u8], facts: &Facts, encoder: &str) -> Result<String> {
    let facts = serde_json::to_string(facts).context("could not write the metadata as JSON")?;
    Ok(sha256(format!("1\n{encoder}\n{}\n{facts}", sha256(core)).as_bytes()))
}

/// The version of the encoder, out of the lock file: another one may write other bytes for the same core module.
pub(crate) fn encoder(lock: &str) -> &str {
    let named = lock.split_once("name = \"wit-component\"\nversion = \"");
    named.and_then(|(_, rest)| rest.split_once('"')).map_or("unknown", |(version, _)| version)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str, digest: &str) -> Entry {
        Entry {
            name: name.into(),
            version: "1.0.0".into(),
            kind: Kind::Module,
            file: format!("{name}.wasm"),
            sha256: digest.into(),
            bytes: 1,
            fingerprint: "f".into(),
        }
    }

    #[test]
    fn entries_are_sorted_replaced_and_dropped() {
        let mut manifest = Manifest::default();
        manifest.put(entry("b", "1"));
        manifest.put(entry("a", "1"));
        manifest.put(entry("b", "2"));
        let names: Vec<_> = manifest.modules.iter().map(|entry| entry.name.as_str()).collect();
        assert_eq!(names, ["a", "b"]);
        assert_eq!(manifest.entry("b").unwrap().sha256, "2");
        let gone = manifest.drop_others(&BTreeSet::from(["a", "c"]));
        assert_eq!(gone, [entry("b", "2")]);
        assert_eq!(manifest.modules, [entry("a", "1")]);
    }

    #[test]
    fn the_text_is_the_agreed_format() {
        let mut manifest = Manifest::default();
        manifest.put(entry("a", "1"));
        let value: serde_json::Value = serde_json::from_str(&manifest.text().unwrap()).unwrap();
        let expected = serde_json::json!({"formatVersion": 1, "modules": [{"name": "a", "version": "1.0.0",
            "kind": "module", "file": "a.wasm", "sha256": "1", "bytes": 1, "fingerprint": "f"}]});
        assert_eq!(value, expected);
    }

    #[test]
    fn a_file_name_stays_in_its_folder() {
        let with = |file: &str| Entry { file: file.into(), ..entry("a", "1") }.is_local();
        assert!(with("a.wasm"));
        for outside in ["../a.wasm", "/a.wasm", "x/a.wasm", "..", "", "a.txt"] {
            assert!(!with(outside), "{outside}");
        }
    }

    #[test]
    fn the_fingerprint_follows_each_ingredient() {
        let facts = Facts { name: "a".into(), ..Facts::default() };
        let base = fingerprint(b"core", &facts, "1").unwrap();
        assert_eq!(base, fingerprint(b"core", &facts, "1").unwrap());
        assert_ne!(base, fingerprint(b"cord", &facts, "1").unwrap());
        assert_ne!(base, fingerprint(b"core", &facts, "2").unwrap());
        assert_ne!(base, fingerprint(b"core", &Facts { license: Some("MIT".into()), ..facts }, "1").unwrap());
    }

    #[test]
    fn the_encoder_is_read_from_the_lock_file() {
        let lock = "[[package]]\nname = \"wit-component\"\nversion = \"0.254.2\"\n";
        assert_eq!(encoder(lock), "0.254.2");
        assert_eq!(encoder("nothing"), "unknown");
    }

    #[test]
    fn a_manifest_of_another_format_is_not_trusted() {
        let folder = std::env::temp_dir().join(format!("parsify-xtask-manifest-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        assert!(matches!(Manifest::read(&folder), Stored::Missing));
        fs::write(folder.join(FILE), r#"{"formatVersion": 2, "modules": []}"#).unwrap();
        assert!(matches!(Manifest::read(&folder), Stored::Unreadable(_)));
        fs::write(folder.join(FILE), "{").unwrap();
        assert!(matches!(Manifest::read(&folder), Stored::Unreadable(_)));
        fs::write(folder.join(FILE), r#"{"formatVersion": 1, "modules": []}"#).unwrap();
        assert!(matches!(Manifest::read(&folder), Stored::Found(_)));
        fs::remove_dir_all(&folder).unwrap();
    }
}
