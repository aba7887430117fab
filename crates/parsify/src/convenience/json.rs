use parsify_error::Failure;
use parsify_interface::{Document, Response};
use parsify_json::{
    Analysis, AnalyzeOptions, CompareOptions, ConvertOptions, Differences, FilterOptions, FormatOptions, MergeOptions,
    MinifyOptions, QueryOptions, SortOptions, TransformOptions, ValidateOptions, Validation,
};
use serde::Serialize;

use super::{data, document, text};

async fn call(operation: &str, documents: Vec<Document>, options: &impl Serialize) -> Result<Response, Failure> {
    super::call("json-processor", operation, documents, super::params(options)?).await
}

fn json(text: impl Into<String>) -> Vec<Document> {
    vec![Document::text("json", text)]
}

/// Formats a JSON document in the sandbox; numbers, strings, order and duplicate keys stay as they came.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), parsify::Failure> {
/// let text = parsify::format_json("[1.10]", &Default::default()).await?;
/// assert_eq!(text, "[\n  1.10\n]\n");
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// Kind `Input` with line and column when the document is no JSON; see [`execute`](crate::ModuleManager::execute) for the others.
pub async fn format_json(json: impl Into<String>, options: &FormatOptions) -> Result<String, Failure> {
    text(call("format", self::json(json), options).await?)
}

/// Takes the white space out of a JSON document in the sandbox; everything else stays as it came.
///
/// # Errors
///
/// Those of [`format_json`].
pub async fn minify_json(json: impl Into<String>, options: &MinifyOptions) -> Result<String, Failure> {
    text(call("minify", self::json(json), options).await?)
}

/// Checks a JSON document in the sandbox and reports every problem.
///
/// # Errors
///
/// A document with problems is no error; see [`execute`](crate::ModuleManager::execute).
pub async fn validate_json(json: impl Into<String>, options: &ValidateOptions) -> Result<Validation, Failure> {
    data(call("validate", self::json(json), options).await?)
}

/// Formats a JSON document for people, in the sandbox: what is short stands in one line. The options of
/// [`FormatOptions::prettified`] are those that the operation `prettify` has by itself.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), parsify::Failure> {
/// use parsify::json_operations::FormatOptions;
///
/// let text = parsify::prettify_json(r#"{"a":[1,2]}"#, &FormatOptions::prettified()).await?;
/// assert_eq!(text, "{ \"a\": [1, 2] }\n");
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// Those of [`format_json`].
pub async fn prettify_json(json: impl Into<String>, options: &FormatOptions) -> Result<String, Failure> {
    text(call("prettify", self::json(json), options).await?)
}

/// Converts a document from one format to another in the sandbox. The document is text, or bytes for a binary format.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), parsify::Failure> {
/// use parsify::json_operations::{ConvertOptions, Format};
/// use parsify::Document;
///
/// let source = Document::text("document", "{\"price\": 1.10}");
/// let yaml = parsify::convert_json(source, &ConvertOptions::new(Format::Json, Format::Yaml)).await?;
/// assert_eq!(yaml.as_text(), Some("price: 1.10\n"));
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// Kind `Input` with the place when the document is none of its format; see [`execute`](crate::ModuleManager::execute) for the others.
pub async fn convert_json(document: Document, options: &ConvertOptions) -> Result<Document, Failure> {
    let source = Document { name: "document".to_owned(), ..document };
    self::document(call("convert", vec![source], options).await?)
}

/// Selects parts of a JSON document in the sandbox by JSON Pointer, JSONPath, JMESPath or jq; what is selected stays as it
/// is written.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), parsify::Failure> {
/// use parsify::json_operations::{QueryLanguage, QueryOptions};
///
/// let options = QueryOptions::new(QueryLanguage::Jsonpath, "$.items[?@.price > 1].name");
/// let names = parsify::extract_json_data(r#"{"items": [{"name": "a", "price": 1.10}]}"#, &options).await?;
/// assert_eq!(names, "[\n  \"a\"\n]\n");
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// Kind `Params` with the place when the expression is none; see [`execute`](crate::ModuleManager::execute) for the others.
pub async fn extract_json_data(json: impl Into<String>, options: &QueryOptions) -> Result<String, Failure> {
    text(call("query", self::json(json), options).await?)
}

/// Makes one JSON document of several, in the sandbox; where they disagree, the strategy decides.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), parsify::Failure> {
/// use parsify::json_operations::{Indent, MergeOptions};
///
/// let mut options = MergeOptions::default();
/// options.indent = Indent::None;
/// let merged = parsify::merge_json_objects([r#"{"a": {"b": 1}}"#, r#"{"a": {"c": 2.0}}"#], &options).await?;
/// assert_eq!(merged, r#"{"a":{"b":1,"c":2.0}}"#);
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// Kind `Input` with place and document when one is no JSON; see [`execute`](crate::ModuleManager::execute) for the others.
pub async fn merge_json_objects(
    documents: impl IntoIterator<Item = impl Into<String>>,
    options: &MergeOptions,
) -> Result<String, Failure> {
    let documents = documents.into_iter().map(|json| Document::text("json", json)).collect();
    text(call("merge", documents, options).await?)
}

/// Says how one JSON document differs from another, in the sandbox.
///
/// # Errors
///
/// Those of [`format_json`].
pub async fn compare_json(
    left: impl Into<String>,
    right: impl Into<String>,
    options: &CompareOptions,
) -> Result<Differences, Failure> {
    let documents = vec![Document::text("left", left), Document::text("right", right)];
    data(call("compare", documents, options).await?)
}

/// Sorts the keys of a JSON document, and its arrays if asked, in the sandbox.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), parsify::Failure> {
/// let sorted = parsify::sort_json_keys(r#"{"b": 1.10, "a": 2}"#, &Default::default()).await?;
/// assert_eq!(sorted, "{\n  \"a\": 2,\n  \"b\": 1.10\n}\n");
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// Those of [`format_json`].
pub async fn sort_json_keys(json: impl Into<String>, options: &SortOptions) -> Result<String, Failure> {
    text(call("sort", self::json(json), options).await?)
}

/// Changes a JSON document by steps, in the sandbox.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), parsify::Failure> {
/// use parsify::json_operations::TransformOptions;
/// use parsify::serde_json::{from_value, json};
///
/// let steps = json!({"steps": [{"op": "rename", "path": "/name", "to": "title"}], "indent": "none"});
/// let options: TransformOptions = from_value(steps).expect("these are steps");
/// let changed = parsify::transform_json(r#"{"name": "a", "price": 1.10}"#, &options).await?;
/// assert_eq!(changed, r#"{"title":"a","price":1.10}"#);
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// Kind `Params` when a step is none; those of [`format_json`].
pub async fn transform_json(json: impl Into<String>, options: &TransformOptions) -> Result<String, Failure> {
    text(call("transform", self::json(json), options).await?)
}

/// Keeps or drops parts of a JSON document in the sandbox.
///
/// # Errors
///
/// Those of [`format_json`].
pub async fn filter_json(json: impl Into<String>, options: &FilterOptions) -> Result<String, Failure> {
    text(call("filter", self::json(json), options).await?)
}

/// Says in the sandbox what a JSON document is made of.
///
/// # Errors
///
/// Those of [`format_json`].
pub async fn analyze_json(json: impl Into<String>, options: &AnalyzeOptions) -> Result<Analysis, Failure> {
    data(call("analyze", self::json(json), options).await?)
}
