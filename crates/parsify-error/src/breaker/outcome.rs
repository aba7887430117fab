use crate::{Classification, TwinRule};

/// How a call that a breaker let through ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It gave its result.
    Success,
    /// It failed in a way that counts against the breaker; the rule says whether the native twin may answer instead.
    Failure(TwinRule),
    /// It ended in a way that says nothing about the module's health: a verdict on the input, a cancel, no place free.
    Neutral,
}

impl From<Classification> for Outcome {
    fn from(class: Classification) -> Self {
        if class.counts_against_breaker { Self::Failure(class.twin) } else { Self::Neutral }
    }
}
