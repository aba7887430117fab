//! Layers on each other.

use std::collections::BTreeMap;

use parsify_config::{Config, Layer, known_keys};
use proptest::prelude::*;

/// Two values for a key, as arguments have them.
fn values(takes: &str, key: &str) -> [&'static str; 2] {
    match key {
        _ if key.ends_with("grace") => ["16s", "17s"],
        _ if key.ends_with("longest-pause") => ["2s", "3s"],
        _ if key.ends_with("config") => ["1", "2"],
        _ if takes.starts_with("a time") => ["1s", "2s"],
        _ if takes.starts_with("a size") => ["1MiB", "2MiB"],
        _ if takes.starts_with("a whole number") => ["5", "6"],
        _ if takes.starts_with("true") => ["true", "false"],
        _ if takes.starts_with("\"allowed\"") => ["allowed", "forbidden"],
        _ if takes.starts_with("\"trace\"") => ["trace", "error"],
        _ if takes.starts_with("a version requirement") => ["^1", ">=1, <2"],
        _ if takes.starts_with("a version") => ["1.2.3", "1.3.0"],
        _ if takes.starts_with("a list is wanted of") => ["clock", "files,network"],
        _ if takes.starts_with("a list of module ids") => ["a", "b,c"],
        _ if takes.starts_with("the path") => ["one", "two"],
        other => panic!("{key} takes {other}"),
    }
}

/// The key with names in place of the placeholders.
fn named(key: &str) -> String {
    key.replace("ID", "json-processor").replace("OPERATION", "re-format").replace("NAME", "main-one")
}

fn variable(variable: &str) -> String {
    variable
        .replace("__ID__", "__JSON_PROCESSOR__")
        .replace("__OPERATION__", "__RE_FORMAT__")
        .replace("__NAME__", "__MAIN_ONE__")
}

/// What must be there beside the key, and no ceiling in the way.
fn beside(key: &str) -> Layer {
    let mut beside = vec!["ceiling.limits.grace=1h", "defaults.retry.longest-pause=1m"];
    if key.contains(".reuse.") {
        beside.push("modules.json-processor.reuse.enabled=false");
    }
    if key.starts_with("dependencies") {
        beside.push("dependencies.json-processor=^1");
    }
    Layer::from_defaults(beside.into_iter().filter(|argument| !argument.starts_with(&format!("{key}=")))).unwrap()
}

fn shown(config: &Config, key: &str) -> (String, String) {
    let all = config.effective_with_secrets();
    let setting = all.iter().find(|it| it.key == key).unwrap_or_else(|| panic!("{key} is not shown"));
    (setting.to_string(), setting.origin.to_string())
}

#[test]
fn every_key_goes_through_every_layer() {
    for known in known_keys() {
        let key = named(&known.key);
        let [one, two] = values(&known.takes, &key);
        let argument = |value| Layer::from_arguments([format!("{key}={value}")]).unwrap();
        let environment = |value| Layer::from_env([(variable(&known.variable), value)]).unwrap();
        let from_arguments = Config::layered([beside(&key), argument(one)]).unwrap_or_else(|error| panic!("{error}"));
        let (line, origin) = shown(&from_arguments, &key);
        assert_eq!(origin, "argument");

        // The line that is shown is one that a file may have.
        let file = || Layer::from_toml("parsify.toml", &line).unwrap_or_else(|error| panic!("{error}"));
        let (same, origin) = shown(&Config::layered([beside(&key), file()]).unwrap(), &key);
        assert_eq!((same, origin.starts_with("parsify.toml:1:")), (line.clone(), true));

        let over = Config::layered([beside(&key), file(), environment(two)]).unwrap_or_else(|error| panic!("{error}"));
        let (other, origin) = shown(&over, &key);
        assert_ne!(other, line);
        assert_eq!(origin, format!("variable {}", variable(&known.variable)));

        let back = Config::layered([beside(&key), file(), environment(two), argument(one)]).unwrap();
        assert_eq!(shown(&back, &key), (line, "argument".to_owned()));
    }
}

/// Some keys and values that go together in every combination.
const FREE: &[(&str, &[&str])] = &[
    ("concurrency", &["1", "2", "3"]),
    ("queue", &["0", "2", "3"]),
    ("preload", &["a", "b", "a,b"]),
    ("defaults.fallback", &["allowed", "forbidden", "native-only"]),
    ("defaults.limits.host-calls", &["1", "2", "3"]),
    ("modules.a.limits.output", &["1", "2", "3"]),
    ("modules.a.operations.b.limits.output", &["1", "2", "3"]),
    ("modules.a.config", &["1", "{\"x\": 2}", "text"]),
    ("modules.b.grants", &["", "clock", "files"]),
    ("dependencies.a.version", &["^1", "^2", "^3"]),
    ("dependencies.a-b.version", &["^1", "^2", "^3"]),
    ("sources.a.path", &["x", "y", "z"]),
    ("cache.size", &["1", "2", "3"]),
];

fn layer() -> impl Strategy<Value = BTreeMap<usize, usize>> {
    prop::collection::btree_map(0..FREE.len(), 0..3_usize, 0..FREE.len())
}

fn read(said: &BTreeMap<usize, usize>) -> Layer {
    Layer::from_arguments(said.iter().map(|(&key, &value)| format!("{}={}", FREE[key].0, FREE[key].1[value]))).unwrap()
}

proptest! {
    #[test]
    fn a_later_layer_wins_for_its_keys_and_all_else_stays(layers in prop::collection::vec(layer(), 0..5), last in layer()) {
        let below: Vec<_> = layers.iter().map(read).collect();
        let before = Config::layered(below.clone()).unwrap().effective_with_secrets();
        let after = Config::layered(below.into_iter().chain([read(&last)])).unwrap().effective_with_secrets();
        let alone = Config::layered([read(&last)]).unwrap().effective_with_secrets();
        let of = |all: &[parsify_config::Setting], key: &str| {
            all.iter().find(|it| it.key == key).and_then(|it| it.value.clone())
        };
        for (index, (key, _)) in FREE.iter().enumerate() {
            let expected = if last.contains_key(&index) { of(&alone, key) } else { of(&before, key) };
            prop_assert_eq!(of(&after, key), expected, "{}", key);
        }
    }

    #[test]
    fn layers_may_be_put_together_first(layers in prop::collection::vec(layer(), 0..5)) {
        let one = layers.iter().fold(BTreeMap::new(), |mut all, layer| { all.extend(layer.clone()); all });
        prop_assert_eq!(Config::layered([read(&one)]).unwrap(), Config::layered(layers.iter().map(read)).unwrap());
    }
}
