//! Whether a value fulfils a condition.

use super::date::Moment;
use super::test::{Bound, Condition, KeyTest, Test, folded, folded_value};
use crate::pattern::{PathPattern, Place};
use crate::tree::{Number, Value};

/// Asks conditions along a walk through a document, within a number of steps: conditions that look below each value look at
/// some values again and again.
pub(super) struct Asker<'p> {
    /// Where the value is, in the patterns of `path`.
    pub(super) place: Place<'p>,
    pub(super) depth: usize,
    steps_left: u64,
}

impl<'p> Asker<'p> {
    pub(super) fn new(paths: &'p [PathPattern], steps: u64) -> Self {
        Self { place: Place::new(paths), depth: 0, steps_left: steps }
    }

    /// Whether the steps did not suffice; then answers mean nothing.
    pub(super) const fn is_exhausted(&self) -> bool {
        self.steps_left == 0
    }

    pub(super) fn enter(&mut self, token: &str) {
        self.place.enter(token);
        self.depth += 1;
    }

    pub(super) fn leave(&mut self) {
        self.place.leave();
        self.depth -= 1;
    }

    /// `key` is that of the member that the value is of.
    pub(super) fn fulfils(&mut self, condition: &Condition, value: &Value<'_>, key: Option<&str>) -> bool {
        match &condition.at {
            None => self.holds(&condition.tests, value, key),
            Some(pattern) => {
                let pattern = std::slice::from_ref(pattern);
                self.below(&mut Place::new(pattern), &condition.tests, value, key)
            }
        }
    }

    fn step(&mut self) -> bool {
        self.steps_left = self.steps_left.saturating_sub(1);
        self.steps_left > 0
    }

    /// Whether the tests hold of a value that the pattern leads to.
    fn below(&mut self, at: &mut Place<'_>, tests: &[Test], value: &Value<'_>, key: Option<&str>) -> bool {
        if !self.step() || at.leads_nowhere() {
            return false;
        }
        if at.any_fits() && self.holds(tests, value, key) {
            return true;
        }
        let mut child = |asker: &mut Self, token: &str, value: &Value<'_>, key: Option<&str>| {
            at.enter(token);
            asker.enter(token);
            let holds = asker.below(at, tests, value, key);
            asker.leave();
            at.leave();
            holds
        };
        match value {
            Value::Array(elements) => {
                elements.iter().enumerate().any(|(index, element)| child(self, &index.to_string(), element, None))
            }
            Value::Object(object) => object.iter().any(|(key, value)| {
                let key = key.to_str_lossy();
                child(self, &key, value, Some(&key))
            }),
            _ => false,
        }
    }

    fn holds(&mut self, tests: &[Test], value: &Value<'_>, key: Option<&str>) -> bool {
        tests.iter().all(|test| self.step() && self.test(test, value, key))
    }

    fn test(&mut self, test: &Test, value: &Value<'_>, key: Option<&str>) -> bool {
        match test {
            Test::Path(number) => self.place.fits(*number),
            Test::Key(test) => key.is_some_and(|key| key_fits(test, key)),
            Test::Types(kinds) => kinds.contains(&value.kind()),
            Test::Depth(least, most) => (*least..=*most).contains(&self.depth),
            Test::Equals(others, ignore_case) => others.iter().any(|other| means(value, other, *ignore_case)),
            Test::Regex(regex) => value.as_str().is_some_and(|text| regex.is_match(&text)),
            Test::Contains(other, ignore_case) => contains(value, other, *ignore_case),
            Test::Range(bounds) => value.as_number().is_some_and(|number| within(number, bounds)),
            Test::Dates(since, before) => in_time(value, since.as_ref(), before.as_ref()),
            Test::Length(least, most) => length(value).is_some_and(|length| (*least..=*most).contains(&length)),
            Test::All(conditions) => conditions.iter().all(|condition| self.fulfils(condition, value, key)),
            Test::Any(conditions) => conditions.iter().any(|condition| self.fulfils(condition, value, key)),
            Test::Not(condition) => !self.fulfils(condition, value, key),
        }
    }
}

fn key_fits(test: &KeyTest, key: &str) -> bool {
    match test {
        KeyTest::Is(own, false) => own == key,
        KeyTest::Is(own, true) => *own == folded(key, true),
        KeyTest::Glob(glob, ignore_case) => glob.matches(&folded(key, *ignore_case)),
        KeyTest::Regex(regex) => regex.is_match(key),
    }
}

fn means(value: &Value<'_>, other: &Value<'_>, ignore_case: bool) -> bool {
    match value {
        Value::String(_) if ignore_case => folded_value(value.clone(), true).same(other),
        _ => value.same(other),
    }
}

fn contains(value: &Value<'_>, other: &Value<'_>, ignore_case: bool) -> bool {
    match (value, other) {
        (Value::String(text), Value::String(other)) => {
            folded(&text.to_str_lossy(), ignore_case).contains(&*other.to_str_lossy())
        }
        (Value::Array(elements), _) => elements.iter().any(|element| means(element, other, ignore_case)),
        _ => false,
    }
}

fn within(number: &Number<'_>, bounds: &[(Number<'static>, Bound)]) -> bool {
    bounds.iter().all(|(bound, side)| {
        let order = number.compare(bound);
        match side {
            Bound::Min => order.is_ge(),
            Bound::Max => order.is_le(),
            Bound::Above => order.is_gt(),
            Bound::Below => order.is_lt(),
        }
    })
}

fn in_time(value: &Value<'_>, since: Option<&Moment>, before: Option<&Moment>) -> bool {
    let Some(moment) = value.as_str().and_then(|text| Moment::parse(&text)) else { return false };
    since.is_none_or(|since| moment >= *since) && before.is_none_or(|before| moment < *before)
}

fn length(value: &Value<'_>) -> Option<usize> {
    match value {
        Value::String(text) => Some(text.to_str_lossy().chars().count()),
        Value::Array(elements) => Some(elements.len()),
        Value::Object(object) => Some(object.len()),
        _ => None,
    }
}
