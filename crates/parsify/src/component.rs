//! The component of a module: where it comes from, and how it gets into the sandbox.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use parsify_error::{ErrorKind, Failure, code};
use parsify_interface::{Descriptor, Digest, Module as _};
use parsify_loader::{Artifact, Loader, Source};
use parsify_sandbox::{Reuse, Sandbox, SandboxConfig, WasmModule, WeakModule};
use tokio::sync::watch;

use crate::events::{Events, Happening};

/// What loading needs. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Host {
    pub(crate) sandbox: Sandbox,
    pub(crate) loader: Loader,
    pub(crate) events: Events,
}

impl Host {
    pub(crate) fn new(sandbox: SandboxConfig) -> Result<Self, Failure> {
        Ok(Self { sandbox: Sandbox::new(sandbox)?, loader: Loader::new(), events: Events::new() })
    }
}

/// One use of a module in so many is told to the sandbox's cache.
const HEARD_OF: u32 = 64;

type Loaded = Result<WasmModule, Failure>;

/// A component that is loaded when it is first needed, once for all who wait, and again when it has left the memory.
///
/// It holds no compiled code itself (the sandbox's cache does, within its bounds), but for a module that is reused.
pub(crate) struct Component {
    source: Source,
    digest: OnceLock<Digest>,
    reuse: OnceLock<Reuse>,
    reused: OnceLock<WasmModule>,
    /// The way to the module that costs a call next to nothing.
    known: RwLock<Option<WeakModule>>,
    uses: AtomicU32,
    flight: Mutex<Option<watch::Receiver<Option<Loaded>>>>,
}

impl Component {
    pub(crate) fn new(source: Source, digest: Option<Digest>) -> Self {
        let digest = digest.map_or_else(OnceLock::new, OnceLock::from);
        Self {
            source,
            digest,
            reuse: OnceLock::new(),
            reused: OnceLock::new(),
            known: RwLock::default(),
            uses: AtomicU32::new(0),
            flight: Mutex::new(None),
        }
    }

    pub(crate) fn source(&self) -> &Source {
        &self.source
    }

    pub(crate) fn is_embedded(&self) -> bool {
        matches!(self.source, Source::Embedded { .. })
    }

    pub(crate) fn digest(&self) -> Option<Digest> {
        self.digest.get().copied()
    }

    /// Lets the instances serve more than one call. The first word counts.
    pub(crate) fn reuse(&self, reuse: Reuse) {
        self.reuse.get_or_init(|| reuse);
    }

    /// The module, if it can run without a look into the sandbox's cache, which must hear of uses, to know what it may drop,
    /// but not of each: looking there costs more than all the rest of what the manager adds to a call.
    pub(crate) fn at_hand(&self) -> Option<WasmModule> {
        if let Some(module) = self.reused.get() {
            return Some(module.clone());
        }
        if self.uses.fetch_add(1, Ordering::Relaxed).is_multiple_of(HEARD_OF) {
            return None;
        }
        self.known.read().unwrap_or_else(PoisonError::into_inner).as_ref().and_then(WeakModule::upgrade)
    }

    /// Whether it can run without being loaded, as far as is known here.
    pub(crate) fn is_in_memory(&self) -> bool {
        let known = || self.known.read().unwrap_or_else(PoisonError::into_inner).as_ref().and_then(WeakModule::upgrade);
        self.reused.get().is_some() || known().is_some()
    }

    /// The module, if the sandbox has it in memory.
    pub(crate) async fn in_memory(&self, host: &Host) -> Option<WasmModule> {
        // The sandbox may have it without its instances being reused.
        if self.reuse.get().is_some() {
            return self.reused.get().cloned();
        }
        let module = host.sandbox.in_memory(self.digest.get()?).await?;
        self.know(&module);
        Some(module)
    }

    fn know(&self, module: &WasmModule) {
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = Some(module.downgrade());
    }

    /// Loads the module, or waits for whoever does already. The loading is a task of its own: callers that give up do not
    /// stop it. A failure goes to everyone who waits for it; who comes later tries again.
    pub(crate) async fn load(self: &Arc<Self>, host: &Host, expected: &Arc<Descriptor>) -> Loaded {
        let mut flight = self.flight(host, expected);
        match flight.wait_for(Option::is_some).await {
            Ok(loaded) => loaded.clone().unwrap_or_else(|| Err(lost())),
            Err(_) => Err(lost()),
        }
    }

