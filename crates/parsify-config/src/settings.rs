//! What the getters of a configuration give: the types that a host's builder takes, or close to them.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use parsify_error::RetryPolicy;
use parsify_interface::{
    CallOptions, Fallback, Grants, Level, LimitOverrides, Limits, Value as Json, Version, VersionReq,
};

use crate::Origin;

/// What holds for calls of which nobody says anything in particular.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CallDefaults {
    /// The limits, none above its ceiling. What a module says of its operations changes them.
    pub limits: Limits,
    /// Which engine may answer.
    pub fallback: Fallback,
    /// How often a failure that passes by itself is tried again.
    pub retry: RetryPolicy,
    /// Log lines below this level are dropped.
    pub log_level: Level,
}

/// What holds for calls of one operation of one module: the word on the operation, else on the module, else the default.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct CallSettings {
    /// Changes to the limits that the module says of its operation. The default limits are not among them: they stand below
    /// what the module says ([`Config::call_defaults`](crate::Config::call_defaults)).
    pub limits: LimitOverrides,
    /// Which engine may answer.
    pub fallback: Fallback,
    /// How often a failure that passes by itself is tried again.
    pub retry: RetryPolicy,
    /// Log lines below this level are dropped.
    pub log_level: Level,
    /// What the module may touch outside its sandbox. Nothing unless it is said.
    pub grants: Grants,
    /// What the module is configured with; `null` unless it is said. May hold secrets.
    pub config: Json,
    /// The versions that may answer: the pinned one, else those that fit. `None`: any release.
    pub version: Option<VersionReq>,
}

impl CallSettings {
    /// The options of such a call: everything but the retry policy, which is none of a caller's options.
    #[must_use]
    pub fn options(&self) -> CallOptions {
        let mut options = CallOptions::new()
            .with_limits(self.limits)
            .with_fallback(self.fallback)
            .with_log_level(self.log_level)
            .with_grants(self.grants.clone())
            .with_config(self.config.clone());
        options.version.clone_from(&self.version);
        options
    }
}

impl fmt::Debug for CallSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not the module's configuration, which may hold secrets.
        f.debug_struct("CallSettings")
            .field("limits", &self.limits)
            .field("fallback", &self.fallback)
            .field("retry", &self.retry)
            .field("log_level", &self.log_level)
            .field("grants", &self.grants)
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}

/// How instances of a module are used again. `None`: what the sandbox has as default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReuseSettings {
    /// Calls after which an instance is dropped.
    pub uses: Option<u32>,
    /// Instances kept while nothing runs.
    pub idle: Option<u32>,
    /// An instance with more bytes of memory than this is dropped after its call.
    pub idle_bytes: Option<u64>,
}

/// Which versions of a module may answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct VersionSettings {
    /// The versions that will do.
    pub requirement: Option<VersionReq>,
    /// The only one that may answer; updates pass the module over.
    pub pin: Option<Version>,
}

/// Where machine code is kept. `None`: what the host has as default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CacheSettings {
    /// Whether it is kept on disk.
    pub enabled: Option<bool>,
    /// The folder on disk.
    pub dir: Option<PathBuf>,
    /// Bytes of all entries on disk together.
    pub size: Option<u64>,
    /// Bytes of one entry on disk.
    pub entry_size: Option<u64>,
    /// Bytes of machine code kept in memory for modules that nobody holds.
    pub memory: Option<u64>,
}

/// How a host looks at the health of its modules by itself; `None` where nobody says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct MonitorSettings {
    /// How often it looks.
    pub interval: Option<Duration>,
    /// The file that it writes down each time how everything does.
    pub status: Option<PathBuf>,
}

/// What the compilation of a foreign component may use. `None`: what the sandbox has as default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CompileSettings {
    /// Wall time.
    pub time: Option<std::time::Duration>,
    /// Bytes of address space.
    pub memory: Option<u64>,
    /// Bytes of machine code.
    pub code: Option<u64>,
    /// Threads.
    pub threads: Option<u8>,
}

/// Where modules come from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SourceSettings {
    /// What the source is called.
    pub name: String,
    /// Where it is.
    pub place: SourcePlace,
    /// Who says so.
    pub origin: Origin,
}

/// The kinds of sources.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SourcePlace {
    /// A component, or a folder of components. Relative to the folder of the file that names it.
    Path(PathBuf),
}
