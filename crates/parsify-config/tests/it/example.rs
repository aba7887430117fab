//! The example is the documentation of the keys: nothing too much, nothing left out, no figure of its own.

use std::collections::BTreeSet;

use parsify_config::{Config, EXAMPLE, Layer, known_keys};
use parsify_interface::Limits;

fn example() -> Config {
    Config::layered([Layer::from_toml("parsify.toml", EXAMPLE).unwrap()]).unwrap()
}

/// The key with placeholders for what a user names.
fn general(key: &str) -> String {
    let mut parts: Vec<_> = key.split('.').collect();
    match parts[0] {
        "modules" => {
            parts[1] = "ID";
            if parts[2] == "operations" {
                parts[3] = "OPERATION";
            }
        }
        "dependencies" => parts[1] = "ID",
        "sources" => parts[1] = "NAME",
        _ => {}
    }
    parts.join(".")
}

#[test]
fn every_known_key_stands_in_it() {
    let all = example().effective();
    let shown: BTreeSet<_> =
        all.iter().filter(|it| it.origin.to_string() != "default").map(|it| general(&it.key)).collect();
    let known: BTreeSet<_> = known_keys().into_iter().map(|key| key.key).collect();
    assert_eq!(shown, known);
}

#[test]
fn its_defaults_are_the_defaults() {
    let (example, nothing) = (example(), Config::default());
    assert_eq!(example.call_defaults(), nothing.call_defaults());
    assert_eq!(example.ceiling(), Limits::ceiling());
    assert_eq!(example.reuse("json-processor"), None);
}
