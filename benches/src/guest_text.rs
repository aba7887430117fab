//! Small guests in text form, in the sandbox that is measured.

use parsify_loader::{Loader, Source};
use parsify_sandbox::{Sandbox, WasmModule};
use parsify_testkit::GuestText;

/// The component in a sandbox.
///
/// # Panics
///
/// If it cannot be loaded.
pub async fn load(guest: &GuestText, sandbox: &Sandbox) -> WasmModule {
    let source = Source::bytes(guest.descriptor().id.as_str(), guest.build());
    let loaded = Loader::new().load(&source).expect("it is a component");
    sandbox.load(loaded.bytes().to_vec(), *loaded.digest()).await.expect("the guest loads")
}
