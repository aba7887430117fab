use std::fmt;

use parsify_error::{ErrorKind, Failure, code};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Request, Response};

/// How important a log line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Every step.
    Trace,
    /// For the author.
    Debug,
    /// For the operator.
    Info,
    /// Something is odd.
    Warn,
    /// Something failed.
    Error,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Trace => "trace",
            Self::Debug => "debug",
            Self::Info => "info",
            Self::Warn => "warn",
            Self::Error => "error",
        })
    }
}

/// What the host offers a [`Processor`](crate::Processor) during a call. Every method has a default that does nothing,
/// so that a test can use [`Silent`].
pub trait Context {
    /// Leaves a line in the host's log. Lines beyond the call's budget end the call.
    fn log(&self, level: Level, message: &str) {
        let _ = (level, message);
    }

    /// Says how far a long operation is; `total` is 0 when unknown.
    fn progress(&self, done: u64, total: u64) {
        let _ = (done, total);
    }

    /// The module's configuration; `null` when there is none.
    fn config(&self) -> Value {
        Value::Null
    }

    /// Ids of the modules that offer `operation` for a language or format.
    fn discover(&self, operation: &str, subject: &str) -> Vec<String> {
        let _ = (operation, subject);
        Vec::new()
    }

    /// Executes an operation of another module: of a declared dependency, or, with the grant
    /// [`Modules`](crate::Capability::Modules), of any. Its time is part of this call's, its memory too.
    ///
    /// # Errors
    ///
    /// What the callee says of documents and params (kinds `Input`, `Params`, `Unsupported`) and its limits as it says them;
    /// whatever else keeps it from answering as kind `Dependency`, with the code of the failure. An optional dependency
    /// that is not there is `Unsupported`, and so is every module when there is nothing to call, which is the default.
    fn call(&self, module: &str, request: Request) -> Result<Response, Failure> {
        let _ = request;
        Err(no_module_calls(module))
    }
}

/// The answer of a host that offers no calls between modules.
fn no_module_calls(module: &str) -> Failure {
    Failure::new(ErrorKind::Unsupported, code::MODULE_CALL, format!("`{module}` cannot be called from here"))
}

/// A context that says nothing and hears nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Context for Silent {}
