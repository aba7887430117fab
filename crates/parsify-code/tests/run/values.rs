use serde_json::json;

use crate::done;

#[test]
fn the_last_expression_is_the_value() {
    for (text, value) in [
        ("6 * 7", json!(42)),
        ("let a = 1; a", json!(1)),
        ("'ż𝄞'", json!("ż𝄞")),
        ("[1, , 'a', null, undefined]", json!([1, null, "a", null, null])),
        (
            "({ a: { b: [true] }, f() {}, d: new Date(0) })",
            json!({"a": {"b": [true]}, "d": "1970-01-01T00:00:00.000Z"}),
        ),
        ("NaN", json!(null)),
        ("undefined", json!(null)),
        ("", json!(null)),
        ("if (1) 2; else 3", json!(2)),
        ("10n", json!(null)),
        ("() => 1", json!(null)),
        ("const a = {}; a.a = a; a", json!(null)),
        ("({ __proto__: null, a: 1 })", json!({"a": 1})),
    ] {
        let executed = done(text);
        assert_eq!((executed.error, executed.exit_code), (None, 0), "{text}");
        assert_eq!(executed.value, value, "{text}");
    }
}

#[test]
fn values_are_shown_as_a_console_does() {
    for (text, shown) in [
        ("10n", "10n"),
        ("() => 1", "[Function (anonymous)]"),
        ("(function f() {})", "[Function: f]"),
        (
            "({ a: 'b', 'c-d': [1, 2], e: { f: { g: { h: 1 } } } })",
            "{ a: 'b', 'c-d': [ 1, 2 ], e: { f: { g: [Object] } } }",
        ),
        ("const a = { b: 1 }; a.a = a; a", "{ b: 1, a: [Circular *] }"),
        ("new Map([[1, 'a']])", "Map(1) { 1 => 'a' }"),
        ("new Set([1])", "Set(1) { 1 }"),
        ("class A { b = 1 }; new A()", "A { b: 1 }"),
        ("Promise.resolve(1)", "Promise { 1 }"),
        ("[1, , 2]", "[ 1, <empty>, 2 ]"),
        ("({ get a() { throw 1 } })", "{ a: [Getter/Setter] }"),
        ("new TypeError('x')", "TypeError: x"),
        ("/a/g", "/a/g"),
        ("Symbol('a')", "Symbol(a)"),
        ("-0", "-0"),
        ("null", "null"),
    ] {
        assert_eq!(done(text).shown.as_deref(), Some(shown), "{text}");
    }
}

#[test]
fn the_same_program_answers_the_same() {
    let text = "[Math.random(), Math.random(), Date.now(), new Date().getHours(), performance.now()]";
    let (first, second) = (done(text).value, done(text).value);
    assert_eq!(first, second);
    assert!(first[0].as_f64().unwrap() < 1.0 && first[0] != first[1], "{first}");
    assert_eq!(first[2], 946_684_800_000_i64);
    let other = crate::with(text, |options| (options.seed, options.now) = (7, 0)).value;
    assert!(other[0] != first[0] && other[2] == 0, "{other}");
}
