use std::fmt;

use parsify_interface::ModuleId;
use semver::Version;

use super::Unsolvable;
use crate::RegistryError;

/// Why there is no [`Resolution`](super::Resolution).
///
/// [`Failure`](parsify_error::Failure) is made from it with kind, code, details and hints.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ResolveError {
    /// What is asked for is not there.
    #[error(transparent)]
    NotFound(RegistryError),
    /// No versions fit together.
    #[error(transparent)]
    Unsolvable(Box<Unsolvable>),
    /// Modules need each other in a circle.
    #[error("modules need each other in a circle: {0}")]
    Cycle(Circle),
    /// The search was given up.
    #[error("to find versions that fit together is more work than the {max_work} steps that are allowed")]
    TooHard {
        /// The steps that were allowed.
        max_work: u64,
    },
}

impl std::error::Error for Unsolvable {}

/// Modules of which each needs the next one, and the last one the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Circle {
    pub(super) modules: Vec<(ModuleId, Version)>,
}

impl Circle {
    /// The modules, each once, beginning with the first by id.
    #[must_use]
    pub fn modules(&self) -> &[(ModuleId, Version)] {
        &self.modules
    }
}

impl fmt::Display for Circle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MOST: usize = 12;
        for (id, version) in self.modules.iter().take(MOST) {
            write!(f, "`{id}` {version} → ")?;
        }
        if self.modules.len() > MOST {
            write!(f, "{} others → ", self.modules.len() - MOST)?;
        }
        self.modules.first().map_or(Ok(()), |(first, _)| write!(f, "`{first}`"))
    }
}
