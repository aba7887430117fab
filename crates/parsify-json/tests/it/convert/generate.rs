//! Random values with strings that formats stumble over.

use proptest::prelude::*;
use serde_json::Value;

const NASTY: [&str; 96] = [
    "",
    "yes",
    "No",
    "null",
    "~",
    "true",
    "False",
    "on",
    "y",
    "- a",
    "-",
    "a: b",
    "a #b",
    "#a",
    "1",
    "1.0",
    "0x1F",
    "0o7",
    "1e3",
    "1_000",
    "+1",
    "-.inf",
    ".nan",
    "12:30:45",
    "2001-01-01",
    "1979-05-27T07:32:00Z",
    "07:32",
    " x",
    "x ",
    "a\nb",
    "\n",
    "\n\n",
    "a\n",
    "a\n\n",
    "a\n\nb",
    " a\nb",
    "a\n b\n",
    "a \nb",
    "a\n  \nb",
    "a\n\t\nb",
    "a\tb",
    "a\n\tb",
    "\t",
    "\r",
    "\r\n",
    "a\rb",
    "---",
    "...",
    "--- a",
    "... a",
    "---\na",
    "a\n---\nb",
    "a\n...\n",
    "%a",
    "@a",
    "`a",
    "!a",
    "&a",
    "*a",
    "?",
    "? a",
    ":",
    ":a",
    "a:",
    "<<",
    "=",
    "[a",
    "]",
    "{a",
    "}",
    "a,b",
    "a, b",
    "'a'",
    "\"a\"",
    "\"\"\"",
    "a\"\"\"\nb\"",
    "\\",
    "\\u0041",
    "a\n\\",
    "\u{0}",
    "\u{7f}",
    "\u{85}",
    "\u{a0}",
    "\u{2028}",
    "\u{feff}",
    "\u{fffe}",
    "\u{ffff}",
    "<a>",
    "]]>",
    "&amp;",
    "_x0041_",
    "_x",
    "_x_",
    "a b",
    "1a",
    "a\u{301}",
];

/// A string: one of those, or any.
pub(crate) fn string() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(NASTY.to_vec()).prop_map(str::to_owned),
        2 => "[ -~\n]{0,20}",
        2 => any::<String>(),
        1 => "[a-z é漢😀]{60,120}",
        1 => "(a|\n| |\t){1,8}",
    ]
}

/// A value of any type.
pub(crate) fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        1 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => any::<u64>().prop_map(Value::from),
        1 => any::<f64>().prop_filter("JSON has finite numbers", |number| number.is_finite()).prop_map(Value::from),
        4 => string().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 48, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            object(inner).prop_map(Value::Object),
        ]
    })
}

/// An object of such values.
pub(crate) fn object(inner: impl Strategy<Value = Value>) -> impl Strategy<Value = serde_json::Map<String, Value>> {
    prop::collection::vec((string(), inner), 0..5).prop_map(|members| members.into_iter().collect())
}

/// Text that looks like a document of a format.
pub(crate) fn soup(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => prop::sample::select(pieces.to_vec()).prop_map(str::to_owned),
        1 => any::<char>().prop_map(|found| found.to_string()),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}
