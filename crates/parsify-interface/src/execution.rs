use std::fmt;
use std::time::Duration;

use parsify_error::{ErrorKind, Failure, harmless};
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
    /// From the call to the answer, everything included.
    #[serde(rename = "wallMs", serialize_with = "millis")]
    pub wall: Duration,
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
    /// Its message.
    pub message: String,
}

impl From<&Failure> for FailureSummary {
    fn from(failure: &Failure) -> Self {
        Self { kind: failure.kind(), code: failure.code().to_owned(), message: failure.message().to_owned() }
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
