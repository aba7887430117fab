//! The function behind `filter`.

use super::ask::Asker;
use super::options::{FilterMode, FilterOptions};
use super::test::{Condition, Reader};
use super::walk::Walk;
use crate::code;
use crate::operations::lines::{Framing, ListedLines, lines};
use crate::pattern::{PathPattern, Place};
use crate::tree::{Object, Value, parse};
use parsify_error::{ErrorKind, Failure};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Steps that every document may take, and for each byte of it, before conditions count as too expensive.
const STEPS: u64 = 1_000_000;
const STEPS_PER_BYTE: u64 = 512;

/// A filtered document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Filtered {
    /// The document; JSON Lines when the source is.
    pub json: String,
    /// What was asked and found.
    pub summary: FilterSummary,
    /// What is odd.
    pub warnings: Vec<String>,
}

/// What a filter has done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct FilterSummary {
    /// How many values, elements or lines were asked.
    pub asked: usize,
    /// How many of them fulfil the condition.
    pub matched: usize,
    /// How many members, elements or lines were taken out, each with all that was in it; 1 when the whole document was.
    pub removed: usize,
    /// Lines that are no JSON; absent when there are none.
    #[serde(default, skip_serializing_if = "ListedLines::is_empty")]
    pub bad_lines: ListedLines,
}

/// Keeps, or drops, the values of a document that fulfil a condition.
///
/// The condition is asked of every value, from the outside in; nothing is asked of what is in a value that fulfils it.
/// [`Keep`](FilterMode::Keep) leaves those values with all that is in them, and what they are in; [`Drop`](FilterMode::Drop)
/// leaves everything else. With `elements`, only elements of some arrays are asked, and all else stays; of JSON Lines, only
/// lines are, and they stay byte for byte. What stays is kept as it is written.
///
/// # Errors
///
/// A document or line that is no JSON; [`code::OPTIONS`], [`code::PATTERN`] and [`code::REGEX`] for conditions that say nothing or
/// cannot be read; [`code::FILTER_STEPS`] when asking takes too many steps.
///
/// ```
/// use parsify_json::{FilterOptions, filter};
///
/// let options: FilterOptions =
///     serde_json::from_str(r#"{"elements": "", "where": {"at": "/price", "min": 10}, "indent": "none"}"#).unwrap();
/// let dear = filter(r#"[{"price": 9.99}, {"price": 10.00}, {"name": "x"}]"#, &options).unwrap();
/// assert_eq!(dear.json, r#"[{"price":10.00}]"#);
/// assert_eq!((dear.summary.asked, dear.summary.matched), (3, 1));
/// ```
pub fn filter(source: &str, options: &FilterOptions) -> Result<Filtered, Failure> {
    let mut reader = Reader::default();
    let condition = reader.read(&options.condition, 0)?;
    let arrays = options.elements.as_deref().map(elements).transpose()?;
    let steps = STEPS + STEPS_PER_BYTE * source.len() as u64;
    let asker = Asker::new(&reader.paths, steps);
    match (options.input, &arrays) {
        (Framing::Json, arrays) => {
            let walk = Walk {
                asker,
                condition: &condition,
                mode: options.mode,
                prune: options.prune,
                arrays: arrays.as_ref().map(|arrays| Place::new(std::slice::from_ref(arrays))),
                arrays_found: 0,
                asked: 0,
                matched: 0,
                removed: 0,
            };
            of_document(source, walk, options)
        }
        (Framing::JsonLines, None) => of_lines(source, asker, &condition, options),
        (Framing::JsonLines, Some(_)) => {
            let message = "`elements` is not for JSON Lines: the lines are what is asked";
            Err(Failure::new(ErrorKind::Params, code::OPTIONS, message))
        }
    }
}

fn elements(text: &str) -> Result<PathPattern, Failure> {
    text.parse().map_err(|error| {
        Failure::new(ErrorKind::Params, code::PATTERN, format!("`elements` is no pattern of places: {error}"))
            .with_detail("pattern", text)
    })
}

fn of_document(source: &str, mut walk: Walk<'_>, options: &FilterOptions) -> Result<Filtered, Failure> {
    let mut document = parse(source)?;
    if !walk.value(&mut document, None) {
        // The document went as one.
        walk.removed = walk.removed.max(1);
        document = nothing_of(&document);
    }
    within_steps(&walk.asker)?;
    let mut warnings = Vec::new();
    if let (Some(elements), 0) = (&options.elements, walk.arrays_found) {
        let what = if elements.is_empty() {
            "the document is no array".to_owned()
        } else {
            format!("there is no array at `{elements}`")
        };
        warnings.push(format!("{what}, so nothing was asked"));
    }
    let Walk { asked, matched, removed, .. } = walk;
    let summary = FilterSummary { asked, matched, removed, bad_lines: ListedLines::default() };
    Ok(Filtered { json: document.write(options.indent)?, summary, warnings })
}

/// What is left of a document of which nothing is.
fn nothing_of(document: &Value<'_>) -> Value<'static> {
    match document {
        Value::Array(_) => Value::Array(Vec::new()),
        Value::Object(_) => Value::Object(Object::new()),
        _ => Value::Null,
    }
}

fn of_lines(
    source: &str,
    mut asker: Asker<'_>,
    condition: &Condition,
    options: &FilterOptions,
) -> Result<Filtered, Failure> {
    let mut summary = FilterSummary::default();
    let mut json = String::new();
    for line in lines(source) {
        let value = match line.parse() {
            Ok(value) => value,
            Err(problem) => {
                summary.bad_lines.note(options.bad_lines, &problem)?;
                continue;
            }
        };
        summary.asked += 1;
        let matches = asker.fulfils(condition, &value, None);
        summary.matched += usize::from(matches);
        if matches == (options.mode == FilterMode::Keep) {
            json.push_str(line.text);
            json.push('\n');
        } else {
            summary.removed += 1;
        }
    }
    within_steps(&asker)?;
    Ok(Filtered { json, summary, warnings: Vec::new() })
}

fn within_steps(asker: &Asker<'_>) -> Result<(), Failure> {
    if !asker.is_exhausted() {
        return Ok(());
    }
    let message = "asking the condition takes too many steps";
    Err(Failure::new(ErrorKind::Limit, code::FILTER_STEPS, message).with_hint(
        "conditions with `**` in `at` within each other look at the same values again and again: name the levels",
    ))
}
