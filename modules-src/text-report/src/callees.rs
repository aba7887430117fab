//! What the other modules are asked, and how their answers are read.

use parsify_guest::error::code;
use parsify_guest::{Context, ErrorKind, Failure, Request, Response, Value, serde_json};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::{Heading, Size};

pub(crate) const OUTLINE: &str = "text-outline";
pub(crate) const TOOLS: &str = "text-tools";
pub(crate) const JSON: &str = "json-processor";

pub(crate) fn size(context: &dyn Context, text: &str) -> Result<Size, Failure> {
    read(TOOLS, call(context, TOOLS, Request::new("word-count").with_text("text", text))?.data)
}

/// The headings, and a list of links to them.
pub(crate) fn outline(context: &dyn Context, text: &str) -> Result<(Vec<Heading>, String), Failure> {
    /// What this module reads of it; a later version may say more.
    #[derive(Deserialize)]
    struct Outline {
        headings: Vec<Heading>,
    }

    let mut response = call(context, OUTLINE, Request::new("outline").with_text("text", text))?;
    let outline: Outline = read(OUTLINE, response.data.take())?;
    Ok((outline.headings, text_of(OUTLINE, response)?))
}

/// The JSON text with line breaks, where there is a module for that; else as it is, with a warning.
pub(crate) fn pretty(context: &dyn Context, json: String) -> Result<(String, Vec<String>), Failure> {
    match context.call(JSON, Request::new("format").with_text("json", json.as_str())) {
        Ok(response) => Ok((text_of(JSON, response)?, Vec::new())),
        Err(failure) if failure.kind() == ErrorKind::Unsupported && failure.code() == code::MODULE_CALL => {
            Ok((json, vec![format!("the data stands on one line, for there is no `{JSON}`")]))
        }
        Err(failure) => Err(failure.in_dependency(JSON)),
    }
}

fn call(context: &dyn Context, module: &str, request: Request) -> Result<Response, Failure> {
    context.call(module, request).map_err(|failure| failure.in_dependency(module))
}

fn read<T: DeserializeOwned>(module: &str, data: Value) -> Result<T, Failure> {
    serde_json::from_value(data).map_err(|error| unexpected(module, &error.to_string()))
}

fn text_of(module: &str, response: Response) -> Result<String, Failure> {
    response.into_text().ok_or_else(|| unexpected(module, "there is no text"))
}

fn unexpected(module: &str, problem: &str) -> Failure {
    let message = format!("the answer of `{module}` is not what this module expects: {problem}");
    Failure::new(ErrorKind::Dependency, code::MODULE_DEPENDENCY, message)
        .with_hint("one of both modules has to be updated")
}
