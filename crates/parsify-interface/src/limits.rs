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
        }
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
            $($(#[$doc])* #[serde(skip_serializing_if = "Option::is_none")] pub $field: Option<u64>,)*
        }

        impl LimitOverrides {
            /// Sets the wall time of the whole call; parts of a millisecond are rounded up.
            #[must_use]
            pub fn with_deadline(mut self, deadline: Duration) -> Self {
                let millis = deadline.as_nanos().div_ceil(1_000_000);
                self.deadline_ms = Some(u64::try_from(millis).unwrap_or(u64::MAX));
                self
            }

            $($(#[$doc])* #[must_use] pub fn $setter(mut self, value: u64) -> Self { self.$field = Some(value); self })*
        }

        impl From<Limits> for LimitOverrides {
            /// Overrides that set everything to these limits.
            fn from(limits: Limits) -> Self {
                Self { deadline_ms: None, $($field: Some(limits.$of),)* }.with_deadline(limits.deadline)
            }
        }

        impl Limits {
            /// These limits with `overrides` applied.
            #[must_use]
            pub fn with(mut self, overrides: &LimitOverrides) -> Self {
                if let Some(millis) = overrides.deadline_ms { self.deadline = Duration::from_millis(millis); }
                $(if let Some(value) = overrides.$field { self.$of = value; })*
                self
            }

            /// These limits, none of them above `ceiling`.
            #[must_use]
            pub fn at_most(mut self, ceiling: &Self) -> Self {
                self.deadline = self.deadline.min(ceiling.deadline);
                $(self.$of = self.$of.min(ceiling.$of);)*
                self
            }
        }
    };
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
}
