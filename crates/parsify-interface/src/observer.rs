use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::LogLine;

/// How far a call is, as its module says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Progress {
    /// How much is done, in a unit of the module's choice.
    pub done: u64,
    /// How much there is in all; 0 when unknown.
    pub total: u64,
}

impl Progress {
    /// The part that is done, from 0 to 1; `None` when the total is unknown. A module that claims to have done more than
    /// everything has done everything.
    #[must_use]
    pub fn fraction(self) -> Option<f64> {
        (self.total > 0).then(|| (self.done as f64 / self.total as f64).min(1.0))
    }
}

/// Hears what a call says while it runs, beside the report at its end.
///
/// It is called on the thread that runs the guest, inside the call's deadline: hand things on and return. Both methods do
/// nothing by default. An observer that panics ends its call with a failure of kind `Internal`, and nothing else.
///
/// Any `Fn(Progress)` is an observer of progress.
pub trait Observer: Send + Sync {
    /// A line the module logged, of a level that the call keeps, with control characters escaped.
    fn log(&self, line: &LogLine) {
        let _ = line;
    }

    /// How far the call is. Comes as often as the module says so.
    fn progress(&self, progress: Progress) {
        let _ = progress;
    }
}

impl<F: Fn(Progress) + Send + Sync> Observer for F {
    fn progress(&self, progress: Progress) {
        self(progress);
    }
}
