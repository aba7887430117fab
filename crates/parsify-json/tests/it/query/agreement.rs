//! Languages that say the same give the same.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::ask;
use crate::generate::json as any_json;

/// All results of a query as values, `None` when it fails.
fn values(language: &str, expression: &str, document: &str) -> Option<Vec<Value>> {
    let response = match language {
        "jq" => ask("jq", document, &json!({"expression": expression, "results": "lines"})),
        _ => ask("query", document, &json!({"language": language, "expression": expression, "results": "lines"})),
    };
    let response = response.ok()?;
    Some(response.text().unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

/// A list of records with the same members.
fn records() -> impl Strategy<Value = Vec<Value>> {
    let record = ("[a-z]{1,3}", -50_i32..50, prop::collection::vec(-5_i32..5, 0..4), any::<bool>())
        .prop_map(|(name, n, list, flag)| json!({"name": name, "n": n, "list": list, "o": {"flag": flag, "n": n}}));
    prop::collection::vec(record, 0..8)
}

/// A condition on a record in JSONPath, jq and JMESPath.
fn condition() -> impl Strategy<Value = [String; 3]> {
    let operator = prop::sample::select(vec!["==", "!=", "<", "<=", ">", ">="]);
    let compare =
        (operator, -50_i32..50, prop::sample::select(vec!["n", "o.n"])).prop_map(|(operator, value, place)| {
            [
                format!("@.{place} {operator} {value}"),
                format!(".{place} {operator} {value}"),
                format!("{place} {operator} `{value}`"),
            ]
        });
    let flag = Just(["@.o.flag == true".to_owned(), ".o.flag == true".to_owned(), "o.flag == `true`".to_owned()]);
    prop_oneof![3 => compare, 1 => flag].prop_recursive(3, 12, 2, |inner| {
        (inner.clone(), inner, any::<bool>()).prop_map(|(left, right, and)| {
            let join = |place: usize, and_: &str, or: &str| {
                format!("({}) {} ({})", left[place], if and { and_ } else { or }, right[place])
            };
            [join(0, "&&", "||"), join(1, "and", "or"), join(2, "&&", "||")]
        })
    })
}

proptest! {
    #[test]
    fn filters_agree(records in records(), [path, jq, james] in condition()) {
        let document = json!({"items": records}).to_string();
        let by_path = values("jsonpath", &format!("$.items[?{path}].o"), &document);
        let by_jq = values("jq", &format!(".items[] | select({jq}) | .o"), &document);
        let by_james = values("jmespath", &format!("items[?{james}].o"), &document);
        prop_assert!(by_path.is_some());
        prop_assert_eq!(&by_path, &by_jq);
        prop_assert_eq!(Some(json!(by_path.unwrap())), by_james.and_then(|all| all.into_iter().next()));
    }

    #[test]
    fn slices_agree(list in prop::collection::vec(0..100_i32, 0..10), start in -12..12_i32, end in -12..12_i32) {
        let document = json!(list).to_string();
        let slice = format!("{start}:{end}");
        let by_path = values("jsonpath", &format!("$[{slice}]"), &document).unwrap();
        prop_assert_eq!(Some(vec![json!(by_path)]), values("jq", &format!(".[{slice}]"), &document));
        prop_assert_eq!(Some(vec![json!(by_path)]), values("jmespath", &format!("[{slice}]"), &document));
    }

    #[test]
    fn steps_of_slices_agree(list in prop::collection::vec(0..100_i32, 0..10), start in prop::option::of(-12..12_i32), end in prop::option::of(-12..12_i32), step in (-4..4_i32).prop_filter("JMESPath has no step 0", |step| *step != 0)) {
        let document = json!(list).to_string();
        let shown = |part: Option<i32>| part.map_or(String::new(), |part| part.to_string());
        let slice = format!("{}:{}:{step}", shown(start), shown(end));
        let by_path = values("jsonpath", &format!("$[{slice}]"), &document).unwrap();
        prop_assert_eq!(Some(vec![json!(by_path)]), values("jmespath", &format!("[{slice}]"), &document));
    }

    #[test]
    fn pointers_and_normalized_paths_lead_back_to_their_node(document in any_json()) {
        let all = ask("query", &document, &json!({"expression": "$..*", "paths": true, "results": "lines"})).unwrap();
        let nodes = all.text().unwrap().lines();
        let pointers = all.data["paths"].as_array().unwrap();
        let paths = all.data["normalizedPaths"].as_array().unwrap();
        prop_assert_eq!(nodes.clone().count(), pointers.len());
        for ((node, pointer), path) in nodes.zip(pointers).zip(paths) {
            let by_pointer = ask("query", &document, &json!({"language": "pointer", "expression": pointer, "indent": "none"})).unwrap();
            prop_assert_eq!(by_pointer.text(), Some(node));
            let by_path = ask("query", &document, &json!({"expression": path, "paths": true, "results": "lines"})).unwrap();
            prop_assert_eq!(by_path.text().map(str::trim_end), Some(node));
            prop_assert_eq!(&by_path.data["normalizedPaths"][0], path);
        }
    }

    #[test]
    fn jq_visits_the_nodes_that_jsonpath_visits(document in any_json()) {
        let by_path = values("jsonpath", "$..*", &document).map(|mut all| { all.sort_by_key(Value::to_string); all });
        let by_jq = values("jq", "..", &document).map(|mut all| { all.remove(0); all.sort_by_key(Value::to_string); all });
        // In jq a string is written anew and of equal keys one is left; values are compared by what they mean.
        let without_duplicates = ask("query", &document, &json!({"expression": "$..*"})).unwrap().warnings.is_empty();
        if without_duplicates {
            prop_assert_eq!(by_path, by_jq);
        }
    }

    #[test]
    fn no_expression_breaks_anything(language in prop::sample::select(vec!["pointer", "jsonpath", "jmespath"]), expression in expression()) {
        let document = r#"{"a": [1, {"b": "x"}], "b": null}"#;
        if let Err(failure) = ask("query", document, &json!({"language": language, "expression": expression, "maxSteps": 10_000})) {
            prop_assert!(failure.code().starts_with("json."), "{failure}");
        }
    }

    #[test]
    fn no_program_breaks_anything(program in program()) {
        let document = r#"{"a": [1, {"b": "x"}], "b": null}"#;
        if let Err(failure) = ask("jq", document, &json!({"expression": program, "maxResults": 1000})) {
            prop_assert!(failure.code().starts_with("json."), "{failure}");
        }
    }
}

/// Text that looks like an expression, by and large.
fn expression() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(vec![
            "$", "@", ".", "..", "*", "[", "]", "[?", "[]", "(", ")", "'a'", "\"b\"", "a", "b", "0", "-1", ":", ",", "==", "<", "&&", "||", "!",
            "|", "{", "}", "`1`", "&a", "length(", "match(", "sort_by(", "count(", "/", "~", "~0", " ", "\\", "1.5", "true", "null", "'", "`", "\"",
        ])
        .prop_map(str::to_owned),
        1 => any::<char>().prop_map(|found| found.to_string()),
    ];
    prop::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat())
}

/// The same for jq, without what could go on forever.
fn program() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        ".",
        ".a",
        ".b",
        "..",
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        "|",
        ",",
        ":",
        ";",
        "1",
        "-1",
        "0.5",
        "\"a\"",
        "\"\\(",
        "\"",
        " and ",
        " as $x ",
        "$x",
        "$y",
        "map(",
        "select(",
        "length",
        "?",
        "//",
        "+",
        "*",
        "/",
        "%",
        "==",
        " if ",
        " then ",
        " else ",
        " end ",
        "try ",
        " catch ",
        "reduce ",
        "|=",
        "=",
        "+=",
        "keys",
        "tostring",
        "@base64",
        "test(\"a\")",
        "error",
        "empty",
        "#",
        "\n",
        "é",
        "path(",
        "del(",
        "to_entries",
        "sort_by(",
        "halt",
        "now",
    ]);
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}
