//! Documents as trees.

use std::collections::HashSet;

use parsify_json::tree::{DEPTH, Kind, Number, Object, Pointer, Text, Value, index_of, locate, parse};
use parsify_json::{Code, Indent, MinifyOptions, minify};
use proptest::prelude::*;

use crate::generate::json;

fn number(text: &str) -> Number<'_> {
    Number::new(text).unwrap()
}

fn pointer(text: &str) -> Pointer {
    text.parse().unwrap()
}

#[test]
fn everything_comes_out_as_it_went_in() {
    for text in [
        r#"{"a":1.10,"b":[1E+2,-0,0.0],"a":"A\u0041\/","\ud800":null}"#,
        "[]",
        "{}",
        r#"[[],{},"",true,false]"#,
        "12345678901234567890123456789012345678901234567890",
    ] {
        assert_eq!(parse(text).unwrap().to_json(), text);
        assert_eq!(parse(text).unwrap().into_owned().to_json(), text);
    }
}

#[test]
fn depth_has_a_limit() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    let deepest = nested(DEPTH);
    let value = parse(&deepest).unwrap();
    assert_eq!(value.to_json(), deepest);
    assert!(value.same(&value.clone().into_owned()));
    assert_eq!(Value::from_serde(&value.to_serde()), value);
    let problem = parse(&nested(DEPTH + 1)).unwrap_err();
    assert_eq!((problem.code, problem.limit), (Code::Depth, Some(DEPTH)));
}

#[test]
fn garbage_is_refused_with_the_place() {
    let problem = parse("{\"a\": 1,}").unwrap_err();
    assert_eq!((problem.code, problem.column), (Code::TrailingComma, 8));
}

#[test]
fn wide_indents_of_deep_trees_have_a_limit() {
    let inside = "1,".repeat(20_000) + "1";
    let source = "[".repeat(500) + &inside + &"]".repeat(500);
    let failure = parse(&source).unwrap().write(Indent::Spaces(16)).unwrap_err();
    assert_eq!(failure.code(), "json.output-size");
    assert!(parse(&source).unwrap().write(Indent::Spaces(1)).is_ok());
}

#[test]
fn numbers_compare_by_their_exact_value() {
    let ordered = [
        "-1e400",
        "-10",
        "-9.5",
        "-9.49",
        "-1e-5",
        "0",
        "1e-400",
        "0.1",
        "0.10000000000000000000001",
        "1",
        "1.5",
        "9",
        "10",
        "11",
        "1e2",
        "123456789012345678901",
        "123456789012345678902",
        "1e99999999999999999999999",
    ];
    for (at, one) in ordered.iter().enumerate() {
        for (other_at, other) in ordered.iter().enumerate() {
            assert_eq!(number(one).compare(&number(other)), at.cmp(&other_at), "{one} {other}");
        }
    }
    for (one, other) in
        [("0", "-0.0e5"), ("1", "1.000"), ("1e2", "100"), ("0.001e3", "1"), ("10e-1", "1"), ("100e-4", "0.0100")]
    {
        assert!(number(one).compare(&number(other)).is_eq(), "{one} {other}");
        assert_ne!(number(one), number(other));
    }
}

#[test]
fn integers_are_exact() {
    let integers = [
        ("1e3", Some(1000)),
        ("1.0", Some(1)),
        ("-0", Some(0)),
        ("1.5", None),
        ("15e-1", None),
        ("170141183460469231731687303715884105727", Some(i128::MAX)),
        ("-170141183460469231731687303715884105728", Some(i128::MIN)),
        ("170141183460469231731687303715884105728", None),
        ("1e40", None),
        ("1e-999999999999999999999", None),
        ("0e999999999999999999999", Some(0)),
    ];
    for (text, value) in integers {
        assert_eq!(number(text).to_i128(), value, "{text}");
    }
    assert_eq!(number("9223372036854775808").to_i64(), None);
    assert_eq!(number("9223372036854775808").to_u64(), Some(1 << 63));
    assert!(number("1e400").is_integer() && !number("1.1").is_integer());
}

#[test]
fn what_a_double_holds() {
    for text in
        ["0.1", "1e300", "9007199254740992", "1152921504606846976", "1.50", "100000000000000000000000", "-0", "5e-324"]
    {
        assert!(number(text).is_exact_f64(), "{text}");
    }
    for text in ["9007199254740993", "0.10000000000000000001", "1e400", "1e-400", "12345678901234567890"] {
        assert!(!number(text).is_exact_f64(), "{text}");
    }
}

