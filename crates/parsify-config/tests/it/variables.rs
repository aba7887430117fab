//! The environment.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use parsify_config::{Config, ConfigError, Layer, Problem, known_keys};

#[track_caller]
fn refused(variable: &str, value: &str, message: &str, hint: &str) {
    let error = Layer::from_env([(variable, value)]).unwrap_err();
    crate::check(&error, &format!("variable {variable}: {message}"), hint);
}

#[track_caller]
fn unknown(variable: &str, hint: &str) {
    refused(variable, "1", "there is no such variable", hint);
}

#[test]
fn each_key_has_a_variable_of_its_own() {
    let keys = known_keys();
    let variables: BTreeSet<_> = keys.iter().map(|key| key.variable.as_str()).collect();
    assert_eq!(variables.len(), keys.len());
    assert!(variables.contains("PARSIFY_DEFAULTS_LIMITS_TABLE_ELEMENTS"));
    assert!(variables.contains("PARSIFY_MODULES__ID__OPERATIONS__OPERATION__RETRY_INITIAL_PAUSE"));
    assert!(variables.contains("PARSIFY_CACHE_DIR"));
}

#[test]
fn names_with_hyphens_are_found_again() {
    let layer = Layer::from_env([
        ("PARSIFY_MODULES__JSON_PROCESSOR__LIMITS_MEMORY", "64MiB"),
        ("PARSIFY_MODULES__A__OPERATIONS__B__LIMITS_MEMORY", "1MiB"),
        ("PARSIFY_MODULES__A_OPERATIONS_B__LIMITS_MEMORY", "2MiB"),
        ("PARSIFY_DEPENDENCIES__TEXT_TOOLS", "^1"),
    ]);
    let config = Config::layered([layer.unwrap()]).unwrap();
    assert_eq!(config.for_call("json-processor", "any").limits.memory, Some(64 << 20));
    assert_eq!(config.for_call("a", "b").limits.memory, Some(1 << 20));
    assert_eq!(config.for_call("a", "c").limits.memory, None);
    assert_eq!(config.for_call("a-operations-b", "c").limits.memory, Some(2 << 20));
    assert_eq!(config.dependencies()[0].id.as_str(), "text-tools");
}

#[test]
fn unknown_variables_have_the_nearest_right_one() {
    unknown("PARSIFY_CONCURENCY", "did you mean `PARSIFY_CONCURRENCY`?");
    unknown("PARSIFY_CACHE_DIRS", "did you mean `PARSIFY_CACHE_DIR` or `PARSIFY_CACHE_SIZE`?");
    unknown("PARSIFY_DEFAULTS__LIMITS__MEMORY", "did you mean `PARSIFY_DEFAULTS_LIMITS_MEMORY`?");
    unknown("PARSIFY_MODULES__A_B__LIMIT_MEMORY", "did you mean `PARSIFY_MODULES__A_B__LIMITS_MEMORY`?");
    unknown("PARSIFY_MODULES_A_B_FALLBACK", "did you mean `PARSIFY_MODULES__A_B__FALLBACK`?");
    unknown("PARSIFY_MODULES__json__LIMITS_MEMORY", "did you mean `PARSIFY_MODULES__JSON__LIMITS_MEMORY`?");
    unknown("PARSIFY_MODULE_DIR", "did you mean `PARSIFY_MODULES_DIR`?");
    let rule = "variables that begin with `PARSIFY_` are keys: `PARSIFY_DEFAULTS_LIMITS_MEMORY` is \
                `defaults.limits.memory`, and around a name stand two `_`: `PARSIFY_MODULES__JSON_PROCESSOR__FALLBACK`";
    unknown("PARSIFY_NOTHING_LIKE_IT", rule);
    unknown("PARSIFY_", rule);
}

#[test]
fn values_are_checked_as_in_a_file() {
    refused(
        "PARSIFY_DEFAULTS_LIMITS_DEADLINE",
        "30",
        "`defaults.limits.deadline` cannot be \"30\": it has no unit; a time is a whole number with `ms`, `s`, `m` or `h`, \
         such as \"30s\", more than 0",
        "",
    );
    refused("PARSIFY_BUILTIN_MODULES", "1", "`builtin-modules` cannot be \"1\": true or false is wanted", "");
    refused(
        "PARSIFY_PRELOAD",
        "a,,b",
        "`preload` cannot be \"\": `` is no module id: it is empty; a list of module ids is wanted, such as \
         [\"json-processor\"], none twice",
        "",
    );
}

#[test]
fn others_are_left_alone() {
    let others = ["HOME", "parsify_concurrency", "PARSIFY", "PARSIFY_MODULES_DIR", "PARSIFY_BLESS", "PARSIFY_BENCH_X"];
    assert!(Layer::from_env(others.map(|name| (name, "1"))).unwrap().is_empty());
    assert!(Layer::from_env([("", ""), ("=", "=")]).unwrap().is_empty());
}

#[cfg(unix)]
#[test]
fn what_is_no_unicode() {
    use std::os::unix::ffi::OsStringExt;

    let odd = || OsString::from_vec(b"\xff".to_vec());
    assert!(Layer::from_env([(odd(), odd())]).unwrap().is_empty());
    let error = Layer::from_env([(OsString::from("PARSIFY_CONCURRENCY"), odd())]).unwrap_err();
    crate::check(&error, "variable PARSIFY_CONCURRENCY: its value is no Unicode", "set it to a text in UTF-8");
    assert_eq!(error.problem(), &Problem::NotUnicode);
}

/// Whoever adds a variable to the project adds it to the list of those that are no keys: otherwise the command would refuse
/// to start where it is set.
#[test]
fn every_variable_of_the_project_is_known() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
    let mut files = Vec::new();
    for folder in ["crates", "modules-src", "benches", "xtask", "docs/src", ".github"] {
        collect(&root.join(folder), &mut files);
    }
    let mut seen = 0;
    for file in files.iter().filter(|file| !file.components().any(|part| part.as_os_str() == "parsify-config")) {
        for variable in variables(file) {
            seen += 1;
            let read = Layer::from_env([(variable.as_str(), "1")]);
            let known = !matches!(read.as_ref().map_err(ConfigError::problem), Err(Problem::UnknownVariable { .. }));
            assert!(known, "{variable} in {}", file.display());
        }
    }
    assert!(seen > 10);
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        if path.is_dir() && name != "target" {
            collect(&path, files);
        } else if [".rs", ".md", ".toml", ".yml", ".sh"].iter().any(|end| name.ends_with(end)) {
            files.push(path);
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the test reads the project's sources; the crate does not")]
fn variables(file: &Path) -> Vec<String> {
    let Ok(text) = std::fs::read_to_string(file) else { return Vec::new() };
    let letter = |it: char| it.is_ascii_uppercase() || it.is_ascii_digit() || it == '_';
    let words = text.split(|it| !letter(it)).filter(|word| word.starts_with("PARSIFY_"));
    // A name that goes on with `…` or is put together stands for several.
    words.filter(|word| !word.ends_with('_')).map(str::to_owned).collect()
}

#[test]
fn an_empty_variable_is_as_good_as_none() {
    let empty = [("PARSIFY_CACHE_DIR", ""), ("PARSIFY_DEFAULTS_LIMITS_MEMORY", ""), ("PARSIFY_CONCURENCY", "")];
    assert!(Layer::from_env(empty).unwrap().is_empty());
}
