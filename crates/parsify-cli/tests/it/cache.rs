use std::path::Path;

use crate::cli::{Cli, folder, line};

/// Words for a cache of the test's own.
fn with_cache(folder: &Path, words: &str) -> Cli {
    line(words).arg("--cache-dir").arg(folder.join("cache"))
}

#[test]
fn a_second_run_does_not_compile() {
    let folder = folder();
    let cached = |words: &str| with_cache(folder.path(), words).stdin("[1]").run().code(0);
    cached("json format -v").says(&["cache: compiled"]);
    cached("json format -v").says(&["cache: disk"]);
    let without = line("json format -v --no-cache").stdin("[1]").run().code(0);
    without.says(&["cache: compiled"]);
}

#[test]
fn the_environment_says_where() {
    let folder = folder();
    let place = folder.path().join("elsewhere").display().to_string();
    line("cache dir").env("PARSIFY_CACHE_DIR", &place).run().code(0).prints(&format!("{place}\n"));
    assert!(!folder.path().join("elsewhere").exists(), "asking makes nothing");
    let home = folder.path().display().to_string();
    let xdg = line("cache dir").env("PARSIFY_CACHE_DIR", "").env("XDG_CACHE_HOME", &home).run().code(0);
    assert_eq!(xdg.stdout, format!("{home}/parsify/compiled\n"));
}

#[test]
fn warming_up_and_looking() {
    let folder = folder();
    let run = |words: &str| with_cache(folder.path(), words).run();
    run("cache list").code(0).prints("nothing is kept yet\n");
    assert!(run("warmup json-query").code(0).stdout.contains("ready   json-query"));
    let list = run("cache list").code(0).stdout;
    assert!(list.contains("json-query") && list.contains("wasmtime"), "{list}");
    assert!(run("cache size").code(0).stdout.contains("in 1 entry"));
    let json = run("cache list --json").code(0).object();
    assert_eq!(json["entries"][0]["module"], "json-query");
    assert!(json["entries"][0]["digest"].as_str().unwrap().starts_with("sha256:"));
    assert!(run("warmup json-query --json").code(0).object()["modules"][0]["cache"] == "disk");
    assert!(run("cache verify").code(0).stdout.contains("good 1 entry"));
    assert!(run("cache clean").code(0).stdout.contains("removed"));
    run("cache list").code(0).prints("nothing is kept yet\n");
}

#[test]
fn a_damaged_entry_is_compiled_anew_and_told() {
    let folder = folder();
    let run = |words: &str| with_cache(folder.path(), words).stdin("[1]").run();
    run("json format").code(0);
    let damage = || {
        for entry in std::fs::read_dir(folder.path().join("cache/entries")).unwrap() {
            let path = entry.unwrap().path();
            let mut bytes = std::fs::read(&path).unwrap();
            let last = bytes.len() / 2;
            bytes[last] ^= 1;
            std::fs::write(&path, bytes).unwrap();
        }
    };
    damage();
    run("json format -v").code(0).says(&["cache: compiled"]);
    run("json format -v").code(0).says(&["cache: disk"]);
    damage();
    let verified = run("cache verify").code(3);
    assert!(verified.stdout.contains("set aside"), "{verified:?}");
}

#[test]
fn a_cache_that_cannot_be_used_is_a_warning() {
    let folder = folder();
    std::fs::write(folder.path().join("cache"), "a file").unwrap();
    let run = |words: &str| with_cache(folder.path(), words).stdin("[1]").run();
    run("json format -v").code(0).says(&["warning[cache.", "`--no-cache`", "cache: compiled"]);
    let refused = run("cache list");
    assert_ne!(refused.code, Some(0), "{refused:?}");
    refused.says(&["error[cache."]);
}

#[test]
fn warming_up_what_is_not_there() {
    line("warmup jsno-processor").run().code(2).says(&["json-processor"]);
}
