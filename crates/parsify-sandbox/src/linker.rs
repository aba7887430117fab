use std::sync::OnceLock;

use parsify_error::{ErrorKind, Failure, code};
use parsify_interface::API_VERSION;
use wasmtime::Engine;
use wasmtime::component::Linker;

use crate::host;
use crate::state::CallState;

/// The linkers that offer the contract and nothing else.
///
/// Two, because a function that can wait makes the engine instantiate on a stack of its own, which costs every call, and
/// hardly any module calls others.
pub(crate) struct Linkers {
    alone: Linker<CallState>,
    /// Made for the first module that needs it.
    calling: OnceLock<Linker<CallState>>,
}

impl Linkers {
    pub(crate) fn new(engine: &Engine) -> Result<Self, Failure> {
        Ok(Self { alone: linker(engine, false)?, calling: OnceLock::new() })
    }

    /// For modules that call no others.
    pub(crate) fn alone(&self) -> &Linker<CallState> {
        &self.alone
    }

    /// For modules that call others.
    pub(crate) fn calling(&self, engine: &Engine) -> Result<&Linker<CallState>, Failure> {
        if let Some(calling) = self.calling.get() {
            return Ok(calling);
        }
        let calling = linker(engine, true)?;
        Ok(self.calling.get_or_init(|| calling))
    }
}

fn linker(engine: &Engine, calling: bool) -> Result<Linker<CallState>, Failure> {
    let mut linker = Linker::new(engine);
    define(&mut linker, calling).map_err(|error| {
        Failure::new(ErrorKind::Internal, code::SANDBOX_ENGINE, "the module contract cannot be linked")
            .with_source(error)
    })?;
    Ok(linker)
}

fn define(linker: &mut Linker<CallState>, calling: bool) -> wasmtime::Result<()> {
    linker.instance(&format!("parsify:module/types@{API_VERSION}"))?;
    let mut context = linker.instance(&format!("parsify:module/context@{API_VERSION}"))?;
    context.func_wrap("log", host::log)?;
    context.func_wrap("progress", host::progress)?;
    context.func_wrap("config", host::config)?;
    context.func_wrap("panicked", host::panicked)?;
    let mut modules = linker.instance(&format!("parsify:module/modules@{API_VERSION}"))?;
    modules.func_wrap("discover", host::discover)?;
    if calling { modules.func_wrap_async("call", host::call) } else { modules.func_wrap("call", host::no_call) }
}
