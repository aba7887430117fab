//! Modules that call modules, natively: what may be called, with what, and how the report tells it.

use std::time::Duration;

use async_trait::async_trait;
use parsify::{
    CallOptions, Capability, Descriptor, Document, Engine, ErrorKind, Execution, Failure, Grants, LimitOverrides,
    Module, ModuleId, ModuleManager, ModuleManagerBuilder, Report, Request, Response,
};
use parsify_interface::{Context, Data, Dependency, DocumentSpec, ModuleInfo, NoParams, Operation, Operations, Text};

pub(crate) fn dependency(id: &'static str) -> Dependency {
    Dependency::new(ModuleId::from_static(id), "^1".parse().unwrap())
}

pub(crate) fn operations(id: &'static str) -> Operations {
    Operations::new(ModuleInfo {
        id,
        name: "",
        version: "1.0.0",
        summary: "Calls others",
        category: "test",
        authors: "",
        license: "",
    })
}

fn with_text(operation: Operation) -> Operation {
    operation.with_document(DocumentSpec::new("text", "text/plain", "Any text")).idempotent().with_format("text")
}

/// A module that adds a letter to a text, with the help of another one that it calls `times` times.
pub(crate) fn adds(id: &'static str, letter: char, callee: Option<&'static str>, times: usize) -> Operations {
    let run = move |text: Text, _: NoParams, context: &dyn Context| {
        let mut text = text.into_string();
        for _ in 0..times {
            if let Some(callee) = callee {
                let answer = context.call(callee, Request::new("run").with_text("text", text))?;
                text = answer.into_text().unwrap_or_default();
            }
        }
        text.push(letter);
        Ok::<_, Failure>(Document::text("text", text))
    };
    operations(id).with("run", "Adds a letter", run, with_text)
}

fn builder() -> ModuleManagerBuilder {
    ModuleManager::builder().without_builtin_modules()
}

pub(crate) async fn run(manager: &ModuleManager, module: &str, options: CallOptions) -> Result<Execution, Failure> {
    manager.execute(module, Request::new("run").with_text("text", "-"), options).await
}

/// The tree of calls in one line.
pub(crate) fn tree(report: &Report) -> String {
    let inner: Vec<_> = report.calls.iter().map(tree).collect();
    let failure = report.failure.as_ref().map_or(String::new(), |failure| format!("!{}", failure.code));
    format!("{}{failure}({})", report.module, inner.join(" "))
}

#[tokio::test]
async fn a_diamond_of_modules_answers_and_reports_itself_as_a_tree() {
    let both = |text: Text, _: NoParams, context: &dyn Context| {
        let left = context.call("left", Request::new("run").with_text("text", &*text))?;
        let right = context.call("right", Request::new("run").with_text("text", &*text))?;
        let texts = [left, right].map(|answer| answer.into_text().unwrap_or_default());
        Ok::<_, Failure>(Document::text("text", texts.concat()))
    };
    let top = operations("top").with("run", "Calls both", both, with_text);
    let top = top.with_dependency(|| dependency("left")).with_dependency(|| dependency("right"));
    let manager = builder()
        .with_native(top)
        .with_native(adds("left", 'l', Some("base"), 1).with_dependency(|| dependency("base")))
        .with_native(adds("right", 'r', Some("base"), 1).with_dependency(|| dependency("base")))
        .with_native(adds("base", 'b', None, 0))
        .build()
        .await
        .unwrap();
    let execution = run(&manager, "top", CallOptions::new()).await.unwrap();
    assert_eq!(execution.response.text(), Some("-bl-br"));
    assert_eq!(tree(&execution.report), "top(left(base()) right(base()))");
    assert_eq!(execution.report.inner_calls(), 4);
    let base = &execution.report.calls[0].calls[0];
    assert_eq!((base.engine, base.operation.as_str(), base.bytes_in), (Engine::Native, "run", 1));
    let json = parsify::execution_to_json(&execution);
    assert_eq!(json["report"]["calls"][1]["calls"][0]["module"], "base");
    // Calls of modules by modules count as calls of those modules.
    let statistics = manager.statistics();
    let base = statistics.operations.iter().find(|operation| operation.module.as_str() == "base").unwrap();
    assert_eq!((base.calls, base.successes), (2, 2));
}

