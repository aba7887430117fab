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

    /// Equality, but for the last bits of numbers that are not whole: JSON text does not always keep them.
    #[must_use]
    pub fn agrees_with(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Response(a), Self::Response(b)) => {
                a.documents == b.documents && a.warnings == b.warnings && agree(&a.data, &b.data)
            }
            (Self::Failure(a), Self::Failure(b)) => {
                (a.kind, &a.code, &a.message, &a.hints) == (b.kind, &b.code, &b.message, &b.hints)
                    && maps_agree(&a.details, &b.details)
            }
            _ => false,
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

/// How many representable numbers two numbers may lie apart and still agree.
const MOST_STEPS: u64 = 8;

/// Equality of values, but for the last bits of numbers that are not whole.
///
/// An expectation has been a text, and so has what comes out of a sandbox; `serde_json` reads some numbers a step or two
/// away from what was written. Its exact reading is a feature that would change the tests of every crate beside this one.
fn agree(first: &Value, second: &Value) -> bool {
    match (first, second) {
        (Value::Number(a), Value::Number(b)) if a.is_f64() && b.is_f64() => match (a.as_f64(), b.as_f64()) {
            (Some(a), Some(b)) => rank(a).abs_diff(rank(b)) <= MOST_STEPS,
            _ => a == b,
        },
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| agree(a, b)),
        (Value::Object(a), Value::Object(b)) => maps_agree(a, b),
        _ => first == second,
    }
}

fn maps_agree(first: &Map<String, Value>, second: &Map<String, Value>) -> bool {
    first.len() == second.len()
        && first.iter().all(|(name, value)| second.get(name).is_some_and(|other| agree(value, other)))
}

/// The place of a number among all that can be represented; both zeros have the same.
fn rank(number: f64) -> i64 {
    let bits = number.to_bits().cast_signed();
    if bits < 0 { i64::MIN.wrapping_sub(bits) } else { bits }
}
