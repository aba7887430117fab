use parsify_interface::{
    Binary, Context, Data, Document, DocumentSpec, ErrorKind, Failure, NoParams, Operation, Operations, Processor,
    Request, Response, Silent, Text, module_info,
};

/// Shows which document came to which place.
fn places(
    (first, second, rest): (Text, Option<Binary>, Vec<Text>),
    _: NoParams,
    _: &dyn Context,
) -> Result<Data<String>, Failure> {
    let second = second.map_or("-".to_owned(), |bytes| String::from_utf8_lossy(&bytes).into_owned());
    let rest: Vec<String> = rest.into_iter().map(Text::into_string).collect();
    Ok(Data(format!("{} {second} {}", &*first, rest.join(","))))
}

fn configure(operation: Operation) -> Operation {
    operation
        .with_document(DocumentSpec::new("first", "", ""))
        .with_document(DocumentSpec::new("second", "", "").optional())
        .with_document(DocumentSpec::new("rest", "", "").optional().repeated())
}

fn execute(documents: Vec<Document>) -> Result<Response, Failure> {
    let module = Operations::new(module_info!(id: "places")).with("places", "Shows places", places, configure);
    module.execute(Request { operation: "places".into(), documents, params: parsify_interface::Map::new() }, &Silent)
}

#[track_caller]
fn check(documents: &[(&str, &str)], expected: Result<&str, &str>) {
    let documents = documents.iter().map(|(name, text)| Document::text(*name, *text)).collect();
    let result = execute(documents);
    match (&result, expected) {
        (Ok(response), Ok(expected)) => assert_eq!(response.data, expected),
        (Err(failure), Err(code)) => {
            assert_eq!((failure.kind(), failure.code()), (ErrorKind::Input, code));
            assert!(failure.hints()[0].contains("`places` takes `first`, `second` (optional), `rest` (any number)"));
        }
        _ => panic!("{result:?}"),
    }
}

#[test]
fn documents_find_their_places() {
    check(&[("first", "a")], Ok("a - "));
    check(&[("", "a"), ("", "b"), ("", "c"), ("", "d")], Ok("a b c,d"));
    check(&[("", "b"), ("first", "a")], Ok("a b "));
    check(&[("rest", "x"), ("rest", "y"), ("", "a")], Ok("a - x,y"));
    check(&[], Err("document.missing"));
    check(&[("second", "b")], Err("document.missing"));
    check(&[("first", "a"), ("first", "b")], Err("document.unexpected"));
    check(&[("first", "a"), ("other", "b")], Err("document.unexpected"));
}

#[test]
fn bytes_that_are_no_text_are_refused_with_the_place() {
    let failure = execute(vec![Document::binary("first", [b'a', 0xff])]).unwrap_err();
    assert_eq!(failure.code(), "document.not-text");
    assert_eq!(failure.details()["offset"].as_u64(), Some(1));
}

#[test]
fn params_and_operations_are_checked() {
    let module = Operations::new(module_info!(id: "places")).with("places", "Shows places", places, configure);
    let request = Request::new("places").with_text("first", "a").with_param("unknown", 1);
    assert_eq!(module.execute(request, &Silent).unwrap_err().kind(), ErrorKind::Params);
    let failure = module.execute(Request::new("place"), &Silent).unwrap_err();
    assert_eq!(failure.kind(), ErrorKind::Unsupported);
    assert_eq!(failure.hints(), ["the operations are places"]);
}
