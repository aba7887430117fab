use parsify_interface::{ModuleId, Operation};
use parsify_registry::{Field, Hit, Registry};
use proptest::prelude::*;

use crate::{described, module};

fn registry() -> Registry {
    let mut registry = Registry::new();
    for descriptor in [
        described(
            "json-processor",
            "JSON processor",
            "json",
            "Formats, checks and queries JSON documents",
            vec![Operation::new("format", "Lays a document out").with_format("json")],
        ),
        described(
            "code-processor",
            "Code processor",
            "code",
            "Works on source code",
            vec![Operation::new("format", "Lays code out").with_language("python").with_language("rust")],
        ),
        described(
            "word-count",
            "Word counter",
            "text",
            "Counts words, also in a JSON text",
            vec![Operation::new("count", "Counts")],
        ),
    ] {
        registry.register(descriptor).unwrap();
    }
    registry
}

fn ids(hits: &[Hit]) -> Vec<&str> {
    hits.iter().map(|hit| hit.descriptor.id.as_str()).collect()
}

#[track_caller]
fn check(query: &str, expected: &[&str]) {
    let registry = registry();
    assert_eq!(ids(&registry.search(query)), expected, "{query}");
}

#[test]
fn the_better_match_comes_first() {
    check("json-processor", &["json-processor"]);
    check("json", &["json-processor", "word-count"]);
    check("JSON", &["json-processor", "word-count"]);
    check("python", &["code-processor"]);
    check("rust format", &["code-processor"]);
    check("processor", &["code-processor", "json-processor"]);
    check("count", &["word-count"]);
    check("", &["code-processor", "json-processor", "word-count"]);
}

#[test]
fn every_word_must_fit() {
    check("json count", &["word-count"]);
    check("json nothing", &[]);
    check("json, format", &["json-processor"]);
}

#[test]
fn typing_errors_are_forgiven_in_longer_words() {
    check("pyhton", &["code-processor"]);
    check("procesors", &["code-processor", "json-processor"]);
    check("jsn", &[]);
    check("jsom", &["json-processor", "word-count"]);
}

#[test]
fn a_hit_says_what_matched() {
    let hits = registry().search("rust format rust");
    let matched: Vec<_> = hits[0].matched.iter().map(|matched| (matched.field, matched.text.as_str())).collect();
    assert_eq!(matched, [(Field::Subject, "rust"), (Field::Operation, "format")]);
}

#[test]
fn only_the_newest_version_is_found() {
    let mut registry = Registry::new();
    let mut old = module("tool", "1.0.0");
    old.summary = "Speaks klingon".to_owned();
    registry.register(old).unwrap();
    registry.register(module("tool", "1.1.0")).unwrap();
    assert_eq!(ids(&registry.search("tool")), ["tool"]);
    assert!(registry.search("klingon").is_empty());
}

#[test]
fn long_queries_are_cut() {
    check(&"json ".repeat(1_000_000), &["json-processor", "word-count"]);
    check(&"x".repeat(1_000_000), &[]);
    check(&("json ".repeat(8) + "nothing"), &["json-processor", "word-count"]);
    check(&("json ".repeat(7) + "nothing"), &[]);
}

fn id() -> impl Strategy<Value = String> {
    "[a-z][a-z0-9]{1,5}(-[a-z0-9]{2,5}){0,2}"
        .prop_filter("an id of five letters", |id| id.len() >= 5 && ModuleId::new(id).is_ok())
}

/// The id with one letter wrong, missing, too many, or swapped with the next.
fn typo() -> impl Strategy<Value = (String, String)> {
    (id(), 0..4, any::<prop::sample::Index>(), prop::char::range('a', 'z')).prop_map(|(id, kind, index, letter)| {
        let mut letters: Vec<_> = id.chars().collect();
        let index = index.index(letters.len() - 1);
        match kind {
            0 => letters[index] = letter,
            1 => drop(letters.remove(index)),
            2 => letters.insert(index, letter),
            _ => letters.swap(index, index + 1),
        }
        (id, letters.into_iter().collect())
    })
}

proptest! {
    #[test]
    fn every_module_is_found_by_its_id(mut wanted in prop::collection::btree_set(id(), 1..8)) {
        let mut registry = Registry::new();
        for id in &wanted {
            registry.register(module(id, "1.0.0")).unwrap();
        }
        while let Some(id) = wanted.pop_first() {
            let hits = registry.search(&id);
            prop_assert_eq!(hits[0].descriptor.id.as_str(), id);
        }
    }

    #[test]
    fn a_module_is_found_in_spite_of_a_typing_error((id, typed) in typo()) {
        let mut registry = Registry::new();
        registry.register(module(&id, "1.0.0")).unwrap();
        let hits = registry.search(&typed);
        prop_assert_eq!(ids(&hits), [id.as_str()], "{}", typed);
    }

    #[test]
    fn any_query_is_answered_and_always_the_same_way(query in "(\\PC|[ ,\t]){0,200}|[a-z -]{0,30}") {
        let registry = registry();
        let hits = registry.search(&query);
        let ordered = hits.is_sorted_by_key(|hit| (std::cmp::Reverse(hit.score), hit.descriptor.id.clone()));
        prop_assert!(ordered);
        prop_assert_eq!(hits, registry.clone().search(&query));
    }
}
