use std::fmt;

use serde::{Deserialize, Serialize};

/// How a guest trapped.
///
/// The difference decides about recovery: a guest that ran out of a resource would take a native process down with
/// it, a bug in the guest would not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum TrapCause {
    /// The call stack is exhausted.
    Stack,
    /// Memory or table access out of bounds; also how a guest's own stack overflow shows.
    OutOfBounds,
    /// The guest's allocator gave up.
    OutOfMemory,
    /// The guest panicked and said so.
    Panic,
    /// `unreachable` without a message.
    Unreachable,
    /// Division by zero, overflow, bad conversion.
    Arithmetic,
    /// The guest broke the canonical ABI: lying pointer, bad UTF-8, unknown case.
    Abi,
    /// Any other trap.
    Other,
}

impl TrapCause {
    /// Every cause, in declaration order.
    pub const ALL: [Self; 8] = [
        Self::Stack,
        Self::OutOfBounds,
        Self::OutOfMemory,
        Self::Panic,
        Self::Unreachable,
        Self::Arithmetic,
        Self::Abi,
        Self::Other,
    ];

    /// True when natively the same input could take the whole process down.
    #[must_use]
    pub const fn is_exhaustion(self) -> bool {
        // `Abi` and `Other` are unknown territory: nothing says that a native run would survive.
        !matches!(self, Self::Panic | Self::Unreachable | Self::Arithmetic)
    }

    /// The kebab-case name, as it stands in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stack => "stack",
            Self::OutOfBounds => "out-of-bounds",
            Self::OutOfMemory => "out-of-memory",
            Self::Panic => "panic",
            Self::Unreachable => "unreachable",
            Self::Arithmetic => "arithmetic",
            Self::Abi => "abi",
            Self::Other => "other",
        }
    }
}

impl fmt::Display for TrapCause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
