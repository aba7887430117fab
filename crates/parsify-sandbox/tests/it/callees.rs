//! Guests that call other modules, with whatever answers for those.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use parsify_interface::{
    CallOptions, Callees, CancelToken, Dependency, ErrorKind, Execution, Failure, Left, Module as _, ModuleId, Phase,
    Request, Response, VersionReq,
};
use parsify_sandbox::WasmModule;
use parsify_testkit::GuestText;

use crate::guests::{fresh_digest, limits, options, sandbox};

/// What answers for the modules that a test's guest calls.
enum Other {
    Echoes,
    Fails,
    NeverAnswers,
    Panics,
    Gives(u64),
}

struct Others {
    other: Other,
    left: Mutex<Vec<u64>>,
}

#[async_trait]
impl Callees for Others {
    fn discover(&self, operation: &str, subject: &str) -> Vec<String> {
        vec![operation.to_owned(), subject.to_owned()]
    }

    async fn call(&self, module: &str, request: Request, left: Left) -> Result<Response, Failure> {
        self.left.lock().unwrap().push(left.memory);
        tokio::task::yield_now().await;
        match self.other {
            Other::Echoes => Ok(Response { documents: request.documents, ..Default::default() }),
            Other::Fails => Err(Failure::new(ErrorKind::Integrity, "loader.digest", format!("{module} is damaged"))),
            Other::NeverAnswers => std::future::pending().await,
            Other::Panics => panic!("as I was told"),
            Other::Gives(bytes) => Ok(Response { warnings: vec!["x".repeat(bytes as usize)], ..Default::default() }),
        }
    }
}

fn others(other: Other) -> Arc<Others> {
    Arc::new(Others { other, left: Mutex::default() })
}

async fn load(guest: GuestText) -> WasmModule {
    sandbox().load(guest.build(), fresh_digest()).await.unwrap()
}

async fn caller() -> WasmModule {
    let needs = Dependency::new(ModuleId::from_static("other"), VersionReq::STAR);
    load(GuestText::new("caller").with_dependency(needs).relaying("other")).await
}

async fn run(module: &WasmModule, options: CallOptions, others: &Arc<Others>) -> Result<Execution, Failure> {
    module.execute(&Request::new("run").with_text("", "text"), &options.with_callees(others.clone())).await
}

#[tokio::test]
async fn a_call_goes_out_and_its_answer_comes_back() {
    let others = others(Other::Echoes);
    let execution = run(&caller().await, options(limits().with_memory(10 << 20)), &others).await.unwrap();
    assert_eq!(execution.response.text(), Some("text"));
    // What the caller holds itself is not left for others.
    let left = others.left.lock().unwrap()[0];
    assert!(left < 10 << 20 && left > 9 << 20, "{left}");
}

#[tokio::test]
async fn without_callees_a_call_is_unsupported() {
    let failure = caller().await.execute(&Request::new("run"), &CallOptions::new()).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Unsupported, "module.call"));
}

#[tokio::test]
async fn a_module_that_declares_nothing_calls_nobody() {
    let module = load(GuestText::new("silent").relaying("other")).await;
    let others = others(Other::Echoes);
    let failure = run(&module, CallOptions::new(), &others).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Unsupported, "module.call"));
    assert!(others.left.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_failure_of_the_host_reaches_the_caller_as_that_of_a_dependency() {
    let failure = run(&caller().await, CallOptions::new(), &others(Other::Fails)).await.unwrap_err();
    assert_eq!(failure.kind(), ErrorKind::Dependency);
    assert!(failure.message().contains("other is damaged"));
    // Whose code it was, a guest may say; that it was the host's, it may not.
    assert_eq!(failure.code(), "module.failure");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_never_answers_ends_at_the_deadline_or_when_cancelled() {
    let (module, others) = (caller().await, others(Other::NeverAnswers));
    let begun = Instant::now();
    let options = options(limits().with_deadline(Duration::from_millis(100)));
    let failure = run(&module, options, &others).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Timeout, "sandbox.timeout"));
    assert_eq!(failure.details()["phase"].as_str(), Some(Phase::HostCall.name()));
    assert!(begun.elapsed() < Duration::from_secs(10));
    let token = CancelToken::new();
    let call = run(&module, CallOptions::new().with_cancel(token.clone()), &others);
    let (result, ()) = tokio::join!(call, async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        token.cancel();
    });
    assert_eq!(result.unwrap_err().kind(), ErrorKind::Cancelled);
}

#[tokio::test]
async fn a_panic_out_there_ends_the_call_and_nothing_else() {
    let module = caller().await;
    let failure = run(&module, CallOptions::new(), &others(Other::Panics)).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Internal, "host.internal"));
    assert!(run(&module, CallOptions::new(), &others(Other::Echoes)).await.is_ok());
}

#[tokio::test]
async fn an_answer_that_does_not_fit_ends_at_the_memory_limit() {
    let module = caller().await;
    let options = options(limits().with_memory(4 << 20));
    let failure = run(&module, options, &others(Other::Gives(8 << 20))).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Memory, "sandbox.memory"));
}

#[tokio::test]
async fn discovery_asks_whoever_answers() {
    let needs = Dependency::new(ModuleId::from_static("other"), VersionReq::STAR);
    let module = load(GuestText::new("finder").with_dependency(needs).discovering("format", "toy")).await;
    let execution = run(&module, CallOptions::new(), &others(Other::Echoes)).await.unwrap();
    assert_eq!(execution.response.data, parsify_interface::serde_json::json!(["format", "toy"]));
}

/// What waits for an answer runs on the guest's stack, so the guest must not be able to use that up before.
#[tokio::test]
async fn a_guest_that_calls_from_the_end_of_its_stack_gets_an_answer() {
    let needs = Dependency::new(ModuleId::from_static("other"), VersionReq::STAR);
    // The operation is passed on as it is; the depth is found by trying.
    let deep = |levels: u32| {
        let guest = GuestText::new("deep").with_dependency(needs.clone()).with_modules();
        guest
            .executing(format!(
                "(local.set $answer (call $realloc (i32.const 0) (i32.const 0) (i32.const 4) (i32.const 64)))
            (call $deeper (i32.const {levels}) (local.get $operation) (local.get $operation-length)
                (local.get $documents) (local.get $documents-count) (local.get $params) (local.get $params-length)
                (local.get $answer))
            (local.get $answer)"
            ))
            .with_items(
                "(func $deeper (param $left i32) (param i32 i32 i32 i32 i32 i32 i32)
                (if (local.get $left)
                    (then (call $deeper (i32.sub (local.get $left) (i32.const 1)) (local.get 1) (local.get 2)
                        (local.get 3) (local.get 4) (local.get 5) (local.get 6) (local.get 7)))
                    (else (call $call (local.get 1) (local.get 2) (local.get 1) (local.get 2) (local.get 3)
                        (local.get 4) (local.get 5) (local.get 6) (local.get 7)))))",
            )
    };
    let (mut works, mut fails) = (0_u32, 1 << 20);
    while fails - works > 100 {
        let levels = works.midpoint(fails);
        match run(&load(deep(levels)).await, CallOptions::new(), &others(Other::Echoes)).await {
            Ok(_) => works = levels,
            Err(failure) => {
                assert_eq!((failure.kind(), failure.code()), (ErrorKind::Trap, "sandbox.stack"));
                fails = levels;
            }
        }
    }
    assert!(works > 1000, "{works}");
}