#[tokio::test]
async fn only_declared_dependencies_may_be_called() {
    let builder = || builder().with_native(adds("one", '1', Some("two"), 1)).with_native(adds("two", '2', None, 0));
    let failure = run(&builder().build().await.unwrap(), "one", CallOptions::new()).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Unsupported, "module.call"));
}

#[tokio::test]
async fn with_the_grant_any_module_may_be_called() {
    let one = adds("one", '1', Some("two"), 1).with_capability(Capability::Modules);
    let manager = builder().with_native(one).with_native(adds("two", '2', None, 0)).build().await.unwrap();
    let failure = run(&manager, "one", CallOptions::new()).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Permission, "module.grant"));
    let options = CallOptions::new().with_grants(Grants::none().with(Capability::Modules));
    assert_eq!(run(&manager, "one", options).await.unwrap().response.text(), Some("-21"));
}

#[tokio::test]
async fn a_module_that_needs_what_is_not_there_says_what() {
    let one = adds("one", '1', Some("two"), 1).with_dependency(|| dependency("two"));
    let failure = run(&builder().with_native(one).build().await.unwrap(), "one", CallOptions::new()).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Dependency, "module.dependency"));
    assert!(failure.message().contains("two"), "{failure}");
    assert!(!failure.hints().is_empty());
}

#[tokio::test]
async fn an_optional_dependency_that_is_not_there_is_unsupported() {
    let one = adds("one", '1', Some("two"), 1).with_dependency(|| dependency("two").optional());
    let manager = builder().with_native(one).build().await.unwrap();
    let failure = run(&manager, "one", CallOptions::new()).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Unsupported, "module.call"));
    manager.register_native(adds("two", '2', None, 0)).unwrap();
    assert_eq!(run(&manager, "one", CallOptions::new()).await.unwrap().response.text(), Some("-21"));
}

#[tokio::test]
async fn circles_end_with_their_chain() {
    let any = Grants::none().with(Capability::Modules);
    let manager = builder()
        .with_native(adds("myself", 'm', Some("myself"), 1).with_capability(Capability::Modules))
        .with_native(adds("ping", 'i', Some("pong"), 1).with_capability(Capability::Modules))
        .with_native(adds("pong", 'o', Some("ping"), 1).with_capability(Capability::Modules))
        .with_grants("pong", any.clone())
        .build()
        .await
        .unwrap();
    for (module, chain) in [("myself", "myself myself"), ("ping", "ping pong ping")] {
        let failure = run(&manager, module, CallOptions::new().with_grants(any.clone())).await.unwrap_err();
        if module == "myself" {
            assert_eq!((failure.kind(), failure.code()), (ErrorKind::Dependency, "module.call-cycle"));
            assert_eq!(failure.details()["chain"].as_str(), Some(chain));
        } else {
            // What it calls by that grant gets none of its own grants, so it does not come so far.
            assert_eq!((failure.kind(), failure.code()), (ErrorKind::Dependency, "module.dependency"));
            assert_eq!(failure.details()["code"].as_str(), Some("module.grant"));
        }
    }
}

#[tokio::test]
async fn dependencies_in_a_circle_are_refused_before_anything_runs() {
    let ping = adds("ping", 'i', Some("pong"), 1).with_dependency(|| dependency("pong"));
    let pong = adds("pong", 'o', Some("ping"), 1).with_dependency(|| dependency("ping"));
    let manager = builder().with_native(ping).with_native(pong).build().await.unwrap();
    let failure = run(&manager, "ping", CallOptions::new()).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Dependency, "module.dependency"));
    assert!(failure.message().contains("ping") && failure.message().contains("pong"), "{failure}");
}

