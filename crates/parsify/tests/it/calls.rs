use parsify::{
    CacheState, CallOptions, Engine, Fallback, LimitOverrides, ModuleManager, Request, VersionReq, format_json,
    minify_json, validate_json,
};

use parsify_testkit::built_guest;

use crate::guests::{built, manager};

fn format(json: &str) -> Request {
    Request::new("format").with_text("json", json)
}

#[tokio::test]
async fn a_document_goes_through_the_sandbox() {
    let manager = manager().await;
    let request = format(r#"{"big":123456789012345678901234567890,"price":1.10}"#);
    let execution = manager.execute("json-processor", request.clone(), CallOptions::new()).await.unwrap();
    let expected = "{\n  \"big\": 123456789012345678901234567890,\n  \"price\": 1.10\n}\n";
    assert_eq!(execution.response.text(), Some(expected));
    let report = execution.report;
    assert_eq!((report.engine, report.cache, report.attempts), (Engine::Wasm, CacheState::Compiled, 1));
    assert!(report.fallback.is_none() && report.peak_memory > 0 && report.digest.is_some());

    let again = manager.execute("json-processor", request, CallOptions::new()).await.unwrap();
    assert_eq!(again.report.cache, CacheState::Memory);
}

#[tokio::test]
async fn the_twin_gives_the_same_when_asked_for() {
    let manager = manager().await;
    let native = CallOptions::new().with_fallback(Fallback::NativeOnly);
    let natively = manager.execute("json-processor", format("[1.10]"), native).await.unwrap();
    let sandboxed = manager.execute("json-processor", format("[1.10]"), CallOptions::new()).await.unwrap();
    assert_eq!(natively.response, sandboxed.response);
    assert_eq!(natively.report.engine, Engine::Native);
    assert!(natively.report.fallback.is_none());
}

#[tokio::test]
async fn ten_megabytes_fit_into_the_default_limits() {
    let text = format!("[{}1]", r#"{"name":"a name","price":1.10,"tags":["x","y"]},"#.repeat(220_000));
    assert!(text.len() > 10_000_000);
    let execution = manager().await.execute("json-processor", format(&text), CallOptions::new()).await.unwrap();
    assert_eq!(execution.report.engine, Engine::Wasm);
    assert!(execution.report.bytes_out > execution.report.bytes_in);
}

#[tokio::test]
async fn nesting_is_bounded_at_any_depth() {
    for levels in [1001, 100_000] {
        let failure = manager().await.execute("json-processor", format(&"[".repeat(levels)), CallOptions::new()).await;
        assert_eq!(failure.unwrap_err().code(), "json.depth");
    }
    let deep = "[".repeat(100_000) + "]".repeat(100_000).as_str();
    let request = Request::new("minify").with_text("json", deep.as_str()).with_param("maxDepth", 100_000);
    let execution = manager().await.execute("json-processor", request, CallOptions::new()).await.unwrap();
    assert_eq!(execution.response.text(), Some(deep.as_str()));
}

#[tokio::test]
async fn modules_come_from_files_and_folders() {
    let file = ModuleManager::builder()
        .without_builtin_modules()
        .with_module(built_guest("text-tools"))
        .build()
        .await
        .unwrap();
    let request = Request::new("slugify").with_text("text", "A Title");
    let execution = file.execute("text-tools", request, CallOptions::new()).await.unwrap();
    assert_eq!(execution.response.text(), Some("a-title"));

    let folder = built_guest("text-tools");
    let folder = folder.parent().unwrap();
    let wide = parsify::SandboxConfig::new().with_scan_caps(parsify::ScanCaps::normal());
    let all = ModuleManager::builder().without_builtin_modules().with_sandbox(wide).with_folder(folder);
    let all = all.build().await.unwrap();
    let available = all.available_modules();
    let ids: Vec<_> = available.iter().map(|descriptor| descriptor.id.as_str()).collect();
    assert_eq!(ids, built());
    assert_eq!(all.search("slug")[0].descriptor.id.as_str(), "text-tools");
}

#[tokio::test]
async fn versions_are_chosen_by_requirement() {
    let manager = manager().await;
    let fitting = CallOptions::new().with_version(VersionReq::parse("^0.1").unwrap());
    manager.execute("json-processor", format("[]"), fitting).await.unwrap();
    let missing = CallOptions::new().with_version(VersionReq::parse("^99").unwrap());
    let failure = manager.execute("json-processor", format("[]"), missing).await.unwrap_err();
    assert_eq!(failure.code(), "module.version");
}

#[tokio::test]
async fn the_short_functions_work() {
    assert_eq!(format_json("[1]", &Default::default()).await.unwrap(), "[\n  1\n]\n");
    assert_eq!(minify_json("[ 1 ]", &Default::default()).await.unwrap(), "[1]");
    let validation = validate_json("[1,]", &Default::default()).await.unwrap();
    assert!(!validation.valid);
    assert_eq!(validation.problems[0].code.as_str(), "json.trailing-comma");
}

#[tokio::test]
async fn limits_of_a_call_reach_the_sandbox() {
    let text = format!("[{}1]", "1,".repeat(500_000));
    let narrow = CallOptions::new().with_limits(LimitOverrides::default().with_memory(2 << 20));
    let failure = manager().await.execute("json-processor", format(&text), narrow).await.unwrap_err();
    assert_eq!(failure.code(), "sandbox.memory");
}

#[tokio::test]
async fn natively_the_output_is_measured_afterwards() {
    let builder = ModuleManager::builder().without_builtin_modules().with_native(text_tools::module());
    let manager = builder.build().await.unwrap();
    let narrow = CallOptions::new().with_limits(LimitOverrides::default().with_output(3));
    let request = Request::new("slugify").with_text("text", "A Title");
    let failure = manager.execute("text-tools", request, narrow).await.unwrap_err();
    assert_eq!((failure.code(), failure.details()["limitBytes"].as_u64()), ("sandbox.output", Some(3)));
}
