//! Whether a condition holds for a node (section 2.3.5.2).

use std::borrow::Cow;
use std::cmp::Ordering;

use parsify_error::Failure;

use super::ast::{Comparison, Logical, Matches, Operand};
use super::evaluate::Evaluator;
use crate::query::duplicates::members;
use crate::query::equality::equal;
use crate::tree::Value;

/// A value, or nothing.
type Operated<'v> = Option<Cow<'v, Value<'v>>>;

impl<'t> Evaluator<'t, '_> {
    pub(super) fn holds(&self, logical: &Logical, current: &'t Value<'t>) -> Result<bool, Failure> {
        self.budget.step()?;
        match logical {
            Logical::Or(parts) => {
                for part in parts {
                    if self.holds(part, current)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Logical::And(parts) => {
                for part in parts {
                    if !self.holds(part, current)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Logical::Not(part) => self.holds(part, current).map(|holds| !holds),
            Logical::Exists(query) => self.nodes(query, current).map(|nodes| !nodes.is_empty()),
            Logical::Matches(matches) => self.matches(matches, current),
            Logical::Compare(compare) => {
                let (left, comparison, right) = &**compare;
                let (left, right) = (self.operand(left, current)?, self.operand(right, current)?);
                self.compares(left.as_deref(), *comparison, right.as_deref())
            }
        }
    }

    fn operand<'v>(&self, operand: &'v Operand, current: &'t Value<'t>) -> Result<Operated<'v>, Failure>
    where
        't: 'v,
    {
        Ok(match operand {
            Operand::Literal(value) => Some(Cow::Borrowed(value)),
            Operand::Query(query) => self.nodes(query, current)?.first().map(|node| Cow::Borrowed(node.value)),
            Operand::Value(query) => match self.nodes(query, current)?[..] {
                [ref node] => Some(Cow::Borrowed(node.value)),
                _ => None,
            },
            Operand::Count(query) => Some(Cow::Owned(self.nodes(query, current)?.len().into())),
            Operand::Length(operand) => {
                let operated = self.operand(operand, current)?;
                let length = operated.as_deref().and_then(length);
                self.budget.steps(length.unwrap_or_default() / 32)?;
                length.map(|length| Cow::Owned(length.into()))
            }
        })
    }

    fn compares(
        &self,
        left: Option<&Value<'_>>,
        comparison: Comparison,
        right: Option<&Value<'_>>,
    ) -> Result<bool, Failure> {
        let equals = || match (left, right) {
            (Some(left), Some(right)) => equal(left, right, self.budget),
            (None, None) => Ok(true),
            _ => Ok(false),
        };
        let is = |ordering: Ordering| order(left, right) == Some(ordering);
        match comparison {
            Comparison::Equal => equals(),
            Comparison::Unequal => equals().map(|equal| !equal),
            Comparison::Less => Ok(is(Ordering::Less)),
            Comparison::Greater => Ok(is(Ordering::Greater)),
            Comparison::LessOrEqual => Ok(is(Ordering::Less) || equals()?),
            Comparison::GreaterOrEqual => Ok(is(Ordering::Greater) || equals()?),
        }
    }

    fn matches(&self, matches: &Matches, current: &'t Value<'t>) -> Result<bool, Failure> {
        let (text, pattern) = (self.operand(&matches.text, current)?, self.operand(&matches.pattern.operand, current)?);
        let (Some(text), Some(pattern)) =
            (text.as_deref().and_then(Value::as_str), pattern.as_deref().and_then(Value::as_str))
        else {
            return Ok(false);
        };
        // What a linear engine takes at most: the text once for each state of the pattern.
        self.budget.steps(pattern.len().saturating_add(text.len().saturating_mul(1 + pattern.len() / 64) / 32))?;
        let found = matches.pattern.matches(&text, &pattern);
        if found.is_none() {
            self.bad_pattern.set(Some(pattern.into_owned()));
        }
        Ok(found.unwrap_or_default())
    }
}

/// Numbers and strings have an order, other values and nothing have none.
fn order(left: Option<&Value<'_>>, right: Option<&Value<'_>>) -> Option<Ordering> {
    match (left?, right?) {
        (Value::Number(left), Value::Number(right)) => Some(left.compare(right)),
        (Value::String(left), Value::String(right)) => Some(left.cmp(right)),
        _ => None,
    }
}

/// Characters of a string, elements of an array, members of an object.
fn length(value: &Value<'_>) -> Option<usize> {
    match value {
        // Each character but those that continue one, lone surrogates included.
        Value::String(text) => Some(text.wtf8().iter().filter(|byte| !(0x80..0xc0).contains(*byte)).count()),
        Value::Array(elements) => Some(elements.len()),
        Value::Object(object) => Some(members(object).count()),
        _ => None,
    }
}
