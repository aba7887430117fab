use crate::cli::{file, folder, large, line, misbehave, parsify};

const NOT_EMBEDDED: &str =
    "the command was built without components: run `cargo xtask build-modules`, then build again";

#[track_caller]
fn in_the_sandbox(stderr: &str) {
    assert!(stderr.contains("engine: wasm"), "{NOT_EMBEDDED}\n{stderr}");
}

#[test]
fn format_from_stdin_to_stdout() {
    line("json format").stdin("{\"price\":1.10}").run().code(0).prints("{\n  \"price\": 1.10\n}\n").says_not("error");
    line("json format -").stdin("[1]").run().code(0).prints("[\n  1\n]\n");
    line("run json-processor minify").stdin(" [ 1 , 2 ] ").run().code(0).prints("[1,2]");
}

#[test]
fn format_a_file() {
    let folder = folder();
    file(folder.path(), "a.json", "[1]");
    line("json minify a.json").within(folder.path()).run().code(0).prints("[1]");
    line("run json-processor minify a.json").within(folder.path()).run().code(0).prints("[1]");
}

#[test]
fn the_sample_keeps_its_numbers() {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/samples/orders.json");
    let ended = line("json format").arg(sample).run().code(0);
    for text in ["\"price\": 1.10\n", "314159265358979323846264338327", "\"rate\": 0.210", "緑茶", "0.0e0"] {
        assert!(ended.stdout.contains(text), "{text}");
    }
    line("json validate").arg(sample).run().code(0);
}

#[test]
fn options_stand_before_and_after_the_subcommand() {
    for words in ["--verbose json format", "json --verbose format", "json format -v", "-v run json-processor format"] {
        let ended = line(words).stdin("[]").run().code(0).prints("[]\n");
        in_the_sandbox(&ended.stderr);
    }
    let ended = line("--timeout 20s json format --timeout 1ms").stdin("[]").run();
    ended.code(4).says(&["sandbox.timeout"]);
    let ended = line("--param sortKeys=true json format --param indent=0").stdin("{\"b\":1,\"a\":2}").run();
    ended.code(0).prints("{\n\"a\": 2,\n\"b\": 1\n}\n");
}

#[test]
fn modules_add_up_on_both_sides_of_the_subcommand() {
    let folder = folder();
    let ended = parsify(["--module-dir".as_ref(), folder.path().as_os_str()])
        .arg("modules")
        .arg("list")
        .arg("--module")
        .arg(crate::cli::misbehaving())
        .run()
        .code(0);
    assert!(ended.stdout.contains("misbehaving") && ended.stdout.contains("json-processor"), "{}", ended.stdout);
}

#[test]
fn verbose_tells_how_it_ran() {
    let ended = line("json format -v").stdin("[1, 2]").run().code(0);
    in_the_sandbox(&ended.stderr);
    ended.says(&[
        "module: json-processor ",
        "operation: format",
        "digest: sha256:",
        "cache: ",
        "bytes: 6 in",
        "attempts: 1",
    ]);
    let ended = misbehave("flood-log --param count=2 -v").run().code(0);
    ended.says(&["log: info: line 0", "log: info: line 1"]).says_not("\u{1b}");
}

#[test]
fn quiet_without_verbose() {
    let ended = line("json format").stdin("[]").run().code(0);
    assert_eq!(ended.stderr, "");
}

#[test]
fn natively_on_request() {
    line("json format --native -v").stdin("[]").run().code(0).prints("[]\n").says(&["engine: native, as asked for"]);
    misbehave("echo --native").run().code(2).says(&["error[cli.native]", "leave `--native` out"]);
    line("json --native format --no-fallback").stdin("[]").run().code(2).says(&["`--native` excludes `--no-fallback`"]);
    line("json format --no-fallback -v").stdin("[]").run().code(0).says(&["engine: wasm"]);
}

#[test]
fn ten_megabytes_fit_the_default_limits() {
    let ended = line("json format -v").stdin(large(10_000_000)).run().code(0);
    in_the_sandbox(&ended.stderr);
    assert!(ended.bytes.len() > 10_000_000);
}

#[test]
fn shortcuts_have_the_operation_s_own_options() {
    let help = line("json format --help").run().code(0).stdout;
    for text in ["--sort-keys", "--indent", "--end-of-line", "[default: 2]", "--max-depth", "Examples:"] {
        assert!(help.contains(text), "{text}\n{help}");
    }
    let source = "{\"b\":[1],\"a\":\"é\"}";
    for (options, result) in [
        ("--indent 1 --sort-keys", "{\n \"a\": \"é\",\n \"b\": [\n  1\n ]\n}\n"),
        ("--indent tab --sort-keys=false --ensure-ascii=true", "{\n\t\"b\": [\n\t\t1\n\t],\n\t\"a\": \"\\u00e9\"\n}\n"),
        ("--end-of-line crlf --insert-final-newline=false --indent 0", "{\r\n\"b\": [\r\n1\r\n],\r\n\"a\": \"é\"\r\n}"),
    ] {
        line(&format!("json format {options}")).stdin(source).run().code(0).prints(result);
    }
}

#[test]
fn every_help_has_examples() {
    for words in [
        "",
        "run",
        "json",
        "json validate",
        "modules",
        "modules list",
        "modules search",
        "modules info",
        "modules add",
        "modules remove",
        "modules update",
        "modules verify",
        "modules inspect",
        "modules lock",
        "modules tree",
        "modules repair",
        "config",
        "config show",
        "health",
        "completions",
    ] {
        let help = line(&format!("{words} --help")).run().code(0).stdout;
        assert!(help.contains("Examples:"), "{words}\n{help}");
    }
    assert!(line("--help").run().stdout.contains("Exit codes:"));
}

#[test]
fn version() {
    line("--version").run().code(0).prints(concat!("parsify ", env!("CARGO_PKG_VERSION"), "\n"));
}
