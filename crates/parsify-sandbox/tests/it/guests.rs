use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use parsify_interface::{CallOptions, Digest, Execution, Failure, LimitOverrides, Module, Request};
use parsify_sandbox::{Sandbox, SandboxConfig, WasmModule};
use parsify_testkit::built_guest;

/// The bytes of a built guest.
pub(crate) fn guest(name: &str) -> Arc<[u8]> {
    std::fs::read(built_guest(name)).unwrap().into()
}

/// One for all tests, as one is enough for a process.
pub(crate) fn sandbox() -> Sandbox {
    static SANDBOX: OnceLock<Sandbox> = OnceLock::new();
    SANDBOX.get_or_init(|| Sandbox::new(SandboxConfig::new()).unwrap()).clone()
}

/// The digest under which the misbehaving module is loaded: any will do, for the sandbox takes it as given.
pub(crate) const MISBEHAVING: Digest = Digest::new([0; 32]);

/// A digest that no other test uses.
pub(crate) fn fresh_digest() -> Digest {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&NEXT.fetch_add(1, Ordering::Relaxed).to_le_bytes());
    Digest::new(bytes)
}

pub(crate) async fn misbehaving() -> WasmModule {
    sandbox().load(guest("misbehaving"), MISBEHAVING).await.unwrap()
}

pub(crate) fn options(limits: LimitOverrides) -> CallOptions {
    CallOptions::new().with_limits(limits)
}

pub(crate) fn limits() -> LimitOverrides {
    LimitOverrides::default()
}

/// Calls an operation of the misbehaving module with `count`, 0 for none.
pub(crate) async fn call(operation: &str, count: u64, limits: LimitOverrides) -> Result<Execution, Failure> {
    let mut request = Request::new(operation);
    if count > 0 {
        request = request.with_param("count", count);
    }
    misbehaving().await.execute(&request, &options(limits)).await
}
