#![expect(unsafe_code, reason = "types that were checked at loading are not checked again at each call")]

use std::borrow::Cow;
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use parsify_error::{Breach, ErrorKind, Failure, Phase, code};
use parsify_interface::{Limits, LogLine, Request, Response, serde_json};
use wasmtime::component::{ComponentExportIndex, Func, Instance, InstancePre, TypedFunc};
use wasmtime::{Store, UpdateDeadline};

use crate::boundary::Entering;
use crate::engine::Room;
use crate::guard::Fence;
use crate::phase::{PhaseCell, goes_on};
use crate::residue::Residue;
use crate::state::{Bounds, CallState};
use crate::ticker::Ticker;
use crate::warm::{Ready, Warm};
use crate::{abi, convert, faults, trap};

/// What the copying budget needs beside the bytes themselves: the records around them.
const RECORDS: u64 = 64 << 10;
/// No contract function hands out resources, so a guest has no use for many handles.
const MAX_HANDLES: usize = 1000;

/// A component that is ready to run: linked, with its two functions found and their types checked.
pub(crate) struct Prepared {
    pub(crate) pre: InstancePre<CallState>,
    /// To instantiate it may take waiting: code of the module runs meanwhile, or it imports a function that can wait.
    pub(crate) waits: bool,
    pub(crate) describe: ComponentExportIndex,
    pub(crate) execute: ComponentExportIndex,
    /// For log lines; empty until the module has said who it is.
    pub(crate) module: Arc<str>,
}

/// What a call gave, beside its response.
pub(crate) struct Outcome {
    pub(crate) response: Response,
    pub(crate) bytes_out: u64,
    pub(crate) peak_memory: u64,
    pub(crate) log: Vec<LogLine>,
    pub(crate) run: Duration,
    pub(crate) ended: Instant,
}

/// A call that has all but its instance.
pub(crate) struct Start {
    begun: Instant,
    store: Stored,
    fence: Fence,
    phase: PhaseCell,
}

enum Stored {
    Warm(Ready),
    New(Store<CallState>),
}

impl Prepared {
    /// Asks the module for its descriptor, and checks the types of its functions.
    pub(crate) async fn describe(&self, ticker: &Ticker, bounds: Bounds) -> Result<String, Failure> {
        let _ticking = ticker.ticking();
        let fence = Fence::new(&bounds);
        fence.around(pin!(self.ask(bounds))).await
    }

    async fn ask(&self, bounds: Bounds) -> Result<String, Failure> {
        let mut store = self.store(bounds, Instant::now())?;
        let instance = self.instantiate(&mut store).await?;
        check_types(&instance, &mut store, self)?;
        let describe = instance.get_typed_func::<(), abi::Described>(&mut store, &self.describe).map_err(wrong_type)?;
        store.data().bounds.phase.set(Phase::Run);
        let described = describe.call_async(&mut store, ()).await;
        described.map(|(text,)| text.0.into_inner()).map_err(|error| trap::failure(error, store.data()))
    }

    /// Executes one operation, in an instance of its own or in one of the warm ones.
    pub(crate) async fn execute(
        &self,
        room: &Room,
        warm: Option<&Warm>,
        request: &Request,
        start: Start,
    ) -> Result<Outcome, Failure> {
        let Start { begun, store, fence, phase } = start;
        let params = match request.params.is_empty() {
            true => Cow::Borrowed("{}"),
            false => serde_json::to_string(&request.params).map_or(Cow::Borrowed("{}"), Cow::Owned),
        };
        let _ticking = room.ticker.ticking();
        let (value, huge_pages, residue) = (convert::request(request, &params), &room.huge_pages, Residue::default());
        let arguments = Entering { value, phase, huge_pages, residue: &residue };
        let pooled = room.machine.pooling.then_some(&residue);
        let mut outcome = fence.around(pin!(self.run(warm, store, arguments, pooled))).await?;
        outcome.run = outcome.ended.saturating_duration_since(begun);
        Ok(outcome)
    }

    /// What comes before anything is waited for. It is no part of [`execute`](Self::execute), whose future would then hold
    /// the bounds several times over, and be copied around with them.
    pub(crate) fn start(
        &self,
        warm: Option<&Warm>,
        request: &Request,
        bounds: Bounds,
        begun: Instant,
    ) -> Result<Start, Failure> {
        goes_on();
        check_size(request, &bounds.limits)?;
        let (fence, phase) = (Fence::new(&bounds), bounds.phase.clone());
        Ok(Start { begun, store: self.ready(warm, bounds, begun)?, fence, phase })
    }

