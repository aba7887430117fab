//! Who may be called by whom.

use std::sync::Arc;

use parsify_error::{Breach, ErrorKind, Failure, code};
use parsify_interface::{Capability, Grants, ModuleId, harmless};

use super::Nest;
use crate::slot::Slot;
use crate::world::Chosen;

/// A module that may be called, and what it may use of its own grants then.
pub(super) struct Edge {
    pub(super) callee: Arc<Slot>,
    pub(super) passes: Grants,
    pub(super) versions: Arc<Chosen>,
}

impl Nest {
    /// A declared dependency in the version that was resolved; with the grant `modules`, any other module too.
    pub(super) fn edge(&self, module: &str) -> Result<Edge, Failure> {
        let world = &self.tree.world;
        let Some(dependency) = self.caller.descriptor.dependency(module) else { return self.stranger(module) };
        let callee = self.versions.get(module).and_then(|version| world.get(module, version));
        let Some(callee) = callee.cloned() else { return Err(self.absent(module)) };
        let passes = self.caller.standing.edge(dependency);
        Ok(Edge { callee, passes, versions: self.versions.clone() })
    }

    fn stranger(&self, module: &str) -> Result<Edge, Failure> {
        if !self.grants.allows(Capability::Modules) {
            let message =
                format!("`{}` is no declared dependency of `{}`", harmless(module), self.caller.descriptor.id);
            return Err(Failure::new(ErrorKind::Unsupported, code::MODULE_CALL, message)
                .with_hint("the caller's author declares what it calls; with the grant `modules` it may call any"));
        }
        let callee = self.tree.world.find(module, None)?.clone();
        let versions = self.tree.world.resolution(&callee)?;
        Ok(Edge { callee, passes: Grants::none(), versions })
    }

    fn absent(&self, module: &str) -> Failure {
        let message = format!("the optional dependency `{module}` of `{}` is not there", self.caller.descriptor.id);
        Failure::new(ErrorKind::Unsupported, code::MODULE_CALL, message)
            .with_hint(format!("install a version of `{module}` that fits to have it"))
    }

    /// Refuses what would lead in circles or too deep, and counts.
    pub(super) fn admit(&self, callee: &ModuleId) -> Result<(), Failure> {
        if self.chain.contains(callee) {
            let chain: Vec<_> = self.chain.iter().chain([callee]).map(ModuleId::as_str).collect();
            let message = format!("modules call each other in a circle: {}", chain.join(" → "));
            return Err(Failure::new(ErrorKind::Dependency, code::MODULE_CALL_CYCLE, message)
                .with_detail("chain", chain.join(" "))
                .with_hint("one of them must do without the next; their authors need this message"));
        }
        let limit = self.tree.limits.call_depth;
        if self.chain.len() as u64 > limit {
            let message = format!("modules call each other more than {limit} levels deep");
            return Err(Failure::new(ErrorKind::Limit, code::MODULE_CALL_DEPTH, message)
                .with_detail("limit", limit)
                .with_hint("allow more with the limit `callDepth`"));
        }
        if !self.tree.may_call() {
            return Err(Breach::ModuleCalls { limit: self.tree.limits.module_calls }.failure());
        }
        Ok(())
    }
}
