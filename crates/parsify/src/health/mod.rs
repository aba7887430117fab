//! How well modules do: what is known of them, asking them, and asking them again and again.

mod examine;
mod judge;
mod monitor;
mod pulse;
mod report;

pub use monitor::Monitor;
pub(crate) use monitor::Watch;
pub use parsify_telemetry::{Health, Policy as HealthPolicy, Reason as HealthReason, WindowCounts};
pub(crate) use pulse::Pulse;
pub use report::{ModuleHealth, SystemHealth};
