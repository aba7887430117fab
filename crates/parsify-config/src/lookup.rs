//! From settings by key to the types of the getters. Each key has the type of its place in the table, so that what is of
//! another type is as good as absent.

use std::path::PathBuf;
use std::time::Duration;

use parsify_error::RetryPolicy;
use parsify_interface::{Fallback, Grants, Level, LimitOverrides, Limits, VersionReq};
use semver::{Comparator, Op};

use crate::layer::Placed;
use crate::limit::FIELDS;
use crate::scope::Scope;
use crate::value::Value;
use crate::{Config, VersionSettings};

impl Config {
    pub(crate) fn value(&self, key: &str) -> Option<&Value> {
        self.settings.get(key).map(|placed| &placed.value)
    }

    pub(crate) fn number(&self, key: &str) -> Option<u64> {
        self.value(key)?.number()
    }

    pub(crate) fn flag(&self, key: &str) -> Option<bool> {
        match self.value(key) {
            Some(Value::Flag(flag)) => Some(*flag),
            _ => None,
        }
    }

    pub(crate) fn path(&self, key: &str) -> Option<PathBuf> {
        match self.value(key) {
            Some(Value::Path(path)) => Some(PathBuf::clone(path)),
            _ => None,
        }
    }

    pub(crate) fn requirement(&self, key: &str) -> Option<VersionReq> {
        match self.value(key) {
            Some(Value::Requirement(requirement)) => Some(requirement.clone()),
            _ => None,
        }
    }

    pub(crate) fn granted(&self, key: &str) -> Grants {
        match self.value(key) {
            Some(Value::Capabilities(all)) => all.iter().copied().collect(),
            _ => Grants::none(),
        }
    }

    pub(crate) fn fallback(&self, scope: &Scope) -> Fallback {
        match scope.find(&self.settings, "fallback") {
            Some((_, Placed { value: Value::Fallback(fallback), .. })) => *fallback,
            _ => Fallback::default(),
        }
    }

    pub(crate) fn log_level(&self, scope: &Scope) -> Level {
        match scope.find(&self.settings, "log-level") {
            Some((_, Placed { value: Value::Level(level), .. })) => *level,
            _ => Level::Info,
        }
    }

    pub(crate) fn retry(&self, scope: &Scope) -> RetryPolicy {
        let number = |tail| scope.find(&self.settings, tail).and_then(|(_, placed)| placed.value.number());
        let pause = |tail, default| number(tail).map_or(default, Duration::from_millis);
        let default = RetryPolicy::default();
        RetryPolicy {
            attempts: number("retry.attempts").and_then(|it| it.try_into().ok()).unwrap_or(default.attempts),
            initial_pause: pause("retry.initial-pause", default.initial_pause),
            longest_pause: pause("retry.longest-pause", default.longest_pause),
        }
    }

    pub(crate) fn limits(&self, scope: &Scope, below: Limits) -> Limits {
        below.with(&self.overrides(|tail| scope.find(&self.settings, tail)))
    }

    pub(crate) fn overrides<'a>(&self, find: impl Fn(&str) -> Option<(&'a str, &'a Placed)>) -> LimitOverrides {
        let mut overrides = LimitOverrides::default();
        for (limit, field) in FIELDS {
            *field(&mut overrides) = find(&format!("limits.{limit}")).and_then(|(_, placed)| placed.value.number());
        }
        overrides
    }
}

impl VersionSettings {
    /// The requirement that a call has: the pinned version and no other, else what is required.
    #[must_use]
    pub fn answers(&self) -> Option<VersionReq> {
        let Some(pin) = &self.pin else { return self.requirement.clone() };
        let (major, minor, patch) = (pin.major, Some(pin.minor), Some(pin.patch));
        let comparators = vec![Comparator { op: Op::Exact, major, minor, patch, pre: pin.pre.clone() }];
        Some(VersionReq { comparators })
    }
}
