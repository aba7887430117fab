//! What an expression gives.

use super::parse::{Expression, Function, Operator};
use super::reference::Reference;
use crate::operations::arithmetic::{ArithmeticError, Decimal};
use crate::tree::{Kind, Value};

/// Where names are looked up.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Scope<'v> {
    pub(in super::super) document: &'v Value<'v>,
    /// What holds the value.
    pub(in super::super) holder: Option<&'v Value<'v>>,
    /// The value itself, if it is there.
    pub(in super::super) value: Option<&'v Value<'v>>,
}

/// Why there is no result.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(in super::super) enum Invalid {
    #[error("there is no `{0}`")]
    Missing(String),
    #[error("`{0}` is no number but of type {1}")]
    Type(String, Kind),
    #[error("`{0}` is a number of more than 36 digits")]
    Large(String),
    #[error("`{0}` means several values: use it in sum, avg, min, max or len")]
    Several(String),
    #[error("`{0}` of nothing has no value")]
    Nothing(&'static str),
    #[error("`round` takes 0 to 36 digits")]
    Digits,
    #[error(transparent)]
    Arithmetic(#[from] ArithmeticError),
}

impl Expression {
    pub(in super::super) fn evaluate(&self, scope: Scope<'_>) -> Result<Decimal, Invalid> {
        match self {
            Self::Number(number) => Ok(*number),
            Self::Reference(reference) => match (&reference.values(scope)[..], reference.is_plural()) {
                ([value], false) => number(reference, value),
                (_, true) => Err(Invalid::Several(reference.text.clone())),
                _ => Err(Invalid::Missing(reference.text.clone())),
            },
            Self::Negative(inner) => inner.evaluate(scope).map(Decimal::negate),
            Self::Binary(operator, left, right) => {
                let (left, right) = (left.evaluate(scope)?, right.evaluate(scope)?);
                Ok(match operator {
                    Operator::Add => left.add(right)?,
                    Operator::Subtract => left.add(right.negate())?,
                    Operator::Multiply => left.multiply(right)?,
                    Operator::Divide => left.divide(right)?,
                    Operator::Remainder => left.remainder(right)?,
                })
            }
            Self::Call(function, arguments) => call(*function, arguments, scope),
        }
    }

    /// An argument that may be several numbers: a reference with a wildcard, or to an array.
    fn numbers(&self, scope: Scope<'_>) -> Result<Vec<Decimal>, Invalid> {
        let Self::Reference(reference) = self else { return Ok(vec![self.evaluate(scope)?]) };
        let values = reference.values(scope);
        match &values[..] {
            [Value::Array(elements)] if !reference.is_plural() => {
                elements.iter().map(|element| number(reference, element)).collect()
            }
            [] if !reference.is_plural() => Err(Invalid::Missing(reference.text.clone())),
            values => values.iter().map(|value| number(reference, value)).collect(),
        }
    }
}

fn number(reference: &Reference, value: &Value<'_>) -> Result<Decimal, Invalid> {
    let text = || reference.text.clone();
    match value {
        Value::Number(number) => Decimal::read(number).ok_or_else(|| Invalid::Large(text())),
        other => Err(Invalid::Type(text(), other.kind())),
    }
}

fn call(function: Function, arguments: &[Expression], scope: Scope<'_>) -> Result<Decimal, Invalid> {
    let one = || arguments.first().map_or(Err(Invalid::Nothing(function.name())), |first| first.evaluate(scope));
    match function {
        Function::Floor => one().map(Decimal::floor),
        Function::Ceil => one().map(Decimal::ceil),
        Function::Abs => one().map(Decimal::absolute),
        Function::Round => {
            let digits = match arguments.get(1) {
                Some(digits) => digits.evaluate(scope)?.to_count().filter(|digits| *digits <= 36),
                None => Some(0),
            };
            Ok(one()?.round(digits.ok_or(Invalid::Digits)?))
        }
        Function::Len => length(arguments, scope),
        Function::Min | Function::Max | Function::Sum | Function::Avg => {
            let mut numbers = Vec::new();
            for argument in arguments {
                numbers.extend(argument.numbers(scope)?);
            }
            together(function, &numbers)
        }
    }
}

fn together(function: Function, numbers: &[Decimal]) -> Result<Decimal, Invalid> {
    let sum = || numbers.iter().try_fold(Decimal::integer(0), |sum, number| sum.add(*number));
    let least = |one: &&Decimal, other: &&Decimal| one.compare(**other);
    let found = match function {
        Function::Sum => return Ok(sum()?),
        _ if numbers.is_empty() => None,
        Function::Min => numbers.iter().min_by(least).copied(),
        Function::Max => numbers.iter().max_by(least).copied(),
        _ => Some(sum()?.divide(count(numbers.len()))?),
    };
    found.ok_or(Invalid::Nothing(function.name()))
}

/// How many elements, members or characters a value has; how many values, where the reference has a wildcard.
fn length(arguments: &[Expression], scope: Scope<'_>) -> Result<Decimal, Invalid> {
    let Some(Expression::Reference(reference)) = arguments.first() else { return Ok(Decimal::integer(1)) };
    let values = reference.values(scope);
    if reference.is_plural() {
        return Ok(count(values.len()));
    }
    match values.first() {
        None => Err(Invalid::Missing(reference.text.clone())),
        Some(Value::Array(elements)) => Ok(count(elements.len())),
        Some(Value::Object(object)) => Ok(count(object.len())),
        Some(Value::String(text)) => Ok(count(text.to_str_lossy().chars().count())),
        Some(_) => Ok(Decimal::integer(1)),
    }
}

fn count(count: usize) -> Decimal {
    Decimal::integer(i64::try_from(count).unwrap_or(i64::MAX))
}
