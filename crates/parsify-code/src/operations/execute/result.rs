use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What became of a program. One that ends with an error has been executed: it is no failure of the operation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Executed {
    /// The language it was read as.
    pub language: String,
    /// 0 when it came to its end, 1 after an uncaught error, or what it said itself.
    pub exit_code: i32,
    /// The value of its last expression as JSON; null where it has none, or none that JSON knows.
    pub value: Value,
    /// The same value as a console shows it; missing where there is none.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub shown: Option<String>,
    /// What it wrote to standard output.
    pub stdout: String,
    /// What it wrote to standard error.
    pub stderr: String,
    /// What it told the console, in order.
    pub console: Vec<ConsoleEntry>,
    /// The error that ended it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub error: Option<UncaughtError>,
    /// The milliseconds that passed on its own clock.
    pub elapsed: u64,
}

/// Something told to the console.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConsoleEntry {
    /// By which of its functions.
    pub level: ConsoleLevel,
    /// What was told, as a console shows it.
    pub text: String,
}

/// The functions of a console.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "their names say it")]
pub enum ConsoleLevel {
    Debug,
    Log,
    Info,
    Warn,
    Error,
    Trace,
}

/// An error that a program did not catch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct UncaughtError {
    /// Its name: `TypeError`.
    pub name: String,
    /// Its message.
    pub message: String,
    /// The calls that led to it, the last first, with lines and columns of the program as it was given.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub stack: Vec<String>,
    /// The line of the program, from 1, if it is known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub line: Option<u32>,
    /// The column, from 1, if it is known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub column: Option<u32>,
}

impl Executed {
    /// A program that came to its end and did nothing.
    #[must_use]
    pub fn new(language: impl Into<String>) -> Self {
        Self {
            language: language.into(),
            exit_code: 0,
            value: Value::Null,
            shown: None,
            stdout: String::new(),
            stderr: String::new(),
            console: Vec::new(),
            error: None,
            elapsed: 0,
        }
    }
}

impl UncaughtError {
    /// An error without a place.
    #[must_use]
    pub fn new(name: impl Into<String>, message: impl Into<String>) -> Self {
        Self { name: name.into(), message: message.into(), stack: Vec::new(), line: None, column: None }
    }
}
