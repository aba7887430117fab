//! `flatten` and `unflatten`: a nested document as one object whose keys are places, and back.

mod function;
mod nodes;
mod notation;
mod options;
mod unflatten;
mod wtf8;

pub use function::{FlatSummary, Flattened, flatten};
pub use notation::{Arrays, KeyNotation, Sparse};
pub use options::{FlattenOptions, UnflattenOptions};
pub use unflatten::unflatten;

use crate::processor::on_json;
use parsify_interface::{Context, Data, Document, Failure, Register, Text, Warned};

pub(crate) fn register<R: Register>(operations: R) -> R {
    operations
        .with("flatten", "Turns a nested JSON document into one object whose keys are places", flattened, on_json)
        .with("unflatten", "Turns an object whose keys are places into the nested document", unflattened, on_json)
}

type Answer = Warned<(Document, Data<FlatSummary>)>;

#[expect(clippy::needless_pass_by_value, reason = "the signature of an operation's function")]
fn flattened(json: Text, options: FlattenOptions, _: &dyn Context) -> Result<Answer, Failure> {
    flatten(&json, &options).map(answer)
}

#[expect(clippy::needless_pass_by_value, reason = "the signature of an operation's function")]
fn unflattened(json: Text, options: UnflattenOptions, _: &dyn Context) -> Result<Answer, Failure> {
    unflatten(&json, &options).map(answer)
}

fn answer(flattened: Flattened) -> Answer {
    let document = Document::text("json", flattened.json).with_media_type("application/json");
    Warned((document, Data(flattened.summary)), flattened.warnings)
}

/// What is said of members that equal keys have displaced.
fn duplicates_warning(lost: usize) -> String {
    match lost {
        1 => "1 member was left out, because its key stands again in the same object".to_owned(),
        _ => format!("{lost} members were left out, because their keys stand again in the same object"),
    }
}
