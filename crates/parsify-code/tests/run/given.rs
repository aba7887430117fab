use parsify_code::ExecuteOptions;
use parsify_code::run_javascript::{Program, run};
use serde_json::json;

use crate::with;

#[test]
fn a_program_gets_arguments_input_and_values() {
    let mut options = ExecuteOptions::default();
    options.args = vec!["a".into(), "ż".into()];
    options.variables =
        json!({"order": {"items": [1.5, null]}, "n": 9_007_199_254_740_993_u64}).as_object().unwrap().clone();
    let text = "[args, process.argv.slice(2), stdin, order.items[0], order.items.length, typeof n]";
    let executed = run(&Program::new("javascript", text, "line\n", &options)).unwrap();
    assert_eq!(executed.value, json!([["a", "ż"], ["a", "ż"], "line\n", 1.5, 2, "number"]));
}

#[test]
fn values_reach_no_prototype() {
    let text = "[({}).polluted, Object.keys(given), given.__proto__.polluted, Object.getPrototypeOf(given) === Object.prototype]";
    let executed = with(text, |it| {
        it.variables = serde_json::from_str(r#"{"given": {"__proto__": {"polluted": 1}}}"#).unwrap();
    });
    assert_eq!(executed.value, json!([null, ["__proto__"], 1, true]));
}

#[test]
fn there_is_nothing_of_the_machine() {
    let text = "[typeof require, typeof fetch, typeof Deno, typeof module, Object.keys(process.env).length, new Date(0).getTimezoneOffset()]";
    let value = with(text, |_| ()).value;
    assert_eq!(value, json!(["undefined", "undefined", "undefined", "undefined", 0, 0]));
}
