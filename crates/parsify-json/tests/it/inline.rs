//! Short containers in one line.

use crate::check::{format_options, formats};
use crate::generate::json;
use parsify_json::{FormatOptions, MinifyOptions, format, minify};
use proptest::prelude::*;
use serde_json::json;

#[test]
fn what_fits_stands_in_one_line() {
    formats(
        json!({ "inlineWidth": 80 }),
        r#"{"a":[1,2,{"b":{}}],"c":null}"#,
        "{ \"a\": [1, 2, { \"b\": {} }], \"c\": null }\n",
    );
    formats(json!({ "inlineWidth": 80 }), "[ ]", "[]\n");
    formats(json!({ "inlineWidth": 1 }), "7", "7\n");
}

#[test]
fn the_width_is_exact() {
    formats(json!({ "inlineWidth": 6 }), "[1,22]", "[\n  1,\n  22\n]\n");
    formats(json!({ "inlineWidth": 7 }), "[1,22]", "[1, 22]\n");
    // The comma behind has to fit, too.
    formats(json!({ "inlineWidth": 8 }), "[[1,2],[3,4]]", "[\n  [\n    1,\n    2\n  ],\n  [3, 4]\n]\n");
    formats(json!({ "inlineWidth": 9 }), "[[1,2],[3,4]]", "[\n  [1, 2],\n  [3, 4]\n]\n");
}

#[test]
fn the_key_in_front_counts() {
    formats(
        json!({ "inlineWidth": 13 }),
        r#"{"key":[1,2],"b":0}"#,
        "{\n  \"key\": [\n    1,\n    2\n  ],\n  \"b\": 0\n}\n",
    );
    formats(json!({ "inlineWidth": 16 }), r#"{"key":[1,2],"b":0}"#, "{\n  \"key\": [1, 2],\n  \"b\": 0\n}\n");
}

#[test]
fn indentation_counts_and_a_tab_is_four_columns() {
    let source = "[[[1],[]],1]";
    formats(json!({ "inlineWidth": 12, "indent": "tab" }), source, "[\n\t[\n\t\t[1],\n\t\t[]\n\t],\n\t1\n]\n");
    let broken = "[\n\t[\n\t\t[\n\t\t\t1\n\t\t],\n\t\t[]\n\t],\n\t1\n]\n";
    formats(json!({ "inlineWidth": 11, "indent": "tab" }), source, broken);
    formats(json!({ "inlineWidth": 10, "indent": "tab" }), "[[[1]],12]", "[\n\t[[1]],\n\t12\n]\n");
    formats(json!({ "inlineWidth": 9, "indent": 1 }), "[[[1]],123]", "[\n [[1]],\n 123\n]\n");
}

#[test]
fn columns_are_characters_as_they_are_written() {
    formats(json!({ "inlineWidth": 8 }), r#"["éé漢😀"]"#, "[\"éé漢😀\"]\n");
    formats(json!({ "inlineWidth": 7 }), r#"["éé漢😀"]"#, "[\n  \"éé漢😀\"\n]\n");
    formats(json!({ "inlineWidth": 9, "ensureAscii": true }), r#"["é"]"#, "[\n  \"\\u00e9\"\n]\n");
    formats(json!({ "inlineWidth": 10, "ensureAscii": true }), r#"["é"]"#, "[\"\\u00e9\"]\n");
    formats(json!({ "inlineWidth": 7, "truncateStrings": 3 }), r#"["abcdef"]"#, "[\"ab…\"]\n");
}

#[test]
fn with_everything_in_one_line_there_is_no_width() {
    formats(json!({ "inlineWidth": 3, "indent": "none" }), "[1, 2]", "[1,2]");
}

#[test]
fn deep_brackets_take_linear_time() {
    let (open, close) = ("[".repeat(50_000), "]".repeat(50_000));
    let options = format_options(json!({ "inlineWidth": 1000, "indent": 0, "maxDepth": 100_000 }));
    let text = format(&format!("{open}{close}"), &options).unwrap();
    assert!(text.contains("\n[[[["));
    let wide = format!("[{}0]", "[1,[2,[3,[4]]]],".repeat(100_000));
    assert!(format(&wide, &options).unwrap().lines().all(|line| line.len() <= 1000));
}

#[test]
fn prettified_is_eighty_columns_wide() {
    let source = |last: &str| format!("[{}{last}]", "123456,".repeat(9));
    let text = format(&source("123456"), &FormatOptions::prettified()).unwrap();
    assert_eq!(text.trim_end().len(), 80);
    assert_eq!(format(&source("1234567"), &FormatOptions::prettified()).unwrap().lines().count(), 12);
}

/// The definition, done slowly: a container is in one line if and only if its one-line form fits.
fn expected(source: &str, width: usize) -> String {
    fn write(tree: &parsify_json::tree::Value<'_>, indent: usize, column: usize, comma: usize, width: usize) -> String {
        use parsify_json::tree::Value;
        let flat = flat(tree);
        if !tree.is_container() || flat.len() <= 2 || column + flat.chars().count() + comma <= width {
            return flat;
        }
        let pad = " ".repeat(indent + 2);
        let (open, lines, close) = match tree {
            Value::Array(elements) => {
                let last = elements.len() - 1;
                let line = |(index, value)| write(value, indent + 2, indent + 2, usize::from(index < last), width);
                ("[", elements.iter().enumerate().map(line).collect::<Vec<_>>(), "]")
            }
            Value::Object(object) => {
                let last = object.len() - 1;
                let line = |(index, (key, value)): (usize, (&parsify_json::tree::Text<'_>, _))| {
                    let key = format!("\"{}\": ", key.raw());
                    let column = indent + 2 + key.chars().count();
                    key + &write(value, indent + 2, column, usize::from(index < last), width)
                };
                ("{", object.iter().enumerate().map(line).collect(), "}")
            }
            _ => unreachable!("no container"),
        };
        format!("{open}\n{pad}{}\n{}{close}", lines.join(&format!(",\n{pad}")), " ".repeat(indent))
    }
    fn flat(tree: &parsify_json::tree::Value<'_>) -> String {
        use parsify_json::tree::Value;
        match tree {
            Value::Array(elements) => format!("[{}]", elements.iter().map(flat).collect::<Vec<_>>().join(", ")),
            Value::Object(object) if object.is_empty() => "{}".to_owned(),
            Value::Object(object) => {
                let members = object.iter().map(|(key, value)| format!("\"{}\": {}", key.raw(), flat(value)));
                format!("{{ {} }}", members.collect::<Vec<_>>().join(", "))
            }
            other => other.to_json(),
        }
    }
    write(&parsify_json::tree::parse(source).unwrap(), 0, 0, 0, width) + "\n"
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_container_is_in_one_line_exactly_when_it_fits(source in json(), width in 1_usize..120) {
        let text = format(&source, &format_options(json!({ "inlineWidth": width }))).unwrap();
        prop_assert_eq!(&text, &expected(&source, width));
        let compact = |text: &str| minify(text, &MinifyOptions::default()).unwrap();
        prop_assert_eq!(compact(&text), compact(&source));
    }
}
