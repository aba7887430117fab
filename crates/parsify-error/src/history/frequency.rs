use serde::{Deserialize, Serialize};

use crate::rolling::{Rolling, SLICES, Tick};

/// How often a group of failures occurs, judged by the [window](crate::HistoryPolicy::window) up to now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Frequency {
    /// A single time since it is remembered.
    Once,
    /// More than once, but fewer than ten times within the window.
    Occasional,
    /// Ten times or more within the window.
    Frequent,
    /// Frequent, and in eight or more of the ten slices of the window: it does not stop.
    Persistent,
}

const FREQUENT: u64 = 10;
const WITHOUT_A_BREAK: usize = SLICES * 8 / 10;

impl Frequency {
    pub(super) fn of(count: u64, window: &Rolling<u64>, now: Tick) -> Self {
        let within: u64 = window.window(now).sum();
        let slices = window.window(now).filter(|&failures| failures > 0).count();
        match () {
            () if within >= FREQUENT && slices >= WITHOUT_A_BREAK => Self::Persistent,
            () if within >= FREQUENT => Self::Frequent,
            () if count > 1 => Self::Occasional,
            () => Self::Once,
        }
    }

    /// The kebab-case name, as it stands in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Once => "once",
            Self::Occasional => "occasional",
            Self::Frequent => "frequent",
            Self::Persistent => "persistent",
        }
    }
}
