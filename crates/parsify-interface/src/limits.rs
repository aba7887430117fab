use std::time::Duration;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What one call may use. Everything counts from the moment the call is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Wall time for everything: waiting, instantiation, guest code, host calls. Default 30 s.
    pub deadline: Duration,
    /// Bytes over all memories of the call. Default 256 MiB.
    pub memory: u64,
    /// Elements over all tables of the call. Default 100,000.
    pub table_elements: u64,
    /// Bytes of the response: documents, data and warnings together. Default 64 MiB.
    pub output: u64,
    /// Bytes of log messages. Default 1 MiB.
    pub log_bytes: u64,
    /// Number of log messages. Default 10,000.
    pub log_lines: u64,
    /// Number of calls of host functions, logging and progress included. Default 100,000.
    pub host_calls: u64,
    /// How deep modules may call each other: 0 for not at all, 1 for modules that the called one calls. Default 8. Counts
    /// from the call that came from outside; what a module further down says about itself does not raise it.
    pub call_depth: u64,
    /// Number of calls of other modules, over all modules that work for one call. Default 1,000.
    pub module_calls: u64,
    /// How much later than its deadline a call may come back at worst. Default 250 ms.
    ///
    /// A guest is interrupted between two instructions, and one instruction can fill its whole memory: the more memory a
    /// call may use, the longer one instruction may take ([`grace_for`](Self::grace_for)). A call with more memory than
    /// its grace covers is refused.
    pub grace: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            deadline: Duration::from_secs(30),
            memory: 256 << 20,
            table_elements: 100_000,
            output: 64 << 20,
            log_bytes: 1 << 20,
            log_lines: 10_000,
            host_calls: 100_000,
            call_depth: 8,
            module_calls: 1_000,
            grace: Self::grace_for(256 << 20),
        }
    }
}

impl Limits {
    /// What no call exceeds unless the operator says otherwise: an hour with 15 s of grace, 4 GiB of memory and of output,
    /// 1,000,000 table elements, 64 MiB and 1,000,000 lines of log, 1,000,000,000 host calls, 32 modules deep, 1,000,000 calls
    /// of other modules.
    #[must_use]
    pub const fn ceiling() -> Self {
        Self {
            deadline: Duration::from_secs(3600),
            memory: 4 << 30,
            table_elements: 1_000_000,
            output: 4 << 30,
            log_bytes: 64 << 20,
            log_lines: 1_000_000,
            host_calls: 1_000_000_000,
            call_depth: 32,
            module_calls: 1_000_000,
            grace: Self::grace_for(4 << 30),
        }
    }

    /// The grace that goes with a memory limit, in steps: 50 ms up to 64 MiB, 250 ms up to 256 MiB, 2 s up to 1 GiB, 15 s up
    /// to 4 GiB, and so on for every further 4 GiB.
    ///
    /// The steps are the overrun of one endless `memory.fill` or `memory.copy` over the whole memory, measured on busy
    /// machines and rounded up: 26 ms at 64 MiB, 227 ms at 256 MiB, 1.2 s at 1 GiB, 13 s at 4 GiB.
    #[must_use]
    pub const fn grace_for(memory: u64) -> Duration {
        const STEPS: [(u64, u64); 3] = [(64 << 20, 50), (256 << 20, 250), (1 << 30, 2000)];
        let mut step = 0;
        while step < STEPS.len() {
            if memory <= STEPS[step].0 {
                return Duration::from_millis(STEPS[step].1);
            }
            step += 1;
        }
        Duration::from_secs(15 * memory.div_ceil(4 << 30))
    }
}

macro_rules! overrides {
    ($($(#[$doc:meta])* $field:ident, $setter:ident, $of:ident;)*) => {
        /// Changes to [`Limits`], in either direction: an operation's in its descriptor, a caller's for one call.
        /// What is `None` stays as it is.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "camelCase", default)]
        #[non_exhaustive]
        pub struct LimitOverrides {
            /// Wall time of the whole call, in milliseconds.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub deadline_ms: Option<u64>,
            /// How much later than its deadline a call may come back at worst, in milliseconds; goes with the memory limit.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub grace_ms: Option<u64>,
            $($(#[$doc])* #[serde(skip_serializing_if = "Option::is_none")] pub $field: Option<u64>,)*
        }

        impl LimitOverrides {
            /// Sets the wall time of the whole call; parts of a millisecond are rounded up.
            #[must_use]
            pub fn with_deadline(mut self, deadline: Duration) -> Self {
                self.deadline_ms = Some(millis(deadline));
                self
            }

            /// Sets how much later than its deadline a call may come back; parts of a millisecond are rounded up.
            #[must_use]
            pub fn with_grace(mut self, grace: Duration) -> Self {
                self.grace_ms = Some(millis(grace));
                self
            }

            $($(#[$doc])* #[must_use] pub fn $setter(mut self, value: u64) -> Self { self.$field = Some(value); self })*

            /// These changes, and where they say nothing the others.
            #[must_use]
            pub fn or(mut self, others: &Self) -> Self {
                self.deadline_ms = self.deadline_ms.or(others.deadline_ms);
                self.grace_ms = self.grace_ms.or(others.grace_ms);
                $(self.$field = self.$field.or(others.$field);)*
                self
            }
        }

        impl From<Limits> for LimitOverrides {
            /// Overrides that set everything to these limits.
            fn from(limits: Limits) -> Self {
                let rest = Self { deadline_ms: None, grace_ms: None, $($field: Some(limits.$of),)* };
                rest.with_deadline(limits.deadline).with_grace(limits.grace)
            }
        }

        impl Limits {
            /// These limits with `overrides` applied.
            #[must_use]
            pub fn with(mut self, overrides: &LimitOverrides) -> Self {
                if let Some(millis) = overrides.deadline_ms { self.deadline = Duration::from_millis(millis); }
                if let Some(millis) = overrides.grace_ms { self.grace = Duration::from_millis(millis); }
                $(if let Some(value) = overrides.$field { self.$of = value; })*
                self
            }

            /// These limits, none of them above `ceiling`.
            #[must_use]
            pub fn at_most(mut self, ceiling: &Self) -> Self {
                self.deadline = self.deadline.min(ceiling.deadline);
                self.grace = self.grace.min(ceiling.grace);
                $(self.$of = self.$of.min(ceiling.$of);)*
                self
            }
        }
    };
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos().div_ceil(1_000_000)).unwrap_or(u64::MAX)
}

overrides! {
    /// Bytes over all memories of the call.
    memory, with_memory, memory;
    /// Elements over all tables of the call.
    table_elements, with_table_elements, table_elements;
    /// Bytes of the response.
    output, with_output, output;
    /// Bytes of log messages.
    log_bytes, with_log_bytes, log_bytes;
    /// Number of log messages.
    log_lines, with_log_lines, log_lines;
    /// Number of calls of host functions.
    host_calls, with_host_calls, host_calls;
    /// How deep modules may call each other.
    call_depth, with_call_depth, call_depth;
    /// Number of calls of other modules.
    module_calls, with_module_calls, module_calls;
}
