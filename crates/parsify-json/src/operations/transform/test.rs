//! Conditions, ready to be tried.

use std::cmp::Ordering;

use parsify_error::{ErrorKind, Failure};
use regex_lite::Regex;

use super::condition::{Condition, ConditionOf};
use super::expression::Scope;
use crate::code;
use crate::operations::regex::compile;
use crate::tree::{Kind, Number, Pointer, Value};

/// How deeply conditions may nest.
const DEEPEST: usize = 32;

#[derive(Debug)]
pub(super) enum Test {
    At(ConditionOf, Pointer, Check),
    All(Vec<Test>),
    Any(Vec<Test>),
    Not(Box<Test>),
}

#[derive(Debug)]
pub(super) enum Check {
    Exists,
    Equals(Value<'static>),
    Type(Vec<Kind>),
    Matches(Regex),
    Range(Option<Number<'static>>, Option<Number<'static>>),
}

impl Test {
    pub(super) fn compile(condition: &Condition, depth: usize) -> Result<Self, Failure> {
        if depth > DEEPEST {
            let message = format!("conditions nest more than {DEEPEST} levels deep");
            return Err(Failure::new(ErrorKind::Params, code::OPTIONS, message));
        }
        let all = |conditions: &[Condition]| -> Result<Vec<Self>, Failure> {
            conditions.iter().map(|it| Self::compile(it, depth + 1)).collect()
        };
        let number = |number: &serde_json::Number| Number::new(number.to_string());
        let (of, path, check) = match condition {
            Condition::All(conditions) => return all(conditions).map(Self::All),
            Condition::Any(conditions) => return all(conditions).map(Self::Any),
            Condition::Not(inner) => return Self::compile(inner, depth + 1).map(|test| Self::Not(Box::new(test))),
            Condition::Exists(it) => (it.of, &it.path, Check::Exists),
            Condition::Equals(it) => (it.of, &it.path, Check::Equals(Value::from_serde(&it.value))),
            Condition::Type(it) => (it.of, &it.path, Check::Type(it.is.clone())),
            Condition::Matches(it) => (it.of, &it.path, Check::Matches(compile(&it.regex, it.ignore_case, "when")?)),
            Condition::Range(it) => {
                let (min, max) = (it.min.as_ref().and_then(number), it.max.as_ref().and_then(number));
                (it.of, &it.path, Check::Range(min, max))
            }
        };
        let path = path.parse().map_err(|error| {
            Failure::new(ErrorKind::Params, code::OPTIONS, format!("`when` has a path that is none: {error}"))
                .with_detail("path", path.as_str())
        })?;
        Ok(Self::At(of, path, check))
    }

    pub(super) fn holds(&self, scope: Scope<'_>) -> bool {
        match self {
            Self::All(tests) => tests.iter().all(|test| test.holds(scope)),
            Self::Any(tests) => tests.iter().any(|test| test.holds(scope)),
            Self::Not(test) => !test.holds(scope),
            Self::At(of, path, check) => {
                let from = match of {
                    ConditionOf::Value => scope.value,
                    ConditionOf::Parent => scope.holder,
                    ConditionOf::Document => Some(scope.document),
                };
                from.and_then(|value| value.at(path)).is_some_and(|value| check.holds(value))
            }
        }
    }
}

impl Check {
    fn holds(&self, value: &Value<'_>) -> bool {
        match (self, value) {
            (Self::Exists, _) => true,
            (Self::Equals(other), value) => other.same(value),
            (Self::Type(kinds), value) => kinds.contains(&value.kind()),
            (Self::Matches(regex), Value::String(text)) => regex.is_match(&text.to_str_lossy()),
            (Self::Range(min, max), Value::Number(number)) => {
                let beyond = |bound: &Option<Number<'_>>, side| {
                    bound.as_ref().is_some_and(|bound| number.compare(bound) == side)
                };
                !beyond(min, Ordering::Less) && !beyond(max, Ordering::Greater)
            }
            (Self::Matches(_) | Self::Range(..), _) => false,
        }
    }
}
