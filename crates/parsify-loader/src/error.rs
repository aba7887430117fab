use std::io;
use std::path::{Path, PathBuf};

use parsify_interface::Digest;

use crate::provenance::printable;
use crate::{Found, Provenance};

/// Why a source gave no artifact, or a folder no listing.
///
/// [`Failure`](parsify_error::Failure) is made from it with kind, code, details and hints.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoaderError {
    /// There is no such file or folder.
    #[error("`{}` does not exist", shown(path))]
    Missing {
        /// What was asked for.
        path: PathBuf,
        /// Names in the same folder that are written alike, best first.
        nearest: Vec<String>,
    },
    /// A file is wanted, and this is a folder.
    #[error("`{}` is a folder, not a file", shown(path))]
    IsFolder {
        /// What was asked for.
        path: PathBuf,
    },
    /// A regular file is wanted, and this is a device, a pipe or a socket.
    #[error("`{}` is a device, pipe or socket, not a file", shown(path))]
    NotRegular {
        /// What was asked for.
        path: PathBuf,
    },
    /// A folder is wanted, and this is something else.
    #[error("`{}` is not a folder", shown(path))]
    NotAFolder {
        /// What was asked for.
        path: PathBuf,
    },
    /// The operating system does not let the file or folder be read.
    #[error("`{}` cannot be read", shown(path))]
    Read {
        /// What was asked for.
        path: PathBuf,
        /// What the operating system says.
        #[source]
        source: io::Error,
    },
    /// The catalog beside modules is no text.
    #[error("`{}` is no text in UTF-8", shown(path))]
    NotText {
        /// The file.
        path: PathBuf,
    },
    /// The catalog beside modules is larger than is read.
    #[error("`{}` is larger than the {limit} bytes a catalog may have", shown(path))]
    CatalogTooLarge {
        /// The file.
        path: PathBuf,
        /// The limit in bytes.
        limit: u64,
    },
    /// There are no bytes.
    #[error("{origin} has no bytes")]
    Empty {
        /// Where the bytes came from.
        origin: Provenance,
    },
    /// There are more bytes than an artifact may have.
    #[error("{origin} is larger than the {limit} bytes an artifact may have")]
    TooLarge {
        /// Where the bytes came from.
        origin: Provenance,
        /// The limit in bytes.
        limit: u64,
    },
    /// A core module in place of a component.
    #[error("{origin} is a WebAssembly core module, not a component")]
    CoreModule {
        /// Where the bytes came from.
        origin: Provenance,
    },
    /// WebAssembly, in a version of the binary format that is neither today's component nor today's core module.
    #[error("{origin} is WebAssembly of an unknown binary version (version {version}, layer {layer})")]
    OtherVersion {
        /// Where the bytes came from.
        origin: Provenance,
        /// The version in its header.
        version: u16,
        /// The layer in its header: 0 for core modules, 1 for components.
        layer: u16,
    },
    /// No WebAssembly at all.
    #[error("{origin} is no WebAssembly component but {found}")]
    NotWasm {
        /// Where the bytes came from.
        origin: Provenance,
        /// What the bytes look like.
        found: Found,
    },
    /// The bytes are not the ones that were promised.
    #[error("{origin} does not have the digest that was promised")]
    Digest {
        /// Where the bytes came from.
        origin: Provenance,
        /// The promise.
        expected: Digest,
        /// The digest of the bytes.
        actual: Digest,
    },
}

pub(crate) fn shown(path: &Path) -> String {
    printable(&path.display().to_string())
}