/// `m0` calls `m1`, that calls `m2`, and so on.
fn chain(length: usize, times: usize) -> ModuleManagerBuilder {
    const IDS: [&str; 17] =
        ["m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9", "m10", "m11", "m12", "m13", "m14", "m15", "m16"];
    const NEEDS: [fn() -> Dependency; 16] = [
        || dependency("m1"),
        || dependency("m2"),
        || dependency("m3"),
        || dependency("m4"),
        || dependency("m5"),
        || dependency("m6"),
        || dependency("m7"),
        || dependency("m8"),
        || dependency("m9"),
        || dependency("m10"),
        || dependency("m11"),
        || dependency("m12"),
        || dependency("m13"),
        || dependency("m14"),
        || dependency("m15"),
        || dependency("m16"),
    ];
    (0..length).fold(builder(), |builder, place| {
        let callee = (place + 1 < length).then(|| IDS[place + 1]);
        let module = adds(IDS[place], 'x', callee, times);
        builder.with_native(if callee.is_some() { module.with_dependency(NEEDS[place]) } else { module })
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn depth_has_a_limit() {
    let manager = chain(17, 1).build().await.unwrap();
    let failure = run(&manager, "m0", CallOptions::new()).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Limit, "module.call-depth"));
    let options = CallOptions::new().with_limits(LimitOverrides::default().with_call_depth(16));
    let execution = run(&manager, "m0", options).await.unwrap();
    assert_eq!(execution.response.text(), Some(format!("-{}", "x".repeat(17)).as_str()));
    assert_eq!(run(&manager, "m8", CallOptions::new()).await.unwrap().report.inner_calls(), 8);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_number_of_calls_has_a_limit() {
    let manager = chain(8, 4).build().await.unwrap();
    let failure = run(&manager, "m0", CallOptions::new()).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Limit, "module.calls"));
    assert_eq!(failure.details()["limit"], parsify::error::Detail::Unsigned(1000));
    let none = CallOptions::new().with_limits(LimitOverrides::default().with_module_calls(0));
    assert_eq!(run(&manager, "m6", none).await.unwrap_err().code(), "module.calls");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_deadline_holds_for_all_of_them() {
    let sleeps = |_: Text, _: NoParams, _: &dyn Context| {
        std::thread::sleep(Duration::from_secs(3));
        Ok::<_, Failure>(Data(1))
    };
    let slow = operations("slow").with("run", "Sleeps", sleeps, with_text);
    let fast = adds("fast", 'f', Some("slow"), 1).with_dependency(|| dependency("slow"));
    let manager = builder().with_native(slow).with_native(fast).build().await.unwrap();
    let limits = LimitOverrides::default().with_deadline(Duration::from_millis(100));
    let failure = run(&manager, "fast", CallOptions::new().with_limits(limits)).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Timeout, "sandbox.timeout"));
}

#[tokio::test]
async fn a_callee_gets_what_it_was_granted_and_its_caller_passes_on() {
    let wants = || adds("clock-tools", 'c', None, 0).with_capability(Capability::Clock);
    let passes = |pass: bool| {
        let caller = adds("caller", 'a', Some("clock-tools"), 1);
        match pass {
            true => caller.with_dependency(|| dependency("clock-tools").with_grant(Capability::Clock)),
            false => caller.with_dependency(|| dependency("clock-tools")),
        }
    };
    let clock = || Grants::none().with(Capability::Clock);
    for (pass, granted, to_caller, works) in [
        (true, true, false, true),
        (false, true, false, false),
        (true, false, false, false),
        // What its caller has is not its own.
        (true, false, true, false),
        (false, false, true, false),
    ] {
        let mut builder = builder().with_native(passes(pass)).with_native(wants());
        if granted {
            builder = builder.with_grants("clock-tools", clock());
        }
        let manager = builder.build().await.unwrap();
        let grants = if to_caller { clock() } else { Grants::none() };
        let result = run(&manager, "caller", CallOptions::new().with_grants(grants)).await;
        assert_eq!(result.is_ok(), works, "{pass} {granted} {to_caller}");
        if let Err(failure) = result {
            assert_eq!((failure.kind(), failure.code()), (ErrorKind::Dependency, "module.dependency"));
            assert_eq!(failure.details()["code"].as_str(), Some("module.grant"));
        }
    }
}

