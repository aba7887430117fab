use std::time::Duration;

use parsify_cache::DiskCache;
use parsify_interface::{LimitOverrides, Limits};

use crate::allocation::Allocation;
use crate::compile::{CompileChild, CompileLimits};
use crate::scan::ScanCaps;

/// How a [`Sandbox`](crate::Sandbox) is set up.
#[derive(Clone, Debug)]
pub struct SandboxConfig {
    pub(crate) defaults: Limits,
    pub(crate) ceiling: Limits,
    pub(crate) describe: LimitOverrides,
    pub(crate) memory_bytes: u64,
    pub(crate) allocation: Allocation,
    pub(crate) compile_child: Option<CompileChild>,
    pub(crate) use_compile_child: bool,
    pub(crate) compile_limits: CompileLimits,
    pub(crate) scan_caps: Option<ScanCaps>,
    pub(crate) disk: Option<DiskCache>,
}

impl Default for SandboxConfig {
    fn default() -> Self {
        let describe =
            LimitOverrides::default().with_deadline(Duration::from_secs(5)).with_memory(64 << 20).with_output(4 << 20);
        Self {
            defaults: Limits::default(),
            ceiling: Limits::ceiling(),
            describe,
            memory_bytes: 256 << 20,
            allocation: Allocation::default(),
            compile_child: None,
            use_compile_child: true,
            compile_limits: CompileLimits::default(),
            scan_caps: None,
            disk: None,
        }
    }
}

impl SandboxConfig {
    /// The default configuration.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The limits of a call for which neither operation nor caller says anything. Default: [`Limits::default`].
    #[must_use]
    pub fn with_default_limits(mut self, limits: Limits) -> Self {
        self.defaults = limits;
        self
    }

    /// What no call exceeds, whatever operation and caller want. Default: [`Limits::ceiling`].
    #[must_use]
    pub fn with_ceiling(mut self, limits: Limits) -> Self {
        self.ceiling = limits;
        self
    }

    /// The limits of a call for which neither operation nor caller says anything.
    #[must_use]
    pub fn default_limits(&self) -> Limits {
        self.defaults
    }

    /// What no call exceeds.
    #[must_use]
    pub fn ceiling(&self) -> Limits {
        self.ceiling
    }

    /// How many bytes of machine code are kept for modules that nobody holds. Default: 256 MiB. The number of modules kept
    /// is bounded by the file descriptors of the process as well, for each holds some.
    #[must_use]
    pub fn with_memory_cache_bytes(mut self, bytes: u64) -> Self {
        self.memory_bytes = bytes;
        self
    }

    /// How many bytes of machine code are kept in memory for modules that nobody holds.
    #[must_use]
    pub fn memory_cache_bytes(&self) -> u64 {
        self.memory_bytes
    }

    /// Where machine code is kept for later processes. Default: nowhere.
    #[must_use]
    pub fn with_disk_cache(mut self, cache: DiskCache) -> Self {
        self.disk = Some(cache);
        self
    }

    /// True when machine code is kept on disk.
    #[must_use]
    pub fn has_disk_cache(&self) -> bool {
        self.disk.is_some()
    }

    /// Which program compiles foreign components. Default: this one, if its `main` calls
    /// [`CompileChild::run_if_asked`]; otherwise they are compiled in this process, after a scan with stricter caps.
    #[must_use]
    pub fn with_compile_child(mut self, child: CompileChild) -> Self {
        (self.compile_child, self.use_compile_child) = (Some(child), true);
        self
    }

    /// Compiles foreign components in this process, after a scan with stricter caps, whatever `main` called.
    #[must_use]
    pub fn without_compile_child(mut self) -> Self {
        (self.compile_child, self.use_compile_child) = (None, false);
        self
    }

    /// What a compilation in a child process may use. Default: [`CompileLimits::default`].
    #[must_use]
    pub fn with_compile_limits(mut self, limits: CompileLimits) -> Self {
        self.compile_limits = limits;
        self
    }

    /// What a foreign component may hold. Default: [`ScanCaps::normal`] where a child process compiles, otherwise
    /// [`ScanCaps::strict`].
    #[must_use]
    pub fn with_scan_caps(mut self, caps: ScanCaps) -> Self {
        self.scan_caps = Some(caps);
        self
    }

    /// How instances get their memory. Default: [`Allocation::Auto`]. Sandboxes of one process with the same choice share
    /// one engine.
    #[must_use]
    pub fn with_allocation(mut self, allocation: Allocation) -> Self {
        self.allocation = allocation;
        self
    }
}
