//! How the public suites run here: natively. `crates/parsify` runs the same ones in the sandbox, with a file like this.

use std::path::Path;

use parsify_interface::{Failure, Processor as _, Request, Response, Silent};
use parsify_json::JsonProcessor;
use parsify_json::query::JsonQuery;
use parsify_json::schema::JsonSchemaProcessor;

/// What stands beside the name of a suite.
pub(crate) const HOW: &str = "native";

/// Runs an operation of a shipped module.
pub(crate) fn run(module: &str, request: Request) -> Result<Response, Failure> {
    match module {
        "json-processor" => JsonProcessor.execute(request, &Silent),
        "json-query" => JsonQuery.execute(request, &Silent),
        "json-schema" => JsonSchemaProcessor.execute(request, &Silent),
        _ => panic!("there is no module `{module}`"),
    }
}

/// What a file of a suite holds.
#[expect(clippy::disallowed_methods, reason = "the tests read their data, the crate does not")]
pub(crate) fn read(file: &Path) -> Vec<u8> {
    std::fs::read(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// A variable of the environment.
#[expect(clippy::disallowed_methods, reason = "the tests choose where their data lies, the crate does not")]
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
