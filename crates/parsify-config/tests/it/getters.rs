//! What a host gets.

use std::path::{Path, PathBuf};
use std::time::Duration;

use parsify_config::{Config, Layer, SourcePlace};
use parsify_interface::error::RetryPolicy;
use parsify_interface::serde_json::{Value, json};
use parsify_interface::{Capability, Fallback, Grants, Level, LimitOverrides, Limits, ModuleId};

use crate::config;

#[test]
fn without_a_word_everything_is_as_without_a_configuration() {
    let config = Config::layered([]).unwrap();
    assert_eq!(config, Config::default());
    let defaults = config.call_defaults();
    assert_eq!((defaults.limits, config.ceiling()), (Limits::default(), Limits::ceiling()));
    assert_eq!((defaults.fallback, defaults.log_level), (Fallback::Allowed, Level::Info));
    assert_eq!(defaults.retry, RetryPolicy::default());

    let call = config.for_call("any", "thing");
    assert_eq!(call.limits, LimitOverrides::default());
    assert_eq!((call.fallback, call.log_level, call.retry), (Fallback::Allowed, Level::Info, RetryPolicy::default()));
    assert_eq!((call.grants, call.config, call.version), (Grants::none(), Value::Null, None));

    assert!(config.modules().is_empty() && config.sources().is_empty() && config.dependencies().is_empty());
    assert_eq!(
        (config.concurrency(), config.queue(), config.builtin_modules(), config.reuse("any")),
        (None, None, None, None)
    );
    assert_eq!((config.cache(), config.compile(), config.monitor()), Default::default());
}

#[test]
fn the_operation_counts_more_than_the_module_and_the_module_more_than_the_default() {
    let config = config(
        r#"
        [defaults]
        fallback = "forbidden"
        log-level = "error"
        limits.output = "1MiB"
        retry.attempts = 9

        [modules.a]
        fallback = "allowed"
        limits = { deadline = "2s", memory = "64MiB" }
        retry.initial-pause = "7ms"

        [modules.a.operations.b]
        log-level = "debug"
        limits.deadline = "1s"
        retry.longest-pause = "8ms"
        "#,
    );
    let call = config.for_call("a", "b");
    assert_eq!((call.fallback, call.log_level), (Fallback::Allowed, Level::Debug));
    let expected = LimitOverrides::default().with_deadline(Duration::from_secs(1)).with_memory(64 << 20);
    assert_eq!(call.limits, expected);
    let (initial_pause, longest_pause) = (Duration::from_millis(7), Duration::from_millis(8));
    assert_eq!(call.retry, RetryPolicy { attempts: 9, initial_pause, longest_pause });

    let other = config.for_call("a", "c");
    assert_eq!((other.fallback, other.log_level), (Fallback::Allowed, Level::Error));
    assert_eq!(other.limits.deadline_ms, Some(2000));
    assert_eq!(config.for_call("c", "b").fallback, Fallback::Forbidden);
    assert_eq!(config.for_call("c", "b").limits, LimitOverrides::default());
    assert_eq!(config.call_defaults().limits.output, 1 << 20);
}

#[test]
fn memory_brings_the_grace_it_needs() {
    let config = config(
        r#"
        [defaults.limits]
        memory = "1GiB"
        [modules.small.limits]
        memory = "1MiB"
        [modules.large.limits]
        memory = "4GiB"
        [modules.large.operations.small.limits]
        memory = "1MiB"
        [modules.own.limits]
        memory = "64MiB"
        grace = "100ms"
        "#,
    );
    assert_eq!(config.call_defaults().limits.grace, Duration::from_secs(2));
    assert_eq!(config.for_call("small", "x").limits.grace_ms, None);
    assert_eq!(config.for_call("large", "x").limits.grace_ms, Some(15_000));
    assert_eq!(config.for_call("large", "small").limits.grace_ms, Some(15_000));
    assert_eq!(config.for_call("own", "x").limits.grace_ms, Some(100));
}

#[test]
fn a_lower_ceiling_lowers_the_defaults() {
    let low = config("[ceiling.limits]\nmemory = \"64MiB\"\ngrace = \"60ms\"\noutput = \"1MiB\"");
    let (defaults, ceiling) = (low.call_defaults().limits, low.ceiling());
    assert_eq!((defaults.memory, defaults.output, defaults.grace), (64 << 20, 1 << 20, Duration::from_millis(60)));
    assert_eq!((ceiling.memory, ceiling.output, ceiling.grace), (64 << 20, 1 << 20, Duration::from_millis(60)));
    let high = config("[ceiling.limits]\nmemory = \"8GiB\"");
    assert_eq!(high.ceiling().grace, Limits::grace_for(8 << 30));
}

#[test]
fn grants_versions_and_configuration_of_a_module() {
    let config = config(
        r#"
        [modules.a]
        version = ">=1, <3"
        grants = ["clock", "network"]
        config = { level = 3, names = ["x"], since = 2026-11-23, ratio = 0.5, on = true, large = 18446744073709551615 }
        [modules.c]
        pin = "1.2.3+build"
        "#,
    );
    let call = config.for_call("a", "x");
    assert_eq!(call.grants, Grants::none().with(Capability::Clock).with(Capability::Network));
    let expected = json!({
        "level": 3, "names": ["x"], "since": "2026-11-23", "ratio": 0.5, "on": true, "large": u64::MAX
    });
    assert_eq!(call.config, expected);
    assert!(call.version.unwrap().matches(&"2.5.0".parse().unwrap()));
    let pinned = config.for_call("c", "x").version.unwrap();
    assert!(pinned.matches(&"1.2.3".parse().unwrap()) && !pinned.matches(&"1.2.4".parse().unwrap()));
    assert_eq!(config.version("c").pin.unwrap().to_string(), "1.2.3+build");
    assert_eq!(config.modules().iter().map(ModuleId::as_str).collect::<Vec<_>>(), ["a", "c"]);
}

