use parsify_testkit::line_diff;
use proptest::prelude::*;

#[track_caller]
fn check(expected: &str, actual: &str, diff: &str) {
    assert_eq!(line_diff(expected, actual), diff);
}

#[test]
fn changes_stand_between_what_is_around_them() {
    check("a\nb\nc", "a\nx\nc", "  a\n- b\n+ x\n  c\n");
    check("1\n2\n3\n4\n5\n6", "1\n2\n3\n4\n5\n7", "  …\n  3\n  4\n  5\n- 6\n+ 7\n");
    check("a", "a\n", "  a\n+ \n");
    check("a\n\nb\nc\nd", "a\nc\nd\n\ne", "  a\n- \n- b\n  c\n  d\n+ \n+ e\n");
    check("same", "same", "");
}

#[test]
fn what_would_not_be_seen_is_quoted() {
    check("a", "a ", "- a\n+ \"a \"\n");
    check("a", "a\t", "- a\n+ \"a\\t\"\n");
    check("a", "\u{1b}[0ma", "- a\n+ \"\\u{1b}[0ma\"\n");
}

#[test]
fn a_large_difference_is_cut() {
    let lines = |prefix: &str| (0..5000).map(|line| format!("{prefix}{line}")).collect::<Vec<_>>().join("\n");
    let diff = line_diff(&lines("a"), &lines("b"));
    assert!(diff.lines().count() <= 201);
    assert!(diff.ends_with("  … and more\n"));
}

/// Four lines, so that the three around a change are all there are.
fn short() -> impl Strategy<Value = String> {
    prop::collection::vec("[ab]?", 1..=4).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #[test]
    fn the_difference_of_short_texts_holds_both(expected in short(), actual in short()) {
        if expected == actual {
            return Ok(());
        }
        let diff = line_diff(&expected, &actual);
        let side = |other: &str| {
            let lines = diff.lines().filter(|line| !line.starts_with(other)).map(|line| line.get(2..).unwrap_or(""));
            lines.collect::<Vec<_>>().join("\n")
        };
        prop_assert_eq!(side("+ "), expected);
        prop_assert_eq!(side("- "), actual);
    }
}
