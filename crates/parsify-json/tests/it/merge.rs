//! One document of several.

use parsify_error::{Detail, ErrorKind};
use parsify_json::tree::parse;
use parsify_json::{Indent, MergeNulls, MergeOptions, MergeRule, MergeStrategy, Merged, OnMergeConflict, merge};
use proptest::prelude::*;
use serde_json::json;

use crate::generate::json;

const ALL: [MergeStrategy; 6] = [
    MergeStrategy::Overwrite,
    MergeStrategy::Deep,
    MergeStrategy::Append,
    MergeStrategy::Combine,
    MergeStrategy::KeepFirst,
    MergeStrategy::KeepLast,
];

fn merging(documents: &[&str], change: impl FnOnce(&mut MergeOptions)) -> Merged {
    let mut options = MergeOptions::default();
    options.indent = Indent::None;
    change(&mut options);
    merge(documents, &options).unwrap()
}

fn merged(documents: &[&str], strategy: MergeStrategy) -> String {
    merging(documents, |it| it.strategy = strategy).json
}

#[test]
fn six_strategies() {
    let documents = [
        r#"{"a": {"x": 1, "y": [1, 2]}, "b": 1.0, "t": [1, 1]}"#,
        r#"{"a": {"y": [2.0, 3], "z": 1}, "c": true, "t": [3, 1, 3]}"#,
    ];
    let expected = [
        r#"{"a":{"y":[2.0,3],"z":1},"b":1.0,"t":[3,1,3],"c":true}"#,
        r#"{"a":{"x":1,"y":[2.0,3],"z":1},"b":1.0,"t":[3,1,3],"c":true}"#,
        r#"{"a":{"x":1,"y":[1,2,2.0,3],"z":1},"b":1.0,"t":[1,1,3,1,3],"c":true}"#,
        r#"{"a":{"x":1,"y":[1,2,3],"z":1},"b":1.0,"t":[1,1,3,3],"c":true}"#,
        r#"{"a":{"x":1,"y":[1,2],"z":1},"b":1.0,"t":[1,1],"c":true}"#,
        r#"{"a":{"x":1,"y":[2.0,3],"z":1},"b":1.0,"t":[3,1,3],"c":true}"#,
    ];
    for (strategy, expected) in ALL.into_iter().zip(expected) {
        assert_eq!(merged(&documents, strategy), expected, "{strategy:?}");
    }
}

