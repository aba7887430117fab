//! The function behind `repair`.

use super::change::{Changes, RepairChange};
use super::frame::Frame;
use super::options::RepairOptions;
use super::repairer::Repairer;
use crate::core as depth;
use crate::core::{Dress, Job, Paint, Positions, Problem, Removal, Wording, is_json};
use crate::operations::emit::emit;

/// A repaired document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Repaired {
    /// The document, which is JSON.
    pub text: String,
    /// What was changed, in the order of the document handed in; of many the first ones.
    pub changes: Vec<RepairChange>,
    /// How many changes there are beyond those listed.
    pub omitted: usize,
}

/// Makes JSON of what was meant to be JSON, and lists every change.
///
/// It knows trailing and missing commas, quotes of all kinds and none, comments, literals and numbers of JavaScript and
/// Python, brackets that are missing, left over or mixed up, documents that break off, texts around the document and fences
/// of Markdown, calls (JSONP), strings that are added up, line breaks, quotes and wrong escapes in strings. Several values
/// become an array. What is JSON stays as it is, but for white space. Where a text may mean several things, it takes the
/// likely one: look at the changes before you rely on the result.
///
/// Repairing twice gives what repairing once gives. Time and memory grow linearly with the source.
///
/// # Errors
///
/// [`Code::Empty`](crate::Code::Empty) for a document without a value; [`Code::Depth`](crate::Code::Depth) beyond
/// `max_depth`; [`Code::OutputSize`](crate::Code::OutputSize) as for [`format`](crate::format()).
///
/// ```
/// use parsify_json::{Indent, RepairCode, RepairOptions, repair};
///
/// let mut options = RepairOptions::default();
/// options.indent = Indent::None;
/// let repaired = repair("{name: 'Ada', tags: ['a' 'b',], // of 1843\n ok: True", &options).unwrap();
/// assert_eq!(repaired.text, r#"{"name":"Ada","tags":["a","b"],"ok":true}"#);
/// assert_eq!(repaired.changes[0].code, RepairCode::UnquotedKey);
/// assert_eq!((repaired.changes[0].was.as_str(), repaired.changes[0].became.as_str()), ("name", "\"name\""));
/// ```
pub fn repair(source: &str, options: &RepairOptions) -> Result<Repaired, Box<Problem>> {
    let max_depth = depth::in_force(options.max_depth);
    if is_json(source, max_depth) {
        return laid_out(source, options).map(|text| Repaired { text, changes: Vec::new(), omitted: 0 });
    }
    let mut changes = Changes::new(options.max_changes.clamp(1, RepairOptions::MOST_CHANGES));
    let frame = Frame::find(source, &mut changes);
    let mut positions = Positions::new(source);
    let (json, changes) = Repairer::new(source, frame, max_depth, changes)
        .run()
        .map_err(|fault| Box::new(Problem::new(&fault, &mut positions)))?;
    let text = laid_out(&json, options)?;
    let omitted = changes.count - changes.listed.len();
    let mut listed = changes.listed;
    listed.sort_by_key(|change| change.start);
    let changes = listed.into_iter().map(|change| change.in_words(&mut positions)).collect();
    Ok(Repaired { text, changes, omitted })
}

fn laid_out(json: &str, options: &RepairOptions) -> Result<String, Box<Problem>> {
    let unit = options.indent.unit();
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
    emit(json, job).map(|done| done.text)
}
