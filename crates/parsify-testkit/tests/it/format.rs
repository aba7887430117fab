use std::path::Path;

use parsify_interface::{Document, Value};
use parsify_testkit::{Answer, Fixture, FixtureError};

fn parse(text: &str) -> Result<Fixture, FixtureError> {
    Fixture::parse(Path::new("fixtures/format/case.txt"), text)
}

/// The error of a fixture, without the path.
#[track_caller]
fn check(text: &str, expected: &str) {
    let error = parse(text).unwrap_err().to_string();
    assert_eq!(error.strip_prefix("fixtures/format/case.txt:").unwrap(), expected);
}

#[test]
fn every_part_is_read() {
    let fixture = parse(
        "Shows\nmuch.\n--- params\n{\"a\": 1}\n--- config\n[2]\n--- document one text/plain\nx\n\ny\n\
         --- document \"\" \"text/html; charset=utf-8\"\n<p>\n--- document two escaped\n\"a\\r\\n\"\n\
         --- response-document out\n\n--- data\n{\"b\": 3}\n--- warnings\n[\"careful\"]\n",
    )
    .unwrap();
    assert_eq!((fixture.label().as_str(), fixture.comment.as_str()), ("format/case", "Shows\nmuch."));
    assert_eq!(fixture.request.operation, "format");
    assert_eq!(fixture.request.params["a"], 1);
    assert_eq!(fixture.config[0], 2);
    let documents = [
        Document::text("one", "x\n\ny").with_media_type("text/plain"),
        Document::text("", "<p>").with_media_type("text/html; charset=utf-8"),
        Document::text("two", "a\r\n"),
    ];
    assert_eq!(fixture.request.documents, documents);
    let Some(Answer::Response(response)) = fixture.expected else { panic!("a response is expected") };
    assert_eq!(response.documents, [Document::text("out", "")]);
    assert_eq!(response.data["b"], 3);
    assert_eq!(response.warnings, ["careful"]);
}

#[test]
fn a_document_is_kept_to_the_byte() {
    let document = |text: &str| parse(text).unwrap().request.documents[0].as_text().unwrap().to_owned();
    assert_eq!(document("c\n--- document d\nx"), "x");
    assert_eq!(document("c\n--- document d\nx\n"), "x");
    assert_eq!(document("c\n--- document d\nx\n\n"), "x\n");
    assert_eq!(document("c\n--- document d\n\n\n--- data\n1"), "\n");
    assert_eq!(document("c\n--- document d\n--- data\n1"), "");
    assert_eq!(document("c\n--- document d"), "");
    assert_eq!(document("c\n--- document d\n---\n ---  \t\n"), "---\n ---  \t");
}

#[test]
fn a_file_without_an_answer_waits_for_it() {
    let fixture = parse("comment\n--- document d\nx\n").unwrap();
    assert_eq!(fixture.expected, None);
    assert_eq!(fixture.config, Value::Null);
}

#[test]
fn broken_rules_are_named_with_their_line() {
    check("", "1: the first lines must say what the case shows");
    check("\n--- params\n{}", "1: the first lines must say what the case shows");
    check("c\n--- parms\n{}", "2: there is no section `parms`");
    check("c\n--- document d\n--- a/file\n", "3: there is no section `a/file`");
    check("c\n--- params x\n{}", "2: the section line must be `--- params`");
    check("c\n--- document\nx", "2: the section line must be `--- document NAME [MEDIATYPE] [escaped]`");
    check("c\n--- document a b c\nx", "2: the section line must be `--- document NAME [MEDIATYPE] [escaped]`");
    check("c\n--- document \"a\nx", "2: the section line must be `--- document NAME [MEDIATYPE] [escaped]`");
    check("c\n--- document \"a\"b\nx", "2: the section line must be `--- document NAME [MEDIATYPE] [escaped]`");
    check("c\n--- document a base64\neA==", "2: the document `a` is binary; fixtures hold text only");
    check(
        "c\r\n--- params\r\n",
        "1: a carriage return; line ends are LF, and a document that needs one is written `escaped`",
    );
    check("c\n--- params\n{}\n--- params\n{}", "4: the section `params` stands twice");
    check(
        "c\n--- data\n1\n--- document d\nx",
        "4: the section `document` belongs to the request and must stand before the answer",
    );
    check(
        "c\n--- data\n1\n--- failure\n{\"kind\": \"input\", \"code\": \"a.b\", \"message\": \"m\"}",
        "4: the answer is either a response or a failure",
    );
    check(
        "c\n--- failure\n{\"kind\": \"input\", \"code\": \"a.b\", \"message\": \"m\"}\n--- warnings\n[]",
        "4: the answer is either a response or a failure",
    );
    check(
        "c\n--- params\n{\n  \"a\": 1,\n}\n",
        "5: the section `params` does not hold what it should: trailing comma at line 3 column 1",
    );
    check(
        "c\n--- failure\n{\"kind\": \"oops\", \"code\": \"a.b\", \"message\": \"m\"}",
        "3: the section `failure` does not hold what it should: unknown variant `oops`, expected one of `compilation`, \
         `instantiation`, `trap`, `memory`, `timeout`, `output`, `limit`, `cancelled`, `compatibility`, `input`, \
         `params`, `unsupported`, `not-found`, `dependency`, `network`, `integrity`, `permission`, `capacity`, \
         `unavailable`, `internal` at line 1 column 15",
    );
}

#[test]
fn binary_documents_and_misleading_comments_cannot_be_written() {
    let mut fixture = Fixture::new("fixtures/format/case.txt", "comment");
    fixture.request.documents.push(Document::binary("d", [0, 1]));
    let error = fixture.to_text().unwrap_err().to_string();
    assert_eq!(error, "fixtures/format/case.txt cannot hold this: the document `d` is binary; fixtures hold text only");
    for comment in ["", " \n", "a\n--- params", "a\rb"] {
        assert!(Fixture::new("f/o/c.txt", comment).to_text().is_err(), "{comment:?}");
    }
}
