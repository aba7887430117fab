//! `filter`: the values of a document that fulfil a condition, or all but those.

mod ask;
mod condition;
mod date;
mod function;
mod options;
mod test;
mod walk;

pub use condition::{FilterBound, FilterCondition};
pub use function::{FilterSummary, Filtered, filter};
pub use options::{FilterMode, FilterOptions};

use super::lines::{Framing, MEDIA_TYPE};
use crate::processor::on_json;
use parsify_interface::{Context, Data, Document, Failure, Register, Text, Warned};

pub(crate) fn register<R: Register>(operations: R) -> R {
    let summary = "Keeps or drops the values, elements or lines that fulfil a condition";
    operations.with("filter", summary, run, |operation| on_json(operation).with_alias("filterJson"))
}

type Answer = Warned<(Document, Data<FilterSummary>)>;

#[expect(clippy::needless_pass_by_value, reason = "the signature of an operation's function")]
fn run(json: Text, options: FilterOptions, _: &dyn Context) -> Result<Answer, Failure> {
    let Filtered { json, summary, warnings } = filter(&json, &options)?;
    let media_type = if options.input == Framing::Json { "application/json" } else { MEDIA_TYPE };
    Ok(Warned((Document::text("json", json).with_media_type(media_type), Data(summary)), warnings))
}
