//! Sorted keys.

use crate::check::{format_options, minifies};
use crate::generate::json;
use parsify_json::format;
use proptest::prelude::*;
use serde_json::json;

#[track_caller]
fn sorts(source: &str, expected: &str) {
    minifies(json!({ "sortKeys": true }), source, expected);
    minifies(json!({ "sortKeys": "code-point" }), source, expected);
}

#[test]
fn at_every_level() {
    sorts(
        r#"[{"b":{"d":1,"c":[{"f":1,"e":2}]},"a":[]},{"z":{},"y":3}]"#,
        r#"[{"a":[],"b":{"c":[{"e":2,"f":1}],"d":1}},{"y":3,"z":{}}]"#,
    );
}

#[test]
fn duplicates_keep_their_order() {
    sorts(r#"{"b":1,"a":1,"b":2,"a":2,"b":3}"#, r#"{"a":1,"a":2,"b":1,"b":2,"b":3}"#);
    let (source, expected) = (r#"{"b":1,"\u0062":2,"a":0,"b":3}"#, r#"{"a":0,"b":1,"\u0062":2,"b":3}"#);
    for order in ["code-point", "natural", "case-insensitive"] {
        minifies(json!({ "sortKeys": order }), source, expected);
    }
}

#[test]
fn by_code_point_of_the_decoded_key() {
    sorts(r#"{"\u0062":1,"a":2,"b":0,"B":3}"#, r#"{"B":3,"a":2,"\u0062":1,"b":0}"#);
    // By UTF-16 units the emoji would come first.
    sorts("{\"😀\":1,\"\u{ff5e}\":2,\"é\":3,\"z\":4}", "{\"z\":4,\"é\":3,\"\u{ff5e}\":2,\"😀\":1}");
    sorts(r#"{"\ud83d\ude00":1,"\uff5e":2,"\ud800":3}"#, r#"{"\ud800":3,"\uff5e":2,"\ud83d\ude00":1}"#);
    sorts(r#"{"a\n":1,"a\t":2,"a":3,"":4}"#, r#"{"":4,"a":3,"a\t":2,"a\n":1}"#);
}

#[track_caller]
fn orders(order: &str, keys: &[&str]) {
    let text = |keys: &mut dyn Iterator<Item = &&str>| {
        let members: Vec<String> = keys.map(|key| format!("{}:0", json!(key))).collect();
        format!("{{{}}}", members.join(","))
    };
    minifies(json!({ "sortKeys": order }), &text(&mut keys.iter().rev()), &text(&mut keys.iter()));
}

#[test]
fn numbers_by_their_value() {
    orders("natural", &["", "1", "2", "10", "a", "a1", "a1b", "a2", "a10", "a10b2", "a10b10", "b", "é"]);
    // More digits than any integer has, and leading zeros.
    let long = format!("x1{}", "0".repeat(60));
    orders("natural", &["x0", "x00", "x007", "x07", "x7", "x08", "x9", &long, &format!("{long}0")]);
    orders("natural", &["v1.2.9", "v1.2.10", "v1.10.0", "v2"]);
}

#[test]
fn letters_of_either_case() {
    orders("case-insensitive", &["", "1", "A", "a", "B", "b", "C10", "c2", "Z", "É", "é", "Ω", "ω"]);
    orders("code-point", &["A", "B", "a", "b"]);
}

#[test]
fn outermost_objects_only() {
    let source = r#"[{"b":{"d":1,"c":2},"a":[{"f":1,"e":2}]}]"#;
    let expected = r#"[{"a":[{"f":1,"e":2}],"b":{"d":1,"c":2}}]"#;
    minifies(json!({ "sortKeys": true, "sortRecursive": false }), source, expected);
}

#[test]
fn excluded_keys_keep_what_is_in_them() {
    let source = r#"{"z":1,"scripts":{"test":1,"build":{"b":1,"a":2}},"list":[{"b":1,"a":2}],"deps":{"b":1,"a":2}}"#;
    let expected = r#"{"deps":{"a":2,"b":1},"list":[{"b":1,"a":2}],"scripts":{"test":1,"build":{"b":1,"a":2}},"z":1}"#;
    minifies(json!({ "sortKeys": true, "sortExclude": ["scripts", "list"] }), source, expected);
    // By what a key means.
    let source = r#"{"b":0,"\u0061":{"d":1,"c":2}}"#;
    minifies(json!({ "sortKeys": true, "sortExclude": ["a"] }), source, r#"{"\u0061":{"d":1,"c":2},"b":0}"#);
    // Without an order there is nothing to exclude.
    minifies(json!({ "sortExclude": ["a"] }), r#"{"b":0,"a":1}"#, r#"{"b":0,"a":1}"#);
}

#[test]
fn documents_without_objects() {
    sorts("[ 3 , [ 2 ] , [ ] , 1 ]", "[3,[2],[],1]");
    sorts(" 7 ", "7");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_the_source_is_of_no_matter(
        keys in prop::collection::btree_set("[aAbB0-9é]{0,4}", 0..12),
        order in prop::sample::select(vec!["code-point", "natural", "case-insensitive"]),
        seed in any::<u64>(),
    ) {
        let mut shuffled: Vec<&String> = keys.iter().collect();
        shuffled.sort_by_key(|key| {
            key.bytes().fold(seed, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
        });
        let text = |keys: &[&String]| {
            let members: Vec<String> = keys.iter().map(|key| format!("{}:0", json!(key))).collect();
            format!("{{{}}}", members.join(","))
        };
        let sorted = |source: &str| format(source, &format_options(json!({ "sortKeys": order }))).unwrap();
        prop_assert_eq!(sorted(&text(&shuffled)), sorted(&text(&keys.iter().collect::<Vec<_>>())));
    }

    #[test]
    fn sorting_an_excluded_document_changes_nothing(source in json()) {
        let source = format!("{{\"all\":{source}}}");
        let with = |options| format(&source, &format_options(options)).unwrap();
        prop_assert_eq!(with(json!({ "sortKeys": "natural", "sortExclude": ["all"] })), with(json!({})));
    }
}
