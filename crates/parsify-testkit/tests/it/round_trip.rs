use std::path::Path;

use parsify_interface::{Document, ErrorKind, Map, Response, Value};
use parsify_testkit::{Answer, FailureAnswer, Fixture};
use proptest::prelude::*;

const PATH: &str = "fixtures/format/case.txt";

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["\\PC{0,20}", "(\n|\r|--- |---|x|\"|\t|escaped| ){0,12}", any::<String>(),]
}

fn document() -> impl Strategy<Value = Document> {
    let word = || prop_oneof!["[a-z]{0,6}", "(escaped|base64|\"| |\n|-){0,3}", any::<String>()];
    (word(), word(), text()).prop_map(|(name, media, text)| Document::text(name, text).with_media_type(media))
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-1000..1000_i32).prop_map(|number| Value::from(f64::from(number) / 8.0)),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(text(), inner, 0..4).prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

fn map() -> impl Strategy<Value = Map<String, Value>> {
    prop::collection::btree_map(text(), value(), 0..3).prop_map(|map| map.into_iter().collect())
}

fn answer() -> impl Strategy<Value = Answer> {
    let texts = || prop::collection::vec(text(), 0..3);
    let response = (prop::collection::vec(document(), 0..3), value(), texts())
        .prop_map(|(documents, data, warnings)| Answer::Response(Response { documents, data, warnings }));
    let failure = (prop::sample::select(ErrorKind::ALL.to_vec()), text(), text(), map(), texts()).prop_map(
        |(kind, code, message, details, hints)| Answer::Failure(FailureAnswer { kind, code, message, details, hints }),
    );
    prop_oneof![response, failure]
}

fn fixture() -> impl Strategy<Value = Fixture> {
    let documents = prop::collection::vec(document(), 0..3);
    ("[A-Z][a-z]{0,9}[a-z \n.]{0,20}", map(), value(), documents, prop::option::of(answer())).prop_map(
        |(comment, params, config, documents, expected)| {
            let mut fixture = Fixture::new(PATH, comment);
            fixture.request.params = params;
            fixture.request.documents = documents;
            fixture.config = config;
            fixture.expected = expected;
            fixture
        },
    )
}

#[test]
fn an_empty_response_is_an_expectation() {
    let mut fixture = Fixture::new(PATH, "comment");
    fixture.expected = Some(Answer::Response(Response::default()));
    let text = fixture.to_text().unwrap();
    assert_eq!(text, "comment\n--- data\nnull\n");
    assert_eq!(parse(&text), Some(fixture));
}

fn parse(text: &str) -> Option<Fixture> {
    Fixture::parse(Path::new(PATH), text).ok()
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(fixture in fixture()) {
        let text = fixture.to_text().unwrap();
        let read = Fixture::parse(Path::new(PATH), &text).unwrap();
        prop_assert_eq!(&read, &fixture);
        prop_assert_eq!(read.to_text().unwrap(), text);
    }

    #[test]
    fn documents_are_escaped_only_when_needed(text in "([a-z]|---|\n|\t| |\"|\\\\){0,20}") {
        prop_assume!(!text.split('\n').any(|line| line.starts_with("--- ")));
        let mut fixture = Fixture::new(PATH, "comment");
        fixture.request.documents.push(Document::text("d", &text));
        prop_assert_eq!(fixture.to_text().unwrap(), format!("comment\n--- document d\n{text}\n"));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "(--- |params|document|data|failure|escaped|\n|\"|\\{|\\}|\\PC){0,40}") {
        if let Some(fixture) = parse(&text) {
            prop_assert_eq!(parse(&fixture.to_text().unwrap()), Some(fixture));
        }
    }
}