#[tokio::test]
async fn discovery_shows_what_may_be_called() {
    let finds = |_: Text, _: NoParams, context: &dyn Context| Ok::<_, Failure>(Data(context.discover("run", "TEXT")));
    let finder = || operations("finder").with("run", "Finds", finds, with_text);
    let others = || builder().with_native(adds("one", '1', None, 0)).with_native(adds("two", '2', None, 0));
    let alone = others().with_native(finder()).build().await.unwrap();
    assert_eq!(run(&alone, "finder", CallOptions::new()).await.unwrap().response.data, serde_json(&[]));
    let declared = finder().with_dependency(|| dependency("two").optional());
    let declared = others().with_native(declared).build().await.unwrap();
    assert_eq!(run(&declared, "finder", CallOptions::new()).await.unwrap().response.data, serde_json(&["two"]));
    let all = others().with_native(finder().with_capability(Capability::Modules)).build().await.unwrap();
    let options = CallOptions::new().with_grants(Grants::none().with(Capability::Modules));
    assert_eq!(run(&all, "finder", options).await.unwrap().response.data, serde_json(&["one", "two"]));
}

fn serde_json(ids: &[&str]) -> parsify::serde_json::Value {
    parsify::serde_json::json!(ids)
}

/// What an application gives its modules: here a store of one value.
struct Shelf(Descriptor);

#[async_trait]
impl Module for Shelf {
    fn descriptor(&self) -> &Descriptor {
        &self.0
    }

    async fn execute(&self, request: &Request, _: &CallOptions) -> Result<Execution, Failure> {
        tokio::time::sleep(Duration::from_millis(1)).await;
        let response = Response { documents: vec![Document::text("text", "from the shelf")], ..Default::default() };
        let (id, version) = (self.0.id.clone(), self.0.version.clone());
        Ok(Execution { response, report: Report::new(id, version, &request.operation, Engine::Native) })
    }
}

#[tokio::test]
async fn an_application_gives_its_modules_functions_as_a_module() {
    use parsify::Processor as _;

    let shelf = Shelf(adds("shelf", ' ', None, 0).describe());
    let user = adds("user", 'u', Some("shelf"), 1).with_dependency(|| dependency("shelf"));
    let manager = builder().with_native_module(shelf).with_native(user).build().await.unwrap();
    let execution = run(&manager, "user", CallOptions::new()).await.unwrap();
    assert_eq!(execution.response.text(), Some("from the shelfu"));
}

#[tokio::test]
async fn modules_come_and_go_while_the_manager_is_at_work() {
    let manager = builder().with_native(adds("base", 'b', None, 0)).build().await.unwrap();
    let top = adds("top", 't', Some("base"), 1).with_dependency(|| dependency("base"));
    let top = manager.register_native(top).unwrap();
    assert_eq!(run(&manager, "top", CallOptions::new()).await.unwrap().response.text(), Some("-bt"));
    let version = top.version.clone();
    let refused = manager.unregister("base", &version, false).unwrap_err();
    assert!(refused.message().contains("top"), "{refused}");
    manager.unregister("base", &version, true).unwrap();
    let failure = run(&manager, "top", CallOptions::new()).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Dependency, "module.dependency"));
    manager.unregister("top", &version, false).unwrap();
    assert!(manager.available_modules().is_empty());
    assert_eq!(run(&manager, "top", CallOptions::new()).await.unwrap_err().code(), "module.not-found");
}

