//! The code processor: who works on which language.

use parsify::code_operations::{InLanguage, Matrix, router::CodeProcessor};
use parsify::{
    CallOptions, Capability, Document, DocumentSpec, ErrorKind, Execution, Failure, Grants, ModuleManager,
    ModuleSettings, Operation, Request,
};
use parsify_interface::{Context, NoParams, Operations, Text};

use parsify_testkit::Blessing;

use crate::nested::operations;

/// A language of somebody else: its programs are formatted by taking their blanks out.
fn toy() -> Operations {
    let format = |code: Text, params: InLanguage<NoParams>, _: &dyn Context| {
        assert_eq!(params.language.as_deref(), Some("toy"));
        Ok::<_, Failure>(Document::text("code", code.replace(' ', "")))
    };
    operations("lang-toy").with("format", "Formats", format, on_toy)
}

fn on_toy(operation: Operation) -> Operation {
    operation
        .with_document(DocumentSpec::new("code", "text/plain", "The source text"))
        .idempotent()
        .with_language("toy")
}

async fn manager(grants: Grants) -> ModuleManager {
    let settings = ModuleSettings::new().with_grants(&grants);
    let builder = ModuleManager::builder().without_builtin_modules();
    let builder = builder.with_native(CodeProcessor).with_native(toy()).with_settings("code-processor", settings);
    builder.build().await.unwrap()
}

async fn with_toy() -> ModuleManager {
    manager(Grants::none().with(Capability::Modules)).await
}

async fn run(manager: &ModuleManager, request: Request) -> Result<Execution, Failure> {
    manager.execute("code-processor", request, CallOptions::new()).await
}

fn request(operation: &str, language: &str) -> Request {
    Request::new(operation).with_text("code", "a b").with_param("language", language)
}

#[tokio::test]
async fn a_module_of_somebody_else_adds_a_language() {
    let done = run(&with_toy().await, request("format", "Toy")).await.unwrap();
    assert_eq!(done.response.text(), Some("ab"));
    assert_eq!(done.report.calls[0].module.as_str(), "lang-toy");
    let done = run(&with_toy().await, request("formatCode", "toy")).await.unwrap();
    assert_eq!(done.response.text(), Some("ab"));
}

#[tokio::test]
async fn who_has_no_grant_meets_no_strangers() {
    let failure = run(&manager(Grants::none()).await, request("format", "toy")).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Unsupported, "code.language"));
    assert!(failure.hints().iter().any(|hint| hint.contains("grant `modules`")), "{failure:?}");
}

#[tokio::test]
async fn what_a_language_has_is_told_with_what_it_has_not() {
    let failure = run(&with_toy().await, request("minify", "toy")).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Unsupported, "code.language"));
    assert_eq!(failure.hints(), ["for this language there are format"]);
    let failure = run(&with_toy().await, request("minify", "kling\u{1b}on")).await.unwrap_err();
    assert!(failure.message().contains("kling\\u{1b}on"), "{failure:?}");
}

#[tokio::test]
async fn a_text_in_no_language_is_told() {
    let failure = run(&with_toy().await, Request::new("format").with_text("code", "hello")).await.unwrap_err();
    assert_eq!(failure.message(), "the language of the text is not known");
}

#[tokio::test]
async fn a_language_that_is_guessed_is_told() {
    let text = "import os\n\ndef main():\n    print(os.name)\n";
    let failure = run(&with_toy().await, Request::new("format").with_text("code", text)).await.unwrap_err();
    assert!(failure.message().contains("`python`"), "{failure:?}");
    let detected = run(&with_toy().await, Request::new("detectLanguage").with_text("code", text)).await.unwrap();
    assert_eq!(
        (&detected.response.data["language"], &detected.response.data["by"]),
        (&"python".into(), &"content".into())
    );
    let named = Request::new("detect-language").with_text("code", text).with_param("fileName", "a/b.rs");
    assert_eq!(run(&with_toy().await, named).await.unwrap().response.data["language"], "rust");
    let bytes = Request::new("detect-language").with_document(Document::binary("code", *b"#!/bin/sh\n\xff\xfe"));
    assert_eq!(run(&with_toy().await, bytes).await.unwrap().response.data["language"], "bash");
}

#[tokio::test]
async fn a_param_that_the_language_does_not_know_is_refused_by_its_module() {
    let failure = run(&with_toy().await, request("format", "toy").with_param("spin", true)).await.unwrap_err();
    assert_eq!(failure.kind(), ErrorKind::Params, "{failure:?}");
    let failure = run(&with_toy().await, request("format", "toy").with_param("lineWidth", "wide")).await.unwrap_err();
    assert_eq!(failure.kind(), ErrorKind::Params, "{failure:?}");
}

/// `PARSIFY_BLESS=1` writes it anew.
#[test]
fn the_page_shows_the_matrix_of_the_shipped_modules() {
    let matrix = Matrix::new(parsify_builtin::modules().iter().map(parsify_builtin::Builtin::descriptor)).markdown();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/src/code.md");
    let page = std::fs::read_to_string(path).unwrap();
    let (before, rest) = page.split_once("<!-- matrix -->\n").unwrap();
    let (shown, after) = rest.split_once("<!-- /matrix -->").unwrap();
    if Blessing::from_env() == Blessing::Accept {
        std::fs::write(path, format!("{before}<!-- matrix -->\n{matrix}<!-- /matrix -->{after}")).unwrap();
    } else {
        assert_eq!(shown, matrix, "run the tests once with PARSIFY_BLESS=1");
    }
}

#[tokio::test]
async fn the_matrix_shows_who_does_what() {
    let manager = with_toy().await;
    let matrix = Matrix::new(manager.available_modules().iter().map(|descriptor| &**descriptor));
    assert_eq!(matrix.languages["toy"]["format"].module.as_str(), "lang-toy");
    assert_eq!(matrix.markdown(), "| operation | toy |\n|---|---|\n| `format` | `lang-toy` |\n");
}
