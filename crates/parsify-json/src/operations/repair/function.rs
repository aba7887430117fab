//! The function behind `repair`.

use super::change::{Changes, RepairChange};
use super::code::RepairCode;
use super::options::RepairOptions;
use super::repairer::Repairer;
use crate::core::{Dress, Job, Paint, Removal, Wording, in_force, is_json};
use crate::operations::emit::emit;
use crate::operations::format::Indent;
use parsify_interface::{ErrorKind, Failure};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A repaired document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Repaired {
    /// The document, which is JSON.
    pub json: String,
    /// What was changed.
    pub report: RepairReport,
}

/// What was repaired.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RepairReport {
    /// Whether anything was changed but white space that `indent` asks for.
    pub changed: bool,
    /// How many changes there are of each code.
    pub counts: BTreeMap<RepairCode, usize>,
    /// What was changed, in the order of the document handed in.
    ///
    /// A change may lie in another: the escapes of a string in that of its quotes.
    pub changes: Vec<RepairChange>,
    /// How many changes there are beyond those listed.
    pub omitted: usize,
}

/// Makes JSON of what was meant to be JSON, and lists every change.
///
/// It knows trailing and missing commas, quotes of all kinds and none, comments, literals, numbers and calls of JavaScript,
/// Python and MongoDB, brackets that are missing, left over or mixed up, documents that break off, texts and marks of Markdown
/// around the document, JSONP, strings that are added up, line breaks, quotes and wrong escapes in strings. What is JSON stays
/// as it is, byte by byte. Otherwise the layout of the source is kept, unless `indent` asks for another one.
///
/// Repairing twice gives what repairing once gives. Time and memory grow linearly with the source.
///
/// # Errors
///
/// [`Code::Empty`](crate::Code::Empty) for a document without a value; [`Code::Depth`](crate::Code::Depth) beyond `max_depth`;
/// [`code::REPAIR_AMBIGUOUS`](crate::code::REPAIR_AMBIGUOUS) for what may mean several things or would be lost,
/// [`code::REPAIR_NO_JSON`](crate::code::REPAIR_NO_JSON) for a text that has nothing of JSON,
/// [`code::REPAIR_VALUES`](crate::code::REPAIR_VALUES) for several values, if they are to be an error.
///
/// ```
/// use parsify_json::{RepairCode, RepairOptions, repair};
///
/// let repaired = repair("{name: 'Ada', tags: ['a' 'b',], // of 1843\n ok: True", &RepairOptions::default()).unwrap();
/// assert_eq!(repaired.json, "{\"name\": \"Ada\", \"tags\": [\"a\", \"b\"], \n \"ok\": true}");
/// let first = &repaired.report.changes[0];
/// assert_eq!((first.code, first.before.as_str(), first.after.as_str()), (RepairCode::UnquotedKey, "name", "\"name\""));
/// assert_eq!(repaired.report.counts[&RepairCode::Quotes], 3);
/// ```
pub fn repair(source: &str, options: &RepairOptions) -> Result<Repaired, Failure> {
    let max_depth = in_force(options.max_depth);
    if is_json(source, max_depth) {
        let json = laid_out(source.to_owned(), options)?;
        return Ok(Repaired { json, report: RepairReport::default() });
    }
    let changes = Changes::new(options.max_changes.clamp(1, RepairOptions::MOST_CHANGES));
    let (json, changes) = Repairer::new(source, options, changes).run().map_err(|stop| stop.in_words(source))?;
    if !is_json(&json, max_depth) {
        return Err(unrepaired());
    }
    let (changes, counts, omitted) = changes.in_words(source);
    let report = RepairReport { changed: true, counts, changes, omitted };
    Ok(Repaired { json: laid_out(json, options)?, report })
}

/// What is handed back is JSON: nothing else ever is.
#[cold]
fn unrepaired() -> Failure {
    Failure::new(ErrorKind::Internal, crate::code::REPAIR_FAILED, "repairing the document did not give JSON")
}

fn laid_out(json: String, options: &RepairOptions) -> Result<String, Failure> {
    let Some(indent) = options.indent else { return Ok(json) };
    let unit = Indent::unit(indent);
    let job = Job {
        lines: unit.map(|unit| ("\n", unit)),
        dress: Dress {
            removal: Removal::None,
            inline_width: 0,
            wording: Wording { longest: 0, ascii: false, harmless: false },
            paint: Paint::None,
        },
        sorting: None,
        max_depth: options.max_depth,
        end: if unit.is_some() { "\n" } else { "" },
    };
    Ok(emit(&json, job)?.text)
}
