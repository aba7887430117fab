use std::path::Path;

use crate::cli::{file, folder, line, misbehave, misbehaving};

#[test]
fn unknown_names_come_with_suggestions() {
    line("json frmat").run().code(2).says(&["'frmat'", "'format'"]);
    line("format").run().code(2).says(&["'format'", "did you mean `parsify code format` or `parsify json format`?"]);
    line("modlues list").run().code(2).says(&["'modules'"]);
    line("run jsn-processor format")
        .stdin("[]")
        .run()
        .code(2)
        .says(&["error[module.not-found]", "did you mean `json-processor`?"]);
    line("run json-processor frmat").stdin("[]").run().code(2).says(&[
        "error[module.operation]",
        "did you mean `format`?",
        "the operations are `format`, `prettify`, `minify`",
    ]);
    line("json format --sort-kyes").run().code(2).says(&["--sort-kyes", "--sort-keys"]);
    line("run json-processor format --version-req ^7").stdin("[]").run().code(2).says(&["error[module.version]", "^7"]);
    line("run json-processor format --version-req nonsense").run().code(2).says(&["--version-req"]);
}

#[test]
fn nothing_to_do_shows_the_way() {
    line("").run().code(2).says(&["Usage: parsify", "Commands:"]);
    line("json").run().code(2).says(&["Operations:", "validate"]);
    line("run json-processor").run().code(2).says(&["<OPERATION>"]);
}

#[test]
fn traps_are_the_module_s_fault() {
    misbehave("panic").run().code(3).prints("").says(&[
        "error[sandbox.panic]",
        "misbehaving: panic: ",
        "as I was told",
    ]);
    misbehave("abort").run().code(3).says(&["error[sandbox.trap]"]);
    misbehave("recurse --param count=100000000").run().code(3).says(&["hint: "]);
    misbehave("call").run().code(3).says(&["error[module.call]"]);
}

#[test]
fn a_module_s_own_verdict_is_about_the_document() {
    misbehave("fail").run().code(1).says(&["error[misbehaving.no]", "answer: 42", "hint: ask nicely"]);
}

#[test]
fn documents_too_many_and_too_few() {
    let folder = folder();
    file(folder.path(), "a.json", "[]");
    line("json format a.json a.json")
        .within(folder.path())
        .run()
        .code(2)
        .says(&["error[document.unexpected]", "`format` takes `json`"]);
    line("json format - -").stdin("[]").run().code(2).says(&["`-`) stands twice"]);
}

#[test]
fn failures_name_the_file_they_are_about_and_no_other() {
    let folder = folder();
    file(folder.path(), "a.json", "{}");
    file(folder.path(), "b.json", "{\n1}");
    line("json merge a.json b.json").within(folder.path()).run().code(1).says(&[" --> b.json:2:1"]);
    let query = line("json query a.json --expression $.[").within(folder.path()).run().code(2);
    query.says(&["error[json.query-syntax]", "line 1, column 3"]).says_not("a.json");
}

#[test]
fn other_encodings_are_named() {
    let folder = folder();
    for (name, bytes, encoding) in [
        ("a.json", &b"\xff\xfe[\0]\0"[..], "iconv -f UTF-16 "),
        ("b.json", &b"\xff\xfe\0\0[\0\0\0]\0\0\0"[..], "iconv -f UTF-32 "),
        ("c.json", &b"\"\0a\0\xe9\0\"\0"[..], "iconv -f UTF-16LE "),
    ] {
        file(folder.path(), name, bytes);
        let ended = line(&format!("json format {name}")).within(folder.path()).run().code(1);
        ended.says(&["error[document.not-text]", encoding]);
    }
}

#[test]
fn components_that_are_none() {
    let folder = folder();
    let within = folder.path();
    file(within, "text.wasm", "(component)");
    file(within, "core.wasm", b"\0asm\x01\0\0\0");
    file(within, "broken.wasm", b"\0asm\x0d\0\x01\0\x55\x55\x55\x55");
    file(within, "empty.wasm", "");
    let load = |name: &str| line(&format!("modules list --module {name}")).within(within).run();
    let both = |second: &Path| line("modules list --module").arg(misbehaving()).arg("--module").arg(second).run();
    both(&misbehaving()).code(0);
    // The same module in other bytes: with a custom section called `x` behind it.
    let other = [std::fs::read(misbehaving()).unwrap(), vec![0, 2, 1, b'x']].concat();
    file(within, "other.wasm", other);
    both(&within.join("other.wasm")).code(2).says(&["error[registry.duplicate]", "other.wasm", "leave the file out"]);
    load("text.wasm").code(3).prints("").says(&["error[loader.not-wasm]", "text.wasm", "hint: "]);
    load("core.wasm").code(3).says(&["error[loader.core-module]", "core.wasm", "component"]);
    load("broken.wasm").code(3).says(&["error[sandbox.", "broken.wasm"]);
    load("empty.wasm").code(3).says(&["error[loader.empty]", "empty.wasm"]);
    load("broke.wasm").code(2).says(&["error[loader.missing]", "did you mean `broken.wasm`?"]);
    load(".").code(2).says(&["is a folder"]);
    line("modules list --module-dir nowhere").within(within).run().code(2).says(&["error[loader.missing]", "nowhere"]);
}
