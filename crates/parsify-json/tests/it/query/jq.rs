use parsify_interface::ErrorKind;
use serde_json::json;

use super::{ask, check_syntax, detail, fails};

/// What a program gives, all in one line.
#[track_caller]
fn is(document: &str, program: &str, expected: &str) {
    let response = ask("jq", document, &json!({"expression": program, "indent": "none"}));
    let response = response.unwrap_or_else(|failure| panic!("{program}: {failure}"));
    assert_eq!(response.text().unwrap(), expected, "{program}");
}

#[test]
fn paths_select() {
    let document = r#"{"a": {"b": [10, 20, 30]}, "c d": null}"#;
    is(document, ".", r#"[{"a":{"b":[10,20,30]},"c d":null}]"#);
    is(document, ".a.b[1], .a.b[-1], .a.b[9]", "[20,30,null]");
    is(document, ".a.b[1:], .a.b[:-1], .a.b[:1]", "[[20,30],[10,20],[10]]");
    is(document, ".\"c d\", .[\"c d\"], .x, .x.y", "[null,null,null,null]");
    is(document, ".a.b[], (.a.b | .[0])", "[10,20,30,10]");
    is(document, "[.. | numbers]", "[[10,20,30]]");
    is(document, ".a[\"b\"][0]?, (1 | .a?)", "[10]");
    is("\"abc\"", ".[1:2]", r#"["b"]"#);
}

#[test]
fn values_are_made() {
    is("1", "[., 2], {a: ., \"b c\": 3, (\"d\"): 4}", r#"[[1,2],{"a":1,"b c":3,"d":4}]"#);
    is(r#"{"u": "x", "t": ["a", "b"]}"#, "{u, t: .t[]}", r#"[{"u":"x","t":"a"},{"u":"x","t":"b"}]"#);
    is("[1, 2]", "\"sum \\(.[0] + .[1])\"", r#"["sum 3"]"#);
    is("null", "[], {}, [range(3)], [range(1; 10; 4)]", "[[],{},[0,1,2],[1,5,9]]");
}

#[test]
fn arithmetic_and_comparison() {
    is("10", ". + 1, . - 11, . * 2, . / 4, . % 3, -.", "[11,-1,20,2.5,1,-10]");
    is("null", "(1, 2) + (10, 20)", "[11,21,12,22]");
    is(r#"{"a": {"b": 1}}"#, ". * {a: {c: 2}}, . + {d: 3}", r#"[{"a":{"b":1,"c":2}},{"a":{"b":1},"d":3}]"#);
    is("[1, 2, 1]", ". - [1], . + [3], (. + null)", "[[2],[1,2,1,3],[1,2,1]]");
    is("\"a,b\"", ". / \",\", . * 2, . + \"c\"", r#"[["a","b"],"a,ba,b","a,bc"]"#);
    is(
        "null",
        "1 < 2, \"a\" < \"b\", [] < {}, null < false, 1 == 1.0, {a: 1} == {a: 1.0}",
        "[true,true,true,true,true,true]",
    );
    is("null", "true and false, (false or true), (null | not), (1, null | . // 2)", "[false,true,true,1,2]");
    is("4", "sqrt, pow(.; 2), floor, (. / 3 | round), (-1 | abs)", "[2,16,4,1,1]");
}

#[test]
fn conditions_and_failures() {
    is(
        "[1, \"a\", null]",
        ".[] | if . == 1 then \"one\" elif . == null then \"none\" else \"other\" end",
        r#"["one","other","none"]"#,
    );
    is("5", "if . > 3 then \"big\" end", r#"["big"]"#);
    is("1", "try error(\"x\") catch ., (.a)?, [.[]?]", r#"["x",[]]"#);
    is("[1, 2, 3]", "[.[] | select(. > 1)], [.[] | if . == 2 then empty else . end]", "[[2,3],[1,3]]");
    is("null", "label $out | 1, 2, break $out, 3", "[1,2]");
}

#[test]
fn variables_folds_and_definitions() {
    is("[1, 2, 3]", "reduce .[] as $x (0; . + $x), [foreach .[] as $x (0; . + $x)]", "[6,[1,3,6]]");
    is("[[1, {\"b\": 2}]]", ".[] as [$a, {b: $b}] | $a + $b", "[3]");
    is("3", "def double: . * 2; def add(x): . + x; double | add(1)", "[7]");
    is("5", "def f($n): if $n < 2 then 1 else $n * f($n - 1) end; f(.)", "[120]");
    is("1", "[recurse(. + 1; . < 4)], [while(. < 3; . + 1)], until(. > 9; . * 2)", "[[1,2,3],[1,2],16]");
    is("null", "[limit(3; repeat(1))], first(range(5)), [skip(1; 1, 2)], isempty(empty)", "[[1,1,1],0,[2],true]");
    let response = ask(
        "jq",
        "2",
        &json!({"expression": "[., $a, $b.c]", "variables": {"b": {"c": "x"}, "a": 1.5}, "indent": "none"}),
    );
    assert_eq!(response.unwrap().text(), Some(r#"[[2,1.5,"x"]]"#));
}

#[test]
fn updates_change_parts() {
    let document = r#"{"a": [1, 2], "b": {"c": 3}}"#;
    is(document, ".a[0] = 9 | .a", "[[9,2]]");
    is(document, ".b.c |= . + 1 | .b", r#"[{"c":4}]"#);
    is(document, ".a[] += 10 | .a", "[[11,12]]");
    is(document, "del(.a[0], .b)", r#"[{"a":[2]}]"#);
    is(
        document,
        "setpath([\"b\", \"c\"]; 0).b, getpath([\"a\", 1]), delpaths([[\"a\"], [\"b\"]])",
        r#"[{"c":0},2,{}]"#,
    );
    is(document, "with_entries(.value |= length)", r#"[{"a":2,"b":1}]"#);
    is(document, "walk(if type == \"number\" then -. else . end)", r#"[{"a":[-1,-2],"b":{"c":-3}}]"#);
    is(
        document,
        "pick(.b.c), [paths], [leaf_paths]",
        r#"[{"b":{"c":3}},[["a"],["a",0],["a",1],["b"],["b","c"]],[["a",0],["a",1],["b","c"]]]"#,
    );
}

#[test]
fn functions_on_lists() {
    let document = "[3, 1, 2, 1]";
    is(document, "sort, unique, reverse, min, max, add, length", "[[1,1,2,3],[1,2,3],[1,2,1,3],1,3,7,4]");
    is(document, "map(. * 2), first, last, nth(1), index(1), rindex(1), indices(1)", "[[6,2,4,2],3,1,1,1,3,[1,3]]");
    is(
        document,
        "any(. > 2), all(. > 2), contains([2]), inside([3, 1, 2, 4]), IN(.[]; 2)",
        "[true,false,true,true,true]",
    );
    is(
        "[[1, [2]], [3]]",
        "flatten, flatten(1), transpose, [combinations]",
        "[[1,2,3],[1,[2],3],[[1,3],[[2],null]],[[1,3],[[2],3]]]",
    );
    let people = r#"[{"n": "b", "g": 1}, {"n": "a", "g": 2}, {"n": "c", "g": 1}]"#;
    is(people, "sort_by(.n) | map(.n)", r#"[["a","b","c"]]"#);
    is(
        people,
        "(group_by(.g) | map(length)), (unique_by(.g) | length), max_by(.n).n, min_by(.n).n",
        r#"[[2,1],2,"c","a"]"#,
    );
    is(people, "INDEX(.n) | keys", r#"[["a","b","c"]]"#);
    is("[1, [2]]", "[tostream]", "[[[[0],1],[[1,0],2],[[1,0]],[[1]]]]");
}

#[test]
fn functions_on_objects() {
    let document = r#"{"b": 2, "a": 1}"#;
    is(document, "keys, keys_unsorted, length, has(\"a\"), [.[]]", r#"[["a","b"],["b","a"],2,true,[2,1]]"#);
    is(
        document,
        "to_entries, (to_entries | from_entries), map_values(. + 1), add",
        r#"[[{"key":"b","value":2},{"key":"a","value":1}],{"b":2,"a":1},{"b":3,"a":2},3]"#,
    );
    is("[1, \"a\", null, true, {}, []]", "map(type)", r#"[["number","string","null","boolean","object","array"]]"#);
}

#[test]
fn functions_on_strings() {
    is(
        "\"a1b22\"",
        "[scan(\"[0-9]+\")], sub(\"[0-9]+\"; \"-\"), gsub(\"[0-9]\"; \"#\"), test(\"^A\"; \"i\")",
        r##"[["1","22"],"a-b22","a#b##",true]"##,
    );
    is(
        "\"a1b22\"",
        "[match(\"[0-9]+\"; \"g\").offset], [capture(\"(?<d>[0-9]+)\").d], [splits(\"[0-9]+\")]",
        r#"[[1,3],["1"],["a","b",""]]"#,
    );
    is(
        "\"aé\"",
        "length, utf8bytelength, explode, (explode | implode), ascii_upcase, tojson",
        r#"[2,3,[97,233],"aé","Aé","\"aé\""]"#,
    );
    is(
        "\" ab \"",
        "trim, ltrim, rtrim, startswith(\" \"), endswith(\"b\"), (trim | ltrimstr(\"a\")), (trim | trimstr(\"b\"))",
        r#"["ab","ab "," ab",true,false,"b","a"]"#,
    );
    is("[1, \"b\"]", "map(tostring) | join(\"-\"), (.[0] | tonumber), tojson", r#"["1-b",1,"[\"1\",\"b\"]"]"#);
    is(
        "[1, \"a\\\"b\", null]",
        "@csv, @tsv, @json, format(\"text\")",
        r#"["1,\"a\"\"b\",","1\ta\"b\t","[1,\"a\\\"b\",null]","[1,\"a\\\"b\",null]"]"#,
    );
    is(
        "\"<ä>\"",
        "@html, @uri, @base64, (@base64 | @base64d), @sh",
        r#"["&lt;ä&gt;","%3C%C3%A4%3E","PMOkPg==","<ä>","'<ä>'"]"#,
    );
}

#[test]
fn dates_are_in_universal_time() {
    is(
        "1425599621",
        "todate, (todate | fromdate), (gmtime | mktime), strftime(\"%Y\")",
        r#"["2015-03-05T23:53:41Z",1425599621,1425599621,"2015"]"#,
    );
}

#[test]
fn numbers_keep_their_digits_until_something_is_computed() {
    is("[1.10, 12345678901234567890123, 1E2, -0, 1e400]", ".[]", "[1.10,12345678901234567890123,1E2,-0,1e400]");
    is("12345678901234567890123", ". + 1, . * 10", "[12345678901234567890124,123456789012345678901230]");
    is("1.10", ". + 0, -., . == 1.1", "[1.1,-1.10,true]");
    is("null", "1e1000, 0.1 + 0.2, [nan], [infinite]", "[1e1000,0.30000000000000004,[null],[1.7976931348623157e+308]]");
    let long = "9".repeat(10_000);
    is(&format!("[{long}]"), ".[0]", &format!("[{long}]"));
}

#[test]
fn strings_keep_what_they_mean() {
    is(r#"["\u0041", "\ud800", "\udc00é\"\n", "\ud83d\ude00"]"#, ".[]", r#"["A","\ud800","\udc00é\"\n","😀"]"#);
    is(r#"{"\ud800": 1}"#, "keys", r#"[["\ud800"]]"#);
}

#[test]
fn of_equal_keys_the_last_one_is_taken_and_that_is_told() {
    let response = ask("jq", r#"{"a": 1, "a": 2}"#, &json!({"expression": ".", "indent": "none"})).unwrap();
    assert_eq!((response.text(), response.warnings.len()), (Some(r#"[{"a":2}]"#), 1));
}

#[test]
fn paths_of_the_results_are_pointers() {
    let document = r#"{"a/b": [{"c": 1}, {"c": 2}]}"#;
    let ask = |program: &str| ask("jq", document, &json!({"expression": program, "paths": true, "indent": "none"}));
    let response = ask(".[\"a/b\"][] | select(.c > 1).c # those").unwrap();
    assert_eq!((response.text(), &response.data["paths"]), (Some("[2]"), &json!(["/a~1b/1/c"])));
    assert_eq!(ask(".[\"a/b\"][-1].c, .x.y").unwrap().data["paths"], json!(["/a~1b/1/c", "/x/y"]));
    assert_eq!(ask(".[\"a/b\"][1:]").unwrap_err().code(), "json.query-paths");
    let failure = ask("1 + 1").unwrap_err();
    assert_eq!(failure.code(), "json.query-evaluation");
    assert!(failure.message().contains("invalid path expression"), "{failure}");
}

#[test]
fn results_can_be_cut_off_where_there_is_no_end() {
    let ask = |params| ask("jq", "1", &params).unwrap();
    let response = ask(json!({"expression": "repeat(1)", "limit": 3, "indent": "none"}));
    assert_eq!((response.text(), &response.data), (Some("[1,1,1]"), &json!({"count": 3, "truncated": true})));
    let response = ask(json!({"expression": "range(1e18)", "first": true, "results": "single", "indent": "none"}));
    assert_eq!(response.text(), Some("0"));
    let failure = fails("jq", "1", &json!({"expression": "repeat(1)", "maxResults": 1000}));
    assert_eq!(
        (failure.kind(), failure.code(), detail(&failure, "limit")),
        (ErrorKind::Limit, "json.query-limit", 1000)
    );
}

#[test]
fn there_is_no_clock_no_environment_and_nothing_to_import() {
    for (program, message) in [
        ("now", "no clock"),
        ("env", "no environment"),
        ("localtime", "no time zone"),
        ("strflocaltime(\"%Y\")", "no time zone"),
        ("halt", "cannot be halted"),
        ("\"bye\" | halt_error", "cannot be halted"),
    ] {
        let failure = fails("jq", "1", &json!({"expression": program}));
        assert_eq!((failure.kind(), failure.code()), (ErrorKind::Input, "json.query-evaluation"), "{program}");
        assert!(failure.message().contains(message), "{failure}");
    }
    for (program, column, message, hint) in [
        ("$ENV", 1, "no variable `$ENV`", "environment"),
        (". | input", 5, "no filter `input`", "one input only"),
        ("input_filename", 1, "no filter", "one input only"),
        ("import \"a\" as a; .", 9, "no modules", "into the program"),
        ("import \"a\" as $a; $a", 9, "no modules", "into the program"),
        ("include \"a\"; .", 10, "no modules", "into the program"),
    ] {
        check_syntax(&fails("jq", "1", &json!({"expression": program})), program, column, message, hint);
    }
}

#[test]
fn mistakes_are_explained_with_their_place() {
    for (program, column, message, hint) in [
        ("", 1, "term is expected, not the end", ""),
        ("1 +", 4, "term is expected", ""),
        (".a[", 4, "closing bracket is expected, not the end", "opened with `[`"),
        ("\"abc", 5, "closing quote", ""),
        (".[] | )", 7, "not `)`", ""),
        ("$x", 1, "no variable `$x`", "variables"),
        (".a | foo(1; 2)", 6, "no filter `foo/2`", ""),
        ("if . then 1", 12, "else or end is expected", ""),
        ("break $x", 7, "no label", ""),
    ] {
        check_syntax(&fails("jq", "1", &json!({"expression": program})), program, column, message, hint);
    }
    let failure = fails("jq", "1", &json!({"expression": "\n\n  nope"}));
    assert_eq!((detail(&failure, "line"), detail(&failure, "column")), (3, 3));
}

#[test]
fn what_a_program_throws_is_told() {
    for (program, message) in [
        ("error(\"no\")", "the program failed: no"),
        (".a", "cannot index [1] with \"a\""),
        (". + {}", "cannot calculate"),
        ("error({code: 7})", r#"{"code":7}"#),
        ("{(.[0]): 1}", "key that is no string"),
    ] {
        let failure = fails("jq", "[1]", &json!({"expression": program}));
        assert_eq!((failure.kind(), failure.code()), (ErrorKind::Input, "json.query-evaluation"), "{failure}");
        assert!(failure.message().contains(message), "{failure}");
    }
    let failure = fails("jq", "[1]", &json!({"expression": "[range(1000)] | .a"}));
    assert!(failure.message().chars().count() < 400 && failure.message().ends_with('…'), "{failure}");
}
