//! A module that does as little as a module can: for measuring what a call costs.
#![forbid(unsafe_code)]

use parsify_guest::{Context, Document, DocumentSpec, Failure, NoParams, Operations, Text, module_info};

fn echo(text: Text, _: NoParams, _: &dyn Context) -> Result<Document, Failure> {
    Ok(Document::text("text", text.into_string()))
}

/// The module.
#[must_use]
pub fn module() -> Operations {
    Operations::new(module_info!(category: "test")).with("echo", "Gives back what it gets", echo, |operation| {
        operation.with_document(DocumentSpec::new("text", "", "Any text")).idempotent()
    })
}

parsify_guest::export_module!(module());

#[cfg(test)]
mod tests {
    use parsify_guest::{Processor as _, Request, Silent};

    use super::*;

    #[test]
    fn it_gives_back_what_it_gets() {
        let response = module().execute(Request::new("echo").with_text("text", "as it was"), &Silent).unwrap();
        assert_eq!(response.text(), Some("as it was"));
    }
}
