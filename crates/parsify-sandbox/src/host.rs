//! What a guest can call: the interfaces `context` and `modules`. Every function returns at once.

use parsify_error::{Phase, code};
use parsify_interface::{Level, LogLine, Progress, Value, harmless};
use wasmtime::StoreContextMut;

use crate::log::trace;
use crate::metered::Metered;
use crate::state::CallState;
use crate::{abi, faults};

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

/// No module is a declared dependency of another one yet, so there is nothing to find.
pub(crate) fn discover(
    context: Context<'_>,
    (_, _): (Metered<String>, Metered<String>),
) -> wasmtime::Result<(Vec<String>,)> {
    hosted(context, |_| {
        faults::point("discover");
        Ok((Vec::new(),))
    })
}

/// No module is a declared dependency of another one yet, so nothing may be called.
pub(crate) fn call(
    context: Context<'_>,
    (module, _): (Metered<String>, abi::Request),
) -> wasmtime::Result<(Result<abi::ResponseOut, abi::FailureOut>,)> {
    hosted(context, |_| {
        faults::point("call");
        Ok((Err(abi::FailureOut {
            kind: abi::FailureKind::Unsupported,
            code: code::MODULE_CALL.to_owned(),
            message: format!("`{}` is no declared dependency of this module", harmless(&module)),
            details: "{}".to_owned(),
            suggestions: Vec::new(),
        }),))
    })
}
