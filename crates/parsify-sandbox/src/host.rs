//! What a guest can call: the interfaces `context` and `modules`. Every function returns at once, but for calls of other
//! modules.

use std::time::Instant;

use parsify_error::{ErrorKind, Failure, Phase, code};
use parsify_interface::{Left, Level, LogLine, Progress, Value, harmless};
use wasmtime::StoreContextMut;

use crate::log::trace;
use crate::metered::Metered;
use crate::phase::goes_on;
use crate::state::CallState;
use crate::{abi, convert, faults};

type Context<'a> = StoreContextMut<'a, CallState>;

/// Runs a host function: counts it, and says in which phase the call is meanwhile.
fn hosted<T>(
    mut context: Context<'_>,
    function: impl FnOnce(&mut CallState) -> wasmtime::Result<T>,
) -> wasmtime::Result<T> {
    let state = context.data_mut();
    state.count_host_call()?;
    let before = state.bounds.phase.get();
    state.bounds.phase.set(Phase::HostCall);
    let result = function(state);
    state.bounds.phase.set(before);
    result
}

pub(crate) fn log(context: Context<'_>, (level, message): (abi::Level, Metered<String>)) -> wasmtime::Result<()> {
    let level = match level {
        abi::Level::Trace => Level::Trace,
        abi::Level::Debug => Level::Debug,
        abi::Level::Info => Level::Info,
        abi::Level::Warn => Level::Warn,
        abi::Level::Error => Level::Error,
    };
    hosted(context, |state| {
        faults::point("log");
        state.log.spend(&message)?;
        if level >= state.bounds.log_level {
            let line = LogLine::new(level, &message);
            state.log.spend_escapes(&message, &line)?;
            trace(&state.module, &line);
            if let Some(observer) = &state.bounds.observer {
                observer.log(&line);
            }
            state.log.keep(line);
        }
        Ok(())
    })
}

pub(crate) fn progress(context: Context<'_>, (done, total): (u64, u64)) -> wasmtime::Result<()> {
    hosted(context, |state| {
        faults::point("progress");
        tracing::trace!(target: "parsify::progress", module = &*state.module, done, total);
        if let Some(observer) = &state.bounds.observer {
            observer.progress(Progress { done, total });
        }
        Ok(())
    })
}

pub(crate) fn config(context: Context<'_>, (): ()) -> wasmtime::Result<(String,)> {
    hosted(context, |state| {
        faults::point("config");
        Ok((match &state.bounds.config {
            Value::Null => "null".to_owned(),
            config => config.to_string(),
        },))
    })
}

pub(crate) fn panicked(context: Context<'_>, (message,): (Metered<String>,)) -> wasmtime::Result<()> {
    /// A reason longer than this is no reason any more.
    const LONGEST: usize = 4096;
    hosted(context, |state| {
        faults::point("panicked");
        let message: String = message.chars().take(LONGEST).collect();
        state.panicked = Some(harmless(&message));
        Ok(())
    })
}

pub(crate) fn discover(
    context: Context<'_>,
    (operation, subject): (Metered<String>, Metered<String>),
) -> wasmtime::Result<(Vec<String>,)> {
    hosted(context, |state| {
        faults::point("discover");
        Ok((state.bounds.callees.as_ref().map_or_else(Vec::new, |callees| callees.discover(&operation, &subject)),))
    })
}

/// Calls another module. The guest waits meanwhile, in its own time.
pub(crate) fn call(
    mut context: Context<'_>,
    (module, request): (Metered<String>, abi::Request),
) -> Box<dyn Future<Output = wasmtime::Result<abi::Called>> + Send + '_> {
    Box::new(async move {
        let state = context.data_mut();
        state.count_host_call()?;
        faults::point("call");
        let before = state.bounds.phase.get();
        state.bounds.phase.set(Phase::HostCall);
        let (callees, left) = (state.bounds.callees.clone(), Left::memory(state.meter.memory_left()));
        let answer = match (callees, convert::nested(request)) {
            (Some(callees), Ok(request)) => callees.call(&module, request, left).await,
            (Some(_), Err(failure)) => Err(failure),
            (None, _) => Err(no_callees(&module)),
        };
        // The callee may have run on this thread.
        goes_on();
        let state = context.data();
        // When what they share is used up, or nobody waits any more, it is the end of both.
        state.check(Instant::now())?;
        state.bounds.phase.set(before);
        Ok((answer.map(convert::answer).map_err(|failure| convert::refusal(&failure)),))
    })
}

/// The same for a module that declares no others: it need not wait, so its instances are made without the means to.
pub(crate) fn no_call(
    context: Context<'_>,
    (module, _): (Metered<String>, abi::Request),
) -> wasmtime::Result<abi::Called> {
    hosted(context, |_| {
        faults::point("call");
        Ok((Err(convert::refusal(&no_callees(&module))),))
    })
}

fn no_callees(module: &str) -> Failure {
    let message = format!("`{}` is no declared dependency of this module", harmless(module));
    Failure::new(ErrorKind::Unsupported, code::MODULE_CALL, message)
}
