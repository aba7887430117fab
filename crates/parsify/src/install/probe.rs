use std::time::Duration;

use parsify_error::{ErrorKind, Failure, code};
use parsify_interface::{CallOptions, Descriptor, Grants, LimitOverrides, Module as _, Request};
use parsify_sandbox::WasmModule;

/// The operation that a module may have for this.
const PROBE: &str = "probe";
const DEADLINE: Duration = Duration::from_secs(5);

/// Whether a module works: it was compiled and has said of itself what it is; when it has an operation `probe` that needs no
/// documents, that answers too.
pub(super) async fn probe(module: &WasmModule, grants: &Grants) -> Result<(), Failure> {
    let descriptor = module.descriptor();
    // There is nothing yet that its calls of others could go to.
    let Some(request) = request(descriptor).filter(|_| !descriptor.calls_modules()) else { return Ok(()) };
    let limits = LimitOverrides::default().with_deadline(DEADLINE);
    let options = CallOptions::new().with_limits(limits).with_grants(grants.clone());
    match module.execute(&request, &options).await {
        Ok(_) => Ok(()),
        Err(failure) => Err(failed(failure)),
    }
}

/// The call of that operation, if the module has one that needs no document.
pub(crate) fn request(descriptor: &Descriptor) -> Option<Request> {
    let operation = descriptor.operation(PROBE)?;
    operation.documents.iter().all(|document| document.optional).then(|| Request::new(PROBE))
}

/// The failure of a version that does not pass.
fn failed(failure: Failure) -> Failure {
    let message = format!("it fails its probe: {}", failure.message());
    let failed = Failure::new(ErrorKind::Dependency, code::INSTALL_PROBE, message)
        .with_detail("code", failure.code())
        .with_details(failure.details().clone());
    let placed = match (failure.module(), failure.version()) {
        (Some(module), Some(version)) => failed.with_module(module).with_version(version),
        _ => failed,
    };
    placed.with_hint("nothing was changed: the versions that were there stay").with_source(failure)
}
