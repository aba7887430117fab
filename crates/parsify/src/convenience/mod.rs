//! Single calls on a default manager, by the names of the operations' aliases (`formatJson` is `format_json`).

mod code;
mod json;

pub use code::*;
pub use json::*;

use parsify_error::{ErrorKind, Failure, code::HOST_INTERNAL};
use parsify_interface::{CallOptions, Document, Request, Response, Value, serde_json};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Map;
use tokio::sync::OnceCell;

use crate::ModuleManager;

/// The manager of these functions: built at the first call, kept for the life of the process.
async fn manager() -> Result<&'static ModuleManager, Failure> {
    static MANAGER: OnceCell<ModuleManager> = OnceCell::const_new();
    MANAGER.get_or_try_init(|| ModuleManager::builder().build()).await
}

fn params(options: &impl Serialize) -> Result<Map<String, Value>, Failure> {
    match serde_json::to_value(options) {
        Ok(Value::Object(params)) => Ok(params),
        _ => Err(Failure::new(ErrorKind::Internal, HOST_INTERNAL, "the options are no JSON object")),
    }
}

async fn call(
    module: &str,
    operation: &str,
    documents: Vec<Document>,
    params: Map<String, Value>,
) -> Result<Response, Failure> {
    let request = documents.into_iter().fold(Request::new(operation).with_params(params), Request::with_document);
    let execution = manager().await?.execute(module, request, CallOptions::new()).await?;
    Ok(execution.response)
}

fn document(mut response: Response) -> Result<Document, Failure> {
    response.documents.pop().ok_or_else(|| unexpected("no document"))
}

fn text(response: Response) -> Result<String, Failure> {
    response.into_text().ok_or_else(|| unexpected("no document"))
}

fn data<T: DeserializeOwned>(response: Response) -> Result<T, Failure> {
    serde_json::from_value(response.data).map_err(|error| unexpected("other data").with_source(error))
}

fn unexpected(what: &str) -> Failure {
    Failure::new(ErrorKind::Internal, HOST_INTERNAL, format!("the module gave {what} back"))
}
