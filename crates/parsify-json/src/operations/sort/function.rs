//! The function behind `sort`.

use parsify_error::{ErrorKind, Failure};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::options::{SortBy, SortOptions};
use super::sorting::Sorting;
use crate::code;
use crate::operations::documents::read;
use crate::pattern::{Place, patterns};
use crate::tree::Pointer;

/// What sorting changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SortReport {
    /// How many objects have their members in another order.
    pub objects: usize,
    /// How many arrays have their elements in another order.
    pub arrays: usize,
}

/// A sorted document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sorted {
    /// The document.
    pub json: String,
    /// What was changed.
    pub report: SortReport,
}

/// Sorts the members of objects by their keys, and the elements of arrays by what is in them.
///
/// Every value stays as it is written. Sorting is stable: equal elements and members with the same key keep their order.
/// What is in an array is sorted before the array is; patterns mean places as they are before.
///
/// # Errors
///
/// A document that is no JSON; [`code::PATTERN`]; [`code::OPTIONS`] for a path of `by` that is no JSON Pointer, and for `by`
/// without `arrays`.
///
/// ```
/// use parsify_json::{Indent, SortBy, SortOptions, SortOrder, sort};
///
/// let mut options = SortOptions::default();
/// options.arrays = vec!["/**".into()];
/// options.by = vec![SortBy { path: "/n".into(), order: SortOrder::Descending, ..SortBy::default() }];
/// options.indent = Indent::None;
/// let sorted = sort(r#"{"b": [{"n": 2}, {"n": 1.0}, {"n": 10}], "a": 0}"#, &options).unwrap();
/// assert_eq!(sorted.json, r#"{"a":0,"b":[{"n":10},{"n":2},{"n":1.0}]}"#);
/// ```
pub fn sort(source: &str, options: &SortOptions) -> Result<Sorted, Failure> {
    let (arrays, exclude) = (patterns("arrays", &options.arrays)?, patterns("exclude", &options.exclude)?);
    if arrays.is_empty() && !options.by.is_empty() {
        let failure =
            Failure::new(ErrorKind::Params, code::OPTIONS, "`by` is for arrays, and no array is to be sorted");
        return Err(failure.with_hint("set `arrays`: [\"/**\"] for all of them"));
    }
    let itself = [SortBy::default()];
    let by = if options.by.is_empty() { &itself } else { &options.by[..] };
    let mut sorting = Sorting {
        keys: options.keys.order(),
        recursive: options.recursive,
        by: by.iter().map(|by| Ok((pointer(&by.path)?, by))).collect::<Result<_, Failure>>()?,
        arrays: Place::new(&arrays),
        exclude: Place::new(&exclude),
        objects: 0,
        elements: 0,
    };
    let mut document = read("json", source)?;
    sorting.value(&mut document, true);
    let report = SortReport { objects: sorting.objects, arrays: sorting.elements };
    Ok(Sorted { json: document.write(options.indent)?, report })
}

fn pointer(path: &str) -> Result<Pointer, Failure> {
    path.parse().map_err(|error| {
        Failure::new(ErrorKind::Params, code::OPTIONS, format!("`by` has a path that is none: {error}"))
            .with_detail("option", "by")
            .with_detail("path", path)
    })
}
