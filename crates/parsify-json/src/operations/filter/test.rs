//! Conditions ready to be asked.

use super::condition::{FilterBound, FilterCondition};
use super::date::Moment;
use crate::code;
use crate::operations::{glob::Glob, regex};
use crate::pattern::PathPattern;
use crate::tree::{Kind, Number, Value};
use parsify_error::{ErrorKind, Failure};
use regex_lite::Regex;

/// How deep conditions may be within each other.
const MOST_LEVELS: usize = 32;

/// A condition with its patterns and expressions read.
#[derive(Debug)]
pub(super) struct Condition {
    pub(super) at: Option<PathPattern>,
    pub(super) tests: Vec<Test>,
}

/// One thing that must hold.
#[derive(Debug)]
pub(super) enum Test {
    /// The number of a pattern among all of them.
    Path(usize),
    Key(KeyTest),
    Types(Vec<Kind>),
    Depth(usize, usize),
    /// These values, in lower case if it does not matter.
    Equals(Vec<Value<'static>>, bool),
    Regex(Regex),
    Contains(Value<'static>, bool),
    Range(Vec<(Number<'static>, Bound)>),
    Dates(Option<Moment>, Option<Moment>),
    Length(usize, usize),
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
}

#[derive(Debug)]
pub(super) enum KeyTest {
    /// In lower case if it does not matter.
    Is(String, bool),
    Glob(Glob, bool),
    Regex(Regex),
}

/// On which side of a number.
#[derive(Debug, Clone, Copy)]
pub(super) enum Bound {
    Min,
    Max,
    Above,
    Below,
}

/// Reads conditions and collects the patterns of places.
#[derive(Debug, Default)]
pub(super) struct Reader {
    pub(super) paths: Vec<PathPattern>,
}

impl Reader {
    /// # Errors
    ///
    /// Kind `Params`: something is none, or the condition says nothing.
    pub(super) fn read(&mut self, condition: &FilterCondition, level: usize) -> Result<Condition, Failure> {
        if level > MOST_LEVELS {
            let message = format!("conditions are more than {MOST_LEVELS} levels deep within each other");
            return Err(Failure::new(ErrorKind::Params, code::OPTIONS, message));
        }
        let at = condition.at.as_deref().map(pattern).transpose()?;
        let mut tests = Vec::new();
        if let Some(path) = &condition.path {
            self.paths.push(pattern(path)?);
            tests.push(Test::Path(self.paths.len() - 1));
        }
        key_tests(condition, &mut tests)?;
        value_tests(condition, &mut tests)?;
        for (conditions, test) in [(&condition.all, Test::All as fn(_) -> _), (&condition.any, Test::Any)] {
            if !conditions.is_empty() {
                let conditions = conditions.iter().map(|condition| self.read(condition, level + 1));
                tests.push(test(conditions.collect::<Result<_, _>>()?));
            }
        }
        if let Some(not) = &condition.not {
            tests.push(Test::Not(Box::new(self.read(not, level + 1)?)));
        }
        if tests.is_empty() && at.is_none() {
            let failure = Failure::new(ErrorKind::Params, code::OPTIONS, "a condition says nothing");
            return Err(failure.with_hint(
                "`where` needs at least one test, like {\"key\": \"id\"} or {\"at\": \"/price\", \"min\": 10}",
            ));
        }
        Ok(Condition { at, tests })
    }
}

fn pattern(text: &str) -> Result<PathPattern, Failure> {
    text.parse().map_err(|error| {
        Failure::new(ErrorKind::Params, code::PATTERN, format!("`where` has a pattern of places that is none: {error}"))
            .with_detail("pattern", text)
    })
}

fn key_tests(condition: &FilterCondition, tests: &mut Vec<Test>) -> Result<(), Failure> {
    let ignore_case = condition.ignore_case;
    if let Some(key) = &condition.key {
        tests.push(Test::Key(KeyTest::Is(folded(key, ignore_case), ignore_case)));
    }
    if let Some(glob) = &condition.key_glob {
        tests.push(Test::Key(KeyTest::Glob(Glob::new(&folded(glob, ignore_case)), ignore_case)));
    }
    if let Some(expression) = &condition.key_regex {
        tests.push(Test::Key(KeyTest::Regex(regex::compile(expression, ignore_case, "keyRegex")?)));
    }
    Ok(())
}

fn value_tests(condition: &FilterCondition, tests: &mut Vec<Test>) -> Result<(), Failure> {
    let ignore_case = condition.ignore_case;
    let value = |value: &serde_json::Value| folded_value(Value::from_serde(value).into_owned(), ignore_case);
    if !condition.types.is_empty() {
        tests.push(Test::Types(condition.types.clone()));
    }
    if condition.min_depth.is_some() || condition.max_depth.is_some() {
        tests.push(Test::Depth(condition.min_depth.unwrap_or(0), condition.max_depth.unwrap_or(usize::MAX)));
    }
    tests.extend(condition.equals.as_ref().map(|other| Test::Equals(vec![value(other)], ignore_case)));
    if !condition.one_of.is_empty() {
        tests.push(Test::Equals(condition.one_of.iter().map(value).collect(), ignore_case));
    }
    if let Some(expression) = &condition.regex {
        tests.push(Test::Regex(regex::compile(expression, ignore_case, "regex")?));
    }
    tests.extend(condition.contains.as_ref().map(|other| Test::Contains(value(other), ignore_case)));
    range_tests(condition, tests)?;
    if condition.min_length.is_some() || condition.max_length.is_some() {
        tests.push(Test::Length(condition.min_length.unwrap_or(0), condition.max_length.unwrap_or(usize::MAX)));
    }
    Ok(())
}

fn range_tests(condition: &FilterCondition, tests: &mut Vec<Test>) -> Result<(), Failure> {
    let FilterCondition { min, max, above, below, .. } = condition;
    let bounds = [
        ("min", min, Bound::Min),
        ("max", max, Bound::Max),
        ("above", above, Bound::Above),
        ("below", below, Bound::Below),
    ];
    let mut range = Vec::new();
    for (name, bound, side) in bounds {
        if let Some(bound) = bound {
            range.push((number(name, bound)?, side));
        }
    }
    if !range.is_empty() {
        tests.push(Test::Range(range));
    }
    let moment = |name: &str, text: &Option<String>| text.as_ref().map(|text| date(name, text)).transpose();
    let (since, before) = (moment("since", &condition.since)?, moment("before", &condition.before)?);
    if since.is_some() || before.is_some() {
        tests.push(Test::Dates(since, before));
    }
    Ok(())
}

fn number(name: &str, bound: &FilterBound) -> Result<Number<'static>, Failure> {
    let text = match bound {
        FilterBound::Number(number) => number.to_string(),
        FilterBound::Text(text) => text.clone(),
    };
    Number::new(text).ok_or_else(|| {
        Failure::new(ErrorKind::Params, code::OPTIONS, format!("`{name}` is no number"))
            .with_hint("write it as JSON writes numbers, like 10, -0.5 or \"12345678901234567890.10\"")
    })
}

fn date(name: &str, text: &str) -> Result<Moment, Failure> {
    Moment::parse(text).ok_or_else(|| {
        Failure::new(ErrorKind::Params, code::OPTIONS, format!("`{name}` is no date or time of RFC 3339"))
            .with_hint("write it like 2026-01-31, 2026-01-31T10:00:00Z or 2026-01-31T12:00:00+02:00")
    })
}

/// In lower case, if case does not matter.
pub(super) fn folded(text: &str, ignore_case: bool) -> String {
    if ignore_case { text.to_lowercase() } else { text.to_owned() }
}

/// The same for a string; other values stay as they are.
pub(super) fn folded_value(value: Value<'_>, ignore_case: bool) -> Value<'_> {
    match value {
        Value::String(text) if ignore_case => Value::from(text.to_str_lossy().to_lowercase()),
        value => value,
    }
}
