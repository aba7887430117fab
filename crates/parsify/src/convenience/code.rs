use parsify_code::{
    DetectOptions, Detected, ExecuteOptions, Executed, FormatOptions, HighlightOptions, LintOptions, LintReport,
    MinifyOptions, TranspileOptions, ValidateOptions, Validation,
};
use parsify_error::Failure;
use parsify_interface::{Document, Response};
use serde::Serialize;

use super::{data, text};

async fn call(
    operation: &str,
    code: impl Into<String>,
    language: &str,
    options: &impl Serialize,
) -> Result<Response, Failure> {
    let mut params = super::params(options)?;
    if !language.is_empty() {
        params.insert("language".to_owned(), language.into());
    }
    super::call("code-processor", operation, vec![Document::text("code", code)], params).await
}

/// Lays a program out for people, in the sandbox.
///
/// `language` is its id, such as `"typescript"`; empty, it is found out.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), parsify::Failure> {
/// let text = parsify::format_code("let a={b:1}", "typescript", &Default::default()).await?;
/// assert_eq!(text, "let a = { b: 1 };\n");
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// Those of the operation `format` of the module `code-processor`; see [`ModuleManager::execute`](crate::ModuleManager::execute)
/// for the others.
pub async fn format_code(code: impl Into<String>, language: &str, options: &FormatOptions) -> Result<String, Failure> {
    text(call("format", code, language, options).await?)
}

/// Reports every syntax error of a program, in the sandbox. A program with errors is no failure.
///
/// `language` is its id, such as `"typescript"`; empty, it is found out.
///
/// # Errors
///
/// Those of the operation `validate` of the module `code-processor`; see [`ModuleManager::execute`](crate::ModuleManager::execute)
/// for the others.
pub async fn validate_code(
    code: impl Into<String>,
    language: &str,
    options: &ValidateOptions,
) -> Result<Validation, Failure> {
    data(call("validate", code, language, options).await?)
}

/// Finds what is allowed in a program and probably not meant, in the sandbox.
///
/// `language` is its id, such as `"typescript"`; empty, it is found out.
///
/// # Errors
///
/// Those of the operation `lint` of the module `code-processor`; see [`ModuleManager::execute`](crate::ModuleManager::execute)
/// for the others.
pub async fn lint_code(code: impl Into<String>, language: &str, options: &LintOptions) -> Result<LintReport, Failure> {
    data(call("lint", code, language, options).await?)
}

/// Writes the same program in fewer bytes, in the sandbox.
///
/// `language` is its id, such as `"typescript"`; empty, it is found out.
///
/// # Errors
///
/// Those of the operation `minify` of the module `code-processor`; see [`ModuleManager::execute`](crate::ModuleManager::execute)
/// for the others.
pub async fn minify_code(code: impl Into<String>, language: &str, options: &MinifyOptions) -> Result<String, Failure> {
    text(call("minify", code, language, options).await?)
}

/// Writes the same program for older engines, without types and JSX, in the sandbox.
///
/// `language` is its id, such as `"typescript"`; empty, it is found out.
///
/// # Errors
///
/// Those of the operation `transpile` of the module `code-processor`; see [`ModuleManager::execute`](crate::ModuleManager::execute)
/// for the others.
pub async fn transpile_code(
    code: impl Into<String>,
    language: &str,
    options: &TranspileOptions,
) -> Result<String, Failure> {
    text(call("transpile", code, language, options).await?)
}

/// Colours a program, as HTML or for a terminal, in the sandbox.
///
/// `language` is its id, such as `"typescript"`; empty, it is found out.
///
/// # Errors
///
/// Those of the operation `highlight` of the module `code-processor`; see [`ModuleManager::execute`](crate::ModuleManager::execute)
/// for the others.
pub async fn highlight_code(
    code: impl Into<String>,
    language: &str,
    options: &HighlightOptions,
) -> Result<String, Failure> {
    text(call("highlight", code, language, options).await?)
}

/// Runs a program in the sandbox, with nothing but what it is given. One that ends with an error is no failure.
///
/// `language` is its id, such as `"typescript"`; empty, it is found out.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), parsify::Failure> {
/// let done = parsify::execute_code("[1, 2, 3].map((n) => n * n)", "javascript", &Default::default()).await?;
/// assert_eq!(done.value.to_string(), "[1,4,9]");
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// Those of the operation `execute` of the module `code-processor`; see [`ModuleManager::execute`](crate::ModuleManager::execute)
/// for the others.
pub async fn execute_code(
    code: impl Into<String>,
    language: &str,
    options: &ExecuteOptions,
) -> Result<Executed, Failure> {
    data(call("execute", code, language, options).await?)
}

/// Finds out what language a text is in.
///
/// # Errors
///
/// See [`ModuleManager::execute`](crate::ModuleManager::execute).
pub async fn detect_language(code: impl Into<String>, options: &DetectOptions) -> Result<Detected, Failure> {
    data(call("detect-language", code, "", options).await?)
}
