//! From a text to the module that works on it.

use parsify_error::{ErrorKind, Failure};
use parsify_interface::{Context, Document, Payload, Request, Response, passed_on};

use super::Routed;
use crate::code;
use crate::language::{LANGUAGES, detect, language};
use crate::operations::{Detected, Evidence};

/// What can be done with code, apart from finding out its language.
pub(super) const OPERATIONS: [&str; 7] = ["execute", "format", "highlight", "lint", "minify", "transpile", "validate"];

/// Hands a text on to the module that does `operation` for its language.
pub(super) fn dispatch<O>(
    operation: &'static str,
    documents: Vec<Document>,
    params: Routed<O>,
    context: &dyn Context,
) -> Result<Response, Failure> {
    let mut warnings = Vec::new();
    let language = match params.language {
        Some(name) => named(&name),
        None => found(documents.first(), params.file_name.as_deref(), &mut warnings)?,
    };
    let modules = context.discover(operation, &language);
    let Some(module) = modules.first() else { return Err(unsupported(operation, &language, context)) };
    let mut rest = params.rest;
    rest.insert("language".to_owned(), language.into());
    let request = documents.into_iter().fold(Request::new(operation).with_params(rest), Request::with_document);
    let mut response = context.call(module, request).map_err(|failure| passed_on(module, failure))?;
    warnings.append(&mut response.warnings);
    response.warnings = warnings;
    Ok(response)
}

/// The id of a language that the caller named. One that is not in the table may be that of a module.
fn named(name: &str) -> String {
    language(name).map_or_else(|| name.to_ascii_lowercase(), |language| language.id.to_owned())
}

fn found(document: Option<&Document>, file_name: Option<&str>, warnings: &mut Vec<String>) -> Result<String, Failure> {
    let detected = document.map(|document| detected(document, file_name));
    match detected.as_ref().and_then(|detected| Some((detected.language.clone()?, detected))) {
        Some((language, detected)) => {
            if detected.by == Evidence::Content {
                let sure = (detected.confidence * 100.0).round();
                warnings.push(format!("taken for {language} by its content ({sure} % sure): `language` says it"));
            }
            Ok(language)
        }
        None => Err(Failure::new(ErrorKind::Unsupported, code::LANGUAGE, "the language of the text is not known")
            .with_hint("name it with `language`, or give the name of its file with `fileName`")),
    }
}

/// What language a document is in.
pub(super) fn detected(document: &Document, file_name: Option<&str>) -> Detected {
    match &document.payload {
        Payload::Text(text) => detect(text, file_name, &document.media_type),
        // Whoever works on it says what is wrong with the bytes.
        Payload::Binary(bytes) => {
            let text = String::from_utf8_lossy(&bytes[..bytes.len().min(64 * 1024)]);
            detect(&text, file_name, &document.media_type)
        }
    }
}

fn unsupported(operation: &str, language: &str, context: &dyn Context) -> Failure {
    let can = OPERATIONS.iter().copied().filter(|other| !context.discover(other, language).is_empty());
    let can: Vec<_> = can.collect();
    let failure = |message: String| {
        Failure::new(ErrorKind::Unsupported, code::LANGUAGE, message)
            .with_detail("language", language.to_owned())
            .with_detail("operation", operation.to_owned())
    };
    if !can.is_empty() {
        return failure(format!("no module does `{operation}` for `{}`", language.escape_debug()))
            .with_detail("supported", can.join(", "))
            .with_hint(format!("for this language there are {}", can.join(", ")));
    }
    let others = LANGUAGES.iter().map(|other| other.id).filter(|id| !context.discover(operation, id).is_empty());
    let others: Vec<_> = others.collect();
    let failure = failure(format!("no module works on `{}`", language.escape_debug()));
    let failure = match others.is_empty() {
        true => failure,
        false => failure.with_hint(format!("`{operation}` is there for {}", others.join(", "))),
    };
    failure.with_hint("a module of others is asked if `code-processor` has the grant `modules`")
}
