use parsify::{CallOptions, ErrorKind, Failure, ModuleManager, Request, serde_json, serde_json::json};

use parsify_testkit::built_guest;

async fn refused(module: &str, request: Request) -> Failure {
    let manager = ModuleManager::builder().build().await.unwrap();
    let result = manager.execute(module, request, CallOptions::new()).await;
    // A check refused it: nothing was run, nothing counted.
    assert!(manager.statistics().operations.is_empty());
    result.unwrap_err()
}

#[track_caller]
fn says(failure: &Failure, kind: ErrorKind, code: &str, words: &[&str]) {
    assert_eq!((failure.kind(), failure.code()), (kind, code), "{failure:?}");
    let text = format!("{failure} {}", failure.hints().join(" "));
    for word in words {
        assert!(text.contains(word), "`{word}` is missing in: {text}");
    }
}

fn format() -> Request {
    Request::new("format").with_text("json", "[]")
}

#[tokio::test]
async fn unknown_modules_come_with_the_nearest_names() {
    says(&refused("json-procesor", format()).await, ErrorKind::NotFound, "module.not-found", &["json-processor"]);
    for garbage in ["", "../../etc/passwd", "\u{0}", "💥", &"x".repeat(100_000)] {
        let failure = refused(garbage, format()).await;
        assert_eq!(failure.kind(), ErrorKind::NotFound);
        assert!(failure.to_string().len() < 1000);
    }
}

#[tokio::test]
async fn unknown_operations_come_with_the_list() {
    let failure = refused("json-processor", Request::new("fromat")).await;
    says(&failure, ErrorKind::Unsupported, "module.operation", &["did you mean `format`", "`minify`", "`validate`"]);
}

#[tokio::test]
async fn params_that_do_not_fit_say_which_why_and_what_is_allowed() {
    let params = |name: &str, value: serde_json::Value| format().with_param(name, value);
    let check = async |request, words: &[&str]| {
        says(&refused("json-processor", request).await, ErrorKind::Params, "params.schema", words);
    };
    check(params("indnet", json!(2)), &["no param `indnet`", "did you mean `indent`", "`sortKeys`"]).await;
    check(params("indent", json!(17)), &["`indent` must be", "0 to 16", "tab", "not 17"]).await;
    check(params("insertFinalNewline", json!("yes")), &["`insertFinalNewline` must be of type boolean, not string"])
        .await;
    check(params("sortKeys", json!("yes")), &["`sortKeys` must be boolean or \"code-point\" or", "not this string"])
        .await;
    check(
        params("endOfLine", json!("cr")),
        &["`endOfLine` must be \"lf\" or \"crlf\", not this string", "\"lf\"", "\"crlf\""],
    )
    .await;
    check(
        params("indent", json!("tabs")),
        &["`indent` must be integer from 0 to 16 or \"tab\" or \"none\", not this string"],
    )
    .await;
    check(params("maxDepth", json!(0)), &["`maxDepth` is 0", "the least is 1"]).await;
    let both = params("maxDepth", json!(0)).with_param("sortKeys", 1);
    check(both, &["`maxDepth`", "`sortKeys`"]).await;
}

#[tokio::test]
async fn a_failure_quotes_no_text_of_the_params() {
    let secret = "canary-52be04";
    let texts = ["indent", "endOfLine", "maxDepth", "sortKeys", "no-such-param"];
    let requests = texts.map(|name| ("json-processor", format().with_param(name, secret)));
    let without_params = ("text-tools", Request::new("word-count").with_text("text", "x").with_param("locale", secret));
    for (module, request) in requests.into_iter().chain([without_params]) {
        let manager = ModuleManager::builder().with_native(text_tools::module()).build().await.unwrap();
        let failure = manager.execute(module, request, CallOptions::new()).await.unwrap_err();
        assert_eq!(failure.code(), "params.schema");
        let said = format!("{failure} {failure:?} {}", serde_json::to_string(&failure).unwrap());
        assert!(!said.contains(secret), "{said}");
        assert!(!said.contains("False schema"), "{said}");
    }
}

#[tokio::test]
async fn documents_that_are_missing_or_too_many_are_named() {
    let failure = refused("json-processor", Request::new("format")).await;
    says(&failure, ErrorKind::Input, "document.missing", &["`json`"]);
    let failure = refused("json-processor", format().with_text("other", "x")).await;
    says(&failure, ErrorKind::Input, "document.unexpected", &["`other`", "`format` takes `json`"]);
}

#[tokio::test]
async fn bytes_that_are_no_text_are_named_by_offset() {
    let manager = ModuleManager::builder().build().await.unwrap();
    let document = parsify::Document::binary("json", [b'[', 0xff, b']']);
    let request = Request::new("format").with_document(document);
    let failure = manager.execute("json-processor", request, CallOptions::new()).await.unwrap_err();
    says(&failure, ErrorKind::Input, "document.not-text", &["offset 1"]);
}

#[tokio::test]
async fn sources_that_are_no_modules_are_refused() {
    let refused = async |source: parsify::Source| {
        ModuleManager::builder().without_builtin_modules().with_module(source).build().await.unwrap_err()
    };
    let bytes = |bytes: &[u8]| parsify::Source::bytes("given", bytes);
    assert_eq!(refused(bytes(b"")).await.code(), "loader.empty");
    assert_eq!(refused(bytes(b"\0asm\x01\0\0\0")).await.code(), "loader.core-module");
    assert_eq!(refused(bytes(b"(component)")).await.code(), "loader.not-wasm");
    assert_eq!(refused(bytes(b"\0asm\x0d\0\x01\0garbage")).await.code(), "sandbox.compile");
    assert_eq!(refused(parsify::Source::file("no-such.wasm")).await.code(), "loader.missing");
}

#[tokio::test]
async fn one_id_and_version_stands_once() {
    // The same id and version, but natively: not the same module.
    let other = ModuleManager::builder().with_native(text_tools::module()).with_module(built_guest("text-tools"));
    let failure = other.build().await.unwrap_err();
    assert_eq!(failure.code(), "registry.duplicate");
    assert!(failure.details()["source"].as_str().unwrap().contains("text-tools.wasm"));
    // The same bytes twice, and a folder that holds the shipped module too.
    let twice =
        ModuleManager::builder().with_module(built_guest("text-tools")).with_folder(parsify_testkit::modules_folder());
    let wide = parsify::SandboxConfig::new().with_scan_caps(parsify::ScanCaps::normal());
    let twice = twice.with_sandbox(wide).build().await.unwrap();
    assert_eq!(twice.available_modules().iter().filter(|descriptor| descriptor.id.as_str() == "text-tools").count(), 1);
}
