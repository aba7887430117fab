use crate::cli::{file, folder, line, misbehave};

#[test]
fn a_missing_file_names_its_neighbours() {
    let folder = folder();
    file(folder.path(), "orders.json", "[]");
    line("json format ordres.json")
        .within(folder.path())
        .run()
        .code(2)
        .prints("")
        .says(&["error[cli.file]: the file `ordres.json` does not exist", "did you mean `orders.json`?"]);
    line("json format a/b/c").within(folder.path()).run().code(2).says(&["`a/b/c` does not exist"]);
    line("json format orders.json/x").within(folder.path()).run().code(2).says(&["orders.json/x"]);
}

#[test]
fn a_folder_is_no_file() {
    let folder = folder();
    line("json format .").within(folder.path()).run().code(2).says(&["`.` is a folder, not a file"]);
}

#[test]
fn text_that_is_not_utf_8() {
    let folder = folder();
    file(folder.path(), "latin.json", b"{\"a\":\"\xe9\"}");
    file(folder.path(), "utf16.json", b"\xff\xfe[\0]\0");
    line("json format latin.json").within(folder.path()).run().code(1).prints("").says(&[
        "error[document.not-text]",
        "offset 6",
        "--> latin.json, byte 6",
        "UTF-8",
    ]);
    line("json format utf16.json").within(folder.path()).run().code(1).says(&["iconv -f UTF-16"]);
    line("json format").stdin(b"\xff").run().code(1).says(&["--> <stdin>, byte 0"]);
}

#[test]
fn a_byte_order_mark_is_named() {
    let folder = folder();
    file(folder.path(), "bom.json", "\u{feff}[]");
    line("json format bom.json").within(folder.path()).run().code(1).says(&[
        "error[json.byte-order-mark]",
        "--> bom.json:1:1",
        "hint: ",
    ]);
}

#[test]
fn an_empty_document_is_named() {
    let folder = folder();
    file(folder.path(), "empty.json", "");
    line("json format empty.json")
        .within(folder.path())
        .run()
        .code(1)
        .says(&["error[json.empty]", "--> empty.json:1:1"]);
    line("json format").run().code(1).says(&["--> <stdin>:1:1"]);
}

#[test]
fn a_document_by_its_name() {
    let folder = folder();
    file(folder.path(), "a.json", "[1]");
    line("json minify json=a.json").within(folder.path()).run().code(0).prints("[1]");
    line("json minify json=b.json").within(folder.path()).run().code(2).says(&["`b.json` does not exist"]);
    line("json minify yaml=a.json").within(folder.path()).run().code(2).says(&["`yaml=a.json` does not exist"]);
    // A file of the whole name wins.
    file(folder.path(), "json=a.json", "[2]");
    line("json minify json=a.json").within(folder.path()).run().code(0).prints("[2]");
}

#[test]
fn a_name_that_looks_like_an_option() {
    let folder = folder();
    file(folder.path(), "--json", "[1]");
    line("json minify -- --json").within(folder.path()).run().code(0).prints("[1]");
}

#[test]
fn an_operation_without_documents_reads_nothing() {
    misbehave("flood-log --param count=0").stdin("unread").run().code(0).prints("0\n");
    misbehave("echo").stdin("as it is, \u{e9}").run().code(0).prints("as it is, \u{e9}");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let path = file(folder.path(), "secret.json", "[]");
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o000)).unwrap();
    // The superuser reads everything.
    if std::fs::File::open(&path).is_err() {
        line("json format secret.json").within(folder.path()).run().code(2).says(&["secret.json", "permission denied"]);
    }
}
