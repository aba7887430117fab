use parsify_interface::{ErrorKind, Execution, Failure, Map, Response, Value, serde_json};
use serde::{Deserialize, Serialize};

/// What a call gave, as far as a fixture compares it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Answer {
    /// Documents with names and media types, data, warnings.
    Response(Response),
    /// A failure.
    Failure(FailureAnswer),
}

/// The parts of a failure that are the module's own words. Place and causes differ between hosts and stay out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FailureAnswer {
    /// What to branch on.
    pub kind: ErrorKind,
    /// The dotted code.
    pub code: String,
    /// What failed.
    pub message: String,
    /// The named values, as JSON has them.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub details: Map<String, Value>,
    /// The ways out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<String>,
}

impl Answer {
    /// The comparable part of what a call gave.
    #[must_use]
    pub fn of(result: &Result<Execution, Failure>) -> Self {
        match result {
            Ok(execution) => Self::Response(execution.response.clone()),
            Err(failure) => Self::Failure(failure.into()),
        }
    }
}

impl From<&Failure> for FailureAnswer {
    fn from(failure: &Failure) -> Self {
        let details = serde_json::to_value(failure.details());
        Self {
            kind: failure.kind(),
            code: failure.code().to_owned(),
            message: failure.message().to_owned(),
            details: match details {
                Ok(Value::Object(details)) => details,
                _ => Map::new(),
            },
            hints: failure.hints().to_vec(),
        }
    }
}
