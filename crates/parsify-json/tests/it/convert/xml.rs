//! XML.

use parsify_json::NoteCode;
use serde_json::{Value, json};

use super::check::{converted, converts, reads, refuses};

fn from() -> Value {
    json!({ "from": "xml", "to": "json", "indent": "none" })
}

fn from_with(xml: Value) -> Value {
    json!({ "from": "xml", "to": "json", "indent": "none", "xml": xml })
}

fn to_with(mut xml: Value) -> Value {
    xml["declaration"] = false.into();
    json!({ "to": "xml", "indent": "none", "xml": xml })
}

#[test]
fn elements_attributes_and_text() {
    for (xml, json) in [
        ("<a/>", r#"{"a":""}"#),
        ("<a></a>", r#"{"a":""}"#),
        ("<a> x </a>", r#"{"a":" x "}"#),
        ("<a x='1' y=\"&lt;&#10;\n\"/>", r#"{"a":{"@x":"1","@y":"<\n "}}"#),
        ("<a x='1'>t</a>", r##"{"a":{"@x":"1","#text":"t"}}"##),
        ("<a>\n <b>1</b>\n <b>2</b>\n <c/>\n</a>", r#"{"a":{"b":["1","2"],"c":""}}"#),
        ("<n:a xmlns:n='u'><n:b/></n:a>", r#"{"n:a":{"@xmlns:n":"u","n:b":""}}"#),
        ("<a>x<![CDATA[<&]]>&amp;&#x41;</a>", r#"{"a":"x<&&A"}"#),
        ("\u{feff}<?xml version='1.0' encoding='utf-8'?>\r\n<a>x\r\ny</a>\n", r#"{"a":"x\ny"}"#),
        ("<a_x0020_b/>", r#"{"a b":""}"#),
        ("<_x0040_b/>", r#"{"_x0040_b":""}"#),
    ] {
        converts(from(), xml, json, &[]);
    }
}

#[test]
fn options_of_reading() {
    converts(from_with(json!({ "arrays": ["b"] })), "<a><b/></a>", r#"{"a":{"b":[""]}}"#, &[]);
    converts(from_with(json!({ "root": "a" })), "<a><b/></a>", r#"{"b":""}"#, &[]);
    converts(from_with(json!({ "empty": "null" })), "<a><b/><c></c></a>", r#"{"a":{"b":null,"c":""}}"#, &[]);
    let typed = "<a x='1'><b>1.10</b><b>007</b><b>true</b><b>1 </b></a>";
    converts(from_with(json!({ "types": "infer" })), typed, r#"{"a":{"@x":1,"b":[1.10,"007",true,"1 "]}}"#, &[]);
}

#[test]
fn order_is_kept_or_noted() {
    let mixed = "<p>one <b>two</b> <i>three</i> four</p>";
    converts(from(), mixed, r##"{"p":{"#text":"one   four","b":"two","i":"three"}}"##, &[(NoteCode::MixedContent, "")]);
    let kept = r##"{"p":{"#content":["one ",{"b":"two"}," ",{"i":"three"}," four"]}}"##;
    converts(from_with(json!({ "keepOrder": true })), mixed, kept, &[]);
    converts(to_with(json!({})), kept, mixed, &[]);
    let interleaved = "<a><b/><c/><b/></a>";
    converts(from(), interleaved, r#"{"a":{"b":["",""],"c":""}}"#, &[(NoteCode::Order, "")]);
    let kept = r##"{"a":{"#content":[{"b":""},{"c":""},{"b":""}]}}"##;
    converts(from_with(json!({ "keepOrder": true })), interleaved, kept, &[]);
}

#[test]
fn comments_and_instructions_are_noted() {
    let source = "<?go now?><!-- x --><a><!-- y --></a>";
    converts(from(), source, r#"{"a":""}"#, &[(NoteCode::Instruction, ""), (NoteCode::Comment, "")]);
    let place = converted(from(), source).notes[1].place.unwrap();
    assert_eq!((place.line, place.column), (1, 11));
}

#[test]
fn declarations_of_types_and_their_entities_are_refused() {
    let bomb =
        "<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY b 'x'><!ENTITY c SYSTEM 'file:///etc/passwd'>]>\n<a>&b;</a>";
    refuses(from(), bomb, "xml.doctype", (2, 1));
    refuses(from(), "<a>&nbsp;</a>", "xml.entity", (1, 4));
    refuses(from(), "<a b='&nbsp;'/>", "xml.entity", (1, 7));
}

#[test]
fn what_is_not_well_formed_is_refused_with_its_place() {
    for (xml, column) in [
        ("<a>", 1),
        ("<a></b>", 4),
        ("</a>", 1),
        ("<a/><b/>", 5),
        ("<a/>x", 5),
        ("x<a/>", 1),
        ("", 1),
        ("<a b/>", 5),
        ("<a b=c/>", 6),
        ("<a b='1' b='2'/>", 10),
        ("<a b='1'c='2'/>", 9),
        ("<a b='<'/>", 7),
        ("<1/>", 1),
        ("<a>]]></a>", 4),
        ("<a>&#0;</a>", 4),
        ("<a>&#xD800;</a>", 4),
        ("<a>\u{1}</a>", 4),
        ("<a>&lt</a>", 4),
        ("<a><!-- x -- y --></a>", 11),
        (" <?xml version='1.0'?><a/>", 2),
        ("<?xml version='1.0'?><a/>&lt;", 26),
        ("<a><![CDATA[x</a>", 4),
    ] {
        refuses(from(), xml, "xml.syntax", (1, column));
    }
}

#[test]
fn other_encodings_are_refused() {
    refuses(from(), "<?xml version='1.0' encoding='ISO-8859-1'?><a/>", "convert.encoding", (1, 1));
}

#[test]
fn written_with_lines() {
    let source = r##"{"a":{"@id":"1","b":["x","y"],"c":{"d":"<&>"},"e":{"@f":"\"\n","#text":"t"},"g":""}}"##;
    let xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a id=\"1\">\n  <b>x</b>\n  <b>y</b>\n  <c>\n    <d>&lt;&amp;&gt;</d>\n  </c>\n  <e f=\"&quot;&#10;\">t</e>\n  <g></g>\n</a>\n";
    converts(json!({ "to": "xml" }), source, xml, &[]);
    reads(from(), xml, source);
}

#[test]
fn what_xml_does_not_have_is_noted() {
    for (json, xml, notes) in [
        (r#"{"a":{"b":1,"c":true}}"#, "<a><b>1</b><c>true</c></a>", vec![(NoteCode::Type, "")]),
        (r#"{"a":null}"#, "<a/>", vec![(NoteCode::Null, "/a")]),
        (r#"{"a":{}}"#, "<a/>", vec![(NoteCode::Empty, "/a")]),
        (r#"{"a":{"b":[],"c":"x"}}"#, "<a><c>x</c></a>", vec![(NoteCode::Empty, "/a/b")]),
        (r#"{"a":{"b":["x"]}}"#, "<a><b>x</b></a>", vec![(NoteCode::Type, "/a/b")]),
        (r#"{"a":"x","b":"y"}"#, "<root><a>x</a><b>y</b></root>", vec![(NoteCode::Nesting, "")]),
        (r#"["x"]"#, "<root><item>x</item></root>", vec![(NoteCode::Nesting, ""), (NoteCode::Nesting, "")]),
        (r#"{"a":{"b c":"x"}}"#, "<a><b_x0020_c>x</b_x0020_c></a>", vec![(NoteCode::Name, "/a/b c")]),
        (r#"{"a":"\u0001"}"#, "<a>\u{fffd}</a>", vec![(NoteCode::Characters, "/a")]),
        (r##"{"a":{"#text":"x"}}"##, "<a>x</a>", vec![(NoteCode::Nesting, "/a/#text")]),
        (r#"{"a":{"@b":[1]}}"#, "<a b=\"[1]\"/>", vec![(NoteCode::Nesting, "/a/@b")]),
        (r#"{"a":{"@b":null}}"#, "<a b=\"\"/>", vec![(NoteCode::Null, "/a/@b")]),
    ] {
        converts(to_with(json!({})), json, xml, &notes);
    }
    converts(
        to_with(json!({ "types": "infer" })),
        r#"{"a":{"b":1,"c":"1"}}"#,
        "<a><b>1</b><c>1</c></a>",
        &[(NoteCode::Type, "/a/c")],
    );
    converts(to_with(json!({ "empty": "null" })), r#"{"a":{"b":null,"c":""}}"#, "<a><b/><c></c></a>", &[]);
    converts(to_with(json!({ "arrays": ["b"] })), r#"{"a":{"b":["x"]}}"#, "<a><b>x</b></a>", &[]);
    converts(to_with(json!({ "root": "r" })), r#"{"a":"x","b":"y"}"#, "<r><a>x</a><b>y</b></r>", &[]);
}

#[test]
fn ordered_content_must_be_text_and_objects() {
    let source = r##"{"a":{"#content":["x",[1]]}}"##;
    let failure = parsify_json::convert(source, &super::check::options(json!({ "to": "xml" }))).unwrap_err();
    assert_eq!(failure.code(), "convert.value");
    assert_eq!(failure.details()["pointer"], "/a/#content/1".into());
}

#[test]
fn names_in_options_must_be_names() {
    for xml in [json!({ "root": "a b" }), json!({ "root": "" }), json!({ "item": "<" })] {
        let options = super::check::options(json!({ "to": "xml", "xml": xml }));
        let failure = parsify_json::convert("[[1]]", &options).unwrap_err();
        assert_eq!((failure.kind(), failure.code()), (parsify_interface::ErrorKind::Params, "convert.option"));
    }
}