    fn flight(self: &Arc<Self>, host: &Host, expected: &Arc<Descriptor>) -> watch::Receiver<Option<Loaded>> {
        let mut flight = self.flight.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(flight) = flight.as_ref().filter(|flight| flight.has_changed().is_ok()) {
            return flight.clone();
        }
        let (sender, receiver) = watch::channel(None);
        let (component, host, expected) = (self.clone(), host.clone(), expected.clone());
        tokio::spawn(async move {
            let loaded = component.bring(&host, &expected).await;
            host.events.tell(&expected, || told(&loaded));
            // Over before anybody is told, so that who comes after the answer does not get an old failure.
            *component.flight.lock().unwrap_or_else(PoisonError::into_inner) = None;
            sender.send_replace(Some(loaded));
        });
        *flight = Some(receiver.clone());
        receiver
    }

    async fn bring(&self, host: &Host, expected: &Descriptor) -> Loaded {
        let module = fetch_and_load(host, &self.source, self.digest()).await?;
        let found = module.descriptor();
        // It stands in the catalog under the id and version that were known before it was compiled.
        if (&found.id, &found.version) != (&expected.id, &expected.version) {
            return Err(Failure::new(
                ErrorKind::Compatibility,
                code::SANDBOX_DESCRIPTOR,
                format!(
                    "the component says it is {} {}, and {} {} is expected",
                    found.id, found.version, expected.id, expected.version
                ),
            )
            .with_hint("run `cargo xtask build-modules`, then build again"));
        }
        let digest = module.digest();
        self.digest.get_or_init(|| digest);
        Ok(match self.reuse.get() {
            Some(&reuse) => self.reused.get_or_init(|| module.reusing(reuse)).clone(),
            None => {
                self.know(&module);
                module
            }
        })
    }
}

/// What those who watch hear of it.
fn told(loaded: &Loaded) -> Happening {
    match loaded {
        Ok(module) => {
            let report = module.load_report();
            let millis = u64::try_from((report.compile + report.describe).as_millis()).unwrap_or(u64::MAX);
            Happening::Loaded { origin: report.origin, millis }
        }
        Err(failure) => Happening::LoadFailed { failure: failure.into() },
    }
}

fn lost() -> Failure {
    Failure::new(ErrorKind::Internal, code::HOST_INTERNAL, "the loading task did not come back")
}

/// Brings a component into the sandbox. With a known digest, machine code that the sandbox kept on disk is enough; otherwise
/// the bytes are fetched.
pub(crate) async fn fetch_and_load(host: &Host, source: &Source, digest: Option<Digest>) -> Loaded {
    if let Some(digest) = digest
        && let Some(module) = host.sandbox.stored(digest).await
    {
        return Ok(module);
    }
    let artifact = fetch(host, source, digest).await?;
    load(host, source, artifact).await
}

/// The bytes of a component.
pub(crate) async fn fetch(host: &Host, source: &Source, digest: Option<Digest>) -> Result<Artifact, Failure> {
    let (loader, fetching) = (host.loader, source.clone());
    let fetched = tokio::task::spawn_blocking(move || match &digest {
        Some(digest) => loader.load_expecting(&fetching, digest),
        None => loader.load(&fetching),
    });
    let artifact = fetched.await.map_err(|error| {
        Failure::new(ErrorKind::Internal, code::HOST_INTERNAL, "the loader did not come back").with_source(error)
    })?;
    Ok(artifact?)
}

/// Brings bytes that were fetched into the sandbox.
pub(crate) async fn load(host: &Host, source: &Source, artifact: Artifact) -> Loaded {
    let digest = *artifact.digest();
    let loaded = match source {
        // Part of this very program, as its own code is.
        Source::Embedded { .. } => host.sandbox.load_embedded(Bytes(artifact), digest).await,
        _ => host.sandbox.load(Bytes(artifact), digest).await,
    };
    loaded.map_err(|failure| failure.with_detail("source", source.provenance().location()))
}

struct Bytes(Artifact);

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        self.0.bytes()
    }
}
