//! Runs programs of strangers: with values and arguments, without files, network or time, and within limits.
//!
//! ```sh
//! cargo run -p parsify --example run_code
//! ```
#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use std::time::Duration;

use parsify::code_operations::ExecuteOptions;
use parsify::{CallOptions, ErrorKind, Failure, LimitOverrides, ModuleManager, Request, execute_code};
use parsify_interface::serde_json::json;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    // Values become variables; the value of the last expression comes back.
    let mut options = ExecuteOptions::default();
    options.variables.insert("prices".to_owned(), json!([1.5, 2.25, 4]));
    let done = execute_code("console.log(prices.length); prices.reduce((a, b) => a + b)", "", &options).await?;
    println!("it wrote {:?} and is worth {}", done.stdout, done.value);
    assert_eq!((done.stdout.as_str(), done.exit_code), ("3\n", 0));
    assert_eq!(done.value, 7.75);

    // Timers and promises go by a clock of their own, which nobody waits for.
    let program = "setTimeout(() => console.log('an hour later'), 3600e3); Promise.resolve(1).then(console.log);";
    let done = execute_code(program, "javascript", &ExecuteOptions::default()).await?;
    println!("{}: {:?}", done.elapsed, done.stdout);
    assert_eq!((done.elapsed, done.stdout.as_str()), (3_600_000, "1\nan hour later\n"));

    // A program that fails has been executed all the same.
    let done = execute_code("function f() {\n  null.x;\n}\nf();", "javascript", &ExecuteOptions::default()).await?;
    let error = done.error.as_ref().map(|error| (error.name.as_str(), error.line));
    println!("it ended with {error:?}");
    assert_eq!((error.map(|(name, _)| name), done.exit_code), (Some("TypeError"), 1));

    // One that does not end is ended.
    let manager = ModuleManager::builder().build().await?;
    let request = Request::new("execute").with_text("code", "while (true) {}").with_param("language", "javascript");
    let limits = LimitOverrides::default().with_deadline(Duration::from_millis(500));
    let options = CallOptions::new().with_limits(limits);
    let failure = manager.execute("code-processor", request, options).await.unwrap_err();
    println!("{failure}");
    assert_eq!(failure.kind(), ErrorKind::Timeout);
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn it_runs() {
        super::main().unwrap();
    }
}
