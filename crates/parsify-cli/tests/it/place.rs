use crate::cli::{file, folder, line};

/// The lines around the mark for a document, the way a terminal shows them.
#[track_caller]
fn check(source: &str, expected: &str) {
    let folder = folder();
    file(folder.path(), "a.json", source);
    let ended = line("json format a.json").within(folder.path()).run().code(1).prints("");
    let found: Vec<_> = ended.stderr.lines().skip(1).take(4).collect();
    assert_eq!(found.join("\n"), expected.trim_matches('\n'), "\n{}", ended.stderr);
}

#[test]
fn under_the_faulty_text() {
    check(
        "{\n  \"a\": 1,}\n",
        r#"
 --> a.json:2:9
  |
2 |   "a": 1,}
  |         ^"#,
    );
    check(
        "{\"a\": tru}",
        r#"
 --> a.json:1:7
  |
1 | {"a": tru}
  |       ^^^"#,
    );
}

#[test]
fn behind_tabs() {
    check(
        "{\n\t\"a\":\t1,}",
        "
 --> a.json:2:8
  |
2 |  \"a\": 1,}
  |        ^",
    );
}

#[test]
fn behind_wide_and_narrow_characters() {
    // Two columns for each of the three wide characters, one for the accented one.
    check(
        "{\"緑茶é🧾\": 1,}",
        "
 --> a.json:1:11
  |
1 | {\"緑茶é🧾\": 1,}
  |              ^",
    );
}

#[test]
fn in_a_line_with_a_long_number() {
    let source = "\n".repeat(1233) + "[1,]";
    check(
        &source,
        "
    --> a.json:1234:3
     |
1234 | [1,]
     |   ^",
    );
}

#[test]
fn in_a_very_long_line() {
    let folder = folder();
    file(folder.path(), "a.json", "[".to_owned() + "1,".repeat(100_000).as_str() + "]");
    let ended = line("json format a.json").within(folder.path()).run().code(1).says(&["a.json:1:200001"]);
    assert!(ended.stderr.lines().all(|line| line.chars().count() < 160), "{}", ended.stderr);
    let lines: Vec<_> = ended.stderr.lines().collect();
    let mark = lines[4].chars().position(|letter| letter == '^').unwrap();
    assert_eq!(lines[3].chars().nth(mark), Some(','), "{}", ended.stderr);
}

#[test]
fn texts_of_a_document_do_not_drive_the_terminal() {
    let ended = line("json format").stdin("[\"\u{1b}[31m\u{7}\u{202e}\", x]").run().code(1);
    assert!(!ended.stderr.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{:?}", ended.stderr);
}

#[test]
fn colours_only_where_they_are_wanted() {
    let run = |color: &str| line(&format!("json format {color}")).stdin("[1,]");
    run("").run().code(1).says_not("\u{1b}");
    run("--color always").run().code(1).says(&["\u{1b}["]);
    run("--color=never").env("CLICOLOR_FORCE", "1").run().code(1).says_not("\u{1b}");
    run("").env("CLICOLOR_FORCE", "1").run().code(1).says(&["\u{1b}["]);
    run("").env("NO_COLOR", "1").run().code(1).says_not("\u{1b}");
    line("json frmat --color always").run().code(2).says(&["\u{1b}["]);
    line("json frmat").run().code(2).says_not("\u{1b}");
}
