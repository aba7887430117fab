use parsify_json::{ConvertOptions, Format, NoteCode, PropertiesEncoding, RepeatedKeys, code, convert, tree::parse};
use proptest::prelude::*;

use super::{clean, noted, options, refused};

fn reading() -> ConvertOptions {
    options(Format::Properties, Format::Json)
}

fn writing() -> ConvertOptions {
    options(Format::Json, Format::Properties)
}

#[track_caller]
fn reads(properties: &str, json: &str) {
    assert_eq!(clean(properties, &reading()), json);
}

#[test]
fn lines_are_read_as_the_documentation_has_it() {
    // The examples of `java.util.Properties.load`.
    for line in ["Truth = Beauty", " Truth:Beauty", "Truth                    :Beauty", "Truth Beauty", "Truth\tBeauty"]
    {
        reads(line, r#"{"Truth":"Beauty"}"#);
    }
    let fruits = "fruits                           apple, banana, pear, \\\n                                 cantaloupe, watermelon, \\\r\n\t kiwi, mango\n";
    reads(fruits, r#"{"fruits":"apple, banana, pear, cantaloupe, watermelon, kiwi, mango"}"#);
    reads("cheeses\n", r#"{"cheeses":""}"#);
    reads("\\:\\==x\n", r#"{":=":"x"}"#);
}

#[test]
fn escapes_and_continued_lines_are_read() {
    reads("a\\ b\\=c = d\\te\\u00e9\\\\ \n", "{\"a b=c\":\"d\\teé\\\\ \"}");
    reads("a = \\z\\\"\\\n   # no comment\n", "{\"a\":\"z\\\"# no comment\"}");
    reads("a\\\n  b = 1\rc=2\r\nd : = 3\n", r#"{"ab":"1","c":"2","d":"= 3"}"#);
    reads("a = 1\\\\\nb = \\ 2 \nc=\\", r#"{"a":"1\\","b":" 2 ","c":""}"#);
    reads("a=\\uD83D\\uDE00\\u000a", "{\"a\":\"😀\\n\"}");
    reads("\u{feff}a=1", r#"{"a":"1"}"#);
    reads("= x", r#"{"":"x"}"#);
    reads("a = \\\n\n b = 2\n", r#"{"a":"","b":"2"}"#);
    let (json, notes) = noted("# one\n  ! two\\\na=1\n", &reading());
    assert_eq!((json.as_str(), notes), (r#"{"a":"1"}"#, vec![NoteCode::Comment]));
    let (json, notes) = noted("a=\\ud83dx\\ude00\\ud83d\\ud83d\\ude00\n", &reading());
    assert_eq!((json.as_str(), notes), ("{\"a\":\"\u{fffd}x\u{fffd}\u{fffd}😀\"}", vec![NoteCode::Characters]));
    for bad in ["a=\\u12", "a=\\uxyzw", "a\\u00é=1"] {
        let failure = refused(&format!("ok=1\n{bad}"), &reading());
        assert_eq!((failure.code(), &failure.details()["line"]), (code::PROPERTIES_SYNTAX, &2_usize.into()));
    }
}

#[test]
fn latin_1_is_read_by_option() {
    let bytes = b"caf\xe9=\xfc\n";
    assert_eq!(convert(&bytes[..], &reading()).unwrap_err().code(), code::CONVERT_ENCODING);
    let mut options = reading();
    options.properties.encoding = PropertiesEncoding::Latin1;
    assert_eq!(convert(&bytes[..], &options).unwrap().document.as_text(), Some(r#"{"café":"ü"}"#));
}

#[test]
fn texts_are_written_so_that_they_come_back() {
    let json = "{\"a b=c\":\" d \\\\ \\n\\t é😀\",\"#x\":\"#y=z\",\"\":\"\"}";
    let text = "a\\ b\\=c=\\ d \\\\ \\n\\t \\u00E9\\uD83D\\uDE00\n\\#x=#y=z\n=\n";
    assert_eq!(clean(json, &writing()), text);
    assert_eq!(clean(text, &reading()), json);
    let mut options = writing();
    options.properties.escape_unicode = false;
    assert_eq!(clean("{\"é\":\"漢\\u0001\"}", &options), "é=漢\\u0001\n");
}

#[test]
fn keys_are_places_by_option() {
    let text = "a.b=1\na.c.0=2\na.c.1=3\nd\\\\.e=4\n";
    reads(text, r#"{"a.b":"1","a.c.0":"2","a.c.1":"3","d\\.e":"4"}"#);
    let (mut from, mut to) = (reading(), writing());
    (from.properties.nested, to.properties.nested) = (true, true);
    let json = r#"{"a":{"b":"1","c":["2","3"]},"d.e":"4"}"#;
    assert_eq!(clean(text, &from), json);
    assert_eq!(clean(json, &to), text);
    let (text, notes) = noted(json, &writing());
    assert_eq!((text.as_str(), notes), ("a.b=1\na.c.0=2\na.c.1=3\nd.e=4\n", vec![NoteCode::Nesting]));
    let (_, notes) = noted(r#"{"a.b":"1","a":{"b":"2"}}"#, &writing());
    assert_eq!(notes, [NoteCode::Nesting, NoteCode::DuplicateKey]);
    let (json, notes) = noted("a=1\na.b=2\n", &from);
    assert_eq!((json.as_str(), notes), (r#"{"a":{"b":"2","":"1"}}"#, vec![NoteCode::Nesting]));
}

#[test]
fn keys_that_stand_again_do_what_is_wanted() {
    let (json, notes) = noted("a=1\na=2\n", &reading());
    assert_eq!((json.as_str(), notes), (r#"{"a":"2"}"#, vec![NoteCode::DuplicateKey]));
    let (mut from, mut to) = (reading(), writing());
    (from.properties.repeated, to.properties.repeated) = (RepeatedKeys::Array, RepeatedKeys::Array);
    assert_eq!(clean("a=1\na=2\n", &from), r#"{"a":["1","2"]}"#);
    assert_eq!(clean(r#"{"a":["1","2"]}"#, &to), "a=1\na=2\n");
    from.properties.repeated = RepeatedKeys::Error;
    assert_eq!(refused("a=1\nb=1\na=2\n", &from).code(), code::CONVERT_REPEATED);
}

#[test]
fn what_properties_cannot_say_is_told() {
    assert_eq!(refused("[1]", &writing()).code(), code::CONVERT_VALUE);
    assert_eq!(
        noted(r#"{"a":null,"b":{},"c":1.10}"#, &writing()),
        ("a=\nb={}\nc=1.10\n".to_owned(), vec![NoteCode::Null, NoteCode::Empty, NoteCode::Type])
    );
}

fn value() -> impl Strategy<Value = serde_json::Value> {
    let leaf = "[a.0=: #!\\\\\n\r\t\u{c}é😀]{0,6}".prop_map(serde_json::Value::from);
    leaf.prop_recursive(3, 20, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(serde_json::Value::from),
            prop::collection::btree_map("[a.0=: #!\\\\\néu]{0,4}", inner, 1..4)
                .prop_map(|all| serde_json::Value::Object(all.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn values_come_back(members in prop::collection::btree_map("[a.0=: #!\\\\\néu]{0,4}", value(), 0..4), escape: bool) {
        let json = serde_json::to_string(&members).unwrap();
        let (mut from, mut to) = (reading(), writing());
        (from.properties.nested, to.properties.nested) = (true, true);
        to.properties.escape_unicode = escape;
        let text = clean(&json, &to);
        prop_assert!(parse(&clean(&text, &from)).unwrap().same(&parse(&json).unwrap()), "{}\n{}", json, text);
    }

    #[test]
    fn garbage_is_no_panic(text in "(\\\\u?|[a.0=: #!\n\r\té\u{c}]|d83d|de00){0,60}", nested: bool) {
        let mut options = reading();
        options.properties.nested = nested;
        let _ = convert(text.as_str(), &options);
    }
}
