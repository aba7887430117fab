use std::time::Duration;

/// What one compilation in a child process may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CompileLimits {
    /// Bytes of address space of the child, its program included. Default: 512 MiB.
    pub memory: u64,
    /// Wall time from the start of the child to its whole answer. Default: 10 s.
    pub wall: Duration,
    /// Bytes of machine code that are taken. Default: 256 MiB.
    pub artifact: u64,
    /// Threads that compile. Each wants some address space. Default: 2.
    pub threads: u8,
}

impl Default for CompileLimits {
    fn default() -> Self {
        Self { memory: 512 << 20, wall: Duration::from_secs(10), artifact: 256 << 20, threads: 2 }
    }
}

impl CompileLimits {
    /// The default limits.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Bytes of address space.
    #[must_use]
    pub const fn with_memory(mut self, bytes: u64) -> Self {
        self.memory = bytes;
        self
    }

    /// Wall time.
    #[must_use]
    pub const fn with_wall(mut self, wall: Duration) -> Self {
        self.wall = wall;
        self
    }

    /// Bytes of machine code.
    #[must_use]
    pub const fn with_artifact(mut self, bytes: u64) -> Self {
        self.artifact = bytes;
        self
    }

    /// Threads that compile; at least one.
    #[must_use]
    pub const fn with_threads(mut self, threads: u8) -> Self {
        self.threads = if threads == 0 { 1 } else { threads };
        self
    }

    /// Processor time, as the operating system counts it: whole seconds over all threads. It ends a child whose parent
    /// is stopped and cannot watch the wall clock.
    pub(super) fn processor_seconds(&self) -> u64 {
        self.wall.as_secs().saturating_add(1).saturating_mul(u64::from(self.threads.max(1)))
    }
}
