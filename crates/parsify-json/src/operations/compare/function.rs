//! The function behind `compare`.

use parsify_error::{ErrorKind, Failure};

use super::delta::{Delta, delta};
use super::equal::Judge;
use super::html::html;
use super::hunks::hunks;
use super::list::{Found, List};
use super::merge_patch::merge_patch;
use super::node::Node;
use super::options::{CompareFormat, CompareOptions};
use super::patch::patch;
use super::project::project;
use super::reader::Reader;
use super::result::{Comparison, Differences};
use super::text::text;
use super::unified::unified;
use super::work::Work;
use crate::operations::documents::{duplicate_keys, read};
use crate::pattern::patterns;
use crate::{Indent, code};

/// The most differences that may be listed.
const MOST_LISTED: usize = 100_000;
/// The most lines of context.
const MOST_CONTEXT: usize = 1_000;

/// Finds out how the document `right` differs from `left`.
///
/// Values are compared by what they mean: numbers by their exact value, strings without regard to escapes, members in any
/// order; of equal keys the last one counts. The options make more of them equal. Elements of arrays are paired so that few
/// are added and removed, within a bound on the work: beyond it they are paired by their indices, with a warning.
///
/// # Errors
///
/// A document that is no JSON, with the detail `document`; [`code::PATTERN`] and [`code::OPTIONS`]; [`code::COMPARE_NULL`]
/// when a merge patch is wanted that would have to say `null`.
///
/// ```
/// use parsify_json::{CompareFormat, CompareOptions, Indent, compare};
///
/// let mut options = CompareOptions::default();
/// options.format = CompareFormat::Patch;
/// options.indent = Indent::None;
/// let found = compare(r#"{"a": 1.0, "b": [1, 2, 3]}"#, r#"{"b": [1, 3], "a": 1}"#, &options).unwrap();
/// assert!(!found.differences.equal);
/// assert_eq!(found.document.unwrap(), r#"[{"op":"remove","path":"/b/1"}]"#);
/// ```
pub fn compare(left: &str, right: &str, options: &CompareOptions) -> Result<Comparison, Failure> {
    check(options)?;
    let (include, exclude) = (patterns("include", &options.include)?, patterns("exclude", &options.exclude)?);
    let (left, right) = (read("left", left)?, read("right", right)?);
    let mut warnings = duplicate_keys("left", &left);
    warnings.extend(duplicate_keys("right", &right));
    let mut reader = Reader::new(options, &include, &exclude);
    let left = reader.document(&left);
    let left_values = reader.read;
    let right = reader.document(&right);
    let mut judge = Judge { options, work: Work::new() };
    let found = delta(&mut judge, &left, &right);
    let mut list = List::new(options.max_differences.min(MOST_LISTED));
    list.statistics.left_values = left_values;
    list.statistics.right_values = reader.read;
    list.pair(&left, &right, &found);
    let differences = Differences {
        equal: found.is_same(),
        differences: list.found.iter().map(Found::told).collect(),
        omitted: list.omitted,
        statistics: list.statistics,
    };
    let document = write(&left, &right, &found, (&list.found, &differences), &mut judge)?;
    if judge.work.given_up > 0 {
        warnings.push(given_up(judge.work.given_up));
    }
    Ok(Comparison { differences, document, media_type: media_type(options.format), warnings })
}

fn check(options: &CompareOptions) -> Result<(), Failure> {
    let tolerances =
        [("absoluteTolerance", options.absolute_tolerance), ("relativeTolerance", options.relative_tolerance)];
    match tolerances.into_iter().find(|(_, value)| !(value.is_finite() && *value >= 0.0)) {
        Some((name, _)) => {
            let message = format!("`{name}` is a finite number from 0 up");
            Err(Failure::new(ErrorKind::Params, code::OPTIONS, message).with_detail("option", name))
        }
        None => Ok(()),
    }
}

fn write(
    left: &Node<'_>,
    right: &Node<'_>,
    found: &Delta<'_, '_>,
    (listed, differences): (&[Found<'_>], &Differences),
    judge: &mut Judge<'_>,
) -> Result<Option<String>, Failure> {
    let options = judge.options;
    let ordered = !options.ignore_order;
    match options.format {
        CompareFormat::None => Ok(None),
        CompareFormat::Text => Ok(Some(text(listed, differences))),
        CompareFormat::Patch => patch(left, right, found, ordered).write(options.indent).map(Some),
        CompareFormat::MergePatch => merge_patch(right, found)?.write(options.indent).map(Some),
        CompareFormat::Unified | CompareFormat::Html => {
            let projected = project(left, right, found, ordered).write(options.indent)?;
            let left = left.value.write(options.indent)?;
            let hunks = hunks(&left, &projected, options.context.min(MOST_CONTEXT), &mut judge.work);
            let is_html = options.format == CompareFormat::Html;
            let complete = options.indent != Indent::None;
            Ok(Some(if is_html { html(differences, &hunks) } else { unified(&hunks, complete) }))
        }
    }
}

const fn media_type(format: CompareFormat) -> &'static str {
    match format {
        CompareFormat::Text | CompareFormat::None => "text/plain",
        CompareFormat::Unified => "text/x-diff",
        CompareFormat::Html => "text/html",
        CompareFormat::Patch => "application/json-patch+json",
        CompareFormat::MergePatch => "application/merge-patch+json",
    }
}

fn given_up(arrays: usize) -> String {
    let what = if arrays == 1 { "one array was".to_owned() } else { format!("{arrays} arrays were") };
    format!(
        "{what} too large to be aligned with the fewest differences, and compared by index; `identity` or `exclude` may help"
    )
}
