//! Whatever a query asks for, it ends: with a result or with a failure that names the limit.

use parsify_interface::{ErrorKind, Failure};
use serde_json::json;

use super::{ask, detail, fails};

#[track_caller]
fn is_limit(failure: &Failure, limit: u64) {
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Limit, "json.query-limit"), "{failure}");
    assert_eq!(detail(failure, "limit"), limit);
}

/// Nested arrays, `[[[…]]]`.
fn nested(levels: usize) -> String {
    format!("{}{}", "[".repeat(levels), "]".repeat(levels))
}

#[test]
fn an_explosion_of_nodes_ends_with_a_failure() {
    let document = nested(400);
    for expression in ["$..*..*..*", "$..[*,*,*,*]..[*,*]..[*]", "$..[?@..[?@..[?@..*]]]", "$[?count($..*..*..*) > 1]"]
    {
        let failure = fails("query", &document, &json!({"expression": expression, "maxSteps": 200_000}));
        is_limit(&failure, 200_000);
    }
    let failure = fails("query", &document, &json!({"expression": "$..*..*", "maxResults": 1000}));
    is_limit(&failure, 1000);
}

#[test]
fn comparing_long_values_over_and_over_is_counted() {
    let document = format!("[{}]", vec!["1"; 2000].join(","));
    let failure = fails("query", &document, &json!({"expression": "$[?$ == $]", "maxSteps": 100_000}));
    is_limit(&failure, 100_000);
    let document = format!("[{}]", vec![format!("\"{}\"", "a".repeat(1000)); 1000].join(","));
    let failure = fails("query", &document, &json!({"expression": "$[?search(@, '(a*)*b')]", "maxSteps": 10_000}));
    is_limit(&failure, 10_000);
}

#[test]
fn selecting_the_same_over_and_over_ends_when_the_results_grow_too_large() {
    let document = format!("[\"{}\"]", "a".repeat(1_000_000));
    let expression = format!("$[{}]", vec!["0"; 100].join(","));
    let failure = fails("query", &document, &json!({"expression": expression}));
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Limit, "json.output-size"));
}

#[test]
fn doubling_in_jmespath_ends_with_a_failure() {
    for step in
        ["[@, @]", "[@, @][]", "join('', [to_string(@), to_string(@)])", "{a: @, b: @}", "[@, @] | to_string(@)"]
    {
        let expression = vec![step; 60].join(" | ");
        let params = json!({"language": "jmespath", "expression": expression, "maxSteps": 100_000});
        is_limit(&fails("query", "[1]", &params), 100_000);
    }
    let deep = vec!["[@]"; 600].join(" | ");
    is_limit(&fails("query", "[1]", &json!({"language": "jmespath", "expression": deep})), 512);
}

#[test]
fn deep_expressions_are_failures() {
    let parentheses =
        |open: &str, inner: &str, close: &str| format!("{}{inner}{}", open.repeat(10_000), close.repeat(10_000));
    let jsonpath = [
        format!("$[?{}]", parentheses("(", "@.a", ")")),
        parentheses("$[?@", "", "]"),
        parentheses("$[?@", "[0]", "]"),
        format!("$[?{}]", parentheses("length(", "@.a", ")")),
        format!("$[?{}@]", "!(".repeat(10_000)),
    ];
    for expression in &jsonpath[1..] {
        let failure = fails("query", "{}", &json!({"expression": expression}));
        assert!(["json.query-limit", "json.query-syntax"].contains(&failure.code()), "{failure}");
    }
    is_limit(&fails("query", "{}", &json!({"expression": jsonpath[0]})), 128);
    for expression in [
        parentheses("(", "a", ")"),
        parentheses("[", "a", "]"),
        parentheses("length(", "a", ")"),
        parentheses("{a: ", "a", "}"),
        format!("{}a", "!".repeat(10_000)),
        format!("a{}", "[*]".repeat(10_000)),
        format!("a{}", "[]".repeat(10_000)),
        format!("a{}", " == a".repeat(10_000)),
        parentheses("a[?", "b", "]"),
    ] {
        is_limit(&fails("query", "{}", &json!({"language": "jmespath", "expression": expression})), 128);
    }
    for program in [
        parentheses("(", ".", ")"),
        parentheses("[", ".", "]"),
        parentheses("\"\\(", ".", ")\""),
        format!("{}1", "-".repeat(10_000)),
        format!("{}.", "try ".repeat(10_000)),
    ] {
        is_limit(&fails("jq", "{}", &json!({"expression": program})), 128);
    }
}

