//! `redact`: documents without secrets and personal data.

mod detect;
mod finder;
mod function;
mod keys;
mod method;
mod options;
mod report;
mod walk;

pub use detect::RedactPattern;
pub use function::{Redacted, redact};
pub use options::{RedactMethod, RedactOptions};
pub use report::{RedactReport, RedactedPlace, RuleCount};

use super::lines::{Framing, MEDIA_TYPE};
use crate::processor::on_json;
use parsify_interface::{Context, Data, Document, Failure, Register, Text};

pub(crate) fn register<R: Register>(operations: R) -> R {
    let summary = "Redacts secrets and personal data by keys, places and what they look like";
    operations.with("redact", summary, run, on_json)
}

#[expect(clippy::needless_pass_by_value, reason = "the signature of an operation's function")]
fn run(json: Text, options: RedactOptions, _: &dyn Context) -> Result<(Document, Data<RedactReport>), Failure> {
    let redacted = redact(&json, &options)?;
    let media_type = if options.input == Framing::Json { "application/json" } else { MEDIA_TYPE };
    Ok((Document::text("json", redacted.json).with_media_type(media_type), Data(redacted.report)))
}
