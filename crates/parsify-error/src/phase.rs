use std::fmt;

use serde::{Deserialize, Serialize};

/// What a call was doing, in the order in which a call does it.
///
/// Text forms are kebab-case and stable; a failure holds one as its detail `phase`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Phase {
    /// It waited for a place among the running calls.
    Queue,
    /// It waited for the module to be fetched and compiled.
    Compile,
    /// The guest was being instantiated; its start function runs here.
    Instantiate,
    /// The request was being copied in; the guest's allocator runs here.
    CopyIn,
    /// The operation itself ran.
    Run,
    /// The guest was cleaning up after its answer.
    PostReturn,
    /// A function of the host ran on the guest's behalf.
    HostCall,
}

impl Phase {
    /// Every phase, in order.
    pub const ALL: [Self; 7] =
        [Self::Queue, Self::Compile, Self::Instantiate, Self::CopyIn, Self::Run, Self::PostReturn, Self::HostCall];

    /// The kebab-case name, as it stands in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Queue => "queue",
            Self::Compile => "compile",
            Self::Instantiate => "instantiate",
            Self::CopyIn => "copy-in",
            Self::Run => "run",
            Self::PostReturn => "post-return",
            Self::HostCall => "host-call",
        }
    }
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
