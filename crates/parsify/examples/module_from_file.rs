//! A module from a file: a component that somebody else has made. It is checked, compiled and asked what it is, all in the
//! sandbox, and then called there, where it touches nothing outside.
//!
//! ```sh
//! cargo xtask build-modules text-tools
//! cargo run -p parsify --example module_from_file -- target/modules/text-tools.wasm slugify "A Title for a Page"
//! ```
#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use std::path::Path;

use parsify::{CallOptions, Execution, Failure, ModuleManager, Request};

/// Loads the file and calls one of its operations with a text.
async fn call(file: &Path, operation: &str, text: &str) -> Result<Execution, Failure> {
    let manager = ModuleManager::builder().without_builtin_modules().build().await?;
    let descriptor = manager.register(file).await?;
    println!("{} {}: {}", descriptor.id, descriptor.version, descriptor.summary);
    for operation in &descriptor.operations {
        println!("  {}: {}", operation.name, operation.summary);
    }
    let mut request = Request::new(operation);
    // Its first document has the name that the module gives it.
    let document = descriptor.operation(operation).and_then(|operation| operation.documents.first());
    if let Some(document) = document {
        request = request.with_text(&*document.name, text);
    }
    manager.execute(descriptor.id.as_str(), request, CallOptions::new()).await
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    let words: Vec<_> = std::env::args().skip(1).collect();
    let [file, operation, text] = &words[..] else {
        println!("usage: module_from_file FILE.wasm OPERATION TEXT");
        return Ok(());
    };
    let execution = call(Path::new(file), operation, text).await?;
    println!("{}", execution.response.text().map_or_else(|| execution.response.data.to_string(), str::to_owned));
    Ok(())
}

#[cfg(test)]
mod tests {
    use parsify::{Engine, ErrorKind};
    use parsify_testkit::built_guest;

    use super::*;

    #[tokio::test]
    async fn it_calls_the_component() {
        let execution = call(&built_guest("text-tools"), "slugify", "A Title for a Page").await.unwrap();
        assert_eq!(execution.response.text(), Some("a-title-for-a-page"));
        assert_eq!(execution.report.engine, Engine::Wasm);
    }

    #[tokio::test]
    async fn what_is_no_component_is_refused() {
        let failure = call(Path::new(file!()), "slugify", "text").await.unwrap_err();
        assert!(matches!(failure.kind(), ErrorKind::Compilation | ErrorKind::NotFound), "{failure:?}");
    }
}
