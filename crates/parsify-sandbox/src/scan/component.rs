use parsify_error::Failure;
use wasmparser::{
    CanonicalFunction, ComponentAlias, ComponentExternalKind, ComponentInstance, ComponentOuterAliasKind,
    ComponentTypeRef, Instance, Payload,
};

use super::caps::Quantity;
use super::cost::Cost;
use super::encoding::transcodes;
use super::module::{ModuleFrame, each};
use super::origin::{Origin, Origins};
use super::tally::Tally;
use super::types;

/// The component being read: what an instance of it costs so far, what it can instantiate, and what it can lower.
pub(super) struct ComponentFrame {
    cost: Cost,
    modules: Vec<Template>,
    components: Vec<Template>,
    origins: Origins,
}

/// Something that can be instantiated.
#[derive(Clone, Copy)]
enum Template {
    /// Written in this file: the cost is known.
    Known(Cost),
    /// Comes from outside or out of an instance. A module of that kind is one instance of unknown size, which the limits
    /// of the call count; a component may hide any number, and is taken for endless.
    Unknown,
}

impl ComponentFrame {
    pub(super) fn new(outermost: bool) -> Self {
        let origins = Origins::new(outermost);
        Self { cost: Cost::default(), modules: Vec::new(), components: Vec::new(), origins }
    }

    pub(super) fn define_component(&mut self, ended: Self, tally: &mut Tally<'_>) -> Result<(), Failure> {
        self.components.push(Template::Known(ended.cost));
        self.define(1, tally)
    }

    pub(super) fn define_module(&mut self, ended: ModuleFrame, tally: &mut Tally<'_>) -> Result<(), Failure> {
        self.modules.push(Template::Known(ended.into_cost()));
        self.define(1, tally)
    }

    fn define(&mut self, definitions: usize, tally: &mut Tally<'_>) -> Result<(), Failure> {
        // What is never instantiated counts too, so that the lists of what could be have a bound.
        tally.write(definitions as u64)?;
        self.charge(&Cost { definitions: definitions as u64, ..Cost::default() }, tally)
    }

    fn charge(&mut self, cost: &Cost, tally: &mut Tally<'_>) -> Result<(), Failure> {
        self.cost.add(cost);
        self.cost.check(tally)
    }

    fn instantiate_module(&mut self, index: u32, tally: &mut Tally<'_>) -> Result<(), Failure> {
        let cost = match template(&self.modules, index) {
            Template::Known(cost) => cost,
            Template::Unknown => Cost { core_instances: 1, ..Cost::default() },
        };
        self.charge(&cost, tally)
    }

    fn instantiate_component(&mut self, index: u32, tally: &mut Tally<'_>) -> Result<(), Failure> {
        let mut cost = match template(&self.components, index) {
            Template::Known(cost) => cost,
            Template::Unknown => Cost { component_instances: u64::MAX, ..Cost::default() },
        };
        cost.add(&Cost { component_instances: 1, ..Cost::default() });
        self.charge(&cost, tally)
    }

    fn canonical(&mut self, function: &CanonicalFunction, tally: &mut Tally<'_>) -> Result<(), Failure> {
        tally.add(Quantity::Transcoders, u64::from(transcodes(function)))?;
        match *function {
            CanonicalFunction::Lift { .. } => {
                self.origins.lift();
                Ok(())
            }
            CanonicalFunction::Lower { func_index, .. } => {
                tally.add(Quantity::Adapters, u64::from(self.origins.function(func_index) == Origin::File))
            }
            _ => Ok(()),
        }
    }

