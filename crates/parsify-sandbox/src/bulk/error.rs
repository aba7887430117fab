use std::error::Error;
use std::fmt;

use parsify_error::{ErrorKind, Failure, code};

use super::MAX_ADDED;
use crate::compile::refused;

/// Why a component cannot be made interruptible.
#[derive(Debug)]
pub(crate) enum Unfit {
    /// Its bytes are not what the format prescribes.
    Damaged(wasmparser::BinaryReaderError),
    /// A core module is not valid.
    Invalid(wasmtime::Error),
    /// It needs more functions than may be added.
    Excess,
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged(_) => f.write_str("the bytes are not what the format prescribes"),
            Self::Invalid(_) => f.write_str("a core module is not valid"),
            Self::Excess => {
                write!(
                    f,
                    "the component has bulk memory operations on more than {MAX_ADDED} pairs of memories and segments"
                )
            }
        }
    }
}

impl Error for Unfit {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Damaged(error) => Some(error),
            Self::Invalid(error) => Some(error.as_ref()),
            Self::Excess => None,
        }
    }
}

impl From<wasmparser::BinaryReaderError> for Unfit {
    fn from(error: wasmparser::BinaryReaderError) -> Self {
        Self::Damaged(error)
    }
}

impl From<Unfit> for Failure {
    fn from(unfit: Unfit) -> Self {
        let Unfit::Excess = unfit else { return refused(unfit) };
        // A cap like those of the scan, and of the same kind: no native twin stands in for a component that burdens its
        // compiler.
        Self::new(ErrorKind::Limit, code::SANDBOX_SCAN, unfit.to_string())
            .with_detail("limit", "bulkOperations")
            .with_detail("found", MAX_ADDED as u64 + 1)
            .with_detail("allowed", MAX_ADDED as u64)
            .with_hint("use fewer memories in one module, or fewer data segments")
    }
}
