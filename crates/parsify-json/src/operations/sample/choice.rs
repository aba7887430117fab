//! Which of many to keep.

use super::options::SampleOptions;
use super::random::Random;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which elements or lines are kept. The default is [`Head`](Self::Head).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum SampleMode {
    /// The first ones.
    #[default]
    Head,
    /// The last ones.
    Tail,
    /// The first one, and every one that comes `step` later.
    Every,
    /// `count` by chance; each one is as likely as the others.
    Random,
    /// All of them: for `maxElements` and `maxCharacters` alone. The document need not have an array.
    All,
}

/// Says of each of many, in their order, whether it is kept.
#[derive(Debug)]
pub(super) struct Choice {
    mode: SampleMode,
    step: u64,
    /// How many are still to come, and to be kept.
    coming: u64,
    wanted: u64,
    past: u64,
    random: Random,
}

impl Choice {
    pub(super) fn new(options: &SampleOptions, total: usize) -> Self {
        let total = total as u64;
        Self {
            mode: options.mode,
            step: options.step.max(1),
            coming: total,
            wanted: options.count.min(total),
            past: 0,
            random: Random::new(options.seed),
        }
    }

    pub(super) fn keeps_next(&mut self) -> bool {
        let keeps = match self.mode {
            SampleMode::Head => self.past < self.wanted,
            SampleMode::Tail => self.coming <= self.wanted,
            SampleMode::Every => self.past.is_multiple_of(self.step),
            // Knuth, The Art of Computer Programming, volume 2, section 3.4.2, algorithm S.
            SampleMode::Random => self.random.below(self.coming) < self.wanted,
            SampleMode::All => true,
        };
        self.past += 1;
        self.coming = self.coming.saturating_sub(1);
        if keeps && self.mode == SampleMode::Random {
            self.wanted -= 1;
        }
        keeps
    }
}
