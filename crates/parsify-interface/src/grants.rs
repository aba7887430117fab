use std::collections::BTreeSet;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Something outside the sandbox that a module may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Capability {
    /// Files.
    Files,
    /// Network connections.
    Network,
    /// Environment variables.
    Environment,
    /// The real time.
    Clock,
    /// Real randomness.
    Randomness,
    /// Other modules.
    Modules,
}

impl fmt::Display for Capability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Files => "files",
            Self::Network => "network",
            Self::Environment => "environment",
            Self::Clock => "clock",
            Self::Randomness => "randomness",
            Self::Modules => "modules",
        })
    }
}

/// What a call's module may touch outside its sandbox. Nothing by default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Grants(BTreeSet<Capability>);

impl Grants {
    /// Nothing.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Adds a capability.
    #[must_use]
    pub fn with(mut self, capability: Capability) -> Self {
        self.0.insert(capability);
        self
    }

    /// True when the capability is granted.
    #[must_use]
    pub fn allows(&self, capability: Capability) -> bool {
        self.0.contains(&capability)
    }

    /// Every granted capability, in order.
    pub fn iter(&self) -> impl Iterator<Item = Capability> + '_ {
        self.0.iter().copied()
    }
}
