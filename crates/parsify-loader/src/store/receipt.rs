use std::collections::BTreeMap;
use std::io;

use parsify_interface::{Descriptor, Digest, Grants, ModuleId, Version};
use serde::{Deserialize, Serialize};

use super::envelope;
use super::origin::{Origin, Signature};
use crate::Artifact;

pub(crate) const SCHEMA: &str = "parsify-receipt";
/// The most a receipt may have as JSON: 1 MiB. A descriptor that needs more describes nothing.
pub const MAX_RECEIPT_BYTES: u64 = 1 << 20;

/// What is known of an installed module: which bytes it is, where they came from, and what was allowed to it.
///
/// Grants belong to the digest: whoever installs other bytes starts without any.
///
/// ```
/// # use parsify_interface::Descriptor;
/// use parsify_interface::{Capability, Grants};
/// use parsify_loader::{Loader, Receipt, Source};
///
/// # let descriptor = Descriptor::parse(r#"{"id": "sums", "name": "Sums", "version": "1.2.0", "apiVersion": "1.0.0",
/// #     "summary": "Adds", "category": "tools",
/// #     "operations": [{"name": "add", "summary": "Adds", "params": {"type": "object"}}]}"#)?;
/// let artifact = Loader::new().load(&Source::bytes("sums.wasm", *b"\0asm\x0d\0\x01\0"))?;
/// let receipt = Receipt::new(&artifact, descriptor).with_grants(Grants::none().with(Capability::Clock)).pinned();
/// assert_eq!((receipt.digest, receipt.size), (*artifact.digest(), 8));
/// assert_eq!(receipt.origin.to_string(), "memory sums.wasm");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// As JSON, an unknown key is an error, but for those of the descriptor, which a newer contract may have.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "a receipt")]
#[non_exhaustive]
pub struct Receipt {
    /// The sha256 of the artifact.
    pub digest: Digest,
    /// The bytes of the artifact.
    pub size: u64,
    /// Where it came from.
    pub origin: Origin,
    /// What vouches for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<Signature>,
    /// When it was installed, in seconds since the beginning of 1970. 0 until the store fills it in.
    pub installed_at: u64,
    /// Somebody asked for it; otherwise it is here because others need it.
    pub asked_for: bool,
    /// It stays at this version.
    #[serde(default)]
    pub pinned: bool,
    /// What it may touch outside its sandbox.
    #[serde(default)]
    pub grants: Grants,
    /// What other modules may use of their own grants when this one calls them.
    #[serde(default)]
    pub edges: BTreeMap<ModuleId, Grants>,
    /// What it is and offers, as it said itself when it was installed.
    pub descriptor: Descriptor,
}

impl Receipt {
    /// The receipt of an artifact that somebody asked for: nothing is granted, nothing is pinned.
    #[must_use]
    pub fn new(artifact: &Artifact, descriptor: Descriptor) -> Self {
        Self {
            digest: *artifact.digest(),
            size: artifact.bytes().len() as u64,
            origin: Origin::from(artifact.provenance()),
            signature: None,
            installed_at: 0,
            asked_for: true,
            pinned: false,
            grants: Grants::none(),
            edges: BTreeMap::new(),
            descriptor,
        }
    }

    /// Says where it came from. Default: the provenance of the artifact.
    #[must_use]
    pub fn with_origin(mut self, origin: Origin) -> Self {
        self.origin = origin;
        self
    }

    /// Keeps a signature.
    #[must_use]
    pub fn with_signature(mut self, signature: Signature) -> Self {
        self.signature = Some(signature);
        self
    }

    /// Says when it was installed, in seconds since the beginning of 1970. Default: when it is added to the store.
    #[must_use]
    pub fn with_installed_at(mut self, seconds: u64) -> Self {
        self.installed_at = seconds;
        self
    }

    /// Says that nobody asked for it: it is here because others need it.
    #[must_use]
    pub fn as_dependency(mut self) -> Self {
        self.asked_for = false;
        self
    }

    /// Keeps it at this version.
    #[must_use]
    pub fn pinned(mut self) -> Self {
        self.pinned = true;
        self
    }

    /// Says what it may touch outside its sandbox.
    #[must_use]
    pub fn with_grants(mut self, grants: Grants) -> Self {
        self.grants = grants;
        self
    }

    /// Says what another module may use of its own grants when this one calls it.
    #[must_use]
    pub fn with_edge(mut self, callee: ModuleId, grants: Grants) -> Self {
        self.edges.insert(callee, grants);
        self
    }

    /// The module.
    #[must_use]
    pub fn id(&self) -> &ModuleId {
        &self.descriptor.id
    }

    /// Its version.
    #[must_use]
    pub fn version(&self) -> &Version {
        &self.descriptor.version
    }

    /// As it lies in its own file.
    pub(crate) fn seal(&self, generation: u64) -> io::Result<Vec<u8>> {
        Ok(envelope::seal(SCHEMA, generation, self)?)
    }
}
