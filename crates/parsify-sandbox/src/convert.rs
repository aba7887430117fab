//! Conversions between the engine's records and the types of `parsify-interface`.

use std::borrow::Cow;

use parsify_error::{ErrorKind, Failure, TrapCause, code};
use parsify_interface::{Document, Payload, Request, Response, serde_json};

use crate::abi;
use crate::metered::Metered;

pub(crate) fn request<'a>(request: &'a Request, params: &'a str) -> abi::RequestRef<'a> {
    let documents = request.documents.iter().map(|document| abi::DocumentRef {
        name: &document.name,
        media_type: &document.media_type,
        payload: match &document.payload {
            Payload::Text(text) => abi::PayloadRef::Text(text),
            Payload::Binary(bytes) => abi::PayloadRef::Binary(bytes),
        },
    });
    abi::RequestRef { operation: &request.operation, documents: documents.collect(), params }
}

fn document(document: abi::Document) -> Document {
    let name = document.name.into_inner();
    let converted = match document.payload {
        abi::Payload::Text(text) => Document::text(name, text.into_inner()),
        abi::Payload::Binary(bytes) => Document::binary(name, bytes.into_inner()),
    };
    converted.with_media_type(document.media_type.into_inner())
}

/// The request of a guest that calls another module.
pub(crate) fn nested(request: abi::Request) -> Result<Request, Failure> {
    let params = serde_json::from_str(&request.params).map_err(|error| {
        Failure::new(ErrorKind::Params, code::PARAMS_JSON, format!("the params are no JSON object: {error}"))
    })?;
    let documents = request.documents.into_inner().into_iter().map(document).collect();
    Ok(Request { operation: request.operation.into_inner(), documents, params })
}

/// A callee's answer, for its caller.
pub(crate) fn answer(response: Response) -> abi::ResponseOut {
    let documents = response.documents.into_iter().map(|document| abi::DocumentOut {
        name: document.name,
        media_type: document.media_type,
        payload: match document.payload {
            Payload::Text(text) => abi::PayloadOut::Text(text),
            Payload::Binary(bytes) => abi::PayloadOut::Binary(bytes),
        },
    });
    let (documents, data) = (documents.collect(), response.data.to_string());
    abi::ResponseOut { documents, data, warnings: response.warnings }
}

/// A callee's failure, for its caller: verdicts and limits as what they are, and everything else as that of a dependency.
pub(crate) fn refusal(failure: &Failure) -> abi::FailureOut {
    let kind = match failure.kind() {
        ErrorKind::Input => abi::FailureKind::InvalidInput,
        ErrorKind::Params => abi::FailureKind::InvalidParams,
        ErrorKind::Unsupported => abi::FailureKind::Unsupported,
        kind if kind.is_limit() => abi::FailureKind::LimitExceeded,
        _ => abi::FailureKind::DependencyFailed,
    };
    abi::FailureOut {
        kind,
        code: failure.code().to_owned(),
        message: failure.message().to_owned(),
        details: serde_json::to_string(failure.details()).unwrap_or_else(|_| "{}".to_owned()),
        suggestions: failure.hints().to_vec(),
    }
}

pub(crate) fn response(response: abi::Response) -> Result<Response, Failure> {
    let data = serde_json::from_str(&response.data).map_err(|error| {
        Failure::trap(TrapCause::Abi, code::SANDBOX_ABI, format!("the module's data is no JSON: {error}"))
            .with_hint("the module, or the toolchain it was built with, is at fault")
    })?;
    let documents = response.documents.into_inner().into_iter().map(document).collect();
    let warnings = response.warnings.into_inner().into_iter().map(Metered::into_inner).collect();
    Ok(Response { documents, data, warnings })
}

/// A failure the module gave as its answer.
pub(crate) fn failure(failure: abi::Failure) -> Failure {
    let kind = match failure.kind {
        abi::FailureKind::InvalidInput => ErrorKind::Input,
        abi::FailureKind::InvalidParams => ErrorKind::Params,
        abi::FailureKind::Unsupported => ErrorKind::Unsupported,
        abi::FailureKind::LimitExceeded => ErrorKind::Limit,
        abi::FailureKind::DependencyFailed => ErrorKind::Dependency,
        abi::FailureKind::Internal => ErrorKind::Internal,
    };
    // Details that are no JSON object are the module's loss; the failure itself is what matters.
    let details = serde_json::from_str(&failure.details).unwrap_or_default();
    let code = Some(failure.code.into_inner()).filter(|code| may_give(code));
    let code = code.map_or(Cow::Borrowed(code::MODULE_FAILURE), Cow::Owned);
    let converted = Failure::new(kind, code, failure.message.into_inner()).with_details(details);
    let hints = failure.suggestions.into_inner().into_iter().map(Metered::into_inner);
    hints.fold(converted, Failure::with_hint)
}

/// Who branches on a code of the host must be able to rely on its being the host's word.
fn may_give(code: &str) -> bool {
    !code.is_empty() && !HOSTS.iter().any(|prefix| code.starts_with(prefix))
}

const HOSTS: [&str; 11] = [
    "sandbox.",
    "host.",
    "native.",
    "loader.",
    "registry.",
    "cache.",
    "store.",
    "lock.",
    "install.",
    "config.",
    "cli.",
];

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of a module, its params and its documents, the module may say itself.
    #[test]
    fn every_code_is_the_hosts_own_or_one_that_modules_share() {
        for code in code::ALL {
            let shared = ["module.", "params.", "document."].iter().any(|prefix| code.starts_with(prefix));
            assert_eq!(may_give(code), shared, "{code}");
        }
        assert!(!may_give("") && may_give("json.depth"));
    }
}
