//! What a guest can call: the interfaces `context` and `modules`. Every function returns at once.

use parsify_error::code;
use parsify_interface::{Level, Value, harmless};
use wasmtime::StoreContextMut;

use crate::abi;
use crate::metered::Metered;
use crate::state::CallState;

type Context<'a> = StoreContextMut<'a, CallState>;

pub(crate) fn log(mut context: Context<'_>, (level, message): (abi::Level, Metered<String>)) -> wasmtime::Result<()> {
    let level = match level {
        abi::Level::Trace => Level::Trace,
        abi::Level::Debug => Level::Debug,
        abi::Level::Info => Level::Info,
        abi::Level::Warn => Level::Warn,
        abi::Level::Error => Level::Error,
    };
    context.data_mut().log.push(level, &message).map_err(wasmtime::Error::new)
}

pub(crate) fn progress(_: Context<'_>, (done, total): (u64, u64)) -> wasmtime::Result<()> {
    tracing::trace!(target: "parsify::progress", done, total);
    Ok(())
}

pub(crate) fn config(context: Context<'_>, (): ()) -> wasmtime::Result<(String,)> {
    Ok((match &context.data().config {
        Value::Null => "null".to_owned(),
        config => config.to_string(),
    },))
}

pub(crate) fn panicked(mut context: Context<'_>, (message,): (Metered<String>,)) -> wasmtime::Result<()> {
    /// A reason longer than this is no reason any more.
    const LONGEST: usize = 4096;
    let message: String = message.chars().take(LONGEST).collect();
    context.data_mut().panicked = Some(harmless(&message));
    Ok(())
}

/// No module is a declared dependency of another one yet, so there is nothing to find.
pub(crate) fn discover(_: Context<'_>, (_, _): (Metered<String>, Metered<String>)) -> wasmtime::Result<(Vec<String>,)> {
    Ok((Vec::new(),))
}

/// No module is a declared dependency of another one yet, so nothing may be called.
pub(crate) fn call(
    _: Context<'_>,
    (module, _): (Metered<String>, abi::Request),
) -> wasmtime::Result<(Result<abi::ResponseOut, abi::FailureOut>,)> {
    let message = format!("`{}` is no declared dependency of this module", harmless(&module));
    Ok((Err(abi::FailureOut {
        kind: abi::FailureKind::Unsupported,
        code: code::MODULE_CALL.to_owned(),
        message,
        details: "{}".to_owned(),
        suggestions: Vec::new(),
    }),))
}
