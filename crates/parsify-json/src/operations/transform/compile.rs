//! Steps, checked and ready to be done.

use parsify_error::{ErrorKind, Failure};

use super::expression::Expression;
use super::options::TransformOptions;
use super::rewrite::{Rewrite, malformed};
use super::step::{Common, ConvertTo, Existing, ModifyStep, OnInvalid, OnMissing, RelocateStep, TransformStep};
use super::test::Test;
use crate::code;
use crate::operations::growth::depth;
use crate::pattern::{PathPattern, pattern};
use crate::tree::Value;

/// The most steps.
const MOST: usize = 1_000;

#[derive(Debug)]
pub(super) struct Step {
    pub(super) op: &'static str,
    pub(super) path: PathPattern,
    pub(super) when: Option<Test>,
    pub(super) on_missing: OnMissing,
    pub(super) work: Work,
}

#[derive(Debug)]
pub(super) enum Work {
    Rename { to: String, existing: Existing },
    Relocate { to: PathPattern, copies: bool, existing: Existing, parents: bool },
    Delete,
    Add { value: Value<'static>, existing: Existing, parents: bool },
    Set(Value<'static>),
    Map { entries: Vec<(Value<'static>, Value<'static>)>, otherwise: Option<Value<'static>> },
    Calculate { expression: Expression, on_invalid: OnInvalid },
    Rewrite { actions: Vec<Rewrite>, on_invalid: OnInvalid },
    Convert { to: ConvertTo, on_invalid: OnInvalid },
}

impl Work {
    /// Whether it may set what is not there yet.
    pub(super) fn is_new(&self) -> bool {
        match self {
            Self::Add { .. } | Self::Calculate { .. } => true,
            Self::Rewrite { actions, .. } => matches!(actions.first(), Some(Rewrite::Template(_))),
            _ => false,
        }
    }
}

/// All steps.
///
/// # Errors
///
/// Kind `Params`, with the number of the step.
pub(super) fn steps(options: &TransformOptions) -> Result<Vec<Step>, Failure> {
    if options.steps.len() > MOST {
        return Err(wrong(format!("there are at most {MOST} steps, not {}", options.steps.len())));
    }
    let numbered = options.steps.iter().enumerate();
    let compiled = numbered.map(|(number, given)| {
        step(given, options.on_missing).map_err(|failure| {
            let message = format!("step {number} ({}): {}", given.common().op, failure.message());
            let hints = failure.hints().to_vec();
            let told = Failure::new(ErrorKind::Params, failure.code().to_owned(), message);
            let told = told.with_details(failure.details().clone()).with_detail("step", number);
            hints.into_iter().fold(told, Failure::with_hint)
        })
    });
    compiled.collect()
}

fn step(given: &TransformStep, on_missing: OnMissing) -> Result<Step, Failure> {
    let Common { op, path, when, on_missing: own } = given.common();
    let path = pattern("path", path)?;
    let when = when.map(|condition| Test::compile(condition, 1)).transpose()?;
    let work = work(given, &path)?;
    Ok(Step { op, path, when, on_missing: own.unwrap_or(on_missing), work })
}

fn work(given: &TransformStep, path: &PathPattern) -> Result<Work, Failure> {
    Ok(match given {
        TransformStep::Rename(it) => Work::Rename { to: it.to.clone(), existing: it.existing },
        TransformStep::Move(it) => relocate(it, path, false)?,
        TransformStep::Copy(it) => relocate(it, path, true)?,
        TransformStep::Delete(_) => Work::Delete,
        TransformStep::Add(it) => {
            if path.split().1.is_empty() {
                return Err(wrong("the path of `add` ends with a key, an index or `-`")
                    .with_hint("to set what is there, use `modify`"));
            }
            Work::Add { value: value(&it.value)?, existing: it.existing, parents: it.parents }
        }
        TransformStep::Modify(it) => modify(it)?,
        TransformStep::Calculate(it) => {
            let expression = Expression::parse(&it.expression);
            let expression = expression.map_err(|error| malformed("expression", &it.expression, &error))?;
            Work::Calculate { expression, on_invalid: it.on_invalid }
        }
        TransformStep::Format(it) => {
            if it.apply.is_empty() {
                return Err(wrong("`apply` has no action"));
            }
            let actions = it.apply.iter().map(Rewrite::compile).collect::<Result<_, _>>()?;
            Work::Rewrite { actions, on_invalid: it.on_invalid }
        }
        TransformStep::Convert(it) => Work::Convert { to: it.to, on_invalid: it.on_invalid },
    })
}

fn relocate(it: &RelocateStep, path: &PathPattern, copies: bool) -> Result<Work, Failure> {
    let to = pattern("to", &it.to)?;
    let fits = match (to.wildcards(), path.wildcards()) {
        (Some(0), _) => true,
        (Some(own), Some(there)) => own <= there,
        _ => false,
    };
    if !fits {
        let message = "`to` has a wildcard for which `path` does not say what it stands for";
        return Err(wrong(message).with_hint("each `*` of `to` needs one in `path`, and neither may have `**` then"));
    }
    Ok(Work::Relocate { to, copies, existing: it.existing, parents: it.parents })
}

fn modify(it: &ModifyStep) -> Result<Work, Failure> {
    match (&it.set, &it.map) {
        (Some(set), None) if it.otherwise.is_none() => Ok(Work::Set(value(set)?)),
        (None, Some(map)) => {
            let entry = |entry: &super::step::MapEntry| Ok((value(&entry.from)?, value(&entry.to)?));
            let entries = map.iter().map(entry).collect::<Result<_, Failure>>()?;
            Ok(Work::Map { entries, otherwise: it.otherwise.as_ref().map(value).transpose()? })
        }
        _ => Err(wrong("`modify` takes either `set`, or `map` with or without `otherwise`")),
    }
}

/// A value of the options, which must not be deeper than a document may be.
fn value(given: &serde_json::Value) -> Result<Value<'static>, Failure> {
    let value = Value::from_serde(given);
    if depth(&value) > 128 {
        return Err(wrong("a value nests more than 128 levels deep"));
    }
    Ok(value)
}

fn wrong(message: impl Into<String>) -> Failure {
    Failure::new(ErrorKind::Params, code::OPTIONS, message)
}
