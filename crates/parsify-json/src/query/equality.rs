//! Whether two values are equal, with every step counted.

use parsify_error::Failure;

use super::budget::Budget;
use super::duplicates::members;
use crate::tree::{Object, Value};

/// Compares by meaning, as [`Value::same`] does.
pub(super) fn equal(one: &Value<'_>, other: &Value<'_>, budget: &Budget) -> Result<bool, Failure> {
    budget.step()?;
    match (one, other) {
        (Value::Array(one), Value::Array(other)) => {
            if one.len() != other.len() {
                return Ok(false);
            }
            for (one, other) in one.iter().zip(other) {
                if !equal(one, other, budget)? {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        (Value::Object(one), Value::Object(other)) => equal_objects(one, other, budget),
        (Value::Number(one), Value::Number(other)) => {
            budget.read(one.as_str().len().min(other.as_str().len()))?;
            Ok(one.compare(other).is_eq())
        }
        (Value::String(one), Value::String(other)) => {
            budget.read(one.raw().len().min(other.raw().len()))?;
            Ok(one == other)
        }
        _ => Ok(one.same(other)),
    }
}

fn equal_objects(one: &Object<'_>, other: &Object<'_>, budget: &Budget) -> Result<bool, Failure> {
    budget.steps(one.len().saturating_add(other.len()))?;
    if members(one).count() != members(other).count() {
        return Ok(false);
    }
    let others = other.index();
    for (key, value) in members(one) {
        let Some((_, other)) = others.get(key).and_then(|place| other.at(place)) else { return Ok(false) };
        if !equal(value, other, budget)? {
            return Ok(false);
        }
    }
    Ok(true)
}
