//! Minifying.

use crate::check::minifies;
use serde_json::json;

#[test]
fn no_white_space_between_tokens() {
    minifies(
        json!({}),
        "\n{ \"a b\" : [ 1 , 2.50 , { } , [ ] ] ,\r\n\t\"c\" : \" x \" }\n",
        r#"{"a b":[1,2.50,{},[]],"c":" x "}"#,
    );
}

#[test]
fn options() {
    minifies(json!({ "insertFinalNewline": true }), "[ 1 ]", "[1]\n");
    minifies(json!({ "ensureAscii": true }), r#"{ "é": "😀" }"#, r#"{"\u00e9":"\ud83d\ude00"}"#);
    minifies(json!({ "sortKeys": true }), r#"{ "b": 1, "a": 2 }"#, r#"{"a":2,"b":1}"#);
}