#[test]
fn conflicts_say_who_had_what_and_who_won() {
    let documents = [r#"{"a": {"x": 1}, "b": 1}"#, r#"{"a": 2, "b": 1.0}"#, r#"{"a": {"y": 3}}"#];
    let conflict = |strategy| {
        let Merged { json, report, .. } = merging(&documents, |it| it.strategy = strategy);
        assert_eq!(report.documents, 3);
        (json, serde_json::to_value(report.conflicts).unwrap())
    };
    let values = json!([
        {"document": 0, "value": r#"{"x":1}"#}, {"document": 1, "value": "2"}, {"document": 2, "value": r#"{"y":3}"#},
    ]);
    let (last, conflicts) = conflict(MergeStrategy::Deep);
    assert_eq!(last, r#"{"a":{"y":3},"b":1.0}"#);
    assert_eq!(conflicts, json!([{"path": "/a", "values": values, "winner": 2}]));
    let (first, conflicts) = conflict(MergeStrategy::KeepFirst);
    assert_eq!(first, r#"{"a":{"x":1,"y":3},"b":1}"#);
    assert_eq!(conflicts, json!([{"path": "/a", "values": values, "winner": 0}]));
    let report = merging(&["[1]", "[2]", "3"], |it| it.max_conflicts = 0).report;
    assert_eq!((report.conflicts.len(), report.omitted), (0, 1));
}

#[test]
fn conflicts_may_be_errors() {
    let mut options = MergeOptions::default();
    options.on_conflict = OnMergeConflict::Error;
    assert!(merge(&[r#"{"a": 1}"#, r#"{"a": 1.0, "b": 2}"#], &options).is_ok());
    for most in [0, 5] {
        options.max_conflicts = most;
        let failure = merge(&[r#"{"a": [1]}"#, r#"{"a": [2]}"#], &options).unwrap_err();
        assert_eq!((failure.kind(), failure.code()), (ErrorKind::Input, "merge.conflict"));
        assert_eq!(failure.details()["conflicts"], Detail::Unsigned(1));
        if most > 0 {
            assert_eq!(failure.message(), "the documents do not agree on `/a`: [1] in document 0, [2] in document 1");
        }
    }
}

#[test]
fn places_may_have_strategies_of_their_own() {
    let documents = [
        r#"{"a": {"l": [1]}, "b": {"l": [1], "k": {"x": 1}}}"#,
        r#"{"a": {"l": [2]}, "b": {"l": [2], "k": {"y": 2}}}"#,
    ];
    let rules =
        [("/**/l", MergeStrategy::Append), ("/b", MergeStrategy::KeepFirst), ("/b/k", MergeStrategy::Overwrite)];
    let rules = rules.map(|(path, strategy)| MergeRule { path: path.to_owned(), strategy });
    let json = merging(&documents, |it| it.rules = rules.to_vec()).json;
    assert_eq!(json, r#"{"a":{"l":[1,2]},"b":{"l":[1,2],"k":{"y":2}}}"#);
    let mut options = MergeOptions::default();
    options.rules = vec![MergeRule { path: "a".to_owned(), strategy: MergeStrategy::Deep }];
    assert_eq!(merge(&["1", "2"], &options).unwrap_err().code(), "json.pattern");
}

#[test]
fn nulls_are_values_or_nothing() {
    let documents = [r#"{"a": 1, "b": null, "d": {"x": null}}"#, r#"{"a": null, "b": 2, "c": null}"#];
    let json = |nulls| merging(&documents, |it| it.nulls = nulls).json;
    assert_eq!(json(MergeNulls::Value), r#"{"a":null,"b":2,"d":{"x":null},"c":null}"#);
    assert_eq!(json(MergeNulls::Skip), r#"{"a":1,"b":2,"d":{"x":null},"c":null}"#);
    assert_eq!(json(MergeNulls::Remove), r#"{"b":2,"d":{}}"#);
    assert_eq!(merging(&["1", "null"], |it| it.nulls = MergeNulls::Remove).json, "null");
}

#[test]
fn elements_are_united_by_a_key() {
    let documents = [
        r#"[{"id": 1, "a": 1}, {"id": 2}, 7]"#,
        r#"[{"id": 2, "b": 2}, {"id": 1.0, "a": 3}, {"id": 3}, 7, {"id": 3}]"#,
    ];
    let Merged { json, report, .. } = merging(&documents, |it| {
        it.strategy = MergeStrategy::Combine;
        it.identity = vec!["id".to_owned()];
    });
    assert_eq!(json, r#"[{"id":1.0,"a":3},{"id":2,"b":2},7,{"id":3},{"id":3}]"#);
    assert_eq!((report.duplicates, report.conflicts[0].path.as_str()), (3, "/0/a"));
}

#[test]
fn bad_documents_say_which() {
    let failure = merge(&["1", "{"], &MergeOptions::default()).unwrap_err();
    assert_eq!(failure.details()["index"], Detail::Unsigned(1));
    for few in [&[][..], &["1"]] {
        assert_eq!(merge(few, &MergeOptions::default()).unwrap_err().code(), "merge.documents");
    }
    let merged = merging(&[r#"{"a": 1, "a": 2}"#, "{}"], |_| ());
    assert_eq!(merged.json, r#"{"a":2}"#);
    assert_eq!(merged.warnings, ["document 0: the outermost object has the key \"a\" twice; the last one counts"]);
}

#[test]
fn large_arrays_are_united() {
    let array =
        |from: usize| format!("[{}]", (from..from + 50_000).map(|it| it.to_string()).collect::<Vec<_>>().join(","));
    let Merged { json, report, .. } = merging(&[&array(0), &array(25_000)], |it| it.strategy = MergeStrategy::Combine);
    assert_eq!((json.matches(',').count(), report.duplicates), (74_999, 25_000));
}

fn object() -> impl Strategy<Value = String> {
    json().prop_map(|value| format!(r#"{{"a":{value},"b":[{value}]}}"#))
}

/// Objects whose members of the same key have the same type in each of them.
fn regular() -> impl Strategy<Value = String> {
    let list = || prop::collection::vec(0..4_u8, 0..5).prop_map(|all| format!("{all:?}"));
    let member = move || {
        prop_oneof![(0..4_u8).prop_map(|it| format!(r#""n":{it}"#)), list().prop_map(|it| format!(r#""l":{it}"#)),]
    };
    let object = move || {
        prop::collection::btree_set(member(), 0..3).prop_map(|all| {
            let mut seen = std::collections::HashSet::new();
            let all: Vec<_> = all.into_iter().filter(|it| seen.insert(it[..3].to_owned())).collect();
            format!("{{{}}}", all.join(","))
        })
    };
    (object(), object(), list())
        .prop_map(|(one, other, list)| format!(r#"{{"x":{one},"y":{{"z":{other}}},"l":{list}}}"#))
}

const EMPTY: &str = "{}";

fn same(one: &str, other: &str) -> bool {
    parse(one).unwrap().same(&parse(other).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_document_merged_with_itself_stays(document in json()) {
        for strategy in ALL.into_iter().filter(|it| *it != MergeStrategy::Append) {
            let own = merging(&[&document, &document, &document], |it| it.strategy = strategy);
            prop_assert!(same(&own.json, &document), "{strategy:?}");
            prop_assert!(own.report.conflicts.is_empty());
        }
    }

    #[test]
    fn an_empty_object_changes_nothing(document in object()) {
        for strategy in ALL {
            prop_assert!(same(&merged(&[EMPTY, &document], strategy), &document), "{strategy:?}");
            prop_assert!(same(&merged(&[&document, EMPTY], strategy), &document), "{strategy:?}");
        }
    }

    /// Where the types of places agree.
    #[test]
    fn the_grouping_does_not_matter(one in regular(), two in regular(), three in regular()) {
        for strategy in ALL {
            let (front, back) = (merged(&[&one, &two], strategy), merged(&[&two, &three], strategy));
            let all = merged(&[&one, &two, &three], strategy);
            prop_assert_eq!(&merged(&[&front, &three], strategy), &all, "{:?}", strategy);
            prop_assert!(same(&merged(&[&one, &back], strategy), &all), "{strategy:?}");
        }
    }

    /// Merging all at once is folding from the first on, whatever the types.
    #[test]
    fn merging_is_folding(documents in prop::collection::vec(json(), 2..5)) {
        for strategy in ALL {
            let all: Vec<&str> = documents.iter().map(String::as_str).collect();
            let folded = documents.iter().skip(1).fold(documents[0].clone(), |folded, next| merged(&[&folded, next], strategy));
            prop_assert!(same(&merged(&all, strategy), &folded), "{strategy:?}");
        }
    }

    #[test]
    fn first_and_last_mirror_each_other(one in regular(), two in regular()) {
        prop_assert!(same(&merged(&[&one, &two], MergeStrategy::KeepFirst), &merged(&[&two, &one], MergeStrategy::KeepLast)));
    }
}
