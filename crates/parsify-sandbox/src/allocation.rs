//! Where instances get their memory: a pool of slots that stay mapped, or the operating system each time.

use std::fmt;

use wasmtime::{Config, Enabled, InstanceAllocationStrategy, PoolingAllocationConfig};

use crate::meter::{MAX_INSTANCES, MAX_MEMORIES, MAX_TABLES};

/// How instances get their memory, tables and stacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Allocation {
    /// From the largest pool that the address space has room for, on demand where there is room for none.
    #[default]
    Auto,
    /// Memories and tables from the operating system, for each call anew: slower, and the fewest assumptions. Stacks are used
    /// again, emptied, where the system is Linux.
    OnDemand,
}

/// How the engine got its memory in the end; what [`Sandbox::machine`](crate::Sandbox::machine) gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Machine {
    /// Instances come from a pool.
    pub pooling: bool,
    /// The most instances at once; 0 without a pool, where the address space decides.
    pub slots: u32,
    /// The kernel tells which pages a call touched (`PAGEMAP_SCAN`, Linux 6.7 and later), so that only those are reset.
    pub pagemap_scan: bool,
    /// The kernel may back large memories with large pages (Linux, unless its administrator turned them off), so that it
    /// takes less time to fill them for the first time.
    pub huge_pages: bool,
    /// Bytes of each slot that stay resident between two calls.
    pub keep_resident: u64,
    /// The most elements that one table can have.
    pub table_elements: u64,
}

impl fmt::Display for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let with = |it| if it { "with" } else { "without" };
        let huge = with(self.huge_pages);
        if !self.pooling {
            return write!(f, "on-demand allocation {huge} large pages");
        }
        let (slots, scan, kept) = (self.slots, with(self.pagemap_scan), self.keep_resident >> 10);
        write!(
            f,
            "pooling allocation of {slots} slots {scan} PAGEMAP_SCAN, {kept} KiB kept resident, {huge} large pages"
        )
    }
}

/// Instances at once, from the largest pool that fits. An address space of 47 bits holds far more slots of 4 GiB; the rest
/// costs next to nothing until it is used. Where it is limited, a smaller pool takes as much of it as so many calls on
/// demand would, and serves several times as many calls a second.
pub(crate) const SLOTS: [u32; 5] = [1000, 250, 64, 16, 4];
/// Core instances and tables of a module: the guest itself, and what adapts it to the component.
const PARTS: u32 = 4;
/// Eight bytes of address space for each, in each table of the pool.
const TABLE_ELEMENTS: usize = 1_000_000;
/// With the scan, only pages that were touched are cleared, so this may be the size of a large call: a document of 2 MB, its
/// result and what belongs to the guest. With 2 MiB such a call took a third longer. It bounds what a slot holds on to.
pub(crate) const KEEP_WITH_SCAN: usize = 8 << 20;
/// Without it, this much is cleared for each call, touched or not.
const KEEP_WITHOUT_SCAN: usize = 64 << 10;

/// Sets the pool up.
pub(crate) fn pooling(config: &mut Config, slots: u32) -> Machine {
    let pagemap_scan = cfg!(target_os = "linux") && PoolingAllocationConfig::is_pagemap_scan_available();
    let keep_resident = if pagemap_scan { KEEP_WITH_SCAN } else { KEEP_WITHOUT_SCAN };
    let mut pool = PoolingAllocationConfig::new();
    pool.total_component_instances(slots)
        .total_core_instances(slots * PARTS)
        .total_memories(slots)
        .total_tables(slots * PARTS)
        .total_stacks(slots)
        .max_core_instances_per_component(MAX_INSTANCES as u32)
        .max_memories_per_component(MAX_MEMORIES as u32)
        .max_tables_per_component(MAX_TABLES as u32)
        .max_memories_per_module(MAX_MEMORIES as u32)
        .max_tables_per_module(MAX_TABLES as u32)
        .table_elements(TABLE_ELEMENTS)
        .linear_memory_keep_resident(keep_resident)
        .table_keep_resident(KEEP_WITHOUT_SCAN)
        .pagemap_scan(if pagemap_scan { Enabled::Yes } else { Enabled::No });
    config.allocation_strategy(InstanceAllocationStrategy::Pooling(pool));
    Machine {
        pooling: true,
        slots,
        pagemap_scan,
        huge_pages: false,
        keep_resident: keep_resident as u64,
        table_elements: TABLE_ELEMENTS as u64,
    }
}

/// What holds without a pool.
pub(crate) fn on_demand() -> Machine {
    Machine {
        pooling: false,
        slots: 0,
        pagemap_scan: false,
        huge_pages: false,
        keep_resident: 0,
        table_elements: 10 * TABLE_ELEMENTS as u64,
    }
}
