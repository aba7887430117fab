use crate::cli::{file, folder, large, line, misbehave};

#[test]
fn time() {
    misbehave("spin --timeout 300ms").run().code(4).says(&["error[sandbox.timeout]", "300ms", "`--timeout`"]);
    line("json format --timeout 1ms").stdin(large(1_000_000)).run().code(4).prints("").says(&[
        "error[sandbox.timeout]",
        "1ms",
        "`--timeout`",
    ]);
}

#[test]
fn memory() {
    misbehave("eat-memory --memory 16MiB").run().code(4).says(&[
        "error[sandbox.memory]",
        "limit bytes: 16777216 (16 MiB)",
        "`--memory`",
    ]);
    let ended = line("json format --memory 1MiB").stdin(large(2_000_000)).run();
    ended.code(4).says(&["error[document.too-large]", "1048576", "`--memory`"]);
}

#[test]
fn output() {
    misbehave("give-bytes --param count=100 --output-limit 99B")
        .run()
        .code(4)
        .prints("")
        .says(&["error[sandbox.output]", "`--output-limit`"]);
    let ended = misbehave("give-bytes --param count=100").run().code(0);
    assert_eq!(ended.bytes.len(), 100);
}

#[test]
fn log() {
    misbehave("flood-log --param count=20000").run().code(4).says(&["error[sandbox.log]", "10000"]);
}

#[test]
fn a_hundred_megabytes_need_more_memory() {
    let folder = folder();
    file(folder.path(), "large.json", large(100_000_000));
    line("json format large.json")
        .within(folder.path())
        .run()
        .code(4)
        .prints("")
        .says(&["error[sandbox.", "`--memory`"]);
    let ended =
        line("json minify large.json --memory 2GiB --output-limit 1GiB --timeout 5m -v").within(folder.path()).run();
    let ended = ended.code(0).says(&["engine: wasm"]);
    assert!(ended.bytes.len() > 90_000_000);
}

#[test]
fn more_memory_needs_more_grace() {
    line("json format --memory 1GiB --grace 1s")
        .stdin("[1]")
        .run()
        .code(4)
        .says(&["error[sandbox.limits]", "`--grace`"]);
    line("json format --memory 1GiB --grace 2s").stdin("[1]").run().code(0);
    line("json format --memory 1GiB").stdin("[1]").run().code(0);
}

#[test]
fn nesting() {
    let deep = "[".repeat(100_000) + "]".repeat(100_000).as_str();
    line("json format").stdin(deep.as_str()).run().code(4).says(&[
        "error[json.depth]",
        "hint: ",
        "maxDepth",
        ":1:1001",
    ]);
    line("json minify --max-depth 100000").stdin(deep.as_str()).run().code(0).prints(&deep);
    line("json validate").stdin(deep.as_str()).run().code(1);
}

#[test]
fn quantities_that_are_none() {
    for words in ["--memory 0", "--memory 1.5GiB", "--memory x", "--output-limit 99999999999999999999", "--memory 5GiB"]
    {
        line(&format!("json format {words}")).stdin("[]").run().code(2).says(&["invalid value"]);
    }
    for words in ["--timeout 0", "--timeout 1d", "--timeout=-1s", "--timeout 2h", "--timeout"] {
        line(&format!("json format {words}")).stdin("[]").run().code(2).says(&["--timeout"]);
    }
    for words in ["--memory 64M --output-limit 1MB", "--timeout 30", "--timeout 1m --memory 67108864"] {
        line(&format!("json format {words}")).stdin("[]").run().code(0);
    }
}
