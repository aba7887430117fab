//! What calls of modules came to, and what that says of their health.
//!
//! - [`Counters`] hold what the calls of one operation came to: how many, how they failed, percentiles of their time,
//!   memory, bytes, cache. [`Statistics`] is all of it as values, and as JSON.
//! - [`Window`] counts the calls of one module over the last seconds.
//! - [`Policy::judge`] makes a [`Verdict`] of that, and of what else is known: a [`Health`] with typed [`Reason`]s.
//!
//! Counting is for the way of a call: many threads do it at once, each in a shard of its own, without waiting for each
//! other and without allocating once the first calls were counted. What was never called costs a few bytes.
//!
//! This crate reads no clock, starts no thread and does no I/O: time is handed in.
//!
//! ```
//! use std::time::Duration;
//! use parsify_telemetry::{Call, Counters, ErrorKind};
//!
//! let counters = Counters::default();
//! let running = counters.enter();
//! counters.count(&Call::failed(ErrorKind::Trap, Duration::from_millis(3)));
//! drop(running);
//!
//! let (module, version) = ("json-processor".parse()?, "1.0.0".parse()?);
//! let statistics = counters.snapshot(&module, &version, "format").expect("it was called");
//! assert_eq!((statistics.calls, statistics.in_flight), (1, 0));
//! assert_eq!(statistics.failures[&ErrorKind::Trap], 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod blame;
mod call;
mod counters;
mod facts;
mod health;
mod latencies;
mod policy;
mod reason;
mod sharded;
mod statistics;
mod tally;
mod verdict;
mod window;
mod window_counts;

pub use blame::Blame;
pub use call::Call;
pub use counters::{Counters, InFlight};
pub use facts::{Breaker, Facts, Probe, Queue};
pub use health::Health;
pub use policy::Policy;
pub use reason::Reason;
pub use statistics::{CacheHits, OperationStatistics, Percentiles, QueueWait, Statistics, millis};
pub use verdict::Verdict;
pub use window::{Recent, Window};
pub use window_counts::WindowCounts;

// The types that appear in this crate's own signatures.
pub use parsify_error::{ErrorKind, Failure};
pub use parsify_interface::{Execution, FailureSummary, ModuleId, Version};
