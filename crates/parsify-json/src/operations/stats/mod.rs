//! `stats`: what the records of JSON Lines, or of an array, hold.

mod function;
mod lengths;
mod numbers;
mod options;
mod result;
mod sum;
mod table;
mod values;

pub use function::stats;
pub use options::StatsOptions;
pub use result::{DistinctStats, LengthStats, NumberStats, PathStats, Quantiles, Stats, TopValue, TypeCounts};

use crate::processor::on_json;
use parsify_interface::{Context, Data, Failure, Register, Text};

pub(crate) fn register<R: Register>(operations: R) -> R {
    let summary = "Counts the values of JSON Lines, or of an array, path by path";
    operations.with("stats", summary, run, on_json)
}

#[expect(clippy::needless_pass_by_value, reason = "the signature of an operation's function")]
fn run(json: Text, options: StatsOptions, _: &dyn Context) -> Result<Data<Stats>, Failure> {
    stats(&json, &options).map(Data)
}
