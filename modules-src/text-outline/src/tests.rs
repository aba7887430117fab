use std::sync::atomic::{AtomicUsize, Ordering};

use parsify_guest::{Document, ErrorKind, Failure, NoParams, Request};
use parsify_testkit::{Blessing, Fixtures, Fleet, block_on, check};

use super::*;
use crate::scanner::headings;

fn fleet() -> Fleet {
    Fleet::new().with(module()).with(text_tools::module())
}

#[test]
fn the_fixtures_hold() {
    let fixtures = Fixtures::load(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures")).unwrap();
    block_on(check(&fleet().module("text-outline"), &fixtures, Blessing::from_env())).unwrap();
}

#[test]
fn it_describes_itself_validly() {
    use parsify_guest::Processor as _;
    module().describe().validate().unwrap();
}

#[track_caller]
fn finds(text: &str, expected: &[(u8, &str, usize)]) {
    let found = headings(text);
    let found: Vec<_> = found.iter().map(|found| (found.level, found.title.as_str(), found.line)).collect();
    assert_eq!(found, expected, "{text:?}");
}

#[test]
fn headings_of_one_line() {
    finds("# a\n## b ##\n###### c\n", &[(1, "a", 1), (2, "b", 2), (6, "c", 3)]);
    finds("   # a\r\n#\tb\r\n", &[(1, "a", 1), (1, "b", 2)]);
    finds("#\n## ##\n# a#\n# a \\#\n", &[(1, "", 1), (2, "", 2), (1, "a#", 3), (1, "a \\#", 4)]);
    finds("#a\n####### b\n    # c\n\t# d\n\\# e\n", &[]);
    finds("\u{feff}# a", &[(1, "a", 1)]);
}

#[test]
fn underlined_headings() {
    finds("a\n=\n\nb\nc\n   ---  \n", &[(1, "a", 1), (2, "b c", 4)]);
    finds("a\n    b\n===\n", &[(1, "a b", 1)]);
    finds("\n---\n===\n\na\n\n---\n* * *\n", &[]);
    finds("a\n= =\n\nb\n    ---\n", &[]);
    finds("# a\n---\n", &[(1, "a", 1)]);
}

#[test]
fn what_is_code_is_no_heading() {
    finds("```sh\n# a\n```\n# b\n", &[(1, "b", 4)]);
    finds("~~~~\n# a\n~~~\n```\n# b\n~~~~~\n# c\n", &[(1, "c", 7)]);
    finds("```\n# a\n    ```\n# b\n", &[]);
    finds("``` a`b\n# c\n", &[(1, "c", 2)]);
    finds("text\n```\n# a\n```\n===\n", &[]);
}

#[test]
fn what_is_in_a_quote_or_a_list_is_no_heading() {
    finds("> a\n---\n", &[]);
    finds("> a\nb\n===\n", &[]);
    finds("- a\n---\n\n1. b\n===\n\n12) c\n---\n", &[]);
    finds("> a\n\nb\n---\n", &[(2, "b", 3)]);
    finds("a\n2. b\n---\n", &[(2, "a 2. b", 1)]);
    finds("a\n1. b\n---\n", &[]);
    finds("a\n*b*\n---\n", &[(2, "a *b*", 1)]);
}

#[test]
fn metadata_at_the_beginning_is_no_heading() {
    finds("---\ntitle: a\n---\n# b\n", &[(1, "b", 4)]);
    finds("---\n\na\n---\n", &[(2, "a", 3)]);
    finds("---\ntitle: a\n", &[]);
}

#[test]
fn anchors_are_unique() {
    let text = "# a\n# a\n# a-1\n# a\n# !\n# ?\n";
    let response = fleet().execute("text-outline", Request::new("outline").with_text("text", text)).unwrap();
    let headings = response.data["headings"].as_array().unwrap();
    let anchors: Vec<_> = headings.iter().map(|heading| heading["anchor"].as_str().unwrap()).collect();
    assert_eq!(anchors, ["a", "a-1", "a-1-1", "a-2", "section", "section-1"]);
}

#[test]
fn brackets_in_titles_stand_for_themselves() {
    #[track_caller]
    fn links(title: &str, text: &str) {
        let heading = Heading { level: 1, title: title.to_owned(), anchor: "x".to_owned(), line: 1 };
        assert_eq!(contents::table(&[heading]), format!("- [{text}](#x)\n"));
    }
    links("a [b](c)", "a \\[b\\](c)");
    links("`a[0]` ]", "`a[0]` \\]");
    links("``a`]`` `]", "``a`]`` `\\]");
    links("\\[ü\\", "\\[ü\\");
}

/// A module of the same id that does something else.
fn other(answer: fn() -> Result<Document, Failure>) -> Fleet {
    let info = parsify_guest::ModuleInfo { id: "text-tools", ..module_info!() };
    let other = Operations::new(info).with(
        "slugify",
        "Answers otherwise",
        move |_: Text, _: NoParams, _: &dyn Context| answer(),
        |operation| operation.with_document(DocumentSpec::new("text", "", "Any text")),
    );
    fleet().with(other)
}

#[test]
fn equal_titles_are_asked_for_once() {
    static ASKED: AtomicUsize = AtomicUsize::new(0);
    let counting = other(|| {
        ASKED.fetch_add(1, Ordering::Relaxed);
        Ok(Document::text("text", "a"))
    });
    let request = Request::new("outline").with_text("text", "# a\n".repeat(5000));
    let response = counting.execute("text-outline", request).unwrap();
    assert_eq!(response.data["headings"][4999]["anchor"], "a-4999");
    assert_eq!(ASKED.load(Ordering::Relaxed), 1);
}

#[test]
fn a_failure_of_the_other_module_is_none_of_the_text() {
    let request = || Request::new("outline").with_text("text", "# a");
    let refusing = other(|| Err(Failure::new(ErrorKind::Input, "slug.bad", "no slug").with_hint("ask again")));
    let failure = refusing.execute("text-outline", request()).unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Dependency, "slug.bad"));
    assert_eq!((failure.message(), &failure.hints()[0][..]), ("`text-tools` failed: no slug", "ask again"));

    let silent = other(|| Ok(Document::binary("text", [0_u8])));
    assert_eq!(silent.execute("text-outline", request()).unwrap_err().kind(), ErrorKind::Dependency);

    let alone = Fleet::new().with(module());
    assert_eq!(alone.execute("text-outline", request()).unwrap_err().kind(), ErrorKind::Dependency);
}
