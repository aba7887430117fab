use parsify_error::nearest;
use proptest::prelude::*;

#[track_caller]
fn check(word: &str, candidates: &[&str], expected: &[&str]) {
    assert_eq!(nearest(word, candidates.iter().copied()), expected);
}

#[test]
fn the_best_come_first_and_never_more_than_three() {
    let operations = ["format", "minify", "validate", "query", "diff", "merge"];
    check("fromat", &operations, &["format"]);
    check("validte", &operations, &["validate"]);
    check("FORMAT", &operations, &["format"]);
    check("dif", &operations, &["diff"]);
    check("parse", &operations, &[]);
    check("", &operations, &[]);
    check("aaaa", &["aaaa", "aaab", "aaac", "aaad"], &["aaaa", "aaab", "aaac"]);
    check("aaab", &["aaaa", "aaaa"], &["aaaa"]);
}

#[test]
fn long_words_cost_nothing() {
    let long = "x".repeat(10_000_000);
    check(&long, &[&long], &[]);
    check("xxx", &[&long], &[&long]);
}

proptest! {
    #[test]
    fn a_list_is_short_and_made_of_candidates(
        word in "\\PC{0,12}",
        candidates in prop::collection::vec("\\PC{0,12}", 0..12),
    ) {
        let found = nearest(&word, candidates.iter().map(String::as_str));
        prop_assert!(found.len() <= 3);
        prop_assert!(found.iter().all(|name| candidates.iter().any(|candidate| candidate == name)));
    }

    #[test]
    fn a_candidate_itself_comes_first(candidates in prop::collection::vec("[a-z]{1,8}", 1..8)) {
        prop_assert_eq!(nearest(&candidates[0], candidates.iter().map(String::as_str))[0], &candidates[0]);
    }
}
