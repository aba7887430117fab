//! The function behind `sample`.

use super::choice::{Choice, SampleMode};
use super::options::{MOST, SampleOptions, SampleResult};
use super::shape::Shape;
use crate::code;
use crate::operations::absent;
use crate::operations::lines::{Framing, ListedLines, lines};
use crate::tree::{Value, parse};
use parsify_error::{ErrorKind, Failure};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A sample of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sample {
    /// The document; JSON Lines when the source is.
    pub json: String,
    /// What was kept.
    pub summary: SampleSummary,
}

/// What a sample has kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SampleSummary {
    /// How many elements or good lines there are.
    pub total: usize,
    /// How many of them are kept.
    pub kept: usize,
    /// How many arrays were shortened by `maxElements`.
    pub shortened_arrays: usize,
    /// How many strings were cut by `maxCharacters`.
    pub cut_strings: usize,
    /// Lines that are no JSON; absent when there are none.
    #[serde(default, skip_serializing_if = "ListedLines::is_empty")]
    pub bad_lines: ListedLines,
}

/// Keeps some elements of an array, or some lines of JSON Lines, in their order; shortens what is left if asked to.
///
/// Values are kept as they are written, and lines byte for byte unless something in them is cut. Time grows linearly with the
/// document; JSON Lines take memory for the places of the lines only.
///
/// # Errors
///
/// A document or line that is no JSON; [`code::PATH`] when nothing is at the path; [`code::NO_ARRAY`] when there is no array
/// to choose from; [`code::OPTIONS`].
///
/// ```
/// use parsify_json::{Indent, SampleMode, SampleOptions, sample};
///
/// let mut options = SampleOptions::default();
/// (options.mode, options.count, options.indent) = (SampleMode::Tail, 2, Indent::None);
/// let last = sample("[1, 2, 3, 4.0]", &options).unwrap();
/// assert_eq!((last.json.as_str(), last.summary.total), ("[3,4.0]", 4));
/// ```
pub fn sample(source: &str, options: &SampleOptions) -> Result<Sample, Failure> {
    check(options)?;
    match options.input {
        Framing::Json => of_document(source, options),
        Framing::JsonLines => of_lines(source, options),
    }
}

fn check(options: &SampleOptions) -> Result<(), Failure> {
    let wrong = if options.count > MOST || options.seed > MOST || options.step > MOST {
        "`count`, `step` and `seed` must be below 2 to the power of 53"
    } else if options.step == 0 {
        "`step` must be at least 1"
    } else if options.input == Framing::JsonLines && !options.path.is_empty() {
        "`path` is not for JSON Lines: the lines are what is chosen from"
    } else {
        return Ok(());
    };
    Err(Failure::new(ErrorKind::Params, code::OPTIONS, wrong))
}

fn of_document(source: &str, options: &SampleOptions) -> Result<Sample, Failure> {
    let pointer = absent::pointer(&options.path)?;
    let mut document = parse(source)?;
    let mut shape = Shape::new(options);
    let mut summary = SampleSummary::default();
    let target = document.at_mut(&pointer).ok_or_else(|| absent::nothing(&pointer))?;
    let mut chosen = None;
    if options.mode != SampleMode::All {
        let Value::Array(elements) = target else {
            let hint = "set `path` to where an array is, or `mode` to \"all\" to shorten arrays and strings only";
            return Err(absent::no_array(source, &pointer, target).with_hint(hint));
        };
        let mut elements = std::mem::take(elements);
        summary.total = elements.len();
        let mut choice = Choice::new(options, elements.len());
        elements.retain(|_| choice.keeps_next());
        summary.kept = elements.len();
        // What is chosen is as long as it was asked for; only what is in it gets shorter.
        elements.iter_mut().for_each(|element| shape.value(element));
        chosen = Some(Value::Array(elements));
    } else if let Value::Array(elements) = target {
        (summary.total, summary.kept) = (elements.len(), elements.len());
    }
    shape.value(&mut document);
    if let Some(at) = document.at_mut(&pointer)
        && let Some(chosen) = chosen
    {
        *at = chosen;
    }
    if options.result == SampleResult::Array {
        document = document.at_mut(&pointer).map_or(Value::Null, |at| std::mem::replace(at, Value::Null));
    }
    summary.shortened_arrays = shape.shortened_arrays;
    summary.cut_strings = shape.cut_strings;
    Ok(Sample { json: document.write(options.indent)?, summary })
}

fn of_lines(source: &str, options: &SampleOptions) -> Result<Sample, Failure> {
    let mut summary = SampleSummary::default();
    let good = summary.bad_lines.good(lines(source), options.bad_lines)?;
    summary.total = good.len();
    let mut choice = Choice::new(options, good.len());
    let mut shape = Shape::new(options);
    let mut json = String::new();
    for line in good.into_iter().filter(|_| choice.keeps_next()) {
        summary.kept += 1;
        let cut_before = (shape.shortened_arrays, shape.cut_strings);
        let mut value = None;
        if shape.cuts() {
            let mut parsed = line.parse()?;
            shape.value(&mut parsed);
            value = Some(parsed).filter(|_| cut_before != (shape.shortened_arrays, shape.cut_strings));
        }
        match value {
            Some(value) => json.push_str(&value.to_json()),
            None => json.push_str(line.text),
        }
        json.push('\n');
    }
    summary.shortened_arrays = shape.shortened_arrays;
    summary.cut_strings = shape.cut_strings;
    Ok(Sample { json, summary })
}
