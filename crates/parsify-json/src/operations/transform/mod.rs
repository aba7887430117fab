//! `transform`: steps that change a document.

mod action;
mod compile;
mod condition;
mod doing;
mod expression;
mod function;
mod numeral;
mod options;
mod places;
mod put;
mod report;
mod retype;
mod rewrite;
mod step;
mod take;
mod template;
mod test;

pub use action::{Action, NumberFormat, Pad, PadSide, Replace};
pub use condition::{
    Condition, ConditionOf, ConditionPlace, EqualsCondition, MatchesCondition, RangeCondition, TypeCondition,
};
pub use function::{Transformed, transform};
pub use options::TransformOptions;
pub use report::{StepReport, TransformChange, TransformReport};
pub use step::{
    AddStep, CalculateStep, ConvertStep, ConvertTo, DeleteStep, Existing, FormatStep, MapEntry, ModifyStep, OnInvalid,
    OnMissing, RelocateStep, RenameStep, TransformStep,
};

use super::edited::Edited;
use crate::processor::on_json;
use parsify_interface::{Context, Failure, Register, Text};

pub(crate) fn register<R: Register>(operations: R) -> R {
    let summary =
        "Changes a JSON document by steps: rename, move, copy, delete, add, modify, calculate, format, convert";
    operations.with("transform", summary, run, |operation| on_json(operation).with_alias("transformJson"))
}

#[expect(clippy::needless_pass_by_value, reason = "the signature of an operation's function")]
fn run(json: Text, options: TransformOptions, _: &dyn Context) -> Result<Edited<TransformReport>, Failure> {
    let transformed = transform(&json, &options)?;
    Ok(Edited::json(transformed.json, transformed.report, transformed.warnings))
}
