//! A module of the application's own, in Rust and without a sandbox: checked, counted and called like every other one.
//!
//! ```sh
//! cargo run -p parsify --example native_module
//! ```
#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use parsify::{CallOptions, Engine, Failure, ModuleManager, Request};
use parsify_interface::{Context, Data, DocumentSpec, JsonSchema, Operations, Text, module_info, schemars};
use serde::{Deserialize, Serialize};

/// The params of the operation; their JSON Schema is made of this type, and every call is held against it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct Options {
    /// Words shorter than this are left out.
    shortest: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { shortest: 1 }
    }
}

/// What it gives.
#[derive(Debug, Serialize, JsonSchema)]
struct Longest {
    /// The longest word.
    word: String,
    /// How many words were looked at.
    words: usize,
}

fn longest(text: Text, options: Options, _: &dyn Context) -> Result<Data<Longest>, Failure> {
    let words = text.split_whitespace().filter(|word| word.chars().count() >= options.shortest);
    let words: Vec<_> = words.collect();
    let word = words.iter().max_by_key(|word| word.chars().count()).copied().unwrap_or_default();
    Ok(Data(Longest { word: word.to_owned(), words: words.len() }))
}

fn module() -> Operations {
    let info = module_info!(id: "words", summary: "Looks at words", category: "text");
    Operations::new(info).with("longest", "Finds the longest word", longest, |operation| {
        operation.with_document(DocumentSpec::new("text", "text/plain", "Any text")).idempotent()
    })
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    // `with_native` of the builder does the same before the start.
    let manager = ModuleManager::builder().build().await?;
    manager.register_native(module())?;

    let request = || Request::new("longest").with_text("text", "a sandbox for every call");
    let execution = manager.execute("words", request().with_param("shortest", 3), CallOptions::new()).await?;
    println!("{}", execution.response.data);
    assert_eq!(execution.response.data["word"], "sandbox");
    assert_eq!(execution.report.engine, Engine::Native);

    // Params that do not fit never reach it.
    let refused = manager.execute("words", request().with_param("shortst", 3), CallOptions::new()).await;
    if let Err(failure) = refused {
        println!("{failure} ({})", failure.hints().join("; "));
        assert_eq!(failure.code(), "params.schema");
    }

    let statistics = manager.statistics();
    let longest = &statistics.operations[0];
    println!("{} {}: {} call, p99 {:?}", longest.module, longest.operation, longest.calls, longest.percentiles.p99);
    Ok(())
}

#[test]
fn it_runs() {
    main().expect("the example works");
}
