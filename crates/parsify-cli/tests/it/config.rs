use crate::cli::{Cli, file, folder, line};

/// `config show` in a project with this file.
fn show(toml: &str, words: &str) -> crate::cli::Ended {
    let folder = folder();
    file(folder.path(), "parsify.toml", toml);
    alone(words, folder.path()).run()
}

/// Without any word of the environment.
fn alone(words: &str, within: &std::path::Path) -> Cli {
    line(words).within(within).without_env("PARSIFY_CACHE_DIR")
}

#[test]
fn every_key_says_where_it_comes_from() {
    let toml = "concurrency = 4\n\n[defaults.limits]\nmemory = \"1GiB\"\n";
    let folder = folder();
    file(folder.path(), "parsify.toml", toml);
    let shown = alone("config show --set defaults.log-level=debug", folder.path())
        .env("PARSIFY_DEFAULTS_LIMITS_DEADLINE", "7s")
        .run()
        .code(0)
        .stdout;
    let row = |key: &str| {
        let row = shown.lines().find(|line| line.split_whitespace().next() == Some(key));
        row.unwrap_or_else(|| panic!("{key}\n{shown}")).split_whitespace().skip(1).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(row("concurrency"), "4 parsify.toml:1");
    assert_eq!(row("defaults.limits.memory"), "\"1GiB\" parsify.toml:4");
    assert_eq!(row("defaults.limits.grace"), "\"2s\" follows from defaults.limits.memory");
    assert_eq!(row("defaults.limits.deadline"), "\"7s\" variable PARSIFY_DEFAULTS_LIMITS_DEADLINE");
    assert_eq!(row("defaults.log-level"), "\"debug\" option");
    assert_eq!(row("defaults.fallback"), "\"allowed\" default");
}

#[test]
fn the_later_word_counts() {
    let home = folder();
    std::fs::create_dir_all(home.path().join("config/parsify")).unwrap();
    file(&home.path().join("config/parsify"), "parsify.toml", "concurrency = 1\npreload = [\"json-processor\"]\n");
    std::fs::create_dir(home.path().join("site")).unwrap();
    file(&home.path().join("site"), "parsify.toml", "concurrency = 2\n");
    let shown = |folder: &str, words: &str| {
        let config = home.path().join("config").display().to_string();
        let command = alone(&format!("config show --json concurrency {words}"), &home.path().join(folder));
        command.env("XDG_CONFIG_HOME", &config).run().code(0).object()["settings"][0]["value"].to_string()
    };
    assert_eq!(shown("", ""), "1");
    assert_eq!(shown("site", ""), "2");
    assert_eq!(shown("site", "--user"), "1");
    assert_eq!(shown("site", "--set concurrency=3"), "3");
    assert_eq!(shown("site", "--set concurrency=3 --set concurrency=4"), "4");
}

#[test]
fn a_table_and_a_key_that_nobody_set() {
    let shown = show("", "config show defaults.retry modules.json-processor.pin").code(0).stdout;
    assert_eq!(shown.lines().count(), 5, "{shown}");
    assert!(shown.contains("modules.json-processor.pin    -       default"), "{shown}");
    let json = show("", "config show modules.json-processor.pin --json").code(0).object();
    assert_eq!(json["unset"][0], "modules.json-processor.pin");
}

#[test]
fn what_modules_are_configured_with_is_hidden() {
    let toml = "[modules.json-processor]\nconfig = { password = \"sesame\" }\n";
    let shown = show(toml, "config show modules").code(0).stdout;
    assert!(shown.contains("(hidden)") && !shown.contains("sesame"), "{shown}");
    assert!(!show(toml, "config show --json").code(0).stdout.contains("sesame"));
}

/// In two pieces, because a test reads the sources for variables and wants each of them to be known.
const WRONG: &str = concat!("PARSIFY_", "CONCURENCY");

#[test]
fn wrong_words() {
    show("", "config show defaults.limits.memroy")
        .code(2)
        .says(&["error[cli.key]", "did you mean `defaults.limits.memory`?"]);
    show("", "config show --set concurrency").code(2).says(&["error[config."]);
    show("", "config show --set concurency=1").code(2).says(&["error[config.key]", "`concurrency`"]);
    show("", "config show --set concurrency=many").code(2).says(&["error[config.value]", "many"]);
    show("concurency = 1\n", "json format").code(2).says(&["error[config.key]", "parsify.toml:1:1", "`concurrency`"]);
    show("concurrency = \n", "modules list").code(2).says(&["error[config.syntax]", "parsify.toml:1"]);
    show("[defaults.limits]\nmemory = \"8GiB\"\n", "health").code(2).says(&["defaults.limits.memory", "ceiling"]);
    line("config show").env(WRONG, "1").run().code(2).says(&[WRONG, "PARSIFY_CONCURRENCY"]);
}

#[test]
fn it_holds_for_calls() {
    let set = |word: &str| line("json format").arg("--set").arg(word).stdin("[1, 2, 3]").run();
    set("defaults.limits.output=4").code(4).says(&["error[sandbox.output]"]);
    set("modules.json-processor.limits.output=4").code(4);
    set("modules.json-processor.operations.format.limits.output=4").code(4);
    set("modules.json-processor.operations.minify.limits.output=4").code(0);
    set("modules.json-processor.limits.memory=65536").code(4);
}

#[test]
fn it_says_where_compiled_modules_are_kept() {
    let folder = folder();
    file(folder.path(), "parsify.toml", "[cache]\ndir = \"machine-code\"\n");
    let shown = alone("cache dir", folder.path()).run().code(0).stdout;
    assert!(shown.trim_end().ends_with("machine-code"), "{shown}");
    let shown = alone("cache dir --cache-dir elsewhere", folder.path()).run().code(0).stdout;
    assert_eq!(shown, "elsewhere\n");
}
