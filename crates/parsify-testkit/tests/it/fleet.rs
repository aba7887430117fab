use parsify_interface::{
    CallOptions, Capability, Context, Data, Dependency, Document, DocumentSpec, ErrorKind, Failure, Module as _,
    ModuleId, NoParams, Operation, Operations, Request, Response, Text, module_info,
};
use parsify_testkit::{Fleet, InProcess, block_on};

fn on_text(operation: Operation) -> Operation {
    operation.with_document(DocumentSpec::new("text", "text/plain", "The text")).with_format("text")
}

fn any(id: &'static str) -> Dependency {
    Dependency::new(ModuleId::from_static(id), "*".parse().unwrap())
}

fn upper(text: Text, _: NoParams, _: &dyn Context) -> Result<Document, Failure> {
    match text.as_ref() {
        "" => Err(Failure::new(ErrorKind::Input, "leaf.empty", "the text is empty")),
        "broken" => Err(Failure::new(ErrorKind::Internal, "leaf.broken", "broken").with_hint("mend it")),
        "huge" => Err(Failure::new(ErrorKind::Memory, "leaf.huge", "huge")),
        text => Ok(Document::text("text", text.to_uppercase())),
    }
}

fn leaf() -> Operations {
    Operations::new(module_info!(id: "leaf")).with("upper", "Writes in capitals", upper, on_text)
}

/// Hands its text on to the module that its first word names.
fn relay(text: Text, _: NoParams, context: &dyn Context) -> Result<Response, Failure> {
    let (module, rest) = text.split_once(' ').unwrap_or((&text, ""));
    let operation = if module == "leaf" { "upper" } else { "relay" };
    context.call(module, Request::new(operation).with_text("text", rest))
}

fn relaying(id: &'static str) -> Operations {
    Operations::new(module_info!(id: id)).with("relay", "Hands on", relay, on_text)
}

fn fleet() -> Fleet {
    Fleet::new()
        .with(leaf())
        .with(relaying("left").with_dependency(|| any("leaf")).with_dependency(|| any("right")))
        .with(relaying("right").with_dependency(|| any("leaf")).with_dependency(|| any("left")))
        .with(relaying("free").with_capability(Capability::Modules))
        .with(
            relaying("old")
                .with_dependency(|| Dependency::new(ModuleId::from_static("leaf"), "=0.0.1".parse().unwrap())),
        )
}

fn call(id: &str, text: &str) -> Result<Response, Failure> {
    fleet().execute(id, Request::new("relay").with_text("text", text))
}

#[test]
fn declared_modules_are_called_through_others() {
    assert_eq!(call("left", "leaf hello").unwrap().text(), Some("HELLO"));
    assert_eq!(call("left", "right leaf hello").unwrap().text(), Some("HELLO"));
    assert_eq!(call("free", "right leaf hello").unwrap().text(), Some("HELLO"));
}

#[test]
fn what_is_not_declared_does_not_fit_or_is_not_there_is_unsupported() {
    for (id, text) in [("left", "free leaf x"), ("old", "leaf x"), ("free", "nobody x"), ("left", "nobody x")] {
        let failure = call(id, text).unwrap_err();
        assert_eq!((failure.kind(), failure.code()), (ErrorKind::Unsupported, "module.call"), "{id} {text}");
    }
}

#[test]
fn a_circle_is_refused() {
    let failure = call("left", "right left leaf x").unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Dependency, "module.call-cycle"));
    assert_eq!(failure.message(), "modules call each other in a circle: left → right → left");
}

#[test]
fn failures_arrive_as_a_host_tells_them() {
    let verdict = call("left", "leaf ").unwrap_err();
    assert_eq!((verdict.kind(), verdict.code()), (ErrorKind::Input, "leaf.empty"));
    let broken = call("left", "leaf broken").unwrap_err();
    assert_eq!((broken.kind(), broken.code()), (ErrorKind::Dependency, "module.dependency"));
    assert_eq!((broken.message(), &broken.hints()[0][..]), ("leaf: upper: broken", "mend it"));
    assert_eq!(broken.details()["code"].as_str(), Some("leaf.broken"));
    assert_eq!(call("left", "leaf huge").unwrap_err().kind(), ErrorKind::Limit);
}

#[test]
fn only_what_may_be_called_is_discovered() {
    fn ids(_: (), _: NoParams, context: &dyn Context) -> Result<Data<Vec<String>>, Failure> {
        Ok(Data(context.discover("upper", "text")))
    }
    let asking = |id| Operations::new(module_info!(id: id)).with("ids", "Finds", ids, |operation| operation);
    let fleet = fleet().with(asking("stranger")).with(asking("friend").with_dependency(|| any("leaf")));
    assert_eq!(fleet.execute("stranger", Request::new("ids")).unwrap().data, serde_json::json!([]));
    assert_eq!(fleet.execute("friend", Request::new("ids")).unwrap().data, serde_json::json!(["leaf"]));
}

#[test]
fn a_module_of_a_host_has_the_fleet_around_it() {
    let request = Request::new("relay").with_text("text", "leaf hello");
    let alone = InProcess::new(relaying("left").with_dependency(|| any("leaf")));
    let failure = block_on(alone.execute(&request, &CallOptions::new())).unwrap_err();
    assert_eq!(failure.code(), "module.call");
    for module in [&fleet().around(alone) as &dyn parsify_interface::Module, &fleet().module("left")] {
        let execution = block_on(module.execute(&request, &CallOptions::new())).unwrap();
        assert_eq!((execution.response.text(), execution.report.module.as_str()), (Some("HELLO"), "left"));
    }
}
