use wasmparser::{ComponentAlias, ComponentExternalKind, ComponentInstance, ComponentTypeRef};

/// Where the functions of a component come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// The host: the engine makes a call of the host of it.
    Host,
    /// Lifted in the same file, or nobody knows.
    File,
}

/// The functions and instances of one component, by index.
///
/// An index must mean here what it means to the engine: every kind of definition that makes one has its method below, and
/// what is missing from a list counts as [`Origin::File`].
pub(super) struct Origins {
    imports: Origin,
    functions: Vec<Origin>,
    instances: Vec<Origin>,
}

impl Origins {
    /// Only the outermost component imports from the host. What a nested one is given is not followed: it may be anything.
    pub(super) const fn new(outermost: bool) -> Self {
        let imports = if outermost { Origin::Host } else { Origin::File };
        Self { imports, functions: Vec::new(), instances: Vec::new() }
    }

    pub(super) fn function(&self, index: u32) -> Origin {
        of(&self.functions, index)
    }

    pub(super) fn import(&mut self, ty: ComponentTypeRef) {
        self.define(ty.kind(), Some(self.imports));
    }

    pub(super) fn alias(&mut self, alias: &ComponentAlias<'_>) {
        if let ComponentAlias::InstanceExport { kind, instance_index, .. } = *alias {
            self.define(kind, Some(of(&self.instances, instance_index)));
        }
    }

    /// An export is a new index for the same thing.
    pub(super) fn export(&mut self, kind: ComponentExternalKind, index: u32) {
        self.define(kind, self.find(kind, index));
    }

    pub(super) fn lift(&mut self) {
        self.functions.push(Origin::File);
    }

    /// An instance that only gives names to what is there is the host's when all of that is.
    pub(super) fn instance(&mut self, instance: &ComponentInstance<'_>) {
        let origin = match instance {
            ComponentInstance::Instantiate { .. } => Origin::File,
            ComponentInstance::FromExports(exports) => {
                let mut origins = exports.iter().filter_map(|export| self.find(export.kind, export.index));
                if origins.all(|origin| origin == Origin::Host) { Origin::Host } else { Origin::File }
            }
        };
        self.instances.push(origin);
    }

    /// Nothing for what neither is a function nor has any: what a component has shows when it is instantiated.
    fn find(&self, kind: ComponentExternalKind, index: u32) -> Option<Origin> {
        match kind {
            ComponentExternalKind::Func => Some(of(&self.functions, index)),
            ComponentExternalKind::Instance => Some(of(&self.instances, index)),
            _ => None,
        }
    }

    fn define(&mut self, kind: ComponentExternalKind, origin: Option<Origin>) {
        match kind {
            ComponentExternalKind::Func => self.functions.extend(origin),
            ComponentExternalKind::Instance => self.instances.extend(origin),
            _ => {}
        }
    }
}

fn of(origins: &[Origin], index: u32) -> Origin {
    origins.get(index as usize).copied().unwrap_or(Origin::File)
}
