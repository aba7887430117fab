use parsify_error::Failure;

use super::caps::Quantity;
use super::tally::Tally;

/// What one instance costs, everything it instantiates included. Sums saturate: a few hundred bytes describe more
/// instances than a number holds.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cost {
    pub(super) core_instances: u64,
    pub(super) component_instances: u64,
    pub(super) definitions: u64,
    pub(super) memories: u64,
    pub(super) memory_bytes: u64,
    pub(super) tables: u64,
    pub(super) table_elements: u64,
}

impl Cost {
    pub(super) fn add(&mut self, other: &Self) {
        let Self { core_instances, component_instances, definitions, memories, memory_bytes, tables, table_elements } =
            other;
        for (sum, more) in [
            (&mut self.core_instances, core_instances),
            (&mut self.component_instances, component_instances),
            (&mut self.definitions, definitions),
            (&mut self.memories, memories),
            (&mut self.memory_bytes, memory_bytes),
            (&mut self.tables, tables),
            (&mut self.table_elements, table_elements),
        ] {
            *sum = sum.saturating_add(*more);
        }
    }

    /// Refuses at the first component that is too much by itself, whether or not anything instantiates it.
    pub(super) fn check(&self, tally: &mut Tally<'_>) -> Result<(), Failure> {
        tally.raise(Quantity::CoreInstances, self.core_instances)?;
        tally.raise(Quantity::ComponentInstances, self.component_instances)?;
        tally.raise(Quantity::Definitions, self.definitions)?;
        tally.raise(Quantity::Memories, self.memories)?;
        tally.raise(Quantity::MemoryBytes, self.memory_bytes)?;
        tally.raise(Quantity::Tables, self.tables)?;
        tally.raise(Quantity::TableElements, self.table_elements)
    }
}
