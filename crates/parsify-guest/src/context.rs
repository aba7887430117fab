use parsify_interface::{Context, Failure, Level, Request, Response, Value, serde_json};

use crate::bindings::parsify::module::{context, modules};
use crate::convert;

/// The host's side of a call, seen from the guest.
pub(crate) struct HostContext;

impl Context for HostContext {
    fn log(&self, level: Level, message: &str) {
        let level = match level {
            Level::Trace => context::Level::Trace,
            Level::Debug => context::Level::Debug,
            Level::Info => context::Level::Info,
            Level::Warn => context::Level::Warn,
            Level::Error => context::Level::Error,
        };
        context::log(level, message);
    }

    fn progress(&self, done: u64, total: u64) {
        context::progress(done, total);
    }

    fn config(&self) -> Value {
        // The host writes valid JSON; a guest has no use for a failure here.
        serde_json::from_str(&context::config()).unwrap_or_default()
    }

    fn discover(&self, operation: &str, subject: &str) -> Vec<String> {
        modules::discover(operation, subject)
    }

    fn call(&self, module: &str, request: Request) -> Result<Response, Failure> {
        let answer = modules::call(module, &convert::request_to_wit(request));
        answer.map_err(convert::failure_from_wit).and_then(convert::response_from_wit)
    }
}
