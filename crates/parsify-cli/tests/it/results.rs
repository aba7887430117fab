use std::fs;

use crate::cli::{file, folder, line, misbehave};

#[test]
fn a_valid_document() {
    let folder = folder();
    file(folder.path(), "a.json", "{\"a\": [1, null]}\n");
    let ended = line("json validate a.json").within(folder.path()).run().code(0);
    assert!(ended.stdout.starts_with("a.json: valid\n"), "{}", ended.stdout);
    assert!(ended.stdout.contains("bytes 17") && ended.stdout.contains("depth 2"), "{}", ended.stdout);
}

#[test]
fn a_document_with_problems() {
    let ended = line("json validate").stdin("{\n  'a': 1,\n  \"b\": NaN,\n  \"b\": 2,\n}").run().code(1);
    for text in [
        "error[json.single-quotes]",
        " --> <stdin>:2:3\n  |\n2 |   'a': 1,\n  |   ^^^\n",
        "error[json.non-finite-number]",
        "error[json.trailing-comma]",
        "warning[json.duplicate-key]",
        "<stdin>: 3 problems, 1 warning\n",
    ] {
        assert!(ended.stdout.contains(text), "{text}\n{}", ended.stdout);
    }
}

#[test]
fn problems_beyond_the_limit_are_counted() {
    let ended = line("json validate --max-problems 1").stdin("[x, y, z]").run().code(1);
    assert!(ended.stdout.contains("1 problem, 2 more not shown"), "{}", ended.stdout);
}

#[test]
fn what_does_not_fit_a_schema() {
    let folder = folder();
    file(folder.path(), "a.json", "{\"id\": \"7\"}");
    file(folder.path(), "s.json", r#"{"properties": {"id": {"type": "integer"}}}"#);
    let ended = line("json validate a.json s.json").within(folder.path()).run().code(1);
    for text in ["error[type]: ", " --> a.json:1:8\n", "schema: /properties/id/type (line 1, ", "a.json: 1 problem\n"] {
        assert!(ended.stdout.contains(text), "{text}\n{}", ended.stdout);
    }
}

#[test]
fn data_without_a_document_is_json() {
    misbehave("show-config").run().code(0).prints("null\n");
}

#[test]
fn further_documents_are_mentioned() {
    misbehave("give-documents --param count=3").run().code(0).says(&["warning: the result has 2 more documents"]);
}

#[test]
fn into_a_file() {
    let folder = folder();
    file(folder.path(), "a.json", "[1]");
    line("json format a.json -o b.json").within(folder.path()).run().code(0).prints("");
    assert_eq!(fs::read_to_string(folder.path().join("b.json")).unwrap(), "[\n  1\n]\n");
    // In place.
    line("json format a.json --output a.json").within(folder.path()).run().code(0).prints("");
    assert_eq!(fs::read_to_string(folder.path().join("a.json")).unwrap(), "[\n  1\n]\n");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "no other file is left");
}

#[test]
fn a_failure_leaves_the_file_as_it_was() {
    let folder = folder();
    let old = file(folder.path(), "old.json", "old");
    for (words, code) in [
        ("json format --output old.json", 1),
        ("json format missing.json --output old.json", 2),
        ("json format --timeout 1ms --output old.json", 4),
    ] {
        line(words).stdin("[1,]").within(folder.path()).run().code(code);
        assert_eq!(fs::read_to_string(&old).unwrap(), "old", "{words}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no other file is left");
}

#[test]
fn a_target_that_cannot_be() {
    let folder = folder();
    line("json format -o .").stdin("[]").within(folder.path()).run().code(2).says(&["`.` is a folder"]);
    let ended = line("json format -o no/where.json").stdin("[]").within(folder.path()).run();
    ended.code(2).says(&["`no/where.json` cannot be written", "there is no folder `no`"]);
}

#[test]
fn the_report_of_a_validation_into_a_file() {
    let folder = folder();
    line("json validate -o report.json").stdin("[1,]").within(folder.path()).run().code(1).prints("");
    let report = fs::read_to_string(folder.path().join("report.json")).unwrap();
    assert_eq!(serde_json::from_str::<serde_json::Value>(&report).unwrap()["valid"], false);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn the_target_keeps_its_permissions() {
        let folder = folder();
        let path = file(folder.path(), "a.json", "[1]");
        fs::set_permissions(&path, PermissionsExt::from_mode(0o640)).unwrap();
        line("json format a.json -o a.json").within(folder.path()).run().code(0);
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[test]
    fn a_link_stays_a_link() {
        let folder = folder();
        let path = file(folder.path(), "a.json", "[1]");
        symlink(&path, folder.path().join("link.json")).unwrap();
        line("json minify a.json -o link.json").within(folder.path()).run().code(0);
        assert!(fs::symlink_metadata(folder.path().join("link.json")).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap(), "[1]");
    }

    #[test]
    fn a_protected_file_stays() {
        let folder = folder();
        let path = file(folder.path(), "a.json", "[1]");
        fs::set_permissions(&path, PermissionsExt::from_mode(0o444)).unwrap();
        line("json format a.json -o a.json").within(folder.path()).run().code(2).says(&["protected"]);
        assert_eq!(fs::read_to_string(&path).unwrap(), "[1]");
    }

    #[test]
    fn a_device_is_written_to() {
        line("json format -o /dev/null").stdin("[1]").run().code(0).prints("");
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }
}
