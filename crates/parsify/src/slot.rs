use std::sync::{Arc, OnceLock};

use parsify_error::{ErrorKind, Failure, code};
use parsify_interface::{CacheState, Descriptor, Digest, Module, ModuleId, Version};
use parsify_loader::{Artifact, Loader, Source};
use parsify_sandbox::{Sandbox, WasmModule};
use tokio::sync::OnceCell;

/// A module of the catalog with everything that can run it.
pub(crate) struct Slot {
    pub(crate) descriptor: Arc<Descriptor>,
    pub(crate) component: Option<Component>,
    pub(crate) native: Option<Arc<dyn Module>>,
    /// It belongs into the sandbox: running it natively is a fallback, not its nature.
    pub(crate) embeddable: bool,
    /// One checker for each operation, made when it is first needed.
    pub(crate) checkers: Vec<OnceLock<Option<jsonschema::Validator>>>,
}

/// A component that is loaded when it is first needed, once for all callers.
pub(crate) struct Component {
    pub(crate) source: Source,
    pub(crate) digest: Option<Digest>,
    pub(crate) loaded: Arc<OnceCell<WasmModule>>,
}

impl Component {
    pub(crate) fn new(source: Source, digest: Option<Digest>) -> Self {
        Self { source, digest, loaded: Arc::default() }
    }
}

impl Slot {
    pub(crate) fn new(
        descriptor: Arc<Descriptor>,
        component: Option<Component>,
        native: Option<Arc<dyn Module>>,
    ) -> Self {
        let checkers = descriptor.operations.iter().map(|_| OnceLock::new()).collect();
        Self { descriptor, component, native, embeddable: false, checkers }
    }

    /// The same module, as one that belongs into the sandbox even when its component is missing.
    pub(crate) fn embeddable(mut self) -> Self {
        self.embeddable = true;
        self
    }

    /// The sandboxed module, compiled now if need be. Waiting for it may be given up; the compilation goes on for the next
    /// caller.
    pub(crate) async fn sandboxed(
        &self,
        sandbox: &Sandbox,
        loader: Loader,
    ) -> Result<(WasmModule, CacheState), Failure> {
        let Some(component) = &self.component else { return Err(self.not_embedded()) };
        if let Some(module) = component.loaded.get() {
            return Ok((module.clone(), CacheState::Memory));
        }
        let (cell, sandbox) = (component.loaded.clone(), sandbox.clone());
        let (source, digest) = (component.source.clone(), component.digest);
        let (id, version) = (self.descriptor.id.clone(), self.descriptor.version.clone());
        let loading = tokio::spawn(async move {
            let load = async || {
                let module = load(&sandbox, loader, source, digest).await?;
                expect(&module, &id, &version).map(|()| module)
            };
            cell.get_or_try_init(load).await.cloned()
        });
        let loaded = loading.await.map_err(|error| {
            Failure::new(ErrorKind::Internal, code::HOST_INTERNAL, "the loading task did not come back")
                .with_source(error)
        })?;
        loaded.map(|module| (module, CacheState::Compiled))
    }

    fn not_embedded(&self) -> Failure {
        Failure::new(
            ErrorKind::NotFound,
            code::MODULE_UNAVAILABLE,
            "the module's component is not part of this build, so it cannot run in the sandbox",
        )
        .with_module(&self.descriptor.id)
        .with_version(&self.descriptor.version)
        .with_hint("run `cargo xtask build-modules`, then build again")
    }
}

/// Fetches a component and compiles it.
pub(crate) async fn load(
    sandbox: &Sandbox,
    loader: Loader,
    source: Source,
    digest: Option<Digest>,
) -> Result<WasmModule, Failure> {
    let location = source.provenance().location();
    let fetched = tokio::task::spawn_blocking(move || match &digest {
        Some(digest) => loader.load_expecting(&source, digest),
        None => loader.load(&source),
    });
    let artifact = fetched.await.map_err(|error| {
        Failure::new(ErrorKind::Internal, code::HOST_INTERNAL, "the loader did not come back").with_source(error)
    })??;
    let digest = *artifact.digest();
    let loaded = sandbox.load(Bytes(artifact), digest).await;
    loaded.map_err(|failure| failure.with_detail("source", location))
}

struct Bytes(Artifact);

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        self.0.bytes()
    }
}

/// A component stands in the catalog under the id and version that were known before it was compiled.
fn expect(module: &WasmModule, id: &ModuleId, version: &Version) -> Result<(), Failure> {
    let found = module.descriptor();
    if found.id == *id && found.version == *version {
        return Ok(());
    }
    Err(Failure::new(
        ErrorKind::Compatibility,
        code::SANDBOX_DESCRIPTOR,
        format!("the component says it is {} {}, and {id} {version} is expected", found.id, found.version),
    )
    .with_hint("run `cargo xtask build-modules`, then build again"))
}
