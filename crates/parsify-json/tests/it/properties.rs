//! Laws that hold for every text.

use crate::check::{agree, format_options, validation};
use crate::generate::{json, mutated, soup};
use parsify_json::{FormatOptions, Indent, MinifyOptions, RemoveNulls, format, minify};
use proptest::prelude::*;
use serde::de::IgnoredAny;
use serde_json::{Value, json};

/// All options but colours, combined.
fn options() -> impl Strategy<Value = FormatOptions> {
    let indent = prop_oneof![(0_u8..=16).prop_map(Indent::Spaces), Just(Indent::Tab), Just(Indent::None)];
    let sort = prop::sample::select(vec![json!(false), json!(true), json!("natural"), json!("case-insensitive")]);
    let width = prop_oneof![Just(0), 1_usize..100];
    (indent, sort, width, any::<[bool; 4]>()).prop_map(|(indent, sort, width, [ascii, newline, crlf, recursive])| {
        format_options(json!({
            "indent": indent, "sortKeys": sort, "sortRecursive": recursive, "inlineWidth": width, "ensureAscii": ascii,
            "insertFinalNewline": newline, "endOfLine": if crlf { "crlf" } else { "lf" },
        }))
    })
}

/// Those that lose something, too.
fn lossy_options() -> impl Strategy<Value = FormatOptions> {
    let nulls = prop::sample::select(vec![RemoveNulls::None, RemoveNulls::Members, RemoveNulls::All]);
    (options(), nulls, 0_usize..12).prop_map(|(mut options, nulls, longest)| {
        options.remove_nulls = nulls;
        options.truncate_strings = longest;
        options
    })
}

fn compact(source: &str) -> String {
    minify(source, &MinifyOptions::default()).unwrap()
}

/// Whether serde_json takes the text. When it ignores the value it judges the grammar alone, as we do: lone surrogates and
/// numbers beyond a double pass.
fn accepted_elsewhere(source: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(source).is_ok()
}

fn keys_are_sorted(value: &Value) -> bool {
    match value {
        Value::Array(values) => values.iter().all(keys_are_sorted),
        Value::Object(members) => members.keys().is_sorted() && members.values().all(keys_are_sorted),
        _ => true,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn formatting_twice_is_formatting_once(source in json(), options in lossy_options()) {
        let once = format(&source, &options).unwrap();
        prop_assert_eq!(format(&once, &options).unwrap(), once);
    }

    #[test]
    fn formatting_changes_white_space_only(source in json(), indent in 0_u8..=16) {
        let options = format_options(json!({ "indent": indent }));
        prop_assert_eq!(compact(&format(&source, &options).unwrap()), compact(&source));
    }

    #[test]
    fn nothing_but_the_order_of_members_changes(source in json(), mut options in options()) {
        options.ensure_ascii = false;
        let sorted = |text: &str| minify(text, &serde_json::from_value(json!({ "sortKeys": true })).unwrap()).unwrap();
        prop_assert_eq!(sorted(&format(&source, &options).unwrap()), sorted(&source));
    }

    #[test]
    fn every_option_fails_at_the_same_problem(
        source in prop_oneof![soup(), mutated(), any::<String>()],
        options in lossy_options(),
    ) {
        let plain = format(&source, &FormatOptions::default()).err();
        prop_assert_eq!(format(&source, &options).err(), plain);
    }

    #[test]
    fn the_value_is_kept(source in json(), options in options()) {
        if let Ok(value) = serde_json::from_str::<Value>(&source) {
            prop_assert_eq!(serde_json::from_str::<Value>(&format(&source, &options).unwrap()).unwrap(), value.clone());
            prop_assert_eq!(serde_json::from_str::<Value>(&compact(&source)).unwrap(), value);
        }
    }

    #[test]
    fn ascii_means_ascii(source in json()) {
        let text = format(&source, &format_options(json!({ "ensureAscii": true }))).unwrap();
        prop_assert!(text.is_ascii());
    }

    #[test]
    fn sorted_means_sorted(source in json()) {
        let text = format(&source, &format_options(json!({ "sortKeys": true, "indent": 0 }))).unwrap();
        prop_assert_eq!(text.len(), format(&source, &format_options(json!({ "indent": 0 }))).unwrap().len());
        for (upper, lower) in text.lines().zip(text.lines().skip(1)) {
            // Neighbours that are both simple members of one object.
            if let (Some(left), Some(right)) = (key(upper), key(lower)) {
                prop_assert!(left <= right, "{} before {}", left, right);
            }
        }
    }

    #[test]
    fn acceptance_is_that_of_serde_json(source in prop_oneof![soup(), mutated(), json()]) {
        let result = validation(&source);
        prop_assert_eq!(result.valid, accepted_elsewhere(&source), "{:?} {:?}", source, result.problems);
    }

    #[test]
    fn all_operations_agree(source in prop_oneof![soup(), mutated(), any::<String>()]) {
        let result = validation(&source);
        agree(&source, &result);
        let sorted = format(&source, &format_options(json!({ "sortKeys": true }))).err();
        prop_assert_eq!(sorted.as_deref(), result.problems.first());
    }

    #[test]
    fn problems_point_into_the_document(source in prop_oneof![soup(), mutated(), any::<String>()]) {
        let result = validation(&source);
        for problem in result.problems.iter().chain(&result.warnings) {
            prop_assert!(source.is_char_boundary(problem.offset));
            prop_assert!(source.is_char_boundary(problem.offset + problem.length));
            let before = &source[..problem.offset];
            prop_assert_eq!(problem.line, before.matches('\n').count() + 1);
            let line = before.rsplit('\n').next().unwrap_or_default();
            prop_assert_eq!(problem.column, line.chars().count() + 1);
            prop_assert!(problem.caret_column <= problem.excerpt.chars().count() + 1);
            prop_assert!(!problem.excerpt.contains(char::is_control));
            prop_assert!(!problem.render().is_empty());
        }
    }
}

/// The decoded key of a line that holds one member with a simple value.
fn key(line: &str) -> Option<String> {
    let (key, value) = line.strip_suffix(',').unwrap_or(line).split_once("\": ")?;
    let simple = !value.ends_with(['{', '[']);
    simple.then(|| serde_json::from_str(&format!("{key}\"")).ok()).flatten()
}

#[test]
fn sorted_at_every_level() {
    let source = r#"{"b":[{"d":1,"c":{"f":1,"e":2}}],"a":1}"#;
    let text = format(source, &format_options(json!({ "sortKeys": true }))).unwrap();
    assert!(keys_are_sorted(&serde_json::from_str(&text).unwrap()));
}
