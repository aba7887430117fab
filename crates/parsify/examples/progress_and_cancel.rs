//! A call that takes long: how far it is, and how it is stopped.
//!
//! ```sh
//! cargo run -p parsify --example progress_and_cancel
//! ```
#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use parsify::{CallOptions, CancelToken, ErrorKind, Failure, ModuleManager, Request, progress};
use parsify_interface::{Context, Data, JsonSchema, Operations, module_info, schemars};
use serde::Deserialize;

/// How much there is to do.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Work {
    /// Steps of a few milliseconds.
    steps: u64,
}

/// Something that takes its time and says how far it is, as modules in the sandbox do.
fn module() -> Operations {
    let work = |_: (), work: Work, context: &dyn Context| {
        for step in 1..=work.steps {
            std::thread::sleep(std::time::Duration::from_millis(5));
            context.progress(step, work.steps);
        }
        Ok::<_, Failure>(Data(work.steps))
    };
    let info = module_info!(id: "worker", summary: "Works", category: "app");
    Operations::new(info).with("work", "Takes its time", work, |operation| operation)
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let manager = ModuleManager::builder().with_native(module()).build().await?;

    // The observer goes with the call, the stream to whoever shows it.
    let (observer, mut told) = progress();
    let shown = tokio::spawn(async move {
        let mut last = 0.0;
        while let Some(progress) = told.next().await {
            last = progress.fraction().unwrap_or_default();
            println!("{:3.0} %", last * 100.0);
        }
        last
    });
    let request = Request::new("work").with_param("steps", 20);
    manager.execute("worker", request, CallOptions::new().with_observer(observer)).await?;
    assert_eq!(shown.await.ok(), Some(1.0));

    // A token cancels from anywhere: a signal handler, a button, another task.
    let token = CancelToken::new();
    let cancel = token.clone();
    let (observer, mut told) = progress();
    tokio::spawn(async move {
        // As soon as it has begun.
        let _ = told.next().await;
        cancel.cancel();
    });
    let options = CallOptions::new().with_cancel(token).with_observer(observer);
    let cancelled = manager.execute("worker", Request::new("work").with_param("steps", 200), options).await;
    if let Err(failure) = &cancelled {
        println!("{}: {failure}", failure.code());
    }
    assert_eq!(cancelled.map(drop).map_err(|failure| failure.kind()), Err(ErrorKind::Cancelled));
    // The same happens when the future of a call is dropped.
    Ok(())
}

#[test]
fn it_runs() {
    main().expect("the example works");
}
