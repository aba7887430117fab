//! The function behind `merge`.

use parsify_error::{ErrorKind, Failure};

use super::merging::{Held, Merging};
use super::options::{MergeOptions, OnMergeConflict};
use super::report::{MergeConflict, MergeReport, Merged};
use crate::code;
use crate::operations::documents::{duplicate_keys, read};
use crate::pattern::{Place, patterns};
use crate::tree::{Meanings, Pointer, Value};

/// The most conflicts that may be listed.
const MOST_LISTED: usize = 100_000;

/// Makes one document of several.
///
/// Values are kept as they are written, and members stand where they stood first. Values that mean the same are no conflict;
/// of them the winner's text is kept. Of equal keys in one object the last one counts.
///
/// # Errors
///
/// A document that is no JSON, with its `index` from 0; [`code::MERGE_DOCUMENTS`] for fewer than two documents;
/// [`code::MERGE_CONFLICT`] when conflicts are to be errors; [`code::PATTERN`].
///
/// ```
/// use parsify_json::{Indent, MergeOptions, MergeStrategy, merge};
///
/// let mut options = MergeOptions::default();
/// options.strategy = MergeStrategy::Combine;
/// options.indent = Indent::None;
/// let documents = [r#"{"name": "a", "tags": [1, 2]}"#, r#"{"name": "b", "tags": [2.0, 3]}"#];
/// let merged = merge(&documents, &options).unwrap();
/// assert_eq!(merged.json, r#"{"name":"b","tags":[1,2,3]}"#);
/// assert_eq!((merged.report.conflicts[0].path.as_str(), merged.report.conflicts[0].winner), ("/name", 1));
/// ```
pub fn merge(documents: &[&str], options: &MergeOptions) -> Result<Merged, Failure> {
    let paths: Vec<String> = options.rules.iter().map(|rule| rule.path.clone()).collect();
    let paths = patterns("rules", &paths)?;
    if documents.len() < 2 {
        let message = format!("there must be two documents or more to merge, not {}", documents.len());
        return Err(Failure::new(ErrorKind::Input, code::MERGE_DOCUMENTS, message)
            .with_hint("name all documents in their order: which one is the last matters"));
    }
    let mut values = Vec::with_capacity(documents.len());
    let mut warnings = Vec::new();
    for (index, document) in documents.iter().enumerate() {
        let value = read("json", document).map_err(|failure| failure.with_detail("index", index))?;
        warnings.extend(duplicate_keys(&format!("document {index}"), &value));
        values.push(value);
    }
    let options = &MergeOptions { max_conflicts: options.max_conflicts.min(MOST_LISTED), ..options.clone() };
    let mut merging = Merging {
        options,
        rules: Place::new(&paths),
        place: Pointer::root(),
        meanings: Meanings::default(),
        report: MergeReport { documents: documents.len(), ..MergeReport::default() },
    };
    let held = values.iter().enumerate().map(|(document, value)| Held { document, value }).collect();
    let value = merging.value(held, options.strategy).unwrap_or(Value::Null);
    let report = merging.report;
    if options.on_conflict == OnMergeConflict::Error && !report.conflicts.is_empty() | (report.omitted > 0) {
        return Err(disagree(&report));
    }
    Ok(Merged { json: value.write(options.indent)?, report, warnings })
}

fn disagree(report: &MergeReport) -> Failure {
    let count = report.conflicts.len() + report.omitted;
    let message = match report.conflicts.first() {
        Some(MergeConflict { path, values, .. }) => {
            let place = if path.is_empty() { "the whole document".to_owned() } else { format!("`{path}`") };
            let told = values.iter().map(|it| format!("{} in document {}", it.value, it.document));
            format!("the documents do not agree on {place}: {}", told.collect::<Vec<_>>().join(", "))
        }
        None => "the documents do not agree".to_owned(),
    };
    let paths: Vec<_> = report.conflicts.iter().take(10).map(|it| it.path.as_str().into()).collect();
    Failure::new(ErrorKind::Input, code::MERGE_CONFLICT, message)
        .with_detail("conflicts", count)
        .with_detail("paths", parsify_error::Detail::List(paths))
        .with_hint("set `onConflict` to \"resolve\" to let `strategy` and `rules` choose")
}
