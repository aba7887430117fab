//! Single calls on a default manager.

use parsify_error::{ErrorKind, Failure, code};
use parsify_interface::{CallOptions, Request, Response, Value, serde_json};
use parsify_json::{FormatOptions, MinifyOptions, ValidateOptions, Validation};
use serde::Serialize;
use tokio::sync::OnceCell;

use crate::ModuleManager;

/// The manager of these functions: built at the first call, kept for the life of the process.
async fn manager() -> Result<&'static ModuleManager, Failure> {
    static MANAGER: OnceCell<ModuleManager> = OnceCell::const_new();
    MANAGER.get_or_try_init(|| ModuleManager::builder().build()).await
}

async fn call(operation: &str, json: String, options: &impl Serialize) -> Result<Response, Failure> {
    let params = match serde_json::to_value(options) {
        Ok(Value::Object(params)) => params,
        _ => return Err(Failure::new(ErrorKind::Internal, code::HOST_INTERNAL, "the options are no JSON object")),
    };
    let request = Request::new(operation).with_text("json", json).with_params(params);
    let execution = manager().await?.execute("json-processor", request, CallOptions::new()).await?;
    Ok(execution.response)
}

fn text(response: Response) -> Result<String, Failure> {
    response
        .into_text()
        .ok_or_else(|| Failure::new(ErrorKind::Internal, code::HOST_INTERNAL, "the module gave no document back"))
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
/// Kind `Input` with line and column when the document is no JSON; see [`ModuleManager::execute`] for the others.
pub async fn format_json(json: impl Into<String>, options: &FormatOptions) -> Result<String, Failure> {
    text(call("format", json.into(), options).await?)
}

/// Takes the white space out of a JSON document in the sandbox; everything else stays as it came.
///
/// # Errors
///
/// Those of [`format_json`].
pub async fn minify_json(json: impl Into<String>, options: &MinifyOptions) -> Result<String, Failure> {
    text(call("minify", json.into(), options).await?)
}

/// Checks a JSON document in the sandbox and reports every problem.
///
/// # Errors
///
/// A document with problems is no error; see [`ModuleManager::execute`].
pub async fn validate_json(json: impl Into<String>, options: &ValidateOptions) -> Result<Validation, Failure> {
    let data = call("validate", json.into(), options).await?.data;
    serde_json::from_value(data).map_err(|error| {
        Failure::new(ErrorKind::Internal, code::HOST_INTERNAL, "the module gave no validation back").with_source(error)
    })
}
