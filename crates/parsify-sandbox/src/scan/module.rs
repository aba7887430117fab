use parsify_error::Failure;
use wasmparser::{CompositeInnerType, FromReader, Payload, RecGroup, SectionLimited};

use super::body::{Arity, Bodies};
use super::caps::Quantity;
use super::cost::Cost;
use super::damaged;
use super::tally::Tally;

/// The module being read: what an instance of it costs, and what is known of its functions before their bodies come.
#[derive(Default)]
pub(super) struct ModuleFrame {
    cost: Cost,
    types: Vec<Arity>,
    /// For each function with a body the index of its type.
    functions: Vec<u32>,
    bodies: usize,
}

impl ModuleFrame {
    pub(super) fn into_cost(self) -> Cost {
        Cost { core_instances: 1, ..self.cost }
    }

    fn define_types(&mut self, group: &RecGroup, tally: &mut Tally<'_>) -> Result<(), Failure> {
        for ty in group.types() {
            let arity = match &ty.composite_type.inner {
                CompositeInnerType::Func(ty) => {
                    Arity { params: ty.params().len() as u64, results: ty.results().len() as u64 }
                }
                _ => Arity::default(),
            };
            tally.raise(Quantity::Arity, arity.params.max(arity.results))?;
            tally.add(Quantity::Types, 1)?;
            self.types.push(arity);
        }
        Ok(())
    }

    /// The parameters of the function whose body comes next. What is not there is the validator's to refuse.
    fn next_params(&mut self) -> u64 {
        let ty = self.functions.get(self.bodies).and_then(|&ty| self.types.get(ty as usize));
        self.bodies += 1;
        ty.map_or(0, |arity| arity.params)
    }
}

/// Counts one section of a core module.
pub(super) fn section(
    frame: &mut ModuleFrame,
    bodies: &mut Bodies,
    payload: Payload<'_>,
    tally: &mut Tally<'_>,
) -> Result<(), Failure> {
    match payload {
        Payload::TypeSection(section) => each(section, |group| frame.define_types(&group, tally)),
        Payload::ImportSection(section) => tally.add(Quantity::Externs, section.count().into()),
        Payload::ExportSection(section) => tally.add(Quantity::Externs, section.count().into()),
        Payload::FunctionSection(section) => {
            tally.add(Quantity::Functions, section.count().into())?;
            each(section, |ty| {
                frame.functions.push(ty);
                Ok(())
            })
        }
        Payload::GlobalSection(section) => tally.add(Quantity::Globals, section.count().into()),
        Payload::TableSection(section) => each(section, |table| {
            frame.cost.add(&Cost { tables: 1, table_elements: table.ty.initial, ..Cost::default() });
            frame.cost.check(tally)
        }),
        Payload::MemorySection(section) => each(section, |memory| {
            // Pages have 64 KiB unless the memory says otherwise.
            let page = 1_u64.checked_shl(memory.page_size_log2.unwrap_or(16)).unwrap_or(u64::MAX);
            let memory_bytes = memory.initial.saturating_mul(page);
            frame.cost.add(&Cost { memories: 1, memory_bytes, ..Cost::default() });
            frame.cost.check(tally)
        }),
        Payload::ElementSection(section) => tally.add(Quantity::Segments, section.count().into()),
        Payload::DataSection(section) => {
            tally.add(Quantity::Segments, section.count().into())?;
            tally.add(Quantity::ModulesWithData, u64::from(section.count() > 0))
        }
        Payload::CustomSection(section) => tally.add(Quantity::CustomBytes, section.data().len() as u64),
        Payload::CodeSectionEntry(body) => {
            let params = frame.next_params();
            bodies.body(&body, params, &frame.types, tally)
        }
        _ => Ok(()),
    }
}

/// Runs over the items of a section; the count in its header is never trusted.
pub(super) fn each<'a, T: FromReader<'a>>(
    section: SectionLimited<'a, T>,
    mut visit: impl FnMut(T) -> Result<(), Failure>,
) -> Result<(), Failure> {
    section.into_iter().try_for_each(|item| visit(item.map_err(damaged)?))
}
