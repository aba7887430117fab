use parsify_guest::{ErrorKind, ModuleInfo, NoParams, Processor as _, Request, Response};
use parsify_testkit::{Blessing, Fixtures, Fleet, block_on, check};

use parsify_guest::serde_json;

use super::*;

fn without_json() -> Fleet {
    Fleet::new().with(module()).with(text_outline::module()).with(text_tools::module())
}

fn fleet() -> Fleet {
    without_json().with(parsify_json::JsonProcessor)
}

fn request() -> Request {
    Request::new("report").with_text("text", "# One\n\nTwo words\n")
}

#[test]
fn the_fixtures_hold() {
    let fixtures = Fixtures::load(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures")).unwrap();
    block_on(check(&fleet().module("text-report"), &fixtures, Blessing::from_env())).unwrap();
}

#[test]
fn it_describes_itself_validly() {
    let descriptor = module().describe();
    descriptor.validate().unwrap();
    let optional: Vec<_> = descriptor.dependencies.iter().map(|dependency| dependency.optional).collect();
    assert_eq!(optional, [false, false, true]);
}

#[test]
fn it_answers_without_the_optional_module_and_says_so() {
    let with = fleet().execute("text-report", request()).unwrap();
    let without = without_json().execute("text-report", request()).unwrap();
    assert!(with.warnings.is_empty());
    assert_eq!(without.warnings, ["the data stands on one line, for there is no `json-processor`"]);
    assert_eq!(with.data, without.data);
    let line = serde_json::to_string(&Report { size: size(), headings: vec![heading()] }).unwrap();
    assert!(without.text().unwrap().contains(&format!("```json\n{line}\n```\n")));
    assert!(with.text().unwrap().contains("```json\n{\n"));
}

fn size() -> Size {
    Size { lines: 3, words: 4, characters: 17, bytes: 17 }
}

fn heading() -> Heading {
    Heading { level: 1, title: "One".to_owned(), anchor: "one".to_owned(), line: 1 }
}

#[test]
fn a_module_that_it_needs_must_be_there() {
    let tools = Fleet::new().with(module()).with(text_tools::module());
    let failure = tools.execute("text-report", request()).unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Dependency, "module.call"));
    let outline = Fleet::new().with(module()).with(text_outline::module());
    assert_eq!(outline.execute("text-report", request()).unwrap_err().kind(), ErrorKind::Dependency);
}

/// A module that stands in for another one.
fn other(id: &'static str, operation: &'static str, answer: fn() -> Result<Response, Failure>) -> Operations {
    let info = ModuleInfo { id, ..module_info!() };
    Operations::new(info).with(
        operation,
        "Answers otherwise",
        move |_: (Option<Text>, Option<Text>), _: NoParams, _: &dyn Context| answer(),
        |operation| {
            let [text, json] = ["text", "json"].map(|name| DocumentSpec::new(name, "", "Any text").optional());
            operation.with_document(text).with_document(json)
        },
    )
}

#[test]
fn answers_of_another_form_are_told_from_failures_of_the_text() {
    let modules = [(callees::TOOLS, "word-count"), (callees::OUTLINE, "outline"), (callees::JSON, "format")];
    for (id, operation) in modules {
        let odd = fleet().with(other(id, operation, || Ok(Response::default())));
        let failure = odd.execute("text-report", request()).unwrap_err();
        assert_eq!((failure.kind(), failure.code()), (ErrorKind::Dependency, "module.dependency"), "{id}");
        assert!(failure.message().contains(id), "{failure}");

        let failing = fleet().with(other(id, operation, || Err(Failure::new(ErrorKind::Input, "other.bad", "bad"))));
        let failure = failing.execute("text-report", request()).unwrap_err();
        assert_eq!((failure.kind(), failure.code()), (ErrorKind::Dependency, "other.bad"), "{id}");
    }
}
