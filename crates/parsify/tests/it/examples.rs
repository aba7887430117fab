//! The example modules call each other: a report needs an outline and the tools, an outline needs the tools.

use parsify::{CallOptions, Engine, ErrorKind, ModuleManager, ModuleManagerBuilder, Request};
use parsify_testkit::built_guest;

use crate::nested::tree;

fn with(builder: ModuleManagerBuilder, names: &[&str]) -> ModuleManagerBuilder {
    names.iter().fold(builder, |builder, name| builder.with_module(built_guest(name)))
}

fn request() -> Request {
    Request::new("report").with_text("text", "# Soup\n\nA pot.\n\n## Salt\n")
}

const FAMILY: [&str; 3] = ["text-outline", "text-report", "text-tools"];

#[tokio::test]
async fn a_report_leads_through_three_other_modules() {
    let manager = with(ModuleManager::builder(), &FAMILY).build().await.unwrap();
    let execution = manager.execute("text-report", request(), CallOptions::new()).await.unwrap();
    assert_eq!(execution.response.data["headings"][1]["anchor"], "salt");
    assert!(execution.response.text().unwrap().contains("\n- [Soup](#soup)\n  - [Salt](#salt)\n"));
    assert_eq!(execution.response.warnings, Vec::<String>::new());
    // One call for each title.
    let outline = "text-outline(text-tools() text-tools())";
    assert_eq!(tree(&execution.report), format!("text-report(text-tools() {outline} json-processor())"));
    assert!(execution.report.calls.iter().all(|report| report.engine == Engine::Wasm));
}

#[tokio::test]
async fn a_report_without_the_optional_module_says_so() {
    let builder = ModuleManager::builder().without_builtin_modules();
    let manager = with(builder, &FAMILY).build().await.unwrap();
    let execution = manager.execute("text-report", request(), CallOptions::new()).await.unwrap();
    assert_eq!(execution.response.data["size"]["words"], 6);
    assert_eq!(execution.response.warnings, ["the data stands on one line, for there is no `json-processor`"]);
}

#[tokio::test]
async fn the_native_forms_answer_the_same() {
    let builder = ModuleManager::builder().without_builtin_modules();
    let natives = builder
        .with_native(text_outline::module())
        .with_native(text_report::module())
        .with_native(text_tools::module())
        .with_native(parsify::json_operations::JsonProcessor);
    let natives = natives.build().await.unwrap();
    let guests = with(ModuleManager::builder(), &FAMILY).build().await.unwrap();
    let native = natives.execute("text-report", request(), CallOptions::new()).await.unwrap();
    let sandboxed = guests.execute("text-report", request(), CallOptions::new()).await.unwrap();
    assert_eq!(native.response, sandboxed.response);
    assert_eq!(tree(&native.report), tree(&sandboxed.report));
}

#[tokio::test]
async fn more_titles_than_calls_that_are_allowed_are_told_with_the_limit() {
    let manager = with(ModuleManager::builder(), &FAMILY).build().await.unwrap();
    let titles: String = (0..2000).map(|number| format!("# Title {number}\n")).collect();
    let request = Request::new("outline").with_text("text", titles);
    let failure = manager.execute("text-outline", request, CallOptions::new()).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Limit, "module.calls"));
    assert_eq!(failure.module(), Some("text-outline"));
}
