//! The function behind `transform`.

use parsify_error::Failure;

use super::compile::{Step, steps};
use super::doing::Transforming;
use super::options::TransformOptions;
use super::report::{Log, TransformReport};
use crate::operations::documents::{duplicate_keys, read};
use crate::operations::growth::Growth;

/// A transformed document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Transformed {
    /// The document; nothing after a dry run.
    pub json: Option<String>,
    /// What the steps did.
    pub report: TransformReport,
    /// What is odd: keys that stand twice.
    pub warnings: Vec<String>,
}

/// Applies steps to a document, one after the other: rename, move, copy, delete, add, modify, calculate, format, convert.
///
/// Each step works on all places that its pattern fits, where its condition holds in the document as it is before the step.
/// What is not touched stays as it is written. Either all steps succeed, or the operation fails.
///
/// # Errors
///
/// Kind `Params`, before anything is done, for steps that cannot be read: [`code::OPTIONS`](crate::code::OPTIONS),
/// [`code::PATTERN`](crate::code::PATTERN), [`code::REGEX`](crate::code::REGEX),
/// [`code::TRANSFORM_EXPRESSION`](crate::code::TRANSFORM_EXPRESSION). Kind `Input` for what the document does not allow:
/// [`code::TRANSFORM_MISSING`](crate::code::TRANSFORM_MISSING), [`code::TRANSFORM_PLACE`](crate::code::TRANSFORM_PLACE),
/// [`code::TRANSFORM_VALUE`](crate::code::TRANSFORM_VALUE). All with the detail `step`, counted from 0, and `path`.
///
/// ```
/// use parsify_json::{Indent, TransformOptions, transform};
///
/// let mut options: TransformOptions = serde_json::from_str(r#"{"steps": [
///     {"op": "calculate", "path": "/items/*/total", "expression": "round(price * count, 2)"},
///     {"op": "rename", "path": "/items", "to": "lines"}
/// ]}"#).unwrap();
/// options.indent = Indent::None;
/// let source = r#"{"items": [{"price": 0.10, "count": 3}]}"#;
/// let transformed = transform(source, &options).unwrap();
/// assert_eq!(transformed.json.unwrap(), r#"{"lines":[{"price":0.10,"count":3,"total":0.3}]}"#);
/// ```
pub fn transform(source: &str, options: &TransformOptions) -> Result<Transformed, Failure> {
    let steps = steps(options)?;
    let document = read("json", source)?;
    let warnings = duplicate_keys("json", &document);
    let log = Log { wanted: options.dry_run, report: TransformReport::default() };
    let mut transforming = Transforming { document, growth: Growth::for_input(source.len()), log };
    for (number, step) in steps.iter().enumerate() {
        transforming.step(step).map_err(|failure| told(&failure, number, step))?;
    }
    let Transforming { document, log, .. } = transforming;
    let json = if options.dry_run { None } else { Some(document.write(options.indent)?) };
    Ok(Transformed { json, report: log.report, warnings })
}

fn told(failure: &Failure, number: usize, step: &Step) -> Failure {
    let place = failure.details().get("path").and_then(parsify_error::Detail::as_str);
    let place = place.map_or_else(String::new, |place| format!(" at `{place}`"));
    let message = format!("step {number} ({}){place}: {}", step.op, failure.message());
    let told = Failure::new(failure.kind(), failure.code().to_owned(), message)
        .with_details(failure.details().clone())
        .with_detail("step", number)
        .with_detail("op", step.op);
    failure.hints().iter().fold(told, |told, hint| told.with_hint(hint.as_str()))
}