#[test]
fn doubles_are_written_as_ecmascript_does() {
    let cases = [
        (0.0, "0"),
        (-0.0, "0"),
        (1.0, "1"),
        (-1.5, "-1.5"),
        (1e20, "100000000000000000000"),
        (1e21, "1e+21"),
        (1.5e300, "1.5e+300"),
        (0.000_001, "0.000001"),
        (0.000_000_1, "1e-7"),
        (123.456, "123.456"),
        (5e-324, "5e-324"),
        (333_333_333.333_333_3, "333333333.3333333"),
        (1e-6, "0.000001"),
        (1.25e-7, "1.25e-7"),
        (120.0, "120"),
    ];
    for (value, text) in cases {
        assert_eq!(Number::from_f64(value).unwrap().as_str(), text);
    }
    assert!(Number::from_f64(f64::NAN).is_none() && Number::from_f64(f64::INFINITY).is_none());
}

#[test]
fn what_is_no_number() {
    for text in ["", "-", "01", "1.", ".1", "1e", "+1", "1 ", " 1", "0x1", "NaN", "1_0", "1\u{661}"] {
        assert!(Number::new(text).is_none(), "{text}");
    }
}

#[test]
fn strings_compare_by_what_they_mean() {
    let Value::Array(elements) = parse(r#"["a\u0062", "ab", "\ud83d\ude00", "😀", "\ud800", "\ud800x"]"#).unwrap()
    else {
        unreachable!()
    };
    assert_eq!(elements[0], elements[1]);
    assert_eq!(elements[2], elements[3]);
    assert_ne!(elements[4], elements[5]);
    let Value::String(lone) = &elements[5] else { unreachable!() };
    assert!(lone.to_str().is_err());
    assert_eq!(lone.to_str_lossy(), "\u{fffd}x");
    assert!(Text::from("a") < Text::from("b"));
    let set: HashSet<_> = [Text::from("ab"), Text::from("ab".to_owned())].into_iter().collect();
    assert_eq!(set.len(), 1);
}

#[test]
fn texts_of_programs_are_escaped() {
    let text = "\u{0}\u{8}\u{c}\n\r\t\"\\\u{1f}\u{7f}é";
    let json = Value::from(text).to_json();
    assert_eq!(json, "\"\\u0000\\b\\f\\n\\r\\t\\\"\\\\\\u001f\u{7f}é\"");
    assert_eq!(parse(&json).unwrap(), Value::from(text));
}

#[test]
fn members_keep_their_order_and_their_duplicates() {
    let Value::Object(mut object) = parse(r#"{"a":1,"b":2,"\u0061":3}"#).unwrap() else { unreachable!() };
    assert_eq!(object.get("a").unwrap().to_json(), "3");
    assert_eq!(object.duplicates().count(), 1);
    assert_eq!(object.index().get(&Text::from("a")), Some(2));
    object.insert("b", "x");
    assert_eq!(object.remove("a").unwrap().to_json(), "3");
    assert_eq!(Value::Object(object).to_json(), r#"{"b":"x"}"#);
}

#[test]
fn meaning_ignores_order_and_form() {
    let same = |one: &str, other: &str| parse(one).unwrap().same(&parse(other).unwrap());
    assert!(same(r#"{"a":1,"b":[1.0]}"#, r#"{"b":[1e0],"a":1}"#));
    assert!(same(r#"{"a":1,"a":2}"#, r#"{"a":2}"#));
    assert!(!same(r#"{"a":1}"#, r#"{"b":1}"#));
    assert!(!same(r#"{"a":1}"#, r#"{"a":1,"b":1}"#));
    assert!(!same("[1,2]", "[2,1]"));
    assert!(!same("1", "\"1\""));
    let many = |from: usize, to: usize| {
        let members: Vec<_> = (from..to).map(|index| format!("\"{index}\":{index}")).collect();
        format!("{{{}}}", members.join(","))
    };
    assert!(same(&many(0, 100), &many(0, 100)));
    assert!(!same(&many(0, 100), &many(1, 100)));
    assert!(!same(&many(1, 100), &many(0, 100)));
}

#[test]
fn pointers_of_the_rfc() {
    let source = r#"{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8}"#;
    let value = parse(source).unwrap();
    let cases = [
        ("/foo/0", "\"bar\""),
        ("/", "0"),
        ("/a~1b", "1"),
        ("/c%d", "2"),
        ("/e^f", "3"),
        ("/g|h", "4"),
        ("/i\\j", "5"),
        ("/k\"l", "6"),
        ("/ ", "7"),
        ("/m~0n", "8"),
    ];
    for (text, expected) in cases {
        assert_eq!(value.at(&pointer(text)).unwrap().to_json(), expected);
        assert_eq!(pointer(text).to_string(), text);
    }
    assert_eq!(value.at(&Pointer::root()), Some(&value));
    for text in ["/foo/2", "/foo/01", "/foo/-", "/foo/0/x", "/none", "/foo/99999999999999999999999"] {
        assert!(value.at(&pointer(text)).is_none(), "{text}");
    }
    assert_eq!(pointer("/c%d/ü").to_fragment(), "#/c%25d/%C3%BC");
    assert!("a".parse::<Pointer>().is_err() && "/~".parse::<Pointer>().is_err() && "/~2".parse::<Pointer>().is_err());
    assert_eq!((index_of("0"), index_of("00"), index_of(""), index_of("+1")), (Some(0), None, None, None));
}

#[test]
fn places_of_values() {
    let source = "{\n  \"a\": {\"b\": [1, {\"c\": null}]},\n  \"a\" : {\"b\" : 2 }\n}";
    let pointers = ["", "/a", "/a/b", "/a/b/0", "/x"].map(pointer);
    let found = locate(source, &pointers);
    let place =
        |index: usize| found[index].map(|it| (it.value.line, it.value.column, it.length, it.key.map(|key| key.column)));
    assert_eq!(place(0), Some((1, 1, source.len(), None)));
    assert_eq!(place(1), Some((3, 9, 10, Some(3))));
    assert_eq!(place(2), Some((3, 16, 1, Some(10))));
    assert_eq!((place(3), place(4)), (None, None));
    assert!(locate("{", &pointers).iter().all(Option::is_none));
}

#[test]
fn types_have_names() {
    let value = parse(r#"[null,true,1,"",[],{}]"#).unwrap();
    let kinds: Vec<_> = value.as_array().unwrap().iter().map(|value| value.kind().to_string()).collect();
    assert_eq!(kinds, ["null", "boolean", "number", "string", "array", "object"]);
    assert_eq!(serde_json::to_value(Kind::Boolean).unwrap(), "boolean");
    assert!(Value::Object(Object::new()).is_container());
}

/// All places of a tree.
fn places(value: &Value<'_>, at: &Pointer, found: &mut Vec<Pointer>) {
    found.push(at.clone());
    match value {
        Value::Array(elements) => {
            elements
                .iter()
                .enumerate()
                .for_each(|(index, element)| places(element, &at.child(index.to_string()), found));
        }
        Value::Object(object) => object.iter().for_each(|(key, value)| {
            if key.to_str().is_ok() {
                places(value, &at.child(key.to_str_lossy()), found);
            }
        }),
        _ => {}
    }
}

proptest! {
    #[test]
    fn a_tree_is_what_minify_leaves(source in json()) {
        let minified = minify(&source, &MinifyOptions::default()).unwrap();
        prop_assert_eq!(parse(&source).unwrap().to_json(), minified);
    }

    #[test]
    fn every_place_is_found(source in json()) {
        let value = parse(&source).unwrap();
        let mut pointers = Vec::new();
        places(&value, &Pointer::root(), &mut pointers);
        for (pointer, found) in pointers.iter().zip(locate(&source, &pointers)) {
            let expected = value.at(pointer);
            let text = found.map(|it| &source[it.value.offset..it.value.offset + it.length]);
            prop_assert_eq!(text.map(|text| parse(text).unwrap()), expected.cloned());
        }
    }

    #[test]
    fn doubles_come_back(value in any::<f64>()) {
        prop_assume!(value.is_finite());
        let number = Number::from_f64(value).unwrap();
        prop_assert_eq!(number.to_f64(), value);
        prop_assert!(number.is_exact_f64());
    }

    #[test]
    fn order_of_numbers_is_that_of_integers(one in any::<i64>(), other in any::<i64>(), shift in 0_usize..5) {
        let shifted = format!("{one}{}e-{shift}", "0".repeat(shift));
        prop_assert_eq!(Number::new(shifted).unwrap().compare(&Number::from(other)), one.cmp(&other));
    }
}
