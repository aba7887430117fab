//! The operations, each in a folder of its own: its options and its function.

mod absent;
mod analyze;
mod arithmetic;
mod canonicalize;
mod compare;
mod convert;
mod documents;
mod edited;
mod emit;
mod excerpt;
mod filter;
mod flatten;
mod format;
mod glob;
mod growth;
mod infer;
mod lines;
mod merge;
mod minify;
mod parts;
mod patch;
mod query;
mod redact;
mod regex;
mod repair;
mod rewritten;
mod sample;
mod several;
mod sort;
mod stats;
mod transform;
mod types;
mod validate;

use parsify_interface::{Operations, Register};

pub use crate::core::{DEFAULT_MAX_DEPTH, LARGEST_MAX_DEPTH};
pub(crate) use analyze::classify;
pub use analyze::{
    Analysis, AnalyzeOptions, Counts, DeepPart, DuplicateKey, KeyCount, LargePart, Likely, LikelyPlace, MixedArray,
    NumberPlace, Omitted, analyze,
};
pub use canonicalize::{Canonical, CanonicalSizes, CanonicalizeOptions, LossyNumber, LossyNumbers, canonicalize};
pub use compare::{
    CompareAlign, CompareFormat, CompareOptions, CompareStatistics, Comparison, Difference, DifferenceKind,
    Differences, compare,
};
pub use convert::{
    BinaryForm, Conversion, ConvertOptions, Converted, CsvArrays, CsvOptions, EmptyFields, ExtendedJson, Format,
    IniOptions, Input, KeyCase, Lossy, NonFinite, Note, NoteCode, Output, PropertiesEncoding, PropertiesOptions,
    RaggedRows, RepeatedKeys, TomlNulls, TomlOptions, XmlEmpty, XmlOptions, XmlTypes, YamlDocuments, YamlOptions,
    convert,
};
pub use emit::BadDocuments;
pub use filter::{FilterBound, FilterCondition, FilterMode, FilterOptions, FilterSummary, Filtered, filter};
pub use flatten::{
    Arrays, FlatSummary, FlattenOptions, Flattened, KeyNotation, Sparse, UnflattenOptions, flatten, unflatten,
};
pub use format::{Colors, EndOfLine, FormatOptions, Indent, RemoveNulls, SortKeys, Theme, format, format_counted};
pub use infer::{InferDraft, InferOptions, Samples, infer_schema};
pub use lines::{BadLine, BadLines, Framing, ListedLines};
pub use merge::{
    ConflictingValue, MergeConflict, MergeNulls, MergeOptions, MergeReport, MergeRule, MergeStrategy, Merged,
    OnMergeConflict, merge,
};
pub use minify::{MinifyOptions, minify, minify_counted};
pub use parts::Values;
pub use patch::{PatchChange, PatchKind, PatchOptions, PatchReport, Patched, patch};
pub use query::{QueryLanguage, QueryOptions, QueryOutput, QueryResult};
pub use redact::{
    RedactMethod, RedactOptions, RedactPattern, RedactReport, Redacted, RedactedPlace, RuleCount, redact,
};
pub use repair::{RepairChange, RepairCode, RepairOptions, RepairReport, RepairValues, Repaired, repair};
pub use rewritten::{Rewritten, Sizes};
pub use sample::{Sample, SampleMode, SampleOptions, SampleResult, SampleSummary, sample};
pub use sort::{SortBy, SortCompare, SortMissing, SortOptions, SortOrder, SortReport, Sorted, sort};
pub use stats::{
    DistinctStats, LengthStats, NumberStats, PathStats, Quantiles, Stats, StatsOptions, TopValue, TypeCounts, stats,
};
pub use transform::{
    Action, AddStep, CalculateStep, Condition, ConditionOf, ConditionPlace, ConvertStep, ConvertTo, DeleteStep,
    EqualsCondition, Existing, FormatStep, MapEntry, MatchesCondition, ModifyStep, NumberFormat, OnInvalid, OnMissing,
    Pad, PadSide, RangeCondition, RelocateStep, RenameStep, Replace, StepReport, TransformChange, TransformOptions,
    TransformReport, TransformStep, Transformed, TypeCondition, transform,
};
pub use types::{TypeLanguage, TypesOptions, generate_types};
pub use validate::{BadDocument, DocumentsFound, Statistics, ValidateOptions, Validation, validate};
pub(crate) use validate::{
    SCHEMA_MODULE, against_schema, dialect_against_schema, several_against_schema, without_schema,
};

/// The operations that `json-processor` carries out itself.
pub(crate) fn register(operations: Operations) -> Operations {
    let areas = [
        format::register,
        minify::register,
        canonicalize::register,
        analyze::register,
        convert::register,
        query::register,
        patch::register,
        repair::register,
        compare::register,
        merge::register,
        sort::register,
    ];
    areas.into_iter().fold(operations, |operations, register| register(operations))
}

/// The operations of `json-data`, which `json-processor` offers too.
pub(crate) fn register_data<R: Register>(operations: R) -> R {
    let areas = [
        filter::register,
        flatten::register,
        redact::register,
        sample::register,
        stats::register,
        transform::register,
        infer::register,
        types::register,
    ];
    areas.into_iter().fold(operations, |operations, register| register(operations))
}
