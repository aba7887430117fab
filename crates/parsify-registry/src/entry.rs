use std::sync::Arc;

use parsify_interface::{Descriptor, Digest, ModuleId};
use semver::Version;

use crate::Mark;

/// One version of a module in the catalog: what it is, and which artifact it stands for. Cheap to clone.
///
/// ```
/// # use parsify_interface::Descriptor;
/// use parsify_registry::{Entry, Mark};
///
/// # let descriptor = Descriptor::parse(r#"{"id": "sums", "name": "Sums", "version": "1.2.0", "apiVersion": "1.0.0",
/// #     "summary": "Adds", "category": "tools",
/// #     "operations": [{"name": "add", "summary": "Adds", "params": {"type": "object"}}]}"#)?;
/// let entry = Entry::new(descriptor).with_source("modules/sums.wasm").with_mark(Mark::deprecated("slow"));
/// assert_eq!((entry.id().as_str(), entry.source()), ("sums", Some("modules/sums.wasm")));
/// # Ok::<(), parsify_interface::Failure>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    descriptor: Arc<Descriptor>,
    digest: Option<Digest>,
    source: Option<Arc<str>>,
    mark: Option<Arc<Mark>>,
}

impl Entry {
    /// A version without digest, source and mark.
    pub fn new(descriptor: impl Into<Arc<Descriptor>>) -> Self {
        Self { descriptor: descriptor.into(), digest: None, source: None, mark: None }
    }

    /// Says which artifact it is. Only with a digest can two sources be found to disagree.
    #[must_use]
    pub fn with_digest(mut self, digest: Digest) -> Self {
        self.digest = Some(digest);
        self
    }

    /// Says where the artifact comes from, in the words of whoever fetches it.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Arc<str>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Marks it.
    #[must_use]
    pub fn with_mark(self, mark: Mark) -> Self {
        self.marked(Some(mark))
    }

    pub(crate) fn marked(mut self, mark: Option<Mark>) -> Self {
        self.mark = mark.map(Arc::new);
        self
    }

    /// What it is.
    #[must_use]
    pub fn descriptor(&self) -> &Arc<Descriptor> {
        &self.descriptor
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

    /// Which artifact it is, where known. A native module has none.
    #[must_use]
    pub fn digest(&self) -> Option<Digest> {
        self.digest
    }

    /// Where the artifact comes from, where known.
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// What is said of it.
    #[must_use]
    pub fn mark(&self) -> Option<&Mark> {
        self.mark.as_deref()
    }

    /// True when it was withdrawn.
    #[must_use]
    pub fn is_yanked(&self) -> bool {
        self.mark().is_some_and(Mark::is_yanked)
    }
}

impl From<Descriptor> for Entry {
    fn from(descriptor: Descriptor) -> Self {
        Self::new(descriptor)
    }
}

impl From<Arc<Descriptor>> for Entry {
    fn from(descriptor: Arc<Descriptor>) -> Self {
        Self::new(descriptor)
    }
}
