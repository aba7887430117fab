//! What an analysis says.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::likely::Likely;
use crate::tree::Kind;

/// What a document is made of. Paths are JSON Pointers (RFC 6901).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Analysis {
    /// Size of the document, in bytes.
    pub bytes: usize,
    /// Its size without white space, in bytes.
    pub minified_bytes: usize,
    /// The type of the outermost value.
    pub kind: Kind,
    /// Deepest nesting, in levels of brackets.
    pub depth: usize,
    /// How many there are of what.
    pub counts: Counts,
    /// How many different keys there are.
    pub distinct_keys: usize,
    /// The keys that stand most often.
    pub keys: Vec<KeyCount>,
    /// The largest parts below the whole document, largest first; a part holds those within it.
    pub largest: Vec<LargePart>,
    /// The deepest values, deepest first.
    pub deepest: Vec<DeepPart>,
    /// Keys that stand again in the same object.
    pub duplicate_keys: Vec<DuplicateKey>,
    /// Arrays whose elements are of several types, `null` aside.
    pub mixed_arrays: Vec<MixedArray>,
    /// Numbers that a double does not hold: programs that keep numbers as doubles change them.
    pub beyond_doubles: Vec<NumberPlace>,
    /// Where strings (and values of keys that end in `id`) are likely something special.
    pub likely: Vec<LikelyPlace>,
    /// How many more there are than each list holds.
    pub omitted: Omitted,
}

/// How many values there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Counts {
    /// Values of all types.
    pub values: usize,
    /// Objects.
    pub objects: usize,
    /// Arrays.
    pub arrays: usize,
    /// Objects and arrays without content.
    pub empty: usize,
    /// Members of objects.
    pub keys: usize,
    /// Strings, keys left out.
    pub strings: usize,
    /// Numbers.
    pub numbers: usize,
    /// Numbers that are whole.
    pub integers: usize,
    /// `true` and `false`.
    pub booleans: usize,
    /// `null`.
    pub nulls: usize,
    /// Bytes of all strings as they are written, quotes left out.
    pub string_bytes: usize,
}

/// A key and how often it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct KeyCount {
    /// The key.
    pub key: String,
    /// How often it stands.
    pub count: usize,
}

/// A large part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct LargePart {
    /// Where it stands.
    pub path: String,
    /// Its type.
    pub kind: Kind,
    /// Its size without white space, in bytes.
    pub bytes: usize,
}

/// A deep value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct DeepPart {
    /// Where it stands.
    pub path: String,
    /// How many brackets are around it.
    pub depth: usize,
}

/// A key that stands again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct DuplicateKey {
    /// Where the object stands.
    pub path: String,
    /// The key.
    pub key: String,
}

/// An array of several types.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct MixedArray {
    /// Where it stands.
    pub path: String,
    /// The types, `null` left out.
    pub kinds: Vec<Kind>,
}

/// A number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct NumberPlace {
    /// Where it stands.
    pub path: String,
    /// As it is written, shortened to 60 characters.
    pub number: String,
}

/// Something special.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct LikelyPlace {
    /// What it is likely.
    pub what: Likely,
    /// Where, with `*` in place of the indices of arrays.
    pub path: String,
    /// How many there are.
    pub count: usize,
}

/// How many more there are than the lists hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Omitted {
    /// Different keys.
    pub keys: usize,
    /// Duplicate keys.
    pub duplicate_keys: usize,
    /// Arrays of several types.
    pub mixed_arrays: usize,
    /// Numbers that a double does not hold.
    pub beyond_doubles: usize,
    /// Places of something special.
    pub likely: usize,
}