    async fn run(
        &self,
        warm: Option<&Warm>,
        store: Stored,
        arguments: Entering<'_, abi::RequestRef<'_>>,
        residue: Option<&Residue>,
    ) -> Result<Outcome, Failure> {
        let mut ready = match store {
            Stored::Warm(ready) => ready,
            Stored::New(store) => self.fresh(store).await?,
        };
        arguments.phase.set(Phase::CopyIn);
        // SAFETY: `check_types` has checked this function of this component against these very types when the module was
        // loaded; every instance of a component has the same types.
        let execute = unsafe { TypedFunc::<abi::Execute<'_>, abi::Executed>::new_unchecked(ready.execute) };
        let executed = execute.call_async(&mut ready.store, (arguments,)).await;
        let (executed,) = executed.map_err(|error| {
            let state = ready.store.data();
            // The instance runs no more, and is there until the store is dropped.
            residue.inspect(|residue| residue.give_back(state.meter.peak_memory()));
            trap::failure(error, state)
        })?;
        finished(warm, ready, executed.0)
    }

    /// A warm instance that fits into the limits, or the store for a new one.
    fn ready(&self, warm: Option<&Warm>, bounds: Bounds, now: Instant) -> Result<Stored, Failure> {
        let Some(mut ready) = warm.and_then(Warm::take) else { return self.store(bounds, now).map(Stored::New) };
        let limits = bounds.limits;
        if !ready.store.data_mut().rearm(bounds) {
            let bounds = ready.store.into_data().bounds;
            return self.store(bounds, now).map(Stored::New);
        }
        arm(&mut ready.store, &limits);
        let state = ready.store.data();
        state.check(now).map_err(|error| trap::failure(error, state))?;
        Ok(Stored::Warm(ready))
    }

    async fn fresh(&self, mut store: Store<CallState>) -> Result<Ready, Failure> {
        let instance = self.instantiate(&mut store).await?;
        let execute = function(&instance, &mut store, &self.execute)?;
        Ok(Ready { store, execute, used: 0 })
    }

    fn store(&self, bounds: Bounds, now: Instant) -> Result<Store<CallState>, Failure> {
        let limits = bounds.limits;
        let mut store = Store::new(self.pre.engine(), CallState::new(bounds, self.module.clone()));
        let state = store.data();
        state.check(now).map_err(|error| trap::failure(error, state))?;
        store.limiter(|state| &mut state.meter);
        store.set_max_component_handles(MAX_HANDLES);
        store.epoch_deadline_callback(|context| {
            let state = context.data();
            // Yielding lets the other calls of this thread go on.
            let go_on = if state.stays { UpdateDeadline::Continue(1) } else { UpdateDeadline::Yield(1) };
            state.check(Instant::now()).map(|()| go_on)
        });
        arm(&mut store, &limits);
        Ok(store)
    }

    /// A new instance. Nothing of the request is in it yet, so what keeps it from being made is the machine or the module,
    /// never the input.
    async fn instantiate(&self, store: &mut Store<CallState>) -> Result<Instance, Failure> {
        faults::point("instantiate");
        let made = if self.waits {
            // Boxed, for its future is large, and hardly any module needs it.
            Box::pin(self.pre.instantiate_async(&mut *store)).await
        } else {
            store.data_mut().stays = true;
            let made = self.pre.instantiate(&mut *store);
            store.data_mut().stays = false;
            made
        };
        made.map_err(|error| trap::known(&error, store.data()).unwrap_or_else(|| not_instantiated(error)))
    }
}

/// The answer of a call that came to its end.
fn finished(
    warm: Option<&Warm>,
    mut ready: Ready,
    answer: Result<abi::Response, abi::Failure>,
) -> Result<Outcome, Failure> {
    let response = convert::response(answer.map_err(convert::failure)?)?;
    let state = ready.store.data_mut();
    let (bytes_out, limit) = (response.size(), state.bounds.limits.output);
    if bytes_out > limit {
        return Err(Breach::Output { limit }.failure());
    }
    let (peak_memory, log) = (state.meter.peak_memory(), state.log.take());
    match warm {
        Some(warm) => {
            ready.used += 1;
            warm.give(ready);
        }
        // The time it takes to give everything back is part of the call.
        None => drop(ready),
    }
    Ok(Outcome { response, bytes_out, peak_memory, log, run: Duration::ZERO, ended: Instant::now() })
}

/// Sets what a store counts anew for each call.
fn arm(store: &mut Store<CallState>, limits: &Limits) {
    let fuel = limits.output.saturating_add(RECORDS);
    store.set_hostcall_fuel(usize::try_from(fuel).unwrap_or(usize::MAX));
    store.set_epoch_deadline(1);
}

fn check_types(instance: &Instance, store: &mut Store<CallState>, prepared: &Prepared) -> Result<(), Failure> {
    let execute = instance.get_typed_func::<abi::Execute<'_>, abi::Executed>(&mut *store, &prepared.execute);
    execute.map(|_| ()).map_err(wrong_type)
}

fn function(instance: &Instance, store: &mut Store<CallState>, index: &ComponentExportIndex) -> Result<Func, Failure> {
    let missing = || {
        Failure::new(ErrorKind::Internal, code::HOST_INTERNAL, "an instance lacks a function that its component has")
    };
    instance.get_func(store, index).ok_or_else(missing)
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