    /// Follows an alias to a module or component of an enclosing component, which are the ones known so far: an outer
    /// alias cannot name what comes after it.
    fn alias(&mut self, alias: &ComponentAlias<'_>, outer: &[Self]) {
        self.origins.alias(alias);
        match *alias {
            ComponentAlias::InstanceExport { kind: ComponentExternalKind::Module, .. } => {
                self.modules.push(Template::Unknown);
            }
            ComponentAlias::InstanceExport { kind: ComponentExternalKind::Component, .. } => {
                self.components.push(Template::Unknown);
            }
            ComponentAlias::Outer { kind: ComponentOuterAliasKind::CoreModule, count, index } => {
                let found = enclosing(self, outer, count).map_or(Template::Unknown, |it| template(&it.modules, index));
                self.modules.push(found);
            }
            ComponentAlias::Outer { kind: ComponentOuterAliasKind::Component, count, index } => {
                let found =
                    enclosing(self, outer, count).map_or(Template::Unknown, |it| template(&it.components, index));
                self.components.push(found);
            }
            _ => {}
        }
    }

    fn import(&mut self, ty: ComponentTypeRef) {
        self.origins.import(ty);
        match ty {
            ComponentTypeRef::Module(_) => self.modules.push(Template::Unknown),
            ComponentTypeRef::Component(_) => self.components.push(Template::Unknown),
            _ => {}
        }
    }

    /// An export is a new name, and a new index, for the same thing.
    fn export(&mut self, kind: ComponentExternalKind, index: u32) {
        self.origins.export(kind, index);
        match kind {
            ComponentExternalKind::Module => self.modules.push(template(&self.modules, index)),
            ComponentExternalKind::Component => self.components.push(template(&self.components, index)),
            _ => {}
        }
    }
}

/// An index out of range is the validator's to refuse; until then it is the unknown.
fn template(templates: &[Template], index: u32) -> Template {
    templates.get(index as usize).copied().unwrap_or(Template::Unknown)
}

/// The component `count` levels out, itself at 0.
fn enclosing<'a>(own: &'a ComponentFrame, outer: &'a [ComponentFrame], count: u32) -> Option<&'a ComponentFrame> {
    match count {
        0 => Some(own),
        _ => outer.len().checked_sub(count as usize).and_then(|at| outer.get(at)),
    }
}

/// Counts one section of a component.
pub(super) fn section(
    frame: &mut ComponentFrame,
    outer: &[ComponentFrame],
    payload: Payload<'_>,
    bytes: &[u8],
    tally: &mut Tally<'_>,
) -> Result<(), Failure> {
    match payload {
        Payload::InstanceSection(section) => each(section, |instance| match instance {
            Instance::Instantiate { module_index, args } => {
                frame.define(1 + args.len(), tally)?;
                frame.instantiate_module(module_index, tally)
            }
            Instance::FromExports(exports) => frame.define(1 + exports.len(), tally),
        }),
        Payload::ComponentInstanceSection(section) => each(section, |instance| {
            frame.origins.instance(&instance);
            match instance {
                ComponentInstance::Instantiate { component_index, args } => {
                    frame.define(1 + args.len(), tally)?;
                    frame.instantiate_component(component_index, tally)
                }
                ComponentInstance::FromExports(exports) => frame.define(1 + exports.len(), tally),
            }
        }),
        Payload::ComponentAliasSection(section) => each(section, |alias| {
            frame.alias(&alias, outer);
            frame.define(1, tally)
        }),
        Payload::ComponentImportSection(section) => each(section, |import| {
            frame.import(import.ty);
            frame.define(1, tally)
        }),
        Payload::ComponentExportSection(section) => each(section, |export| {
            frame.export(export.kind, export.index);
            frame.define(1, tally)
        }),
        Payload::ComponentCanonicalSection(section) => each(section, |function| {
            frame.canonical(&function, tally)?;
            frame.define(1, tally)
        }),
        Payload::ComponentStartSection { .. } => frame.define(1, tally),
        Payload::CoreTypeSection(section) => each(section, |ty| types::core_type(&ty, tally)),
        Payload::ComponentTypeSection(section) => types::component_types(bytes, section.range(), tally),
        Payload::CustomSection(section) => tally.add(Quantity::CustomBytes, section.data().len() as u64),
        _ => Ok(()),
    }
}
