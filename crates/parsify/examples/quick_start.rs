//! The shortest way: a manager with the shipped modules, a call, and what came of it.
//!
//! ```sh
//! cargo run -p parsify --example quick_start
//! ```
#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use parsify::{CallOptions, Failure, ModuleManager, Request};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    let manager = ModuleManager::builder().build().await?;

    // A document goes in, a document comes out; the number stays as it is written.
    let request = Request::new("format").with_text("json", r#"{"price":1.10,"tags":["a","b"]}"#);
    let execution = manager.execute("json-processor", request, CallOptions::new()).await?;
    print!("{}", execution.response.text().unwrap_or_default());
    let report = &execution.report;
    println!("{} {} ran in {} and took {:?}", report.module, report.version, report.engine, report.wall);

    // What an operation finds out comes as data.
    let request = Request::new("validate").with_text("json", r#"{"price": 1.10"#);
    let execution = manager.execute("json-processor", request, CallOptions::new()).await?;
    let data = &execution.response.data;
    println!("valid: {}, {}", data["valid"], data["problems"][0]["message"]);

    // A failure has a stable code to branch on, its place, and what helps.
    let request = Request::new("minify").with_text("json", "[1, 2");
    if let Err(failure) = manager.execute("json-processor", request, CallOptions::new()).await {
        println!("{}: {failure}", failure.code());
    }

    // For single calls there are functions.
    println!("{}", parsify::minify_json("[ 1, 2 ]", &Default::default()).await?);
    Ok(())
}

#[test]
fn it_runs() {
    main().expect("the example works");
}
