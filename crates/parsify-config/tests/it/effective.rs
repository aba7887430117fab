//! What `config show` has to say.

use parsify_config::{Config, Layer, Setting};
use parsify_interface::serde_json::{self, json};

use crate::config;

fn find(all: &[Setting], key: &str) -> Setting {
    all.iter().find(|it| it.key == key).unwrap_or_else(|| panic!("{key} is not listed")).clone()
}

#[test]
fn each_value_says_where_it_came_from() {
    let config = Config::layered([
        Layer::from_defaults(["cache.dir=/home/ada/.cache", "concurrency=8"]).unwrap(),
        Layer::from_toml("user.toml", "concurrency = 4\n[defaults.limits]\nmemory = \"1GiB\"").unwrap(),
        Layer::from_env([("PARSIFY_DEFAULTS_FALLBACK", "forbidden")]).unwrap(),
        Layer::from_arguments(["ceiling.limits.output=1MiB"]).unwrap(),
    ]);
    let all = config.unwrap().effective();
    for (key, line, origin) in [
        ("concurrency", "concurrency = 4", "user.toml:1:15"),
        ("cache.dir", "cache.dir = \"/home/ada/.cache\"", "default"),
        ("cache.size", "# cache.size is not set", "default"),
        ("defaults.fallback", "defaults.fallback = \"forbidden\"", "variable PARSIFY_DEFAULTS_FALLBACK"),
        ("defaults.limits.memory", "defaults.limits.memory = \"1GiB\"", "user.toml:3:10"),
        ("defaults.limits.grace", "defaults.limits.grace = \"2s\"", "follows from defaults.limits.memory"),
        ("defaults.limits.output", "defaults.limits.output = \"1MiB\"", "follows from ceiling.limits.output"),
        ("ceiling.limits.output", "ceiling.limits.output = \"1MiB\"", "argument"),
        ("defaults.limits.deadline", "defaults.limits.deadline = \"30s\"", "default"),
    ] {
        let setting = find(&all, key);
        assert_eq!((setting.to_string().as_str(), setting.origin.to_string().as_str()), (line, origin));
    }
}

#[test]
fn for_a_program_it_is_json() {
    let config = Config::layered([
        Layer::from_toml("user.toml", "preload = [\"a\"]\nconcurrency = 4").unwrap(),
        Layer::from_env([("PARSIFY_CACHE_ENABLED", "false")]).unwrap(),
        Layer::from_arguments(["defaults.limits.memory=1GiB"]).unwrap(),
    ]);
    let all = config.unwrap().effective();
    let shown = |key| serde_json::to_value(find(&all, key)).unwrap();
    assert_eq!(
        shown("preload"),
        json!({"key": "preload", "value": ["a"], "hidden": false,
            "origin": {"kind": "file", "name": "user.toml", "line": 1, "column": 11}})
    );
    assert_eq!(shown("cache.enabled")["origin"], json!({"kind": "environment", "variable": "PARSIFY_CACHE_ENABLED"}));
    assert_eq!((&shown("cache.enabled")["value"], &shown("concurrency")["value"]), (&json!(false), &json!(4)));
    assert_eq!(shown("cache.size")["value"], json!(null));
    assert_eq!(shown("defaults.limits.memory")["origin"], json!({"kind": "argument"}));
    assert_eq!(shown("defaults.limits.grace")["origin"], json!({"kind": "derived", "from": "defaults.limits.memory"}));
    assert_eq!(shown("defaults.fallback")["origin"], json!({"kind": "default"}));
}

/// A file made of what is shown means the same.
#[test]
fn what_is_shown_is_a_file() {
    let config = config(
        "preload = [\"a\", \"b-c\"]\n[modules.a]\nversion = \">=1.2, <3\"\npin = \"1.3.0\"\n[sources.s]\npath = \"/x \\\"y\\\"\"",
    );
    let lines: Vec<_> = config.effective().iter().map(Setting::to_string).collect();
    let again = Config::layered([Layer::from_toml("again.toml", &lines.join("\n")).unwrap()]).unwrap();
    let values = |config: &Config| config.effective().into_iter().map(|it| (it.key, it.value)).collect::<Vec<_>>();
    assert_eq!(values(&again), values(&config));
}

#[test]
fn for_one_call_each_key_is_the_one_that_counts() {
    let config = config(
        "defaults.fallback = \"forbidden\"\n[modules.a]\nlimits.output = \"2MiB\"\ngrants = [\"clock\"]\nconfig = \"hunter2\"\n\
         [modules.a.operations.b]\nlimits.output = \"1MiB\"\n[modules.c]\nlimits.output = \"3MiB\"",
    );
    let all = config.effective_for("a", "b");
    let keys: Vec<_> = all.iter().map(|it| it.key.as_str()).collect();
    assert!(keys.contains(&"modules.a.operations.b.limits.output") && !keys.contains(&"modules.a.limits.output"));
    assert!(keys.contains(&"defaults.fallback") && keys.contains(&"defaults.limits.deadline"));
    assert!(keys.contains(&"modules.a.grants") && keys.iter().all(|key| !key.starts_with("modules.c")));
    assert!(find(&all, "modules.a.config").hidden);
    let other = config.effective_for("a", "x");
    assert_eq!(find(&other, "modules.a.limits.output").value, Some(json!("2MiB")));
}
