use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use parsify_interface::{Document, Execution, Payload, Value, serde_json};
use serde_json::json;

/// An execution as JSON: `{"documents": [{"name", "mediaType", "text" or "base64"}], "data", "warnings", "report"}`.
///
/// Copies the documents; binary ones become base64 (RFC 4648, section 4).
#[must_use]
pub fn execution_to_json(execution: &Execution) -> Value {
    let documents: Vec<_> = execution.response.documents.iter().map(document).collect();
    json!({
        "documents": documents,
        "data": execution.response.data,
        "warnings": execution.response.warnings,
        "report": execution.report,
    })
}

fn document(document: &Document) -> Value {
    let mut value = json!({ "name": document.name, "mediaType": document.media_type });
    match &document.payload {
        Payload::Text(text) => value["text"] = text.as_str().into(),
        Payload::Binary(bytes) => value["base64"] = BASE64_STANDARD.encode(&**bytes).into(),
    }
    value
}
