use std::fmt;

use serde::{Deserialize, Serialize};

/// How well something does, from what is worth no alarm to what is worth the loudest one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Health {
    /// Nothing is known yet, or no longer.
    #[default]
    Unknown,
    /// It does what it is there for.
    Healthy,
    /// It serves, but not all, not well, or by its native twin.
    Degraded,
    /// It does not serve.
    Unhealthy,
}

impl Health {
    /// The worst of all. What is unknown is not bad: it shows only when nothing is known of any. None at all are healthy.
    ///
    /// ```
    /// use parsify_telemetry::Health;
    ///
    /// assert_eq!(Health::worst([Health::Unknown, Health::Healthy]), Health::Healthy);
    /// assert_eq!(Health::worst([Health::Unknown, Health::Unhealthy, Health::Degraded]), Health::Unhealthy);
    /// assert_eq!(Health::worst([Health::Unknown]), Health::Unknown);
    /// assert_eq!(Health::worst([]), Health::Healthy);
    /// ```
    #[must_use]
    pub fn worst(all: impl IntoIterator<Item = Self>) -> Self {
        all.into_iter().max().unwrap_or(Self::Healthy)
    }

    /// The kebab-case name, as it stands in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Healthy => "healthy",
            Self::Degraded => "degraded",
            Self::Unhealthy => "unhealthy",
        }
    }
}

impl fmt::Display for Health {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
