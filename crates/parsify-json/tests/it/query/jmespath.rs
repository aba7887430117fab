use serde_json::json;

use super::{ask, fails, gives, refuses};

const PEOPLE: &str = r#"{"people": [{"name": "ann", "age": 30, "tags": ["x"]}, {"name": "bob", "age": 25, "tags": []}, {"name": "cy", "age": 41.50}], "max": {"z": 1, "a": {"deep": [[1, 2], [3], 4]}}}"#;

#[track_caller]
fn is(expression: &str, expected: &str) {
    gives("jmespath", expression, PEOPLE, &[expected]);
}

#[test]
fn names_indexes_and_slices_select() {
    is("people[0].name", r#""ann""#);
    is("people[-1].age", "41.50");
    is("people[7]", "null");
    is("max.nothing.at.all", "null");
    is("\"max\".\"a\".deep[0]", "[1,2]");
    is("people[1:].name", r#"["bob","cy"]"#);
    is("people[::-1].name", r#"["cy","bob","ann"]"#);
    is("people[:-5].name", "[]");
    is("people.name", "null");
    is("@.max.z", "1");
}

#[test]
fn projections_go_on_until_a_pipe() {
    is("people[*].name", r#"["ann","bob","cy"]"#);
    is("people[*].tags", r#"[["x"],[]]"#);
    is("people[*].tags[0]", r#"["x"]"#);
    is("people[*].tags | [0]", r#"["x"]"#);
    is("(people[*].name)[1]", r#""bob""#);
    is("people[].tags[]", r#"["x"]"#);
    is("max.a.deep[]", "[1,2,3,4]");
    is("max.a.deep[][]", "[1,2,3,4]");
    is("max.*.deep", "[[[1,2],[3],4]]");
    is("max.z[*]", "null");
}

#[test]
fn filters_keep_what_is_true() {
    is("people[?age > `26`].name", r#"["ann","cy"]"#);
    is("people[?tags].name", r#"["ann"]"#);
    is("people[?age >= `25` && !tags].name", r#"["bob","cy"]"#);
    is("people[?name == 'bob' || age == `41.5`].age", "[25,41.50]");
    is("people[?contains(name, 'n')] | length(@)", "1");
    is("people[?age == `30.0`] | [0].name", r#""ann""#);
}

#[test]
fn lists_and_hashes_are_made_in_the_order_written() {
    is("max.{second: z, first: a.deep[1]}", r#"{"second":1,"first":[3]}"#);
    is("people[*].[name, age] | [0]", r#"["ann",30]"#);
    is("nothing.[a]", "null");
    is("nothing.{a: a}", "null");
    is("{a: 'x', a: 'y'}", r#"{"a":"y"}"#);
}

#[test]
fn and_or_not_give_operands() {
    is("max.z && max.y", "null");
    is("max.y || max.z", "1");
    is("!(max.y)", "true");
    is("!!(max.z)", "true");
    is("`[]` || `{}` || '' || `false` || `0`", "0");
    is("'a' == 'a' && 'b' != 'a'", "true");
    is("'a' < 'b'", "null");
}

#[test]
fn literals_and_raw_strings_are_what_they_say() {
    is("`{\"a\": [1.0]}`", r#"{"a":[1.0]}"#);
    is(r#"`"\`"`"#, r#""`""#);
    is(r"'it\'s \n'", r#""it's \\n""#);
    is("`\"\\u00e9\"` == 'é'", "true");
}

#[test]
fn functions_on_numbers() {
    is("abs(`-1.50`)", "1.50");
    is("ceil(`1.2`)", "2");
    is("floor(`-1.2`)", "-2");
    is("avg(people[*].age)", "32.166666666666664");
    is("avg(`[]`)", "null");
    is("sum(people[:2].age)", "55");
    is("sum(`[]`)", "0");
    is("max(people[*].age)", "41.50");
    is("min(`[]`)", "null");
    is("to_number('1.50')", "1.50");
    is("to_number('x')", "null");
    is("sum(`[9007199254740993, 1]`)", "9007199254740994");
}

#[test]
fn functions_on_strings_and_lists() {
    is("length('aé😀')", "3");
    is("length(people)", "3");
    is("length(max)", "2");
    is("join(', ', people[*].name)", r#""ann, bob, cy""#);
    is("reverse('aé')", r#""éa""#);
    is("reverse(`[1, 2]`)", "[2,1]");
    is("starts_with('abc', 'ab')", "true");
    is("ends_with('abc', 'ab')", "false");
    is("contains(`[1, [2]]`, `[2.0]`)", "true");
    is("sort(people[*].name) | [0]", r#""ann""#);
    is("sort_by(people, &age)[*].name", r#"["bob","ann","cy"]"#);
    is("max_by(people, &age).name", r#""cy""#);
    is("min_by(people, &name).age", "30");
    is("map(&name, people)", r#"["ann","bob","cy"]"#);
    is("map(&tags, people)", r#"[["x"],[],null]"#);
}

#[test]
fn functions_on_objects_and_types() {
    is("keys(max)", r#"["z","a"]"#);
    is("values(max)[0]", "1");
    is("merge(max, {z: `2`, b: `3`}).z", "2");
    is("not_null(max.y, max.z)", "1");
    is("not_null(max.y)", "null");
    is("to_array(`1`)", "[1]");
    is("to_array(`[1]`)", "[1]");
    is("to_string(`[1.0, \"a\"]`)", r#""[1.0,\"a\"]""#);
    is("type(people)", r#""array""#);
    is("type(nothing)", r#""null""#);
}

#[test]
fn what_is_selected_is_written_as_it_stands() {
    let document = r#"{"a": [12345678901234567890123, 1.10, "\u0041"], "o": {"z": 1E2, "b": 2}}"#;
    gives("jmespath", "a", document, &[r#"[12345678901234567890123,1.10,"\u0041"]"#]);
    gives(
        "jmespath",
        "[a[?@ > `12345678901234567890122`], o]",
        document,
        &[r#"[[12345678901234567890123],{"z":1E2,"b":2}]"#],
    );
    gives("jmespath", "o.b", r#"{"o": {"b": 1, "b": 2}}"#, &["2"]);
}

#[test]
fn the_result_stands_alone_by_default() {
    let response = ask("query", PEOPLE, &json!({"language": "jmespath", "expression": "people[0].tags"})).unwrap();
    assert_eq!(response.text(), Some("[\n  \"x\"\n]\n"));
    assert_eq!(response.data, json!({"count": 1, "truncated": false}));
}

#[test]
fn mistakes_in_the_text_are_explained_with_their_place() {
    for (expression, column, message, hint) in [
        ("", 1, "a name, a literal, a function or a bracket is expected, not the end", ""),
        ("a.", 3, "is expected, not the end", ""),
        ("a b", 3, "an operator is expected, not `b`", ""),
        ("a[", 3, "`*` is expected", ""),
        ("a[0", 4, "`]` is expected, not the end", ""),
        ("a[?b == 1]", 9, "is expected, not `1`", "backticks"),
        ("a[::0]", 6, "cannot be 0", ""),
        ("foo(a)", 1, "there is no function `foo`", "sort_by"),
        ("length(a, b)", 1, "takes 1 argument, not 2", ""),
        ("sort_by(a, b)", 12, "must be an expression", ""),
        ("length(&a)", 8, "must not be an expression", ""),
        ("\"a\"(b)", 4, "an operator is expected", "called"),
        ("'a", 1, "has no end", "close it"),
        ("`{a}`", 1, "no JSON", "single quotes"),
        ("a = b", 3, "no operator", "=="),
        ("a#b", 2, "does not belong here", "double quotes"),
        ("&a", 1, "is expected, not `&`", "argument"),
        ("a.{b}", 5, "`:` is expected", ""),
    ] {
        refuses("jmespath", expression, column, message, hint);
    }
}

#[test]
fn values_of_a_wrong_type_are_explained_with_the_place_of_the_function() {
    for (expression, column, message) in [
        ("people | abs(@)", 10, "argument 1 of `abs` must be a number, but is of type array"),
        ("sum(people)", 1, "argument 1 of `sum` must be an array of numbers"),
        ("join(`1`, people)", 1, "argument 1 of `join` must be a string, but is of type number"),
        ("sort(`[1, \"a\"]`)", 1, "either numbers or strings"),
        ("sort_by(people, &tags)", 1, "orders numbers or strings, not a value of type array"),
        ("keys('a')", 1, "an object"),
        ("length(`1`)", 1, "a string, an array or an object"),
        ("sum(`[1e308, 1e308]`)", 1, "beyond all doubles"),
    ] {
        let failure = fails("query", PEOPLE, &json!({"language": "jmespath", "expression": expression}));
        assert_eq!((failure.code(), super::detail(&failure, "column")), ("json.query-evaluation", column), "{failure}");
        assert!(failure.message().contains(message), "{failure}");
    }
}
