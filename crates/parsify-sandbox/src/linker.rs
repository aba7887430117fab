use parsify_error::{ErrorKind, Failure, code};
use parsify_interface::API_VERSION;
use wasmtime::Engine;
use wasmtime::component::Linker;

use crate::host;
use crate::state::CallState;

/// The linker that offers the contract and nothing else.
pub(crate) fn linker(engine: &Engine) -> Result<Linker<CallState>, Failure> {
    let mut linker = Linker::new(engine);
    define(&mut linker).map_err(|error| {
        Failure::new(ErrorKind::Internal, code::SANDBOX_ENGINE, "the module contract cannot be linked")
            .with_source(error)
    })?;
    Ok(linker)
}

fn define(linker: &mut Linker<CallState>) -> wasmtime::Result<()> {
    linker.instance(&format!("parsify:module/types@{API_VERSION}"))?;
    let mut context = linker.instance(&format!("parsify:module/context@{API_VERSION}"))?;
    context.func_wrap("log", host::log)?;
    context.func_wrap("progress", host::progress)?;
    context.func_wrap("config", host::config)?;
    context.func_wrap("panicked", host::panicked)?;
    let mut modules = linker.instance(&format!("parsify:module/modules@{API_VERSION}"))?;
    modules.func_wrap("discover", host::discover)?;
    modules.func_wrap("call", host::call)
}
