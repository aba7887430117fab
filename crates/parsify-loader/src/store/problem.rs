use std::fmt;
use std::path::PathBuf;

use parsify_interface::{Digest, ModuleId, Version};

use super::flaw::{Flaw, Unsafe};
use crate::error::shown;

/// Something in a store that is not as it should be.
///
/// [`Display`](fmt::Display) says what; [`way_out`](Self::way_out) what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// The file or folder.
    pub path: PathBuf,
    /// The version of the module that it belongs to, if it belongs to any.
    pub module: Option<(ModuleId, Version)>,
    /// What is wrong with it.
    pub kind: ProblemKind,
}

/// What is wrong with a file in a store.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProblemKind {
    /// The artifact is not there.
    MissingArtifact,
    /// The artifact has other bytes.
    AlteredArtifact {
        /// The digest of the bytes it has.
        actual: Digest,
    },
    /// The artifact has another size.
    WrongSize {
        /// The size that was installed.
        expected: u64,
        /// The size it has.
        actual: u64,
    },
    /// The receipt is not there.
    MissingReceipt,
    /// The receipt cannot be used.
    BadReceipt(Flaw),
    /// The receipt says something else than the state.
    OtherReceipt,
    /// Nothing of the store's.
    Foreign,
    /// Others could have changed it.
    Unsafe(Unsafe),
    /// The operating system does not let it be read.
    Unreadable {
        /// What the operating system says.
        reason: String,
    },
}

impl Problem {
    /// What to do about it, as a sentence part.
    #[must_use]
    pub fn way_out(&self) -> &'static str {
        match &self.kind {
            ProblemKind::MissingArtifact | ProblemKind::AlteredArtifact { .. } | ProblemKind::WrongSize { .. } => {
                "remove the module and install it again from where it came"
            }
            ProblemKind::MissingReceipt | ProblemKind::BadReceipt(_) | ProblemKind::OtherReceipt => {
                "write the receipts again from the state"
            }
            ProblemKind::Foreign => "move it out of the store's folder",
            ProblemKind::Unsafe(Unsafe::Owner { .. } | Unsafe::Permissions { .. }) => {
                "give it back to the user of the store and take the rights of others away; install the module again if \
                 somebody may have changed it"
            }
            ProblemKind::Unsafe(_) => "remove it, and install the module again",
            ProblemKind::Unreadable { .. } => "check that this user may read it, and that the disk is sound",
        }
    }
}

impl ProblemKind {
    /// The kind in kebab-case, stable.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::MissingArtifact => "missing-artifact",
            Self::AlteredArtifact { .. } => "altered-artifact",
            Self::WrongSize { .. } => "wrong-size",
            Self::MissingReceipt => "missing-receipt",
            Self::BadReceipt(_) => "bad-receipt",
            Self::OtherReceipt => "other-receipt",
            Self::Foreign => "foreign",
            Self::Unsafe(_) => "unsafe",
            Self::Unreadable { .. } => "unreadable",
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((id, version)) = &self.module {
            write!(f, "{id} {version}: ")?;
        }
        write!(f, "`{}` ", shown(&self.path))?;
        match &self.kind {
            ProblemKind::MissingArtifact => f.write_str("is not there"),
            ProblemKind::AlteredArtifact { actual } => write!(f, "has other bytes than were installed ({actual})"),
            ProblemKind::WrongSize { expected, actual } => {
                write!(f, "has {actual} bytes, and {expected} were installed")
            }
            ProblemKind::MissingReceipt => f.write_str("has no receipt, or is one that is not there"),
            ProblemKind::BadReceipt(flaw) => write!(f, "is no sound receipt: {flaw}"),
            ProblemKind::OtherReceipt => f.write_str("says something else than the state"),
            ProblemKind::Foreign => f.write_str("does not belong to the store"),
            ProblemKind::Unsafe(problem) => write!(f, "is not safe to use: {problem}"),
            ProblemKind::Unreadable { reason } => write!(f, "cannot be read: {reason}"),
        }
    }
}
