//! Arguments.

use parsify_config::{Config, Layer};
use parsify_interface::serde_json::json;

#[track_caller]
fn refused(argument: &str, message: &str, hint: &str) {
    crate::check(&Layer::from_arguments([argument]).unwrap_err(), &format!("argument: {message}"), hint);
}

#[test]
fn a_key_and_a_value() {
    let example = "an argument is a key, `=` and a value: `defaults.limits.memory=64MiB`";
    refused("concurrency", "`concurrency` has no value", example);
    refused("", "`` has no value", example);
    refused("defaults=1", "`defaults` cannot be a single value: a table is wanted", "");
    refused("modules=1", "`modules` cannot be a single value: a table is wanted", "");
    refused("defaults.=1", "there is no key `defaults.`", "here stand `limits`, `fallback`, `retry`, `log-level`");
    refused("cache.sise=1", "there is no key `cache.sise`", "did you mean `size`?");
    refused("sources.a.oci=x", "`sources.a.oci` is no kind of source", "a source has `path`");
    refused("concurrency=+4", "`concurrency` cannot be \"+4\": a whole number from 1 to 4294967295 is wanted", "");
    refused(
        "modules..pin=1.0.0",
        "`modules.` has a name that cannot be: `` is no module id: it is empty",
        "correct the name",
    );
    refused(
        "concurrency.x=1",
        "there is no key `concurrency.x`",
        "what stands before it is one value, without keys of its own",
    );
}

#[test]
fn of_two_the_right_one_counts() {
    let layer = Layer::from_arguments(["concurrency=4", "concurrency = 5"]).unwrap();
    assert_eq!(Config::layered([layer]).unwrap().concurrency(), Some(5));
}

#[test]
fn lists_are_separated_by_commas() {
    let layer = Layer::from_arguments(["modules.a.grants=clock, network", "preload="]).unwrap();
    let config = Config::layered([layer]).unwrap();
    assert_eq!(config.grants("a").iter().count(), 2);
    assert!(config.preload().is_empty());
}

#[test]
fn what_is_for_a_module_is_json_or_a_text() {
    for (text, value) in [
        (r#"{"a": [1, null]}"#, json!({"a": [1, null]})),
        ("4", json!(4)),
        ("compact", json!("compact")),
        ("a=b", json!("a=b")),
        ("", json!("")),
        ("{\"a\": 1", json!("{\"a\": 1")),
    ] {
        let layer = Layer::from_arguments([format!("modules.m.config={text}")]).unwrap();
        assert_eq!(Config::layered([layer]).unwrap().module_config("m"), value);
    }
}
