use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Options of `execute`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct ExecuteOptions {
    /// What the program finds as its arguments.
    pub args: Vec<String>,
    /// Values that the program finds as variables of these names.
    pub variables: Map<String, Value>,
    /// What random numbers are made from: the same seed gives the same ones.
    pub seed: u64,
    /// The time at which the program begins, in milliseconds since 1970. Its clock stands still but for timers, which it
    /// goes to at once.
    pub now: i64,
    /// How much standard output and standard error may have together, in bytes.
    pub max_output: usize,
    /// How many timers may go off.
    pub max_timers: u64,
}

impl Default for ExecuteOptions {
    fn default() -> Self {
        Self {
            args: Vec::new(),
            variables: Map::new(),
            seed: 0,
            // 2000-01-01T00:00:00Z.
            now: 946_684_800_000,
            max_output: 1024 * 1024,
            max_timers: 100_000,
        }
    }
}
