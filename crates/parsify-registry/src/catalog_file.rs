use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use parsify_interface::{Descriptor, Digest};

use crate::{Entry, Mark, Registry};

/// A catalog as it is written. Its schema is checked in beside this crate (`catalog.schema.json`).
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "Catalog")]
pub(crate) struct CatalogFile<'a> {
    /// Says that this is a catalog: always `parsify-catalog`.
    #[schemars(extend("const" = Registry::CATALOG_SCHEMA))]
    pub(crate) schema: &'a str,
    /// The version of this form: 1.
    #[schemars(extend("const" = Registry::CATALOG_VERSION))]
    pub(crate) version: u64,
    /// Every version of every module, by id, then newest first.
    pub(crate) modules: Vec<Module<'a>>,
}

/// One version of a module.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Module<'a> {
    /// What it is.
    pub(crate) descriptor: &'a Descriptor,
    /// Which artifact it is: `sha256:` and 64 hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>", extend("pattern" = "^sha256:[0-9a-f]{64}$"))]
    pub(crate) digest: Option<Digest>,
    /// Where the artifact comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) source: Option<&'a str>,
    /// What is said of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) mark: Option<&'a Mark>,
}

impl<'a> Module<'a> {
    pub(crate) fn of(entry: &'a Entry) -> Self {
        Self { descriptor: entry.descriptor(), digest: entry.digest(), source: entry.source(), mark: entry.mark() }
    }
}

/// What tells which form the rest has. Whatever else a newer form holds is no matter yet.
#[derive(Deserialize)]
pub(crate) struct Head {
    pub(crate) schema: String,
    pub(crate) version: u64,
}

/// The first form, its entries not read yet.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Body<'a> {
    #[serde(rename = "schema")]
    _schema: String,
    #[serde(rename = "version")]
    _version: u64,
    #[serde(borrow)]
    pub(crate) modules: Vec<&'a RawValue>,
}

/// An entry as it is read.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct ReadModule {
    descriptor: Descriptor,
    digest: Option<Digest>,
    source: Option<String>,
    mark: Option<Mark>,
}

impl From<ReadModule> for Entry {
    fn from(module: ReadModule) -> Self {
        let mut entry = Self::new(module.descriptor);
        if let Some(digest) = module.digest {
            entry = entry.with_digest(digest);
        }
        if let Some(source) = module.source {
            entry = entry.with_source(source);
        }
        match module.mark {
            Some(mark) => entry.with_mark(mark),
            None => entry,
        }
    }
}

/// The JSON Schema of a written catalog.
pub(crate) fn schema() -> schemars::Schema {
    schemars::schema_for!(CatalogFile<'_>)
}
