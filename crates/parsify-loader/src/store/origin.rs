use serde::{Deserialize, Serialize};

use crate::Provenance;

/// Where an installed module came from, and where to look for a newer version of it.
///
/// ```
/// use parsify_loader::Origin;
///
/// let origin = Origin::new("folder", "/srv/modules/json-processor.wasm").updated_from("/srv/modules");
/// assert_eq!(origin.to_string(), "folder /srv/modules/json-processor.wasm");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub struct Origin {
    /// The kind of source in one word: `file`, `folder`, `embedded`, `memory`, or that of a source yet to come.
    pub kind: String,
    /// The very thing that was installed: a path, a name, an address. Of a path that is no Unicode it is what people see.
    pub location: String,
    /// The source to ask for it again and for newer versions, in the words of that kind of source. When there is none,
    /// the location itself is all there is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updates: Option<String>,
}

impl Origin {
    /// A module from there, without a place to look for newer ones.
    pub fn new(kind: impl Into<String>, location: impl Into<String>) -> Self {
        Self { kind: kind.into(), location: location.into(), updates: None }
    }

    /// Says where to look for newer versions.
    #[must_use]
    pub fn updated_from(mut self, source: impl Into<String>) -> Self {
        self.updates = Some(source.into());
        self
    }
}

impl From<&Provenance> for Origin {
    fn from(provenance: &Provenance) -> Self {
        Self::new(provenance.kind(), provenance.location())
    }
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.kind, crate::provenance::printable(&self.location))
    }
}

/// What was found to vouch for an artifact when it was installed. The store carries and shows it; it checks none.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub struct Signature {
    /// The scheme, in one word.
    pub scheme: String,
    /// Who signed: a key or an identity, as the scheme writes it.
    pub signer: String,
    /// The signature as the scheme writes it.
    pub value: String,
}

impl Signature {
    /// A signature of a scheme.
    pub fn new(scheme: impl Into<String>, signer: impl Into<String>, value: impl Into<String>) -> Self {
        Self { scheme: scheme.into(), signer: signer.into(), value: value.into() }
    }
}
