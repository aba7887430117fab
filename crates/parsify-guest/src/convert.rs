//! Conversions between the WIT package's records and the types of `parsify-interface`.

use parsify_interface::error::code;
use parsify_interface::{Document, ErrorKind, Failure, Map, Payload, Request, Response, Value, serde_json};

use crate::bindings::parsify::module::types as wit;

fn document_from_wit(document: wit::Document) -> Document {
    let mut converted = match document.payload {
        wit::Payload::Text(text) => Document::text(document.name, text),
        wit::Payload::Binary(bytes) => Document::binary(document.name, bytes),
    };
    converted.media_type = document.media_type;
    converted
}

fn document_to_wit(document: Document) -> wit::Document {
    let payload = match document.payload {
        Payload::Text(text) => wit::Payload::Text(std::sync::Arc::unwrap_or_clone(text)),
        Payload::Binary(bytes) => wit::Payload::Binary(std::sync::Arc::unwrap_or_clone(bytes)),
    };
    wit::Document { name: document.name, media_type: document.media_type, payload }
}

pub(crate) fn request_from_wit(request: wit::Request) -> Result<Request, Failure> {
    let params: Map<String, Value> = serde_json::from_str(&request.params).map_err(|error| {
        Failure::new(ErrorKind::Params, code::PARAMS_JSON, format!("the params are no JSON object: {error}"))
    })?;
    let documents = request.documents.into_iter().map(document_from_wit).collect();
    Ok(Request { operation: request.operation, documents, params })
}

pub(crate) fn request_to_wit(request: Request) -> wit::Request {
    wit::Request {
        operation: request.operation,
        documents: request.documents.into_iter().map(document_to_wit).collect(),
        params: Value::Object(request.params).to_string(),
    }
}

pub(crate) fn response_from_wit(response: wit::Response) -> Result<Response, Failure> {
    let data = serde_json::from_str(&response.data).map_err(|error| {
        Failure::new(ErrorKind::Dependency, code::MODULE_CALL, format!("the answer's data is no JSON: {error}"))
    })?;
    let documents = response.documents.into_iter().map(document_from_wit).collect();
    Ok(Response { documents, data, warnings: response.warnings })
}

pub(crate) fn response_to_wit(response: Response) -> wit::Response {
    wit::Response {
        documents: response.documents.into_iter().map(document_to_wit).collect(),
        data: response.data.to_string(),
        warnings: response.warnings,
    }
}

pub(crate) fn failure_from_wit(failure: wit::Failure) -> Failure {
    let kind = match failure.kind {
        wit::FailureKind::InvalidInput => ErrorKind::Input,
        wit::FailureKind::InvalidParams => ErrorKind::Params,
        wit::FailureKind::Unsupported => ErrorKind::Unsupported,
        wit::FailureKind::LimitExceeded => ErrorKind::Limit,
        wit::FailureKind::DependencyFailed => ErrorKind::Dependency,
        wit::FailureKind::Internal => ErrorKind::Internal,
    };
    let details = serde_json::from_str(&failure.details).unwrap_or_default();
    let converted = Failure::new(kind, failure.code, failure.message).with_details(details);
    failure.suggestions.into_iter().fold(converted, Failure::with_hint)
}

pub(crate) fn failure_to_wit(failure: &Failure) -> wit::Failure {
    let kind = match failure.kind() {
        ErrorKind::Input => wit::FailureKind::InvalidInput,
        ErrorKind::Params => wit::FailureKind::InvalidParams,
        ErrorKind::Unsupported => wit::FailureKind::Unsupported,
        ErrorKind::Limit | ErrorKind::Memory | ErrorKind::Timeout | ErrorKind::Output => {
            wit::FailureKind::LimitExceeded
        }
        ErrorKind::Dependency => wit::FailureKind::DependencyFailed,
        _ => wit::FailureKind::Internal,
    };
    wit::Failure {
        kind,
        code: failure.code().to_owned(),
        message: failure.message().to_owned(),
        details: serde_json::to_string(failure.details()).unwrap_or_else(|_| "{}".to_owned()),
        suggestions: failure.hints().to_vec(),
    }
}
