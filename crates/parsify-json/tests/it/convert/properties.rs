//! Laws.

use parsify_json::{ConvertOptions, Format, NoteCode, convert, tree};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::check::{converted, is_same, options};
use super::generate::{object, soup, value};

const YAML: &[&str] = &[
    "a",
    "b",
    ": ",
    ":\n",
    "- ",
    "\n",
    "\n  ",
    "\n    ",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "'",
    "\"",
    "|\n",
    ">-\n",
    "&a ",
    "*a",
    "!!int ",
    "!x ",
    "<<: ",
    "? ",
    "#",
    " # c\n",
    "1",
    ".inf",
    "0x1F",
    "~",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "\t",
    "\\",
    "é",
    "\r\n",
];
const TOML: &[&str] = &[
    "a",
    "b",
    " = ",
    "\n",
    "[",
    "]",
    "[[",
    "]]\n",
    "{",
    "}",
    ", ",
    ".",
    "'",
    "\"",
    "\"\"\"",
    "'''",
    "#",
    "1",
    "1.5",
    "inf",
    "0x1F",
    "true",
    "1979-05-27",
    "07:32:00",
    "\\",
    "\\u00e9",
    "é",
    "\t",
    "\r\n",
    "[a]\n",
    "[[a]]\n",
    "a = 1\n",
];
const XML: &[&str] = &[
    "<a>",
    "</a>",
    "<b/>",
    "<b>",
    "</b>",
    "<a x='1'>",
    "<",
    ">",
    "/>",
    "&lt;",
    "&#65;",
    "&x;",
    "&",
    "<!-- c -->",
    "<?p i?>",
    "<![CDATA[",
    "]]>",
    "<?xml version='1.0'?>",
    "<!DOCTYPE a>",
    "text",
    " ",
    "\n",
    "'",
    "\"",
    "=",
    "x=\"1\" ",
    "é",
    "\r\n",
    "-",
    "1",
];

/// There and back.
fn and_back(source: &str, there: &Value, back: &Value) -> (String, Vec<NoteCode>) {
    let there = converted(there.clone(), source);
    let back = converted(back.clone(), there.document.as_text().unwrap());
    let codes = there.notes.iter().chain(&back.notes).map(|note| note.code).collect();
    (back.document.as_text().unwrap().to_owned(), codes)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn yaml_carries_every_value(value in value(), indent in 0_u8..9) {
        let there = json!({ "to": "yaml", "indent": indent });
        let (back, notes) = and_back(&value.to_string(), &there, &json!({ "from": "yaml", "to": "json" }));
        prop_assert_eq!(notes, []);
        is_same(&back, &value.to_string());
    }

    #[test]
    fn yaml_carries_every_list_of_documents(documents in prop::collection::vec(value(), 0..4)) {
        let documents = Value::from(documents).to_string();
        let yaml = json!({ "documents": "all" });
        let there = json!({ "to": "yaml", "yaml": yaml });
        let (back, notes) = and_back(&documents, &there, &json!({ "from": "yaml", "to": "json", "yaml": yaml }));
        prop_assert_eq!(notes, []);
        is_same(&back, &documents);
    }

    #[test]
    fn other_readers_of_yaml_read_the_same(value in value()) {
        // The other reader is one of YAML 1.1 in a port of libyaml, which knows no integers beyond 64 bits and takes no
        // keys beyond 128 characters without a question mark.
        let yaml = converted(json!({ "to": "yaml" }), &value.to_string()).document;
        let read: Value = serde_yaml_ng::from_str(yaml.as_text().unwrap()).expect("it is YAML");
        is_same(&read.to_string(), &value.to_string());
    }

    #[test]
    fn toml_carries_all_but_nulls_and_big_integers(members in object(value())) {
        let source = Value::from(members).to_string();
        let (back, notes) = and_back(&source, &json!({ "to": "toml" }), &json!({ "from": "toml", "to": "json" }));
        if notes.is_empty() {
            is_same(&back, &source);
        } else {
            prop_assert!(notes.iter().all(|code| [NoteCode::Null, NoteCode::Number].contains(code)), "{:?}", notes);
        }
    }

    #[test]
    fn xml_carries_what_it_does_not_note(members in object(value()), keep_order: bool, indented: bool) {
        let source = Value::from(members).to_string();
        let xml = json!({ "root": "root", "types": "infer", "empty": "null", "keepOrder": keep_order });
        let there = json!({ "to": "xml", "xml": xml, "indent": if indented { json!(2) } else { json!("none") } });
        let (back, notes) = and_back(&source, &there, &json!({ "from": "xml", "to": "json", "xml": xml }));
        // A name is written in a way that reads back as the key.
        if notes.iter().all(|code| *code == NoteCode::Name) && source != "{}" {
            is_same(&back, &source);
        }
    }

    #[test]
    fn other_readers_of_xml_take_what_is_written(value in value()) {
        let xml = converted(json!({ "to": "xml" }), &value.to_string()).document;
        let read = roxmltree::Document::parse(xml.as_text().unwrap());
        // A prefix in a key may be one that nobody declares.
        prop_assert!(matches!(read, Ok(_) | Err(roxmltree::Error::UnknownNamespace(..))), "{:?}", read);
    }

    #[test]
    fn a_loss_is_a_failure_when_it_is_asked_to_be(value in value(), to in prop::sample::select(vec!["yaml", "toml", "xml"])) {
        let source = Value::Object([("a".to_owned(), value)].into_iter().collect()).to_string();
        let warned = converted(json!({ "to": to }), &source);
        let strict = convert(source.as_str(), &options(json!({ "to": to, "lossy": "error" })));
        match warned.notes.first() {
            Some(note) => {
                let failure = strict.unwrap_err();
                prop_assert_eq!(failure.code(), "convert.loss");
                prop_assert_eq!(failure.message(), note.to_string());
            }
            None => prop_assert_eq!(strict.unwrap(), warned),
        }
    }

    #[test]
    fn what_reads_of_yaml_reads_back(source in soup(YAML)) {
        settles(Format::Yaml, &source);
    }

    #[test]
    fn what_reads_of_toml_reads_back(source in soup(TOML)) {
        settles(Format::Toml, &source);
    }

    #[test]
    fn what_reads_of_xml_reads_back(source in soup(XML)) {
        settles(Format::Xml, &source);
    }

    #[test]
    fn xml_is_what_other_readers_take_for_it(source in soup(XML)) {
        let own = convert(source.as_str(), &ConvertOptions::new(Format::Xml, Format::Json));
        let other = roxmltree::Document::parse(&source);
        prop_assert_eq!(own.is_ok(), other.is_ok(), "{:?}: {:?} against {:?}", source, own.err(), other.err());
    }
}

/// Garbage is refused; what is read is JSON, and comes through the format again as the same.
fn settles(format: Format, source: &str) {
    let Ok(json) = convert(source, &ConvertOptions::new(format, Format::Json)) else { return };
    let json = json.document.as_text().unwrap().to_owned();
    tree::parse(&json).expect("it is JSON");
    let there = options(json!({ "to": format.as_str() }));
    if let Ok(written) = convert(json.as_str(), &there) {
        let back = options(json!({ "from": format.as_str(), "to": "json" }));
        let again = convert(written.document.as_text().unwrap(), &back).expect("what was written is read");
        let is_whole = |notes: &[parsify_json::Note]| notes.iter().all(|note| note.code == NoteCode::Name);
        if is_whole(&written.notes) && is_whole(&again.notes) {
            is_same(again.document.as_text().unwrap(), &json);
        }
    }
}
