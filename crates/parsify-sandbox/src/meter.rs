use parsify_error::Breach;
use wasmtime::ResourceLimiter;

use crate::faults;

/// Counts what a store holds, over all its memories and tables, and ends the call at the limit.
///
/// A guest that asks for too much is ended at once instead of being told "no": what it would do with the "no" (abort,
/// mostly) says less than the limit itself.
#[derive(Debug)]
pub(crate) struct Meter {
    memory: Sum,
    table: Sum,
}

/// Far more than any toolchain emits, far less than would cost the host anything.
pub(crate) const MAX_INSTANCES: usize = 64;
pub(crate) const MAX_MEMORIES: usize = 16;
pub(crate) const MAX_TABLES: usize = 64;

#[derive(Debug)]
struct Sum {
    used: u64,
    limit: u64,
}

impl Sum {
    /// Adds the growth of one member of the sum; gives what was wanted when that is too much.
    fn grow(&mut self, current: usize, desired: usize) -> Result<(), u64> {
        let growth = (desired as u64).saturating_sub(current as u64);
        let wanted = self.used.saturating_add(growth);
        if wanted > self.limit {
            return Err(wanted);
        }
        self.used = wanted;
        Ok(())
    }
}

impl Meter {
    pub(crate) fn new(memory: u64, table_elements: u64) -> Self {
        Self { memory: Sum { used: 0, limit: memory }, table: Sum { used: 0, limit: table_elements } }
    }

    /// Other limits for another call of the same store. What is held stays held; `false` when that is too much already.
    pub(crate) fn rearm(&mut self, memory: u64, table_elements: u64) -> bool {
        self.memory.limit = memory;
        self.table.limit = table_elements;
        self.memory.used <= memory && self.table.used <= table_elements
    }

    /// The bytes that the memories may still grow by.
    pub(crate) fn memory_left(&self) -> u64 {
        self.memory.limit.saturating_sub(self.memory.used)
    }

    /// The most bytes that all memories held together.
    pub(crate) fn peak_memory(&self) -> u64 {
        // Memories never shrink, so the sum is its own peak.
        self.memory.used
    }
}

impl ResourceLimiter for Meter {
    fn memory_growing(&mut self, current: usize, desired: usize, _: Option<usize>) -> wasmtime::Result<bool> {
        faults::point("limiter");
        match self.memory.grow(current, desired) {
            Ok(()) => Ok(true),
            Err(wanted) => Err(wasmtime::Error::new(Breach::Memory { wanted, limit: self.memory.limit })),
        }
    }

    fn table_growing(&mut self, current: usize, desired: usize, _: Option<usize>) -> wasmtime::Result<bool> {
        match self.table.grow(current, desired) {
            Ok(()) => Ok(true),
            Err(wanted) => Err(wasmtime::Error::new(Breach::Table { wanted, limit: self.table.limit })),
        }
    }

    fn instances(&self) -> usize {
        MAX_INSTANCES
    }

    fn memories(&self) -> usize {
        MAX_MEMORIES
    }

    fn tables(&self) -> usize {
        MAX_TABLES
    }
}
