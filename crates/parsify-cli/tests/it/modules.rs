use crate::cli::{line, misbehaving};

#[test]
fn list() {
    let ended = line("modules list").run().code(0);
    assert!(ended.stdout.contains("json-processor") && ended.stdout.contains("sandbox, native"), "{}", ended.stdout);
    let ended = line("modules list --category test --module").arg(misbehaving()).run().code(0);
    assert!(ended.stdout.contains("misbehaving") && !ended.stdout.contains("json-processor"), "{}", ended.stdout);
    line("modules list --category yaml").run().code(0).prints("").says(&["`yaml`", "json"]);
}

#[test]
fn search() {
    assert!(line("modules search format json").run().code(0).stdout.contains("json-processor"));
    line("modules search cobol").run().code(0).prints("").says(&["nothing fits"]);
}

#[test]
fn info() {
    let ended = line("modules info json-processor").run().code(0);
    for text in [
        "json-processor ",
        "sha256:",
        "versions",
        "format: ",
        "document",
        "(application/json)",
        "indent",
        "default 2",
        "integer from 0 to 16 or \"tab\"",
        "256 MiB of memory",
        "limitation",
    ] {
        assert!(ended.stdout.contains(text), "{text}\n{}", ended.stdout);
    }
    line("modules info json-procesor").run().code(2).says(&["did you mean `json-processor`?"]);
    line("modules info json-processor --version-req ^99").run().code(2).says(&["error[module.version]"]);
}

#[test]
fn health() {
    let ended = line("health").run().code(0);
    assert!(ended.stdout.contains("healthy    json-processor"), "{}", ended.stdout);
}

#[test]
fn a_list_holds_what_everything_is_true_of() {
    for (words, listed) in [
        ("--operation FORMAT", true),
        ("--format json --operation minify --category json", true),
        ("--operation format --category text", false),
        ("--operation formt", false),
        ("--tag formatter", false),
        ("--language cobol", false),
    ] {
        let ended = line(&format!("modules list {words}")).run().code(0);
        assert_eq!(ended.stdout.contains("json-processor"), listed, "{words}: {}", ended.stderr);
        assert_eq!(ended.stderr.is_empty(), listed, "{words}: {}", ended.stderr);
    }
    line("modules list --operation formt")
        .run()
        .says(&["no module has the operation `formt`", "format, generate-types"]);
}
