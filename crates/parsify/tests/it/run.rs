//! How the public suites run here: in the sandbox.

use std::path::Path;
use std::sync::OnceLock;

use parsify::{CallOptions, Failure, Fallback, ModuleManager, Request, Response};
use tokio::runtime::Runtime;

/// What stands beside the name of a suite.
pub(crate) const HOW: &str = "sandboxed";

/// Runs an operation of a shipped module.
pub(crate) fn run(module: &str, request: Request) -> Result<Response, Failure> {
    static HOST: OnceLock<(Runtime, ModuleManager)> = OnceLock::new();
    let (runtime, manager) = HOST.get_or_init(|| {
        let runtime = Runtime::new().unwrap();
        let manager = runtime.block_on(ModuleManager::builder().build()).unwrap();
        (runtime, manager)
    });
    let options = CallOptions::new().with_fallback(Fallback::Forbidden);
    runtime.block_on(manager.execute(module, request, options)).map(|execution| execution.response)
}

/// What a file of a suite holds.
pub(crate) fn read(file: &Path) -> Vec<u8> {
    std::fs::read(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// A variable of the environment.
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
