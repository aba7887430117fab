use parsify_error::{ErrorKind, Failure, code};
use parsify_interface::{CallOptions, Document, Execution, Operation, Request, Value, serde_json};
use serde_json::Map;

use crate::ModuleManager;

impl ModuleManager {
    /// Executes an operation for a caller that holds JSON.
    ///
    /// A key that is the name of a document of the operation becomes that document: its value is a text, or an array of
    /// texts where the document may stand several times. The members of `options` and every other key become params.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), parsify::Failure> {
    /// use parsify::{CallOptions, ModuleManager, serde_json::json};
    ///
    /// let manager = ModuleManager::builder().build().await?;
    /// let input = json!({"json": "[1,2]", "options": {"indent": 4}});
    /// let execution = manager.execute_json("json-processor", "format", input, CallOptions::new()).await?;
    /// assert_eq!(execution.response.text(), Some("[\n    1,\n    2\n]\n"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`execute`](Self::execute); kind `Params` when the input is no object or a param stands in both places,
    /// kind `Input` when a document is no text.
    pub async fn execute_json(
        &self,
        module: &str,
        operation: &str,
        input: Value,
        options: CallOptions,
    ) -> Result<Execution, Failure> {
        let world = self.0.world.load();
        let slot = world.find(module, options.version.as_ref())?;
        // An unknown operation is `execute`'s to refuse.
        let unknown = Operation::new(operation, "");
        let known = slot.descriptor.operation(operation).unwrap_or(&unknown);
        let place = |failure: Failure| failure.with_module(&slot.descriptor.id).with_operation(operation);
        let request = request(known, input).map_err(place)?;
        self.execute(module, request, options).await
    }
}

fn request(operation: &Operation, input: Value) -> Result<Request, Failure> {
    let mut input = object("the input", input)?;
    let mut request = Request::new(&operation.name);
    for spec in &operation.documents {
        match input.remove(&spec.name) {
            None => {}
            Some(Value::Array(texts)) if spec.repeated => {
                for text in texts {
                    request.documents.push(document(&spec.name, text)?);
                }
            }
            Some(text) => request.documents.push(document(&spec.name, text)?),
        }
    }
    request.params = input.remove("options").map_or_else(|| Ok(Map::new()), |options| object("`options`", options))?;
    for (name, value) in input {
        if request.params.contains_key(&name) {
            let message = format!("`{name}` stands beside `options` and in it");
            return Err(Failure::new(ErrorKind::Params, code::PARAMS_JSON, message).with_detail("param", name));
        }
        request.params.insert(name, value);
    }
    Ok(request)
}

fn object(what: &str, value: Value) -> Result<Map<String, Value>, Failure> {
    match value {
        Value::Object(map) => Ok(map),
        other => Err(Failure::new(
            ErrorKind::Params,
            code::PARAMS_JSON,
            format!("{what} must be a JSON object, not {}", kind(&other)),
        )),
    }
}

fn document(name: &str, value: Value) -> Result<Document, Failure> {
    match value {
        Value::String(text) => Ok(Document::text(name, text)),
        other => Err(Failure::new(
            ErrorKind::Input,
            code::DOCUMENT_NOT_TEXT,
            format!("the document `{name}` must be a text, not {}", kind(&other)),
        )
        .with_hint("hand over the document's text as it is, not its parsed form: parsing would change numbers")),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a truth value",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
