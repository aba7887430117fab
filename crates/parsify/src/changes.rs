//! What changes the set of modules while a manager is at work.

use std::sync::Arc;

use parsify_error::Failure;
use parsify_interface::{Descriptor, Digest, Module, Processor, Version};
use parsify_loader::Source;
use parsify_sandbox::{Reuse, WasmModule};

use crate::component::{Component, fetch_and_load};
use crate::guarded::Guarded;
use crate::slot::Slot;
use crate::world::World;
use crate::{ModuleManager, NativeModule};

impl ModuleManager {
    /// Adds a component while the manager is at work: loaded, compiled and asked for its descriptor, then found by every call
    /// that begins later. The same bytes a second time change nothing.
    ///
    /// # Errors
    ///
    /// The component cannot be loaded, or its id and version are taken. Nothing has changed then.
    ///
    /// # Panics
    ///
    /// If called outside a tokio runtime.
    pub async fn register(&self, source: impl Into<Source>) -> Result<Arc<Descriptor>, Failure> {
        let source = source.into();
        let module = fetch_and_load(&self.0.host, &source, None).await?;
        self.change(|world| world.add_component(source, &module))
    }

    /// Adds a module that runs natively in this process.
    ///
    /// # Errors
    ///
    /// The descriptor is not valid, or its id and version are taken.
    pub fn register_native(&self, processor: impl Processor + 'static) -> Result<Arc<Descriptor>, Failure> {
        let module = Arc::new(NativeModule::new(processor)?);
        self.change(|world| world.add_native(module))
    }

    /// Adds an implementation of [`Module`], as
    /// [`with_native_module`](crate::ModuleManagerBuilder::with_native_module) does.
    ///
    /// # Errors
    ///
    /// The descriptor is not valid, or its id and version are taken.
    pub fn register_module(&self, module: impl Module + 'static) -> Result<Arc<Descriptor>, Failure> {
        let module = Arc::new(Guarded::new(module));
        self.change(|world| world.add_native(module))
    }

    /// Removes a module version. Calls that have begun go on with it.
    ///
    /// # Errors
    ///
    /// There is no such version; or, unless `force` is set, other modules need it, which the failure lists.
    pub fn unregister(&self, id: &str, version: &Version, force: bool) -> Result<Arc<Descriptor>, Failure> {
        self.change(|world| {
            let entry = match force {
                false => world.registry.unregister(id, version)?,
                true => world.registry.unregister_forced(id, version)?.entry,
            };
            world.take(id, version);
            world.forget(id, version);
            Ok(entry.descriptor().clone())
        })
    }
}

impl World {
    pub(crate) fn add_native(&mut self, module: Arc<dyn Module>) -> Result<Arc<Descriptor>, Failure> {
        let descriptor = self.registry.register(module.descriptor().clone())?;
        self.put(Slot::new(descriptor.clone(), None, Some(module), &self.health), None);
        Ok(descriptor)
    }

    pub(crate) fn add_component(&mut self, source: Source, module: &WasmModule) -> Result<Arc<Descriptor>, Failure> {
        let (descriptor, digest) = (module.descriptor(), module.digest());
        if let Some(slot) = self.holding(descriptor, digest) {
            return Ok(slot.descriptor.clone());
        }
        let registered = self.registry.register(descriptor.clone()).map_err(Failure::from);
        let descriptor = registered.map_err(|failure| failure.with_detail("source", source.provenance().location()))?;
        let component = Component::new(source, Some(digest));
        self.put(Slot::new(descriptor.clone(), Some(component), None, &self.health), None);
        Ok(descriptor)
    }

    /// The same bytes, found a second time, are no second module.
    fn holding(&self, descriptor: &Descriptor, digest: Digest) -> Option<&Arc<Slot>> {
        let slot = self.get(descriptor.id.as_str(), &descriptor.version);
        slot.filter(|slot| slot.component.as_ref().is_some_and(|component| component.digest() == Some(digest)))
    }

    /// Every version of a module.
    pub(crate) fn reuse(&mut self, module: &str, reuse: Reuse) -> Result<(), Failure> {
        for version in self.registry.versions(module)? {
            let slot = self.get(module, version);
            if let Some(component) = slot.and_then(|slot| slot.component.as_ref()) {
                component.reuse(reuse);
            }
        }
        Ok(())
    }
}
