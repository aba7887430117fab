//! Runs tools one does not trust: each call of a module in a sandbox with hard limits.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), parsify::Failure> {
//! use parsify::{CallOptions, ModuleManager, Request};
//!
//! let manager = ModuleManager::builder().build().await?;
//! let request = Request::new("format").with_text("json", r#"{"price": 1.10}"#).with_param("indent", 4);
//! let execution = manager.execute("json-processor", request, CallOptions::new()).await?;
//! assert_eq!(execution.response.text(), Some("{\n    \"price\": 1.10\n}\n"));
//! println!("it ran in {}", execution.report.engine);
//! # Ok(())
//! # }
//! ```
//!
//! For single calls there are functions on a default manager: [`format_json`], [`minify_json`], [`validate_json`].
//!
//! # What a call goes through
//!
//! 1. **Find** the module, by id and version requirement.
//! 2. **Check** operation, documents and params; a bad call costs no sandbox.
//! 3. **Admit**: a place among the concurrent calls, waited for in a bounded queue within the deadline.
//! 4. **Run** in a new sandbox inside its limits.
//! 5. **Recover** as [`parsify_error::decide`] says: try again, let the native twin answer, or give up.
//! 6. **Account**: the [`Report`] of the call, and [`ModuleManager::statistics`].
//!
//! A native twin is for a sandbox that cannot run, never for an input that hit a limit in it.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod admission;
mod answering;
mod blocked;
mod builder;
pub mod cache;
mod changes;
mod check;
mod component;
pub mod config;
mod convenience;
mod course;
mod dynamic;
mod events;
mod guarded;
mod health;
pub mod install;
mod json;
mod manager;
#[cfg(feature = "metrics")]
pub mod metrics;
mod native;
mod nest;
#[cfg(feature = "opentelemetry")]
pub mod opentelemetry;
mod progress;
mod recovery;
mod schema_cost;
mod settings;
mod shutdown;
mod slot;
mod standing;
mod status;
mod turns;
mod waiting;
mod warm_up;
mod world;

pub use builder::ModuleManagerBuilder;
pub use convenience::{
    analyze_json, compare_json, convert_json, detect_language, execute_code, extract_json_data, filter_json,
    format_code, format_json, highlight_code, lint_code, merge_json_objects, minify_code, minify_json, prettify_json,
    sort_json_keys, transform_json, transpile_code, validate_code, validate_json,
};
pub use events::{Event, EventStream, Happening};
pub use health::{Health, HealthPolicy, HealthReason, ModuleHealth, Monitor, SystemHealth, WindowCounts};
pub use json::execution_to_json;
pub use manager::{ModuleInfo, ModuleManager};
pub use native::NativeModule;
pub use progress::{ProgressObserver, ProgressStream, progress};
pub use settings::{CallRules, ModuleSettings};
pub use shutdown::Drained;
pub use status::{Load, Status};
pub use warm_up::WarmedUp;

pub use parsify_code as code_operations;
pub use parsify_error::{
    self as error, BreakerPolicy, BreakerStage, BreakerState, ErrorKind, Failure, HistoryFilter, HistoryPolicy,
    HistorySnapshot, RetryBudgetPolicy, RetryPolicy, Severity,
};
pub use parsify_interface::{
    CacheState, CallOptions, CancelToken, Capability, Dependency, Descriptor, Digest, Document, DocumentSpec, Engine,
    Execution, FailureSummary, Fallback, Grants, Level, LimitOverrides, Limits, LogLine, Module, ModuleId, Observer,
    Operation, Payload, Phase, Processor, Progress, Report, Request, Response, Version, VersionReq, harmless,
    serde_json,
};
pub use parsify_json as json_operations;
pub use parsify_loader::Source;
pub use parsify_registry::{Hit, Matched, Registry, nearest};
pub use parsify_sandbox::{Allocation, CompileChild, CompileLimits, Machine, Reuse, SandboxConfig, ScanCaps};
pub use parsify_telemetry::{CacheHits, OperationStatistics, Percentiles, QueueWait, Statistics};

// The examples of the book and the README compile and hold.
#[cfg(doctest)]
mod docs {
    #[doc = include_str!("../../../README.md")]
    struct Readme;
    #[doc = include_str!("../../../docs/src/embedding.md")]
    struct Embedding;
    // Here rather than in the author's kit, which has no serde for the option types of the examples.
    #[doc = include_str!("../../../docs/src/write-a-module.md")]
    struct WriteAModule;
}
