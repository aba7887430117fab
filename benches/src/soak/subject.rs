use parsify_interface::{CallOptions, Execution, Failure, Module as _, Request};
use parsify_sandbox::{Allocation, Sandbox, SandboxConfig, WasmModule};
use tokio::runtime::{Builder, Runtime};

use crate::guests;

/// The sandbox that is measured, with the guests it is measured with. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The sandbox.
    pub sandbox: Sandbox,
    /// The guest that breaks every promise, and echoes.
    pub misbehaving: WasmModule,
    /// The JSON processor.
    pub json: WasmModule,
}

impl Subject {
    /// Loads both guests.
    ///
    /// # Panics
    ///
    /// If they were not built, or the engine does not work here.
    pub async fn new(allocation: Allocation) -> Self {
        let sandbox = Sandbox::new(SandboxConfig::new().with_allocation(allocation)).expect("the engine works here");
        let ((misbehaving, first), (json, second)) =
            (guests::artifact("misbehaving"), guests::artifact("json-processor"));
        let misbehaving = sandbox.load(misbehaving, first).await.expect("a guest that was built loads");
        let json = sandbox.load(json, second).await.expect("a guest that was built loads");
        Self { sandbox, misbehaving, json }
    }

    /// Echoes a text of 1 KB; false when anything but that text comes back.
    pub async fn echo(&self, text: &str) -> bool {
        let request = Request::new("echo").with_text("text", text);
        let execution = self.misbehaving.execute(&request, &CallOptions::new()).await;
        execution.is_ok_and(|execution| execution.response.text() == Some(text))
    }

    /// Calls an operation of the misbehaving guest with `count`, 0 for none.
    pub async fn misbehave(&self, operation: &str, count: u64, options: &CallOptions) -> Result<Execution, Failure> {
        let mut request = Request::new(operation);
        if count > 0 {
            request = request.with_param("count", count);
        }
        self.misbehaving.execute(&request, options).await
    }
}

/// What is echoed everywhere.
pub(super) fn kilobyte() -> String {
    "x".repeat(1 << 10)
}

/// A runtime with so many worker threads.
///
/// # Panics
///
/// If the threads cannot be started.
pub(crate) fn runtime(threads: usize) -> Runtime {
    let builder = Builder::new_multi_thread().worker_threads(threads).enable_all().build();
    builder.expect("a runtime starts")
}

/// A runtime on the calling thread.
///
/// # Panics
///
/// If it cannot be made.
pub fn own_runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().expect("a runtime starts")
}
