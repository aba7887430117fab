use std::fmt;
use std::time::Duration;

use parsify_error::{BreakerStage, ErrorKind, Failure, harmless};
use schemars::JsonSchema;
use semver::Version;
use serde::{Deserialize, Serialize, Serializer};

use crate::{Digest, Level, ModuleId, Response};

/// A call that succeeded: its response and how it ran.
#[derive(Clone, Debug)]
pub struct Execution {
    /// What the operation gave.
    pub response: Response,
    /// How it ran.
    pub report: Report,
}

/// What ran an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Engine {
    /// A WebAssembly component in a sandbox.
    Wasm,
    /// Rust code in this process.
    Native,
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Wasm => "wasm",
            Self::Native => "native",
        })
    }
}

/// Where the machine code of a call came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum CacheState {
    /// It was compiled for this call.
    Compiled,
    /// It was on disk, compiled by an earlier process or before it left the memory.
    Disk,
    /// It was in memory.
    Memory,
    /// There is none: the call ran natively.
    None,
}

impl fmt::Display for CacheState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Compiled => "compiled",
            Self::Disk => "disk",
            Self::Memory => "memory",
            Self::None => "none",
        })
    }
}

/// How a call ran. As JSON, durations are milliseconds with fractions.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Report {
    /// The module that answered.
    pub module: ModuleId,
    /// Its version.
    pub version: Version,
    /// The operation.
    pub operation: String,
    /// What ran it.
    pub engine: Engine,
    /// Why the native twin answered, when it did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fallback: Option<FailureSummary>,
    /// Why it failed; only of an inner call, for a call from outside gives its failure itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<FailureSummary>,
    /// The digest of the component, when one ran.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digest: Option<Digest>,
    /// Where the machine code came from.
    pub cache: CacheState,
    /// Attempts made, the successful one included.
    pub attempts: u32,
    /// The circuit breaker of the module as the last attempt met it: half-open when this call was the one that showed whether
    /// the module has recovered, open when the native twin answered for it. None where there is no breaker.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub breaker: Option<BreakerStage>,
    /// From the call to the answer, everything included.
    #[serde(rename = "wallMs", serialize_with = "millis")]
    pub wall: Duration,
    /// The part of it spent waiting for a place among the running calls.
    #[serde(rename = "queueMs", serialize_with = "millis", skip_serializing_if = "Duration::is_zero")]
    pub queue: Duration,
    /// The part of it spent compiling the component, or reading its machine code from disk.
    #[serde(rename = "compileMs", serialize_with = "millis", skip_serializing_if = "Duration::is_zero")]
    pub compile: Duration,
    /// The part of it spent bringing the module into the sandbox, compiling aside: fetching, checking, asking for its
    /// descriptor, waiting for who does so already.
    #[serde(rename = "loadMs", serialize_with = "millis", skip_serializing_if = "Duration::is_zero")]
    pub load: Duration,
    /// The part of it spent instantiating and inside the guest; natively, inside the operation.
    #[serde(rename = "runMs", serialize_with = "millis")]
    pub run: Duration,
    /// The most memory the call held, over all its memories, in bytes; 0 natively, where it is not measured.
    pub peak_memory: u64,
    /// Bytes of documents handed in.
    pub bytes_in: u64,
    /// Bytes given back, as [`Response::size`] counts them.
    pub bytes_out: u64,
    /// What the module logged.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub log: Vec<LogLine>,
    /// The calls of other modules that it made, in order, each with those that it made in turn.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub calls: Vec<Report>,
}

/// A failure in three words, where a report names one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct FailureSummary {
    /// Its kind.
    pub kind: ErrorKind,
    /// Its code.
    pub code: String,
    /// Its message, cut where it is longer than 1,024 bytes.
    pub message: String,
}

impl FailureSummary {
    /// What of a message is kept: summaries are remembered, counted and sent about by the thousand.
    const MESSAGE_BYTES: usize = 1024;
}

impl From<&Failure> for FailureSummary {
    fn from(failure: &Failure) -> Self {
        let message = failure.message();
        let kept = message.floor_char_boundary(Self::MESSAGE_BYTES);
        let mut message = message[..kept].to_owned();
        if kept < failure.message().len() {
            message.push('…');
        }
        Self { kind: failure.kind(), code: failure.code().to_owned(), message }
    }
}

/// One line a module logged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LogLine {
    /// How important the module says it is.
    pub level: Level,
    /// What it says, with control characters escaped.
    pub message: String,
}

impl LogLine {
    /// A line with its control characters escaped, so that a module can neither forge a second line nor drive a terminal.
    #[must_use]
    pub fn new(level: Level, message: &str) -> Self {
        Self { level, message: harmless(message) }
    }
}

impl Report {
    /// A report of a first attempt, with everything unmeasured at zero.
    pub fn new(module: ModuleId, version: Version, operation: impl Into<String>, engine: Engine) -> Self {
        Self {
            module,
            version,
            operation: operation.into(),
            engine,
            fallback: None,
            failure: None,
            digest: None,
            cache: CacheState::None,
            attempts: 1,
            breaker: None,
            queue: Duration::ZERO,
            compile: Duration::ZERO,
            load: Duration::ZERO,
            wall: Duration::ZERO,
            run: Duration::ZERO,
            peak_memory: 0,
            bytes_in: 0,
            bytes_out: 0,
            log: Vec::new(),
            calls: Vec::new(),
        }
    }

    /// How many calls of other modules it made, those further down included.
    #[must_use]
    pub fn inner_calls(&self) -> usize {
        self.calls.iter().map(|call| 1 + call.inner_calls()).sum()
    }
}

fn millis<S: Serializer>(duration: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(duration.as_nanos() as f64 / 1e6)
}
