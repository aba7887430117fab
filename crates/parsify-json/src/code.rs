//! The codes of failures that are not about syntax: stable, to branch on. Those about syntax are [`Code`](crate::Code).

/// An expression of a query language is not well-formed; the details have `line`, `column` and `offset` in it.
pub const QUERY_SYNTAX: &str = "json.query-syntax";
/// An expression does not fit the document: a type is wrong, a value is not there.
pub const QUERY_EVALUATION: &str = "json.query-evaluation";
/// A query takes more steps, gives more results or is nested deeper than allowed; the detail `limit` says how much is.
pub const QUERY_LIMIT: &str = "json.query-limit";
/// There is not exactly one result, as the output asked for needs; the detail `count` says how many there are.
pub const QUERY_SINGLE: &str = "json.query-single";
/// Paths were asked for where there are none.
pub const QUERY_PATHS: &str = "json.query-paths";
/// An option does not go with the language of the query.
pub const QUERY_OPTION: &str = "json.query-option";
/// Something cannot be carried over to the other format, and `lossy` is "error".
pub const CONVERT_LOSS: &str = "convert.loss";
/// A document is not in UTF-8.
pub const CONVERT_ENCODING: &str = "convert.encoding";
/// The text of a binary document is no base64 or hexadecimal digits.
pub const CONVERT_BINARY_TEXT: &str = "convert.binary-text";
/// A value cannot be said in the other format at all.
pub const CONVERT_VALUE: &str = "convert.value";
/// An option of a conversion has a value that means nothing, such as a name that is none.
pub const CONVERT_OPTION: &str = "convert.option";
/// A document of another format than JSON nests too deeply.
pub const CONVERT_DEPTH: &str = "convert.depth";
/// The options of a conversion contradict each other.
pub const CONVERT_OPTIONS: &str = "convert.options";
/// A binary document ends too early.
pub const CONVERT_TRUNCATED: &str = "convert.truncated";
/// Something stands behind a binary document.
pub const CONVERT_TRAILING: &str = "convert.trailing";
/// A key stands again, and `repeated` is "error".
pub const CONVERT_REPEATED: &str = "convert.repeated";
/// A document is no MessagePack.
pub const MSGPACK_SYNTAX: &str = "msgpack.syntax";
/// A document is no CBOR.
pub const CBOR_SYNTAX: &str = "cbor.syntax";
/// A document is no BSON.
pub const BSON_SYNTAX: &str = "bson.syntax";
/// A document is no INI.
pub const INI_SYNTAX: &str = "ini.syntax";
/// Java properties have an escape that is none.
pub const PROPERTIES_SYNTAX: &str = "properties.syntax";
/// A document is no CSV or TSV.
pub const CSV_SYNTAX: &str = "csv.syntax";
/// A row of a CSV or TSV document has more or fewer fields than the first one.
pub const CSV_RAGGED: &str = "csv.ragged";
/// The documents have too many different places for an inferred schema or type.
pub const PLACES: &str = "json.places";

/// A name that was asked for is none in a programming language.
pub const NAME: &str = "json.name";
/// A document is no YAML.
pub const YAML_SYNTAX: &str = "yaml.syntax";
/// The aliases of a YAML document grow beyond all measure, or one is within its own anchor.
pub const YAML_ALIAS: &str = "yaml.alias";
/// A YAML value is none of its tag, or a merge key has no mapping.
pub const YAML_VALUE: &str = "yaml.value";
/// A YAML stream has several documents where one is wanted.
pub const YAML_DOCUMENTS: &str = "yaml.documents";
/// A document is no TOML.
pub const TOML_SYNTAX: &str = "toml.syntax";
/// A document is no well-formed XML.
pub const XML_SYNTAX: &str = "xml.syntax";
/// An XML document has a document type declaration.
pub const XML_DOCTYPE: &str = "xml.doctype";
/// An XML document uses an entity that is none of the five every document has.
pub const XML_ENTITY: &str = "xml.entity";

/// A schema is none, by the meta-schema of its draft.
pub const SCHEMA_INVALID: &str = "json.schema-invalid";
/// A reference of a schema leads nowhere, or a document handed in for references has no URI.
pub const SCHEMA_REFERENCE: &str = "json.schema-reference";
/// A regular expression of a schema is none, or none for an engine of linear time.
pub const SCHEMA_PATTERN: &str = "json.schema-pattern";
/// A schema asks for more work, stack or memory than there is.
pub const SCHEMA_LIMIT: &str = "json.schema-limit";
/// Options of an operation do not fit each other, or one is none that the operation knows how to follow.
pub const OPTIONS: &str = "json.options";
/// Two keys of a flat object are the same, or contradict each other.
pub const FLATTEN_CLASH: &str = "json.flatten-clash";
/// A key of a flat object cannot be read as a place.
pub const FLAT_KEY: &str = "json.flat-key";
/// The indices of an array have gaps.
pub const SPARSE: &str = "json.sparse";
/// A path leads to nothing in the document.
pub const PATH: &str = "json.path";
/// There is no array where one is needed.
pub const NO_ARRAY: &str = "json.no-array";
/// A pattern of places is none.
pub const PATTERN: &str = "json.pattern";
/// A regular expression is none, or too large.
pub const REGEX: &str = "json.regex";

/// An operation of a JSON Patch is none.
pub const PATCH_OPERATION: &str = "patch.operation";
/// A place that an operation of a JSON Patch needs is not there, or cannot be used.
pub const PATCH_PATH: &str = "patch.path";
/// A `test` of a JSON Patch found another value.
pub const PATCH_TEST: &str = "patch.test";
/// A merge patch would have to set a member to `null`.
pub const COMPARE_NULL: &str = "compare.null";
/// Asking a condition takes too many steps.
pub const FILTER_STEPS: &str = "json.filter-steps";
/// There are not enough documents to merge.
pub const MERGE_DOCUMENTS: &str = "merge.documents";
/// Documents have different values for the same place, and that is to be an error.
pub const MERGE_CONFLICT: &str = "merge.conflict";
/// An expression or template of a step cannot be read.
pub const TRANSFORM_EXPRESSION: &str = "transform.expression";
/// A step finds nothing.
pub const TRANSFORM_MISSING: &str = "transform.missing";
/// A value cannot be put, renamed or deleted where a step wants it.
pub const TRANSFORM_PLACE: &str = "transform.place";
/// A value is none that a step can work on.
pub const TRANSFORM_VALUE: &str = "transform.value";
/// What a document that is to be repaired means cannot be told.
pub const REPAIR_AMBIGUOUS: &str = "repair.ambiguous";
/// A document that is to be repaired has several values, and `values` is "error".
pub const REPAIR_VALUES: &str = "repair.values";
/// What is to be repaired has nothing of JSON.
pub const REPAIR_NO_JSON: &str = "repair.no-json";
/// Repairing gave something else than JSON, which is a fault of this crate.
pub const REPAIR_FAILED: &str = "repair.failed";
