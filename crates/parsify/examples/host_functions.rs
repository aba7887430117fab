//! How an application gives its modules functions of its own: as a module.
//!
//! `visits` is a look-up in the application's database, here a map. `greeter` declares it as a dependency and calls it like
//! any other module. It runs natively here, to fit into one file; compiled as a component it is called the very same way,
//! and a sandboxed module reaches nothing of the application but what it may call.
//!
//! ```sh
//! cargo run -p parsify --example host_functions
//! ```
#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use parsify::{CallOptions, Descriptor, Engine, Execution, Failure, Module, ModuleManager, Processor as _, Report};
use parsify::{Request, Response};
use parsify_interface::{Context, Data, Dependency, DocumentSpec, ModuleId, NoParams, Operations, Text, module_info};

/// What the application offers. It may wait for a database, for it is async.
struct Visits {
    descriptor: Descriptor,
    counts: Mutex<BTreeMap<String, u64>>,
}

impl Visits {
    fn new() -> Self {
        // The descriptor and its params schema are made as for every other module; what it does stands below.
        let outline = |_: Text, _: NoParams, _: &dyn Context| Ok::<_, Failure>(Data(0_u64));
        let info = module_info!(id: "visits", summary: "Counts visits", category: "app");
        let module =
            Operations::new(info).with("count", "Counts a visit, and says which it is", outline, |operation| {
                operation.with_document(DocumentSpec::new("name", "text/plain", "Who came"))
            });
        Self { descriptor: module.describe(), counts: Mutex::default() }
    }
}

#[async_trait]
impl Module for Visits {
    fn descriptor(&self) -> &Descriptor {
        &self.descriptor
    }

    async fn execute(&self, request: &Request, _: &CallOptions) -> Result<Execution, Failure> {
        let name = request.documents[0].as_text().unwrap_or_default().to_owned();
        let count = {
            let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
            let count = counts.entry(name).or_default();
            *count += 1;
            *count
        };
        let response = Response { data: count.into(), ..Response::default() };
        let Descriptor { id, version, .. } = &self.descriptor;
        Ok(Execution { response, report: Report::new(id.clone(), version.clone(), "count", Engine::Native) })
    }
}

/// A module that knows nothing of the application but the id of one of its modules.
fn greeter() -> Operations {
    let greet = |name: Text, _: NoParams, context: &dyn Context| {
        let visit = context.call("visits", Request::new("count").with_text("name", &*name))?;
        Ok::<_, Failure>(Data(format!("hello {}, visit {}", &*name, visit.data)))
    };
    let info = module_info!(id: "greeter", summary: "Greets", category: "app");
    Operations::new(info)
        .with("greet", "Greets somebody", greet, |operation| {
            operation.with_document(DocumentSpec::new("name", "text/plain", "Who came"))
        })
        .with_dependency(|| Dependency::new(ModuleId::from_static("visits"), ">=0.1".parse().expect("a requirement")))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    let manager = ModuleManager::builder().with_native_module(Visits::new()).with_native(greeter()).build().await?;
    for _ in 0..2 {
        let request = Request::new("greet").with_text("name", "Ada");
        let execution = manager.execute("greeter", request, CallOptions::new()).await?;
        println!("{} ({} inner call)", execution.response.data, execution.report.inner_calls());
    }
    Ok(())
}

#[test]
fn it_runs() {
    main().expect("the example works");
}
