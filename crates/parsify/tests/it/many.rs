//! Many modules, and a catalog that changes while it is used.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use parsify::{
    CallOptions, Descriptor, Engine, Execution, Failure, Health, Module, ModuleId, ModuleManager, Report, Request,
    Response, Version,
};
use parsify_interface::DocumentSpec;
use parsify_testkit::fake_descriptor;

use crate::nested::{adds, dependency, run};

/// A module that answers with its version.
struct Answers(Descriptor);

impl Answers {
    fn new(id: &str, version: Version) -> Self {
        let mut descriptor = fake_descriptor(ModuleId::new(id).unwrap());
        descriptor.version = version;
        descriptor.operations[0].documents.push(DocumentSpec::new("text", "", "Any text").optional());
        Self(descriptor)
    }
}

#[async_trait]
impl Module for Answers {
    fn descriptor(&self) -> &Descriptor {
        &self.0
    }

    async fn execute(&self, request: &Request, _: &CallOptions) -> Result<Execution, Failure> {
        let (id, version) = (self.0.id.clone(), self.0.version.clone());
        let response = Response { data: version.to_string().into(), ..Response::default() };
        Ok(Execution { response, report: Report::new(id, version, &request.operation, Engine::Native) })
    }
}

#[tokio::test]
async fn ten_thousand_modules_are_found_searched_and_called() {
    let mut builder = ModuleManager::builder().without_builtin_modules();
    for number in 0..10_000 {
        builder = builder.with_native_module(Answers::new(&format!("module-{number}"), Version::new(1, number, 0)));
    }
    let manager = builder.build().await.unwrap();
    assert_eq!(manager.available_modules().len(), 10_000);
    let execution = manager.execute("module-9999", Request::new("run"), CallOptions::new()).await.unwrap();
    assert_eq!(execution.response.data, "1.9999.0");
    assert_eq!(manager.search("module-4711")[0].descriptor.id.as_str(), "module-4711");
    let failure = manager.execute("modul-4711", Request::new("run"), CallOptions::new()).await.unwrap_err();
    assert!(failure.hints()[0].contains("module-4711"), "{:?}", failure.hints());
    manager.register_module(Answers::new("one-more", Version::new(1, 0, 0))).unwrap();
    assert_eq!(manager.available_modules().len(), 10_001);

    // Each of them once more, and everything that can be told of them.
    for number in 0..10_000 {
        let module = format!("module-{number}");
        manager.execute(&module, Request::new("run"), CallOptions::new()).await.unwrap();
    }
    let status = manager.status();
    assert_eq!((status.statistics.operations.len(), status.health.modules.len()), (10_000, 10_001));
    assert!(status.statistics.operations.iter().all(|operation| operation.successes >= 1));
    let unknown = status.health.modules.iter().filter(|module| module.health == Health::Unknown).count();
    assert_eq!((status.health.health, unknown), (Health::Healthy, 1));
    assert_eq!(manager.health_check().await.modules.len(), 10_001);
}

/// Whoever calls while modules come and go gets an answer from a version that was there when the call began or came later,
/// and none fails.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn calls_never_fail_while_versions_are_exchanged() {
    let builder = ModuleManager::builder().without_builtin_modules();
    let user = adds("user", 'u', Some("moving"), 1).with_dependency(|| dependency("moving"));
    let moving = Answers::new("moving", Version::new(1, 0, 0));
    let manager = builder.with_native(user).with_native_module(moving).build().await.unwrap();
    let over = Arc::new(AtomicBool::new(false));
    let callers: Vec<_> = (0..8)
        .map(|_| {
            let (manager, over) = (manager.clone(), over.clone());
            tokio::spawn(async move {
                let mut last = Version::new(1, 0, 0);
                // One call at least, however late this task gets its turn.
                let mut ends = false;
                while !ends {
                    ends = over.load(Ordering::Relaxed);
                    let execution = manager.execute("moving", Request::new("run"), CallOptions::new()).await.unwrap();
                    assert!(execution.report.version >= last, "{} after {last}", execution.report.version);
                    last = execution.report.version;
                    run(&manager, "user", CallOptions::new()).await.unwrap();
                }
            })
        })
        .collect();
    for number in 1..200 {
        manager.register_module(Answers::new("moving", Version::new(1, number, 0))).unwrap();
        manager.unregister("moving", &Version::new(1, number - 1, 0), false).unwrap();
        tokio::task::yield_now().await;
    }
    over.store(true, Ordering::Relaxed);
    for caller in callers {
        caller.await.unwrap();
    }
    assert_eq!(manager.info("moving", None).unwrap().versions, [Version::new(1, 199, 0)]);
}
