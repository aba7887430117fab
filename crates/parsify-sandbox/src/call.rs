use std::time::{Duration, Instant};

use parsify_error::{Breach, ErrorKind, Failure, code};
use parsify_interface::{Limits, LogLine, Request, Response, Value};
use wasmtime::component::{ComponentExportIndex, Instance, InstancePre};
use wasmtime::{Engine, Store, UpdateDeadline};

use crate::metered::Metered;
use crate::state::CallState;
use crate::ticker::Ticker;
use crate::{abi, convert, trap};

/// What the copying budget needs beside the bytes themselves: the records around them.
const RECORDS: u64 = 64 << 10;
/// No contract function hands out resources, so a guest has no use for many handles.
const MAX_HANDLES: usize = 1000;

/// A component that is ready to run: linked, with its two functions found.
pub(crate) struct Prepared {
    pub(crate) pre: InstancePre<CallState>,
    pub(crate) describe: ComponentExportIndex,
    pub(crate) execute: ComponentExportIndex,
}

/// What a call gave, beside its response.
pub(crate) struct Outcome {
    pub(crate) response: Response,
    pub(crate) bytes_out: u64,
    pub(crate) peak_memory: u64,
    pub(crate) log: Vec<LogLine>,
    pub(crate) run: Duration,
}

/// When a call began and what it may use.
pub(crate) struct Bounds {
    pub(crate) started: Instant,
    pub(crate) limits: Limits,
    pub(crate) config: Value,
}

impl Prepared {
    /// Asks the module for its descriptor.
    pub(crate) async fn describe(&self, ticker: &Ticker, bounds: Bounds) -> Result<String, Failure> {
        let mut store = store(self.pre.engine(), bounds);
        let _ticking = ticker.ticking();
        let instance = self.instantiate(&mut store).await?;
        // Both types are checked here, so that a wrong one shows when the module is loaded, not when it is called.
        instance.get_typed_func::<abi::Execute<'_>, abi::Executed>(&mut store, &self.execute).map_err(wrong_type)?;
        let describe =
            instance.get_typed_func::<(), (Metered<String>,)>(&mut store, &self.describe).map_err(wrong_type)?;
        let described = describe.call_async(&mut store, ()).await;
        described.map(|(text,)| text.into_inner()).map_err(|error| trap::failure(error, store.data()))
    }

    /// Executes one operation in a store of its own.
    pub(crate) async fn execute(&self, ticker: &Ticker, request: &Request, bounds: Bounds) -> Result<Outcome, Failure> {
        let begun = Instant::now();
        check_size(request, &bounds.limits)?;
        let params = if request.params.is_empty() {
            "{}".to_owned()
        } else {
            parsify_interface::serde_json::to_string(&request.params).unwrap_or_else(|_| "{}".to_owned())
        };
        let mut store = store(self.pre.engine(), bounds);
        store.data().check_deadline().map_err(Breach::failure)?;
        let _ticking = ticker.ticking();
        let instance = self.instantiate(&mut store).await?;
        let executed = async {
            let execute = instance.get_typed_func::<abi::Execute<'_>, abi::Executed>(&mut store, &self.execute)?;
            execute.call_async(&mut store, (convert::request(request, &params),)).await
        };
        let (executed,) = executed.await.map_err(|error| trap::failure(error, store.data()))?;
        let response = convert::response(executed.map_err(convert::failure)?)?;
        let bytes_out = response.size();
        let state = store.into_data();
        if bytes_out > state.limits.output {
            return Err(Breach::Output { limit: state.limits.output }.failure());
        }
        Ok(Outcome {
            response,
            bytes_out,
            peak_memory: state.meter.peak_memory(),
            log: state.log.into_lines(),
            run: begun.elapsed(),
        })
    }

    /// A new instance. Nothing of the request is in it yet, so what keeps it from being made is the machine or the module,
    /// never the input.
    async fn instantiate(&self, store: &mut Store<CallState>) -> Result<Instance, Failure> {
        let made = self.pre.instantiate_async(&mut *store).await;
        made.map_err(|error| trap::known(&error, store.data()).unwrap_or_else(|| not_instantiated(error)))
    }
}

fn not_instantiated(error: wasmtime::Error) -> Failure {
    Failure::new(ErrorKind::Instantiation, code::SANDBOX_INSTANTIATE, "the module cannot be instantiated here")
        .with_hint("the machine is short of memory, or the module has more parts than any module needs")
        .with_source(error)
}

fn wrong_type(error: wasmtime::Error) -> Failure {
    Failure::new(
        ErrorKind::Compatibility,
        code::SANDBOX_CONTRACT,
        "a function of the module's guest interface has not the type of the contract",
    )
    .with_hint("build the module against the WIT package of this host's version")
    .with_source(error)
}

/// Documents that alone exceed the memory limit cost no sandbox.
fn check_size(request: &Request, limits: &Limits) -> Result<(), Failure> {
    let bytes = request.document_bytes();
    if bytes <= limits.memory {
        return Ok(());
    }
    Err(Failure::new(
        ErrorKind::Memory,
        code::DOCUMENT_TOO_LARGE,
        format!("the documents have {bytes} bytes, more than the {} of the memory limit", limits.memory),
    )
    .with_detail("limitBytes", limits.memory)
    .with_detail("wantedBytes", bytes)
    .with_hint("give it more with the limit `memory` (`--memory`): several times the size of the documents"))
}

fn store(engine: &Engine, bounds: Bounds) -> Store<CallState> {
    let output = bounds.limits.output;
    let mut store = Store::new(engine, CallState::new(bounds.started, bounds.limits, bounds.config));
    store.limiter(|state| &mut state.meter);
    store.set_hostcall_fuel(usize::try_from(output.saturating_add(RECORDS)).unwrap_or(usize::MAX));
    store.set_max_component_handles(MAX_HANDLES);
    store.set_epoch_deadline(1);
    store.epoch_deadline_callback(|context| match context.data().check_deadline() {
        // Yielding lets the other calls of this thread go on.
        Ok(()) => Ok(UpdateDeadline::Yield(1)),
        Err(breach) => Err(wasmtime::Error::new(breach)),
    });
    store
}
