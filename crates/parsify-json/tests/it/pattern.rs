//! Patterns of places.

use parsify_json::pattern::{InvalidPattern, PathPattern};
use proptest::prelude::*;

#[track_caller]
fn fits(pattern: &str, place: &str, expected: bool) {
    let pattern: PathPattern = pattern.parse().unwrap();
    let tokens = place.split('/').skip(1);
    assert_eq!(pattern.matches(tokens), expected, "{pattern} and {place}");
}

#[test]
fn wildcards() {
    fits("", "", true);
    fits("", "/a", false);
    fits("/", "/", true);
    fits("/a/*/b", "/a/0/b", true);
    fits("/a/*/b", "/a/b", false);
    fits("/a/*/b", "/a/0/0/b", false);
    fits("/**", "", true);
    fits("/**", "/a/b/c", true);
    fits("/**/b", "/b", true);
    fits("/**/b", "/a/b/c/b", true);
    fits("/**/b", "/a/b/c", false);
    fits("/a/**", "/a", true);
    fits("/a/**", "/ab", false);
    fits("/a/**/b/**/c", "/a/x/b/y/b/c", true);
    fits("/**/**/a", "/a", true);
    fits("/**/*/a", "/a", false);
    fits("/a*", "/ab", false);
}

#[test]
fn escapes() {
    let pattern: PathPattern = "/~2/~1~0/a*".parse().unwrap();
    assert!(pattern.matches(["*", "/~", "a*"]));
    assert!(!pattern.matches(["x", "/~", "a*"]));
    assert_eq!(pattern.to_string().parse::<PathPattern>().unwrap(), pattern);
    assert_eq!("a".parse::<PathPattern>(), Err(InvalidPattern::NoSlash));
    assert_eq!("/a~".parse::<PathPattern>(), Err(InvalidPattern::Tilde(2)));
    assert_eq!("/a".repeat(128).parse::<PathPattern>(), Err(InvalidPattern::Long(128)));
    assert!("/a".repeat(127).parse::<PathPattern>().unwrap().matches(["a"; 127]));
    assert!("/**".repeat(127).parse::<PathPattern>().unwrap().matches(["a"; 500]));
}

/// The definition, tried in all ways.
fn by_definition(pattern: &[&str], place: &[&str]) -> bool {
    match (pattern, place) {
        ([], []) => true,
        (["**", rest @ ..], place) => (0..=place.len()).any(|levels| by_definition(rest, &place[levels..])),
        ([first, pattern @ ..], [token, place @ ..]) => {
            (*first == "*" || first == token) && by_definition(pattern, place)
        }
        _ => false,
    }
}

proptest! {
    #[test]
    fn they_fit_as_the_definition_says(
        pattern in prop::collection::vec(prop::sample::select(vec!["a", "b", "*", "**"]), 0..6),
        place in prop::collection::vec(prop::sample::select(vec!["a", "b", "c"]), 0..7),
    ) {
        let text: String = pattern.iter().map(|token| format!("/{token}")).collect();
        let parsed: PathPattern = text.parse().unwrap();
        prop_assert_eq!(parsed.matches(place.iter().copied()), by_definition(&pattern, &place));
        prop_assert_eq!(parsed.to_string(), text);
    }
}