#[test]
fn a_pinned_pre_release_may_answer() {
    let config = config("[modules.a]\npin = \"1.2.3-rc.1\"");
    let pinned = config.for_call("a", "x").version.unwrap();
    assert!(pinned.matches(&"1.2.3-rc.1".parse().unwrap()) && !pinned.matches(&"1.2.3".parse().unwrap()));
}

#[test]
fn call_settings_become_options() {
    let config = config("[modules.a]\nversion = \"^1\"\nlog-level = \"warn\"\nconfig = 5\ngrants = [\"clock\"]");
    let options = config.for_call("a", "b").options();
    assert_eq!((options.log_level, options.config), (Level::Warn, json!(5)));
    assert!(options.grants.allows(Capability::Clock) && options.version.is_some());
}

#[test]
fn reuse_is_on_when_it_is_said() {
    let config = config(
        "[modules.a.reuse]\nenabled = true\nuses = 7\nidle-bytes = \"1MiB\"\n[modules.b.reuse]\nenabled = false\nidle = 1",
    );
    let reuse = config.reuse("a").unwrap();
    assert_eq!((reuse.uses, reuse.idle, reuse.idle_bytes), (Some(7), None, Some(1 << 20)));
    assert_eq!((config.reuse("b"), config.reuse("c")), (None, None));
}

#[test]
fn dependencies_in_both_forms() {
    let config = config("[dependencies]\nb = { version = \"1\", optional = true, grants = [\"clock\"] }\na = \"^2\"");
    let [a, b] = &config.dependencies()[..] else { panic!("two") };
    assert_eq!((a.id.as_str(), a.version.to_string(), a.optional, a.grants.len()), ("a", "^2".to_owned(), false, 0));
    assert_eq!((b.id.as_str(), b.version.to_string(), b.optional), ("b", "^1".to_owned(), true));
    assert_eq!(b.grants, [Capability::Clock]);
}

#[test]
fn paths_are_relative_to_the_file_that_names_them() {
    let text = "cache.dir = \"cache\"\n[sources.a]\npath = \"../modules\"\n[sources.b]\npath = \"/srv/modules\"";
    let config = Config::layered([Layer::from_toml(Path::new("some/folder/parsify.toml"), text).unwrap()]).unwrap();
    assert_eq!(config.cache().dir, Some(PathBuf::from("some/folder/cache")));
    let sources = config.sources();
    let places: Vec<_> = sources.iter().map(|source| (source.name.as_str(), source.place.clone())).collect();
    let path = |path: &str| SourcePlace::Path(PathBuf::from(path));
    assert_eq!(places, [("a", path("some/folder/../modules")), ("b", path("/srv/modules"))]);
    assert_eq!(sources[0].origin.to_string(), "some/folder/parsify.toml:3:8");

    let config = Config::layered([Layer::from_arguments(["sources.a.path=x", "cache.dir=y"]).unwrap()]).unwrap();
    assert_eq!(config.sources()[0].place, path("x"));
    assert_eq!(config.cache().dir, Some(PathBuf::from("y")));
}

#[test]
fn host_settings() {
    let config = config(
        "concurrency = 7\nqueue = 0\nbuiltin-modules = false\npreload = [\"b\", \"a\"]\n[cache]\nenabled = true\nsize = 1000\n\
         entry-size = \"1K\"\nmemory = 0\n[compile]\ntime = \"1s\"\nmemory = \"1G\"\ncode = \"1M\"\nthreads = 3\n\
         [monitor]\ninterval = \"10ms\"\nstatus = \"s.json\"",
    );
    assert_eq!((config.concurrency(), config.queue(), config.builtin_modules()), (Some(7), Some(0), Some(false)));
    assert_eq!(config.preload().iter().map(ModuleId::as_str).collect::<Vec<_>>(), ["b", "a"]);
    let cache = config.cache();
    assert_eq!(
        (cache.enabled, cache.size, cache.entry_size, cache.memory),
        (Some(true), Some(1000), Some(1024), Some(0))
    );
    let compile = config.compile();
    assert_eq!((compile.time, compile.memory), (Some(Duration::from_secs(1)), Some(1 << 30)));
    assert_eq!((compile.code, compile.threads), (Some(1 << 20), Some(3)));
    let monitor = config.monitor();
    assert_eq!(
        (monitor.interval, monitor.status),
        (Some(Duration::from_millis(10)), Some(PathBuf::from("host/s.json")))
    );
}

#[test]
fn what_is_granted_to_an_operation_takes_the_place_of_what_its_module_has() {
    let config =
        config("[modules.a]\ngrants = [\"clock\"]\noperations.b.grants = [\"files\"]\noperations.c.grants = []");
    let granted = |operation: &str| config.for_call("a", operation).grants;
    assert_eq!(granted("b"), Grants::none().with(Capability::Files));
    assert_eq!(granted("c"), Grants::none());
    assert_eq!(granted("d"), Grants::none().with(Capability::Clock));
}