#[test]
fn long_flat_expressions_are_no_deep_ones() {
    let document = "{\"a\": 1}";
    let chain = format!("${}", ".a".repeat(20_000));
    assert_eq!(super::lines("jsonpath", &chain, document), "");
    let names = format!("$[{}]", vec!["'a'"; 20_000].join(","));
    assert_eq!(super::lines("jsonpath", &names, document).lines().count(), 20_000);
    let any = format!("$[?{}]", vec!["@ == 2"; 20_000].join(" || "));
    assert_eq!(super::lines("jsonpath", &any, document), "");
    for joined in [
        vec!["a"; 20_000].join("."),
        vec!["b"; 20_000].join(" || "),
        vec!["b"; 20_000].join(" | "),
        format!("b{}", "[0]".repeat(20_000)),
    ] {
        assert_eq!(super::lines("jmespath", &joined, document), "null\n");
    }
    let program = format!(".a + \"{}\" | length # ((((", "(".repeat(1000)).replace(".a", "\"\"");
    assert_eq!(ask("jq", document, &json!({"expression": program, "indent": "none"})).unwrap().text(), Some("[1000]"));
}

#[test]
fn deep_expressions_within_the_limit_are_evaluated() {
    let parentheses = |levels: usize| format!("{}@ > 0{}", "(".repeat(levels), ")".repeat(levels));
    super::gives("jsonpath", &format!("$[?{}]", parentheses(120)), "[1]", &["1"]);
    let filters = format!("${}{}", "[?@".repeat(60), "]".repeat(60));
    super::gives("jsonpath", &filters, &nested(61), &[&nested(60)]);
    super::gives("jmespath", &format!("{}a{}", "(".repeat(100), ")".repeat(100)), "{\"a\": 1}", &["1"]);
    super::gives("jmespath", &format!("{}a", "!".repeat(100)), "{\"a\": 1}", &["true"]);
}

#[test]
fn an_expression_may_not_be_longer_than_a_megabyte() {
    let long = format!("${}", " ".repeat(1024 * 1024));
    is_limit(&fails("query", "{}", &json!({"expression": long})), 1_048_576);
}

#[test]
fn the_deepest_document_is_queried_in_all_languages() {
    let document = nested(512);
    assert_eq!(super::lines("jsonpath", "$..*", &document).lines().count(), 511);
    super::gives("jsonpath", "$[?@ == $[0]]", &document, &[&nested(511)]);
    super::gives("pointer", &"/0".repeat(511), &document, &["[]"]);
    super::gives("jmespath", "[0]", &document, &[&nested(511)]);
    super::gives("jmespath", "[0] == [0]", &document, &["true"]);
    let response = ask("jq", &document, &json!({"expression": "[..] | length", "indent": "none"})).unwrap();
    assert_eq!(response.text(), Some("[512]"));
    let response = ask("jq", &document, &json!({"expression": ".", "results": "lines"})).unwrap();
    assert_eq!(response.text().unwrap().trim_end(), document);
    let deeper = fails("query", &nested(513), &json!({"expression": "$"}));
    assert_eq!((deeper.kind(), deeper.code()), (ErrorKind::Limit, "json.depth"));
}

#[test]
fn results_that_jq_nests_too_deeply_are_a_failure() {
    let params = json!({"expression": "reduce range(600) as $i (.; [.])"});
    is_limit(&fails("jq", "1", &params), 512);
}
