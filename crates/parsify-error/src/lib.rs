//! The failure vocabulary every layer of Parsify modules speaks, and the pure decision what to do about a failure.
//!
//! - [`ErrorKind`] is the small `Copy` value to branch on; [`code`] lists the stable dotted codes below it.
//! - [`Failure`] is what a person reads: what failed, where, with which values, and the way out.
//! - [`Breach`] is a limit that a call hit, and its failure.
//! - [`nearest`] makes the list behind "did you mean".
//! - [`Classification`] says what a kind means for recovery, [`decide`] turns it into retry, native twin or giving up.
//! - [`Breaker`] stops calling a module that keeps failing, [`RetryBudget`] bounds the retries of all calls together.
//! - [`History`] remembers failures, within bounds.
//!
//! This crate does no I/O, reads no clock and depends on no other Parsify crate, so that the decision can be swept by
//! property tests.
//!
//! ```
//! use parsify_error::{ErrorKind, Failure, code};
//!
//! let failure = Failure::new(ErrorKind::Timeout, code::SANDBOX_TIMEOUT, "the call did not end within 200 ms")
//!     .with_module("json-processor")
//!     .with_operation("format")
//!     .with_detail("limitMs", 200_u64)
//!     .with_hint("raise the limit with `--timeout 1s`");
//! assert_eq!(failure.kind(), ErrorKind::Timeout);
//! assert_eq!(failure.to_string(), "json-processor: format: the call did not end within 200 ms");
//! ```
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod breach;
mod breaker;
mod budget;
mod classification;
pub mod code;
mod detail;
mod failure;
mod harmless;
mod history;
mod kind;
mod millis;
mod nearest;
mod phase;
mod recovery;
mod rolling;
mod trap;

pub use breach::Breach;
pub use breaker::{Breaker, BreakerChange, BreakerPolicy, BreakerStage, BreakerState, Outcome, Permit, Refusal};
pub use budget::{RetryBudget, RetryBudgetPolicy};
pub use classification::{Classification, RetryRule, Severity, TwinRule};
pub use detail::{Detail, Details};
pub use failure::Failure;
pub use harmless::harmless;
pub use history::{
    FailureEntry, FailureGroup, FailureKey, FailureTotals, Frequency, History, HistoryFilter, HistoryPolicy,
    HistorySnapshot, RelatedFailures,
};
pub use kind::ErrorKind;
pub use nearest::nearest;
pub use phase::Phase;
pub use recovery::{Recovery, RetryPolicy, Situation, decide};
pub use trap::TrapCause;
