//! Sorted keys.

use crate::check::minifies;
use serde_json::json;

#[track_caller]
fn sorts(source: &str, expected: &str) {
    minifies(json!({ "sortKeys": true }), source, expected);
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
}

#[test]
fn by_code_point_of_the_decoded_key() {
    sorts(r#"{"\u0062":1,"a":2,"b":0,"B":3}"#, r#"{"B":3,"a":2,"\u0062":1,"b":0}"#);
    // By UTF-16 units the emoji would come first.
    sorts("{\"😀\":1,\"\u{ff5e}\":2,\"é\":3,\"z\":4}", "{\"z\":4,\"é\":3,\"\u{ff5e}\":2,\"😀\":1}");
    sorts(r#"{"\ud83d\ude00":1,"\uff5e":2,"\ud800":3}"#, r#"{"\ud800":3,"\uff5e":2,"\ud83d\ude00":1}"#);
    sorts(r#"{"a\n":1,"a\t":2,"a":3,"":4}"#, r#"{"":4,"a":3,"a\t":2,"a\n":1}"#);
}

#[test]
fn documents_without_objects() {
    sorts("[ 3 , [ 2 ] , [ ] , 1 ]", "[3,[2],[],1]");
    sorts(" 7 ", "7");
}
