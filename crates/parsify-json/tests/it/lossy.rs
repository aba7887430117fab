//! The options that change what a document says: nulls removed, strings cut.

use crate::check::{format_options, formats, minifies};
use crate::generate::json;
use parsify_json::tree::{self, Object, Value};
use parsify_json::{MinifyOptions, RemoveNulls, format, format_counted, minify, minify_counted};
use proptest::prelude::*;
use serde_json::json;

#[test]
fn null_members() {
    let source = r#"{"a":null,"b":[null,{"c":null}],"d":{"e":{"f":null,"g":1},"h":null},"i":null}"#;
    minifies(json!({ "removeNulls": "members" }), source, r#"{"b":[null,{}],"d":{"e":{"g":1}}}"#);
    minifies(json!({ "removeNulls": "all" }), source, r#"{"b":[{}],"d":{"e":{"g":1}}}"#);
    minifies(json!({ "removeNulls": "all" }), "[null,null,[null],1,null]", "[[],1]");
    formats(json!({ "removeNulls": "all" }), "[null,[null],1]", "[\n  [],\n  1\n]\n");
    formats(
        json!({ "removeNulls": "members", "sortKeys": true, "inlineWidth": 40 }),
        r#"{"b":2,"n":null,"a":1}"#,
        "{ \"a\": 1, \"b\": 2 }\n",
    );
}

#[test]
fn a_document_of_null_stays() {
    minifies(json!({ "removeNulls": "all" }), " null ", "null");
    minifies(json!({ "removeNulls": "all" }), "[ null ]", "[]");
    minifies(json!({ "removeNulls": "members" }), r#"{"null":"null"}"#, r#"{"null":"null"}"#);
}

#[test]
fn removed_nulls_are_counted() {
    let mut options = MinifyOptions::default();
    options.remove_nulls = RemoveNulls::All;
    let rewritten = minify_counted(r#"{"a":null,"b":[null,null,0]}"#, &options).unwrap();
    assert_eq!((rewritten.text.as_str(), rewritten.removed_nulls), (r#"{"b":[0]}"#, 3));
}

#[test]
fn long_strings() {
    let cut = |longest: usize, source: &str, expected: &str| {
        minifies(json!({ "truncateStrings": longest }), source, expected);
    };
    cut(0, r#""abcdef""#, r#""abcdef""#);
    cut(6, r#""abcdef""#, r#""abcdef""#);
    cut(5, r#""abcdef""#, r#""abcd…""#);
    cut(1, r#"["abcdef","a","","é"]"#, r#"["…","a","","é"]"#);
    cut(2, r#"{"a long key":"long"}"#, r#"{"a long key":"l…"}"#);
    cut(3, r#"[1234567,"123",true]"#, r#"[1234567,"123",true]"#);
    cut(3, r#""éßü漢""#, r#""éß…""#);
}

#[test]
fn no_escape_and_no_pair_is_torn() {
    let cut = |longest: usize, source: &str, expected: &str| {
        minifies(json!({ "truncateStrings": longest }), source, expected);
    };
    cut(3, r#""\n\t\"\\""#, r#""\n\t…""#);
    cut(4, r#""\n\t\"\\""#, r#""\n\t\"\\""#);
    cut(2, r#""\u0041\u0042\u0043""#, r#""\u0041…""#);
    cut(2, r#""\ud83d\ude00\ud83d\ude01""#, r#""\ud83d\ude00\ud83d\ude01""#);
    cut(2, r#""\ud83d\ude00\ud83d\ude01x""#, r#""\ud83d\ude00…""#);
    cut(3, r#""\ud83d\ud83d\ude01xy""#, r#""\ud83d\ud83d\ude01…""#);
    minifies(json!({ "truncateStrings": 2, "ensureAscii": true }), r#""éßü""#, r#""\u00e9\u2026""#);
}

#[test]
fn cut_strings_are_counted_once() {
    let options = format_options(json!({ "truncateStrings": 2, "inlineWidth": 5 }));
    let rewritten = format_counted(r#"["abc",["abcdef","ab"],{"abcd":"x"}]"#, &options).unwrap();
    assert_eq!(rewritten.truncated_strings, 2);
}

fn without_nulls(value: &Value<'static>, everywhere: bool) -> Value<'static> {
    match value {
        Value::Array(elements) => {
            let kept = elements.iter().filter(|element| !everywhere || **element != Value::Null);
            Value::Array(kept.map(|element| without_nulls(element, everywhere)).collect())
        }
        Value::Object(object) => {
            let mut kept = Object::new();
            for (key, value) in object.iter().filter(|(_, value)| **value != Value::Null) {
                kept.push(key.clone(), without_nulls(value, everywhere));
            }
            Value::Object(kept)
        }
        other => other.clone(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn only_nulls_are_removed(source in json(), everywhere in any::<bool>()) {
        let options = json!({ "removeNulls": if everywhere { "all" } else { "members" } });
        let text = minify(&source, &serde_json::from_value(options).unwrap()).unwrap();
        let value = tree::parse(&source).unwrap().into_owned();
        prop_assert_eq!(text, without_nulls(&value, everywhere).to_json());
    }

    #[test]
    fn no_string_is_longer_and_short_ones_stay(source in json(), longest in 1_usize..10) {
        let text = format(&source, &format_options(json!({ "truncateStrings": longest, "indent": "none" }))).unwrap();
        let (before, after) = (tree::parse(&source).unwrap(), tree::parse(&text).unwrap());
        fn strings(value: &Value<'_>) -> Vec<String> {
            match value {
                Value::Array(elements) => elements.iter().flat_map(strings).collect(),
                Value::Object(object) => object.values().flat_map(strings).collect(),
                Value::String(text) => vec![text.to_str_lossy().into_owned()],
                _ => Vec::new(),
            }
        }
        for (before, after) in strings(&before).iter().zip(strings(&after)) {
            if before.chars().count() <= longest {
                prop_assert_eq!(before, &after);
            } else {
                let kept: String = before.chars().take(longest - 1).collect();
                prop_assert_eq!(kept + "…", after);
            }
        }
    }
}
