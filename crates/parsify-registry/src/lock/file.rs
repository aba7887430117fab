//! The form of the file. Its values are texts with their places, so that each can be refused where it stands.

use serde::Deserialize;
use toml::Spanned;

/// What tells which form the rest has.
#[derive(Deserialize)]
pub(super) struct Head {
    pub(super) version: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[serde(rename = "version")]
    _version: u64,
    #[serde(default)]
    pub(super) module: Vec<Module>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Module {
    pub(super) id: Spanned<String>,
    pub(super) version: Spanned<String>,
    pub(super) source: Option<String>,
    pub(super) digest: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) dependencies: Vec<Spanned<Dependency>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Dependency {
    pub(super) id: Spanned<String>,
    pub(super) version: Spanned<String>,
    #[serde(default)]
    pub(super) optional: bool,
}
