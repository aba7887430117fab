//! What was counted.

use crate::operations::lines::ListedLines;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Statistics of records, path by path.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Stats {
    /// How many records there are: good lines, or elements.
    pub records: usize,
    /// The paths, each behind the one it is in, in the order in which they come first.
    pub paths: Vec<PathStats>,
    /// How many values were not looked at, because there are too many paths, their key has more than 256 bytes, or they are
    /// too deep; what is in them is not counted.
    pub omitted: usize,
    /// Lines that are no JSON; absent when there are none.
    #[serde(default, skip_serializing_if = "ListedLines::is_empty")]
    pub bad_lines: ListedLines,
}

/// The values at one path of all records.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PathStats {
    /// The path below a record, as a pattern of places: `*` stands for the elements of an array.
    pub path: String,
    /// How many values there are.
    pub count: usize,
    /// How many objects that could have the key do not.
    pub missing: usize,
    /// Their types.
    pub types: TypeCounts,
    /// Of the numbers among them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub numbers: Option<NumberStats>,
    /// Lengths of the strings among them, in characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strings: Option<LengthStats>,
    /// Lengths of the arrays among them, in elements.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrays: Option<LengthStats>,
    /// Different values, arrays and objects left out; absent when there is nothing else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distinct: Option<DistinctStats>,
}

/// How many values are of which type.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct TypeCounts {
    /// `null`.
    #[serde(skip_serializing_if = "is_zero")]
    pub null: usize,
    /// `true` and `false`.
    #[serde(skip_serializing_if = "is_zero")]
    pub boolean: usize,
    /// Numbers.
    #[serde(skip_serializing_if = "is_zero")]
    pub number: usize,
    /// Strings.
    #[serde(skip_serializing_if = "is_zero")]
    pub string: usize,
    /// Arrays.
    #[serde(skip_serializing_if = "is_zero")]
    pub array: usize,
    /// Objects.
    #[serde(skip_serializing_if = "is_zero")]
    pub object: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde calls")]
const fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// What numbers there are.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct NumberStats {
    /// How many of them are whole.
    pub integers: usize,
    /// The smallest one by exact value, as it is written; cut to 100 characters.
    pub min: String,
    /// The largest one.
    pub max: String,
    /// The sum, as text; all of its digits when it is exact.
    pub sum: String,
    /// Whether the sum is exact: it is as long as it and all numbers fit into 38 digits together, before and behind the point.
    pub sum_exact: bool,
    /// The mean, of those that a double can hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean: Option<f64>,
    /// The variance of a sample (divided by their number less one); absent for fewer than two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variance: Option<f64>,
    /// Its square root.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard_deviation: Option<f64>,
    /// Quantiles, of those that a double can hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantiles: Option<Quantiles>,
    /// How many are beyond all doubles, and so not in mean, variance and quantiles; absent when none are.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub beyond_doubles: usize,
}

/// Below which a part of the numbers lies, interpolated between neighbours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Quantiles {
    /// A quarter.
    pub p25: f64,
    /// Half: the median.
    pub p50: f64,
    /// Three quarters.
    pub p75: f64,
    /// 90 of 100.
    pub p90: f64,
    /// 99 of 100.
    pub p99: f64,
    /// Whether all numbers were looked at; else a sample of 1,024 was.
    pub exact: bool,
}

/// What lengths there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct LengthStats {
    /// The shortest one.
    pub min_length: usize,
    /// The longest one.
    pub max_length: usize,
    /// The mean.
    pub mean_length: f64,
    /// How many are empty.
    pub empty: usize,
}

/// Different values.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct DistinctStats {
    /// How many there are, or at least are when not exact. Numbers differ as they are written.
    pub count: usize,
    /// Whether that is all of them.
    pub exact: bool,
    /// The most frequent ones, most frequent first.
    pub top: Vec<TopValue>,
    /// How much larger each count in `top` may be; values that are not in `top` are no more frequent than that, or than the last
    /// one there. Absent when the counts are exact.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub error: usize,
}

/// A frequent value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct TopValue {
    /// The value. A string is cut to 60 characters; a number that a double would change is given as text.
    pub value: serde_json::Value,
    /// How often it stands.
    pub count: usize,
}
