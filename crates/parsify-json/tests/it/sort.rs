//! Sorting of members and elements.

use parsify_error::ErrorKind;
use parsify_json::tree::{Value, parse};
use parsify_json::{
    FormatOptions, Indent, SortBy, SortCompare, SortKeys, SortMissing, SortOptions, SortOrder, SortReport, format, sort,
};
use proptest::prelude::*;

use crate::generate::{json, soup};

fn sorted(source: &str, change: impl FnOnce(&mut SortOptions)) -> String {
    let mut options = SortOptions::default();
    options.indent = Indent::None;
    change(&mut options);
    sort(source, &options).unwrap().json
}

fn by(change: impl FnOnce(&mut SortBy)) -> impl FnOnce(&mut SortOptions) {
    let mut by = SortBy::default();
    change(&mut by);
    move |options| (options.arrays, options.by) = (vec!["/**".to_owned()], vec![by])
}

#[test]
fn members_are_sorted_by_their_keys() {
    let source = r#"{"b10": 1.0, "B": [{"y": 1, "x": 2}], "b9": {"d": 0, "c": 0}, "\u0061": 1e2}"#;
    let code_point = r#"{"B":[{"x":2,"y":1}],"\u0061":1e2,"b10":1.0,"b9":{"c":0,"d":0}}"#;
    assert_eq!(sorted(source, |_| ()), code_point);
    let natural = r#"{"B":[{"x":2,"y":1}],"\u0061":1e2,"b9":{"c":0,"d":0},"b10":1.0}"#;
    assert_eq!(sorted(source, |it| it.keys = SortKeys::Natural), natural);
    let insensitive = r#"{"\u0061":1e2,"B":[{"x":2,"y":1}],"b10":1.0,"b9":{"c":0,"d":0}}"#;
    assert_eq!(sorted(source, |it| it.keys = SortKeys::CaseInsensitive), insensitive);
    let outermost = r#"{"B":[{"y":1,"x":2}],"\u0061":1e2,"b10":1.0,"b9":{"d":0,"c":0}}"#;
    assert_eq!(sorted(source, |it| it.recursive = false), outermost);
    let excluded = r#"{"B":[{"y":1,"x":2}],"\u0061":1e2,"b10":1.0,"b9":{"c":0,"d":0}}"#;
    assert_eq!(sorted(source, |it| it.exclude = vec!["/B/*".to_owned()]), excluded);
    assert_eq!(sorted(r#"{"b":1,"a":1,"b":0}"#, |_| ()), r#"{"a":1,"b":1,"b":0}"#);
    assert_eq!(sorted(r#"{"b":1,"a":1}"#, |it| it.keys = SortKeys::No), r#"{"b":1,"a":1}"#);
}

#[test]
fn elements_are_sorted_by_their_values() {
    let source = r#"[[2], {"z": 1}, "b", 10, null, "a10", 9.5, true, "a9", false, [1, 2], 1e400, "10", {"a": 2}]"#;
    let value = r#"[false,true,9.5,10,1e400,"10","a10","a9","b",[1,2],[2],{"z":1},{"a":2},null]"#;
    assert_eq!(sorted(source, by(|_| ())), value);
    let natural = r#"[false,true,9.5,10,1e400,"10","a9","a10","b",[1,2],[2],{"z":1},{"a":2},null]"#;
    assert_eq!(sorted(source, by(|it| it.compare = SortCompare::Natural)), natural);
    let numeric = r#"[false,true,9.5,10,"10",1e400,"a10","a9","b",[1,2],[2],{"z":1},{"a":2},null]"#;
    assert_eq!(sorted(source, by(|it| it.compare = SortCompare::Numeric)), numeric);
    let descending = r#"[{"z":1},{"a":2},[2,1],[2],"b","a9","a10","10",1e400,10,9.5,true,false,null]"#;
    assert_eq!(sorted(source, by(|it| it.order = SortOrder::Descending)), descending);
    assert_eq!(
        sorted(r#"["b", "A", "a", "B"]"#, by(|it| it.compare = SortCompare::CaseInsensitive)),
        r#"["A","a","b","B"]"#
    );
}

#[test]
fn elements_are_sorted_by_what_is_in_them() {
    let source = r#"{"l": [{"n": 2, "k": {"v": "b"}}, {"k": {"v": "x"}}, {"n": 1, "k": {"v": "b"}}, {"n": null, "k": {"v": "a"}}, {"n": 1.0, "k": {"v": "a"}}]}"#;
    let field = |path: &str, order, missing| SortBy { path: path.to_owned(), order, missing, ..SortBy::default() };
    let order = |by: Vec<SortBy>| {
        let json = sorted(source, |it| (it.arrays, it.by, it.keys) = (vec!["/l".to_owned()], by, SortKeys::No));
        let value = parse(&json).unwrap();
        let elements = value.at(&"/l".parse().unwrap()).unwrap().as_array().unwrap();
        let seen = elements.iter().map(|it| format!("{}{}", text(it, "/n"), text(it, "/k/v").trim_matches('"')));
        seen.collect::<Vec<_>>().join(" ")
    };
    fn text(value: &Value<'_>, path: &str) -> String {
        value.at(&path.parse().unwrap()).map_or("-".to_owned(), Value::to_json)
    }
    use SortMissing::{First, Last};
    use SortOrder::{Ascending, Descending};
    assert_eq!(order(vec![field("/n", Ascending, Last)]), "1b 1.0a 2b -x nulla");
    assert_eq!(order(vec![field("/n", Descending, Last)]), "2b 1b 1.0a -x nulla");
    assert_eq!(order(vec![field("/n", Descending, First)]), "-x nulla 2b 1b 1.0a");
    assert_eq!(order(vec![field("/n", Ascending, First), field("/k/v", Ascending, Last)]), "nulla -x 1.0a 1b 2b");
    assert_eq!(order(vec![field("/k/v", Descending, Last), field("/n", Ascending, Last)]), "-x 1b 2b 1.0a nulla");
}

#[test]
fn only_what_is_asked_for_is_sorted() {
    let source = r#"{"a": [2, 1], "b": [[2, 1], [1, 0]]}"#;
    let arrays = |paths: &[&str]| {
        let paths = paths.iter().map(ToString::to_string).collect();
        sorted(source, |it| it.arrays = paths)
    };
    assert_eq!(arrays(&[]), r#"{"a":[2,1],"b":[[2,1],[1,0]]}"#);
    assert_eq!(arrays(&["/a"]), r#"{"a":[1,2],"b":[[2,1],[1,0]]}"#);
    assert_eq!(arrays(&["/b/0"]), r#"{"a":[2,1],"b":[[1,2],[1,0]]}"#);
    assert_eq!(arrays(&["/**"]), r#"{"a":[1,2],"b":[[0,1],[1,2]]}"#);
    let mut options = SortOptions::default();
    options.arrays = vec!["/**".to_owned()];
    let report = sort(source, &options).unwrap().report;
    let mut expected = SortReport::default();
    (expected.objects, expected.arrays) = (0, 4);
    assert_eq!(report, expected);
}

#[test]
fn wrong_options_are_refused() {
    let refused = |change: fn(&mut SortOptions)| {
        let mut options = SortOptions::default();
        change(&mut options);
        let failure = sort("1", &options).unwrap_err();
        assert_eq!(failure.kind(), ErrorKind::Params);
        failure.code().to_owned()
    };
    assert_eq!(refused(|it| it.by = vec![SortBy::default()]), "json.options");
    assert_eq!(refused(|it| it.arrays = vec!["a".to_owned()]), "json.pattern");
    let wrong = |it: &mut SortOptions| {
        it.arrays = vec!["/**".to_owned()];
        it.by = vec![SortBy { path: "x".to_owned(), ..SortBy::default() }];
    };
    assert_eq!(refused(wrong), "json.options");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// By keys alone it is what formatting does.
    #[test]
    fn keys_are_sorted_as_format_does(source in json(), recursive: bool, order in 0..3_usize) {
        let order = [SortKeys::CodePoint, SortKeys::Natural, SortKeys::CaseInsensitive][order];
        let mut options = FormatOptions::default();
        (options.indent, options.sort_keys, options.sort_recursive) = (Indent::None, order, recursive);
        let expected = format(&source, &options).unwrap();
        prop_assert_eq!(sorted(&source, |it| (it.keys, it.recursive) = (order, recursive)), expected);
    }

    #[test]
    fn sorting_twice_changes_nothing_and_loses_nothing(source in json(), descending: bool) {
        let order = || by(|it| it.order = if descending { SortOrder::Descending } else { SortOrder::Ascending });
        let once = sorted(&source, order());
        prop_assert_eq!(&sorted(&once, order()), &once);
        let letters = |text: &str| {
            let mut letters: Vec<char> = parse(text).unwrap().to_json().chars().collect();
            letters.sort_unstable();
            letters
        };
        prop_assert_eq!(letters(&source), letters(&once));
    }

    #[test]
    fn garbage_is_refused(source in soup()) {
        prop_assert_eq!(sort(&source, &SortOptions::default()).is_ok(), parse(&source).is_ok());
    }
}

#[test]
fn large_and_deep_documents() {
    let array = |numbers: &mut dyn Iterator<Item = usize>| {
        format!("[{}]", numbers.map(|it| it.to_string()).collect::<Vec<_>>().join(","))
    };
    assert_eq!(sorted(&array(&mut (0..100_000).rev()), by(|_| ())), array(&mut (0..100_000)));
    let deep = format!("{}1{}", r#"[{"a":"#.repeat(256), "}]".repeat(256));
    assert_eq!(sorted(&deep, by(|_| ())), deep);
}