/// A module of the program that does what its operation's params say.
struct Wild(Descriptor);

#[async_trait]
impl Module for Wild {
    fn descriptor(&self) -> &Descriptor {
        &self.0
    }

    async fn execute(&self, request: &Request, _: &CallOptions) -> Result<Execution, Failure> {
        let text = request.documents[0].as_text().unwrap_or_default();
        match text {
            "hang" => std::future::pending().await,
            "panic" => panic!("as I was told"),
            _ => {}
        }
        let response = Response { documents: vec![Document::text("text", "x".repeat(1000))], ..Default::default() };
        let (id, version) = (self.0.id.clone(), self.0.version.clone());
        Ok(Execution { response, report: Report::new(id, version, &request.operation, Engine::Native) })
    }
}

#[tokio::test]
async fn modules_of_the_program_are_held_to_what_can_be_held() {
    use parsify::Processor as _;

    let wild = |module: Operations| builder().with_native_module(Wild(module.describe())).build();
    let manager = wild(adds("wild", ' ', None, 0)).await.unwrap();
    let call = |text: &'static str, limits| {
        let options = CallOptions::new().with_limits(limits);
        manager.execute("wild", Request::new("run").with_text("text", text), options)
    };
    let fine = call("", LimitOverrides::default()).await.unwrap();
    assert_eq!(fine.report.bytes_out, fine.response.size());
    let soon = LimitOverrides::default().with_deadline(Duration::from_millis(50));
    assert_eq!(call("hang", soon).await.unwrap_err().code(), "sandbox.timeout");
    let failure = call("panic", LimitOverrides::default()).await.unwrap_err();
    assert_eq!((failure.code(), failure.module(), failure.operation()), ("native.panic", Some("wild"), Some("run")));
    assert_eq!(call("", LimitOverrides::default().with_output(10)).await.unwrap_err().code(), "sandbox.output");
    let token = parsify::CancelToken::new();
    let options = CallOptions::new().with_cancel(token.clone());
    let hanging = manager.execute("wild", Request::new("run").with_text("text", "hang"), options);
    let (result, ()) = tokio::join!(hanging, async { token.cancel() });
    assert_eq!(result.unwrap_err().kind(), ErrorKind::Cancelled);
    let manager = wild(adds("wild", ' ', None, 0).with_capability(Capability::Clock)).await.unwrap();
    assert_eq!(run(&manager, "wild", CallOptions::new()).await.unwrap_err().code(), "module.grant");
}

/// With a thread for each level, two threads would be taken by two callers that wait for a third and a fourth.
#[test]
fn a_chain_of_native_modules_takes_one_thread() {
    let runtime = tokio::runtime::Builder::new_multi_thread().max_blocking_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let manager = chain(8, 1).build().await.unwrap();
        let calls: Vec<_> = (0..8)
            .map(|_| {
                let manager = manager.clone();
                tokio::spawn(async move { run(&manager, "m0", CallOptions::new()).await })
            })
            .collect();
        for call in calls {
            assert_eq!(call.await.unwrap().unwrap().report.inner_calls(), 7);
        }
    });
}

/// Guests, native modules and modules of the program in turn, each waiting for the next one.
#[tokio::test]
async fn waits_inside_of_waits_lose_no_wake() {
    use parsify::Processor as _;

    let shelf = Shelf(adds("shelf", ' ', None, 0).describe());
    let inner = adds("inner", 'i', Some("shelf"), 3).with_dependency(|| dependency("shelf"));
    let outer = adds("outer", 'o', Some("inner"), 3).with_dependency(|| dependency("inner"));
    let manager = builder().with_native_module(shelf).with_native(inner).with_native(outer).build().await.unwrap();
    let execution = run(&manager, "outer", CallOptions::new()).await.unwrap();
    assert_eq!((execution.response.text(), execution.report.inner_calls()), (Some("from the shelfio"), 12));
}
