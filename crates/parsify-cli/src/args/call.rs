use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use parsify::{CallOptions, ErrorKind, Failure, Fallback, Level, LimitOverrides, Limits, VersionReq};

use super::quantity::{duration, level, size};
use crate::problem::{self, problem};

/// Under which the options stand in a help text.
pub(super) const HEADING: &str = "Call options";

// A doc comment here would become the description of every command.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct CallArgs {
    /// A param of the operation; the value is JSON if it is JSON, else the text itself. May stand several times
    #[arg(long = "param", value_name = "NAME=VALUE", help_heading = HEADING)]
    pub(crate) pairs: Vec<String>,

    /// All params as a JSON object, or @FILE to read them from a file; --param wins over it
    #[arg(long = "params", value_name = "JSON", help_heading = HEADING)]
    pub(crate) object: Option<String>,

    /// Time for the whole call, compiling included: 500ms, 30s, 2m, 1h; a bare number is seconds [default: 30s]
    #[arg(long, value_name = "TIME", value_parser = duration, help_heading = HEADING)]
    pub(crate) timeout: Option<Duration>,

    /// Memory of the module: 64MiB, 64M (the same), 64MB (a million bytes each) or bytes [default: 256MiB]
    #[arg(long, value_name = "SIZE", value_parser = size, help_heading = HEADING)]
    pub(crate) memory: Option<u64>,

    /// How much later than --timeout the call may come back at worst; more memory needs more [default: what --memory needs]
    #[arg(long, value_name = "TIME", value_parser = duration, help_heading = HEADING)]
    pub(crate) grace: Option<Duration>,

    /// Size of the answer, written like --memory [default: 64MiB]
    #[arg(long, value_name = "SIZE", value_parser = size, help_heading = HEADING)]
    pub(crate) output_limit: Option<u64>,

    /// Versions of the module that may answer, such as '^1' or '=1.2.3' [default: the newest]
    #[arg(long, value_name = "REQUIREMENT", value_parser = VersionReq::parse, help_heading = HEADING)]
    pub(crate) version_req: Option<VersionReq>,

    /// Run the module's native form, without a sandbox
    #[arg(long, help_heading = HEADING)]
    pub(crate) native: bool,

    /// Run in the sandbox or fail; never fall back to the native form
    #[arg(long, help_heading = HEADING)]
    pub(crate) no_fallback: bool,

    /// Lines of the module's log that --verbose and --json show, from this level on: trace, debug, info, warn, error
    /// [default: info]
    #[arg(long, value_name = "LEVEL", value_parser = level, hide_possible_values = true, help_heading = HEADING)]
    pub(crate) log_level: Option<Level>,

    /// Write the result to this file, whole or not at all
    #[arg(long, short, value_name = "FILE", help_heading = HEADING)]
    pub(crate) output: Option<PathBuf>,
}

impl CallArgs {
    /// These options with those that stand further right in the line.
    pub(crate) fn then(mut self, later: Self) -> Self {
        self.pairs.extend(later.pairs);
        Self {
            pairs: self.pairs,
            object: later.object.or(self.object),
            timeout: later.timeout.or(self.timeout),
            memory: later.memory.or(self.memory),
            grace: later.grace.or(self.grace),
            output_limit: later.output_limit.or(self.output_limit),
            version_req: later.version_req.or(self.version_req),
            native: self.native || later.native,
            no_fallback: self.no_fallback || later.no_fallback,
            log_level: later.log_level.or(self.log_level),
            output: later.output.or(self.output),
        }
    }

    pub(crate) fn options(&self) -> Result<CallOptions, Failure> {
        let options =
            CallOptions::new().with_limits(self.limits()).with_log_level(self.log_level.unwrap_or(Level::Info));
        let options = match &self.version_req {
            Some(requirement) => options.with_version(requirement.clone()),
            None => options,
        };
        match (self.native, self.no_fallback) {
            (false, false) => Ok(options),
            (true, false) => Ok(options.with_fallback(Fallback::NativeOnly)),
            (false, true) => Ok(options.with_fallback(Fallback::Forbidden)),
            // Not a conflict of clap's: one may stand before the subcommand and one after it.
            (true, true) => Err(problem(ErrorKind::Params, problem::USAGE, "`--native` excludes `--no-fallback`")
                .with_hint("`--no-fallback` insists on the sandbox, `--native` does without it: leave one out")),
        }
    }

    fn limits(&self) -> LimitOverrides {
        let mut limits = LimitOverrides::default();
        if let Some(timeout) = self.timeout {
            limits = limits.with_deadline(timeout);
        }
        limits.memory = self.memory;
        // Who asks for more memory at a prompt gets the grace that goes with it, unless they say otherwise.
        let needed = self.memory.map(Limits::grace_for).filter(|needed| *needed > Limits::default().grace);
        if let Some(grace) = self.grace.or(needed) {
            limits = limits.with_grace(grace);
        }
        limits.output = self.output_limit;
        limits
    }
}
