//! `sample`: some elements of an array, some lines of JSON Lines, or the shape of a document.

mod choice;
mod function;
mod options;
mod random;
mod shape;

pub use choice::SampleMode;
pub use function::{Sample, SampleSummary, sample};
pub use options::{SampleOptions, SampleResult};
pub(super) use random::Random;

use super::lines::{Framing, MEDIA_TYPE};
use crate::processor::on_json;
use parsify_interface::{Context, Data, Document, Failure, Register, Text};

pub(crate) fn register<R: Register>(operations: R) -> R {
    let summary = "Keeps some elements of an array or some lines, and shortens what is long";
    operations.with("sample", summary, run, on_json)
}

#[expect(clippy::needless_pass_by_value, reason = "the signature of an operation's function")]
fn run(json: Text, options: SampleOptions, _: &dyn Context) -> Result<(Document, Data<SampleSummary>), Failure> {
    let found = sample(&json, &options)?;
    let media_type = if options.input == Framing::Json { "application/json" } else { MEDIA_TYPE };
    Ok((Document::text("json", found.json).with_media_type(media_type), Data(found.summary)))
}
