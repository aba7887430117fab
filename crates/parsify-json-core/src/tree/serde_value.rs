//! To and from the values of serde_json.

use super::{Number, Object, Value};

impl Value<'static> {
    /// The same as a tree.
    #[must_use]
    pub fn from_serde(value: &serde_json::Value) -> Self {
        match value {
            serde_json::Value::Null => Self::Null,
            serde_json::Value::Bool(value) => Self::Bool(*value),
            serde_json::Value::Number(number) => Number::new(number.to_string()).map_or(Self::Null, Self::Number),
            serde_json::Value::String(text) => Self::String(text.clone().into()),
            serde_json::Value::Array(elements) => Self::Array(elements.iter().map(Self::from_serde).collect()),
            serde_json::Value::Object(members) => {
                let members = members.iter().map(|(key, value)| (key.clone(), Self::from_serde(value)));
                Self::Object(members.collect::<Object<'_>>())
            }
        }
    }
}

impl Value<'_> {
    /// The same for serde_json: integers of 64 bits stay exact, other numbers become the nearest finite double; of equal
    /// keys the last one counts; U+FFFD stands for lone surrogates.
    #[must_use]
    pub fn to_serde(&self) -> serde_json::Value {
        match self {
            Self::Null => serde_json::Value::Null,
            Self::Bool(value) => (*value).into(),
            Self::Number(number) => serde_number(number),
            Self::String(text) => text.to_str_lossy().into_owned().into(),
            Self::Array(elements) => elements.iter().map(Self::to_serde).collect(),
            Self::Object(object) => {
                let members = object.iter().map(|(key, value)| (key.to_str_lossy().into_owned(), value.to_serde()));
                serde_json::Value::Object(members.collect())
            }
        }
    }
}

fn serde_number(number: &Number<'_>) -> serde_json::Value {
    let written_whole = !number.as_str().contains(['.', 'e', 'E']);
    match (written_whole, number.to_i64(), number.to_u64()) {
        (true, Some(value), _) => value.into(),
        (true, _, Some(value)) => value.into(),
        _ => number.to_f64().clamp(f64::MIN, f64::MAX).into(),
    }
}
