use parsify::{
    CallOptions, Digest, Engine, ErrorKind, Failure, Fallback, LimitOverrides, ModuleManager, Request, Source,
};

use parsify_testkit::built_guest;

use crate::guests::manager;

/// The text tools with a component that is not theirs, and their native twin.
async fn with_broken_component(source: Source, digest: Option<Digest>) -> ModuleManager {
    let builder = ModuleManager::builder().without_builtin_modules();
    builder.with_module_and_twin(source, digest, text_tools::module()).build().await.unwrap()
}

fn slugify() -> Request {
    Request::new("slugify").with_text("text", "A Title")
}

#[tokio::test]
async fn a_component_that_cannot_run_is_replaced_by_its_twin_with_the_reason() {
    let broken: [(Source, &str); 4] = [
        (Source::bytes("broken", *b"\0asm\x0d\0\x01\0broken"), "sandbox.compile"),
        (Source::bytes("core", *b"\0asm\x01\0\0\0"), "loader.core-module"),
        (Source::file("no-such-file.wasm"), "loader.missing"),
        (Source::file(built_guest("misbehaving")), "sandbox.descriptor"),
    ];
    for (source, code) in broken {
        let manager = with_broken_component(source, None).await;
        let execution = manager.execute("text-tools", slugify(), CallOptions::new()).await.unwrap();
        assert_eq!(execution.response.text(), Some("a-title"));
        assert_eq!(execution.report.engine, Engine::Native);
        assert_eq!(execution.report.fallback.unwrap().code, code);
        assert_eq!(execution.report.attempts, 2);
    }
}

#[tokio::test]
async fn no_twin_answers_when_the_caller_forbids_it() {
    let manager = with_broken_component(Source::file("no-such-file.wasm"), None).await;
    let only_sandboxed = CallOptions::new().with_fallback(Fallback::Forbidden);
    let failure = manager.execute("text-tools", slugify(), only_sandboxed).await.unwrap_err();
    assert_eq!(failure.code(), "loader.missing");
}

#[tokio::test]
async fn a_wrong_digest_is_never_answered_by_the_twin() {
    let manager = with_broken_component(Source::file(built_guest("text-tools")), Some(Digest::new([7; 32]))).await;
    let failure = manager.execute("text-tools", slugify(), CallOptions::new()).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Integrity, "loader.digest"));
}

/// A call of json-processor, which has a native twin, that hits a limit.
async fn limited(limits: LimitOverrides) -> Failure {
    let text = format!("[{}1]", "1,".repeat(2_000_000));
    let options = CallOptions::new().with_limits(limits);
    manager()
        .await
        .execute("json-processor", Request::new("format").with_text("json", text), options)
        .await
        .unwrap_err()
}

#[tokio::test]
async fn what_hit_a_limit_in_the_sandbox_never_runs_natively() {
    let limits = LimitOverrides::default;
    assert_eq!(limited(limits().with_memory(8 << 20)).await.kind(), ErrorKind::Memory);
    assert_eq!(limited(limits().with_output(1 << 20)).await.kind(), ErrorKind::Output);
    assert_eq!(limited(limits().with_deadline(std::time::Duration::from_millis(1))).await.kind(), ErrorKind::Timeout);
}

#[tokio::test]
async fn a_verdict_is_given_once() {
    let manager = manager().await;
    let bad = Request::new("format").with_text("json", "[1,");
    let failure = manager.execute("json-processor", bad, CallOptions::new()).await.unwrap_err();
    assert_eq!(failure.kind(), ErrorKind::Input);
    assert_eq!((failure.module(), failure.operation()), (Some("json-processor"), Some("format")));
    let statistics = manager.statistics();
    assert_eq!(statistics.operations[0].failures[&ErrorKind::Input], 1);
    assert_eq!(statistics.operations[0].fallbacks, 0);
}
