//! The function behind `analyze`.

use std::cmp::Reverse;

use parsify_error::Failure;

use super::options::{AnalyzeOptions, MOST_LISTED};
use super::result::{Analysis, KeyCount, LikelyPlace, Omitted};
use super::walk::Walk;
use crate::tree::parse;

/// Says what a document is made of: sizes, depth, counts, its largest and deepest parts, and what may give trouble.
///
/// One walk over the tree; memory grows with the document and its different keys. What is likely is judged by form alone.
///
/// # Errors
///
/// The first problem of a document that is no JSON; nesting beyond [`DEPTH`](crate::tree::DEPTH).
///
/// ```
/// use parsify_json::{AnalyzeOptions, analyze};
///
/// let analysis = analyze(r#"{"id": 7, "at": "2026-01-31", "sums": [1, "2"]}"#, &AnalyzeOptions::default()).unwrap();
/// assert_eq!((analysis.depth, analysis.counts.values), (2, 6));
/// assert_eq!(analysis.mixed_arrays[0].path, "/sums");
/// assert_eq!(analysis.likely[0].path, "/at");
/// ```
pub fn analyze(source: &str, options: &AnalyzeOptions) -> Result<Analysis, Failure> {
    let value = parse(source)?;
    let most = options.max_listed.min(MOST_LISTED);
    let mut walk = Walk::new(options, most);
    let minified_bytes = walk.value(&value);
    let mut keys: Vec<_> = walk
        .keys
        .iter()
        .map(|(key, count)| KeyCount { key: String::from_utf8_lossy(key).into_owned(), count: *count })
        .collect();
    keys.sort_by(|one, other| (Reverse(one.count), &one.key).cmp(&(Reverse(other.count), &other.key)));
    let mut likely: Vec<_> =
        walk.likely.into_iter().map(|((what, path), count)| LikelyPlace { what, path, count }).collect();
    likely.sort_by(|one, other| {
        (Reverse(one.count), one.what, &one.path).cmp(&(Reverse(other.count), other.what, &other.path))
    });
    let omitted = Omitted {
        keys: keys.len().saturating_sub(most),
        duplicate_keys: walk.duplicates.omitted,
        mixed_arrays: walk.mixed.omitted,
        beyond_doubles: walk.beyond.omitted,
        likely: walk.elsewhere + likely.len().saturating_sub(most),
    };
    let distinct_keys = keys.len();
    keys.truncate(most);
    likely.truncate(most);
    Ok(Analysis {
        bytes: source.len(),
        minified_bytes,
        kind: value.kind(),
        depth: walk.depth,
        counts: walk.counts,
        distinct_keys,
        keys,
        largest: walk.largest.into_vec(),
        deepest: walk.deepest.into_vec(),
        duplicate_keys: walk.duplicates.items,
        mixed_arrays: walk.mixed.items,
        beyond_doubles: walk.beyond.items,
        likely,
        omitted,
    })
}
