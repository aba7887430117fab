//! Comments of JSONC and JSON5 in `format`, `prettify` and `minify`.

use parsify_interface::{Processor as _, Request, Response, Silent};
use parsify_json::{
    Code, Colors, Dialect, EndOfLine, FormatOptions, Indent, JsonProcessor, MinifyOptions, RemoveNulls, SortKeys,
    format, format_counted, minify, minify_counted, parse_dialect,
};
use proptest::prelude::*;

use crate::generate::json;

fn jsonc() -> FormatOptions {
    let mut options = FormatOptions::default();
    options.dialect = Dialect::Jsonc;
    options
}

fn formatted(source: &str) -> String {
    format(source, &jsonc()).unwrap_or_else(|problem| panic!("{source}: {problem}"))
}

#[track_caller]
fn stays(text: &str) {
    assert_eq!(formatted(text), text);
}

fn run(operation: &str, source: &str, params: &[(&str, &str)]) -> Response {
    let mut request = Request::new(operation).with_text("json", source);
    for (name, value) in params {
        request = request.with_param(*name, serde_json::from_str::<serde_json::Value>(value).unwrap());
    }
    JsonProcessor.execute(request, &Silent).unwrap()
}

#[test]
fn comments_stay_in_their_places() {
    stays(
        "// head\n/* two\n   lines */\n{ // opens\n  // above\n  \"a\": 1, // behind\n  /* before */ \"b\": /* between */ [\n    \
         1 /* behind */,\n    /* before */ 2,\n    3 // the last\n    // closes\n  ], /* one */ // two\n  \"c\": {\n    // \
         nothing else\n  },\n  \"d\": [],\n  \"e\": [ // opens\n    1\n  ] // closed\n} // tail\n// foot\n",
    );
}

#[test]
fn comments_find_their_lines() {
    for (source, expected) in [
        ("[1,2// x\n]", "[\n  1,\n  2 // x\n]\n"),
        ("[1// x\n,2]", "[\n  1, // x\n  2\n]\n"),
        ("[1, // x\n2]", "[\n  1, // x\n  2\n]\n"),
        ("[1, // x\n]", "[\n  1 // x\n]\n"),
        ("[1// x\n, // y\n2]", "[\n  1, // x\n  // y\n  2\n]\n"),
        ("[1,\n// x\n\n\n2]", "[\n  1,\n  // x\n  2\n]\n"),
        ("[/*x*/]", "[\n  /*x*/\n]\n"),
        ("[//x\n]", "[ //x\n]\n"),
        ("{\"a\"/*x*/:/*y*/1}", "{\n  \"a\": /*x*/ /*y*/ 1\n}\n"),
        ("{\"a\": // x\n {}}", "{\n  // x\n  \"a\": {}\n}\n"),
        ("{/*x*/ \"a\": // y\n 1}", "{\n  // y\n  /*x*/ \"a\": 1\n}\n"),
        ("[\n/*x*/ // y\n1]", "[\n  /*x*/ // y\n  1\n]\n"),
        ("[1 /*x*/ /*y*/, /*z*/ 2]", "[\n  1 /*x*/ /*y*/,\n  /*z*/ 2\n]\n"),
        ("/*x*/1/*y*/", "/*x*/ 1 /*y*/\n"),
        ("1 // x  \t\r\n\r\n// y", "1 // x\n// y\n"),
    ] {
        assert_eq!(formatted(source), expected, "{source}");
        stays(expected);
    }
}

#[test]
fn stars_stand_below_each_other() {
    let source = "{\n/**\n* one\n      * two\n*/\"a\": 1, \"b\": /* x\n  y */ 2}";
    let expected = "{\n  /**\n   * one\n   * two\n   */ \"a\": 1,\n  \"b\": /* x\n  y */ 2\n}\n";
    assert_eq!(formatted(source), expected);
    let mut options = jsonc();
    options.end_of_line = EndOfLine::Crlf;
    assert_eq!(format(source, &options).unwrap(), expected.replace('\n', "\r\n"));
    options.indent = Indent::Tab;
    let tabs = "{\r\n\t/**\r\n\t * one\r\n\t * two\r\n\t */ \"a\": 1,\r\n\t\"b\": /* x\r\n  y */ 2\r\n}\r\n";
    assert_eq!(format(source, &options).unwrap(), tabs);
}

#[test]
fn comments_travel_with_their_members() {
    let source = "{\n  // of b\n  \"b\": 1, // b\n  \"c\": { // in c\n    \"z\": 1,\n    // of y\n    \"y\": 2 // y\n  },\n  /* a */ \
                  \"a\": null // a\n  // end\n}\n";
    let mut options = jsonc();
    options.sort_keys = SortKeys::CodePoint;
    let sorted = "{\n  /* a */ \"a\": null, // a\n  // of b\n  \"b\": 1, // b\n  \"c\": { // in c\n    // of y\n    \"y\": 2, // \
                  y\n    \"z\": 1\n  }\n  // end\n}\n";
    assert_eq!(format(source, &options).unwrap(), sorted);
    options.remove_nulls = RemoveNulls::All;
    let rewritten = format_counted(source, &options).unwrap();
    assert!(rewritten.text.starts_with("{\n  // of b\n  \"b\": 1, // b\n"), "{}", rewritten.text);
    assert!(rewritten.text.ends_with("\n  // end\n}\n"));
    assert_eq!((rewritten.removed_nulls, rewritten.removed_comments, rewritten.dropped_comments), (1, 2, 0));
}

#[test]
fn what_is_left_without_nulls_keeps_its_comments() {
    let mut options = jsonc();
    options.remove_nulls = RemoveNulls::All;
    for (source, expected) in [
        ("[ // opens\n null, // gone\n 1 // one\n]", "[ // opens\n  1 // one\n]\n"),
        ("[1, // one\n /* gone */ null /* gone */, // gone\n // two\n 2]", "[\n  1, // one\n  // two\n  2\n]\n"),
        ("{\"a\": [null // gone\n // stays\n]}", "{\n  \"a\": [\n    // stays\n  ]\n}\n"),
        ("{\"a\": [ // stays\n null]}", "{\n  \"a\": [] // stays\n}\n"),
        ("// stays\nnull // stays\n// stays", "// stays\nnull // stays\n// stays\n"),
        ("{\"a\": /* gone */ null} // stays", "{} // stays\n"),
    ] {
        assert_eq!(format(source, &options).unwrap(), expected, "{source}");
    }
}

#[test]
fn containers_with_comments_stand_in_lines() {
    let mut options = FormatOptions::prettified();
    options.dialect = Dialect::Jsonc;
    let source = "{\"a\": [1, 2], // x\n \"b\": [1, /* y */ 2], \"c\": { // z\n \"d\": [1, {}]}, \"e\": /* v */ [3]}";
    let expected = "{\n  \"a\": [1, 2], // x\n  \"b\": [\n    1,\n    /* y */ 2\n  ],\n  \"c\": { // z\n    \"d\": [1, {}]\n  },\n  \
                    \"e\": /* v */ [3]\n}\n";
    assert_eq!(format(source, &options).unwrap(), expected);
    options.inline_width = 12;
    let source = "[\n  /* abc */ [1],\n  /* abcd */ [1],\n  [1, 2, 3]\n]";
    let expected = "[\n  /* abc */ [\n    1\n  ],\n  /* abcd */ [\n    1\n  ],\n  [1, 2, 3]\n]\n";
    assert_eq!(format(source, &options).unwrap(), expected);
}

#[test]
fn in_one_line_there_is_no_room_for_comments() {
    let source = "// one\n{\"a\": /* two */ 1, // two\n}";
    let mut options = jsonc();
    options.indent = Indent::None;
    let rewritten = format_counted(source, &options).unwrap();
    assert_eq!((rewritten.text.as_str(), rewritten.dropped_comments), ("{\"a\":1}", 3));
    let mut options = MinifyOptions::default();
    options.dialect = Dialect::Jsonc;
    let minified = minify_counted(source, &options).unwrap();
    assert_eq!((minified.text.as_str(), minified.comment_lines.as_slice()), ("{\"a\":1}", &[1, 2][..]));
}

#[test]
fn json5_becomes_json() {
    let source = "// config\n{unquoted: 'it\\'s \"x\"', hex: 0xFF, /* half */ half: +.5, list: [1,],}";
    let response = run("format", source, &[("dialect", "\"json5\"")]);
    let expected =
        "{\n  \"unquoted\": \"it's \\\"x\\\"\",\n  \"hex\": 255,\n  \"half\": 0.5,\n  \"list\": [\n    1\n  ]\n}\n";
    assert_eq!(response.text(), Some(expected));
    assert_eq!(response.warnings, ["2 comments were left out, in lines 1, 2"]);
    assert_eq!(response.data["droppedComments"], 2);
    assert_eq!(response.documents[0].media_type, "application/json");
    let mut options = FormatOptions::default();
    options.dialect = Dialect::Json5;
    options.sort_keys = SortKeys::CodePoint;
    assert!(format(source, &options).unwrap().starts_with("{\n  \"half\": 0.5,\n  \"hex\": 255"));
    let problem = format("[1,\n -Infinity]", &options).unwrap_err();
    assert_eq!((problem.code, problem.line, problem.column), (Code::NonFiniteNumber, 2, 2));
}

#[test]
fn answers_say_what_they_are() {
    let media_type =
        |operation: &str, params: &[(&str, &str)]| run(operation, "[1] // x", params).documents[0].media_type.clone();
    let dialect = ("dialect", "\"jsonc\"");
    assert_eq!(media_type("format", &[dialect]), "application/jsonc");
    assert_eq!(media_type("prettify", &[dialect]), "application/jsonc");
    assert_eq!(media_type("format", &[dialect, ("indent", "\"none\"")]), "application/json");
    assert_eq!(media_type("minify", &[dialect]), "application/json");
    assert_eq!(media_type("format", &[dialect, ("colors", "\"html\"")]), "text/html");
    let response = run("minify", "[1] // x", &[dialect]);
    assert_eq!(response.warnings, ["1 comment was left out, in line 1"]);
}

#[test]
fn comments_have_a_colour_and_no_power() {
    let mut options = jsonc();
    options.colors = Colors::Html;
    let html = format("[1] // </pre><script>", &options).unwrap();
    assert!(html.ends_with(" <span class=\"comment\">// &lt;/pre&gt;&lt;script&gt;</span></pre>\n"), "{html}");
    options.colors = Colors::Ansi;
    let ansi = format("[] // \u{1b}[31m \u{9b}31m \u{202e}", &options).unwrap();
    assert_eq!(ansi, "[] \u{1b}[90;3m// ?[31m \\u009b31m \\u202e\u{1b}[0m\n");
    let mut options = jsonc();
    options.ensure_ascii = true;
    assert_eq!(format("[] // é", &options).unwrap(), "[] // \\u00e9\n");
}

#[test]
fn problems_of_dialects_have_their_places() {
    let code = |source: &str| {
        let problem = format(source, &jsonc()).unwrap_err();
        (problem.code, problem.offset)
    };
    assert_eq!(code("// only"), (Code::Empty, 7));
    assert_eq!(code("[1, /* x"), (Code::UnclosedComment, 4));
    assert_eq!(code("{a: 1}"), (Code::UnquotedKey, 1));
    assert_eq!(code(&"[".repeat(1001)).0, Code::Depth);
    let mut options = jsonc();
    options.max_depth = 100_000;
    assert_eq!(format(&"[".repeat(100_000), &options).unwrap_err().code, Code::UnclosedBracket);
    assert_eq!(format("[1] // x", &FormatOptions::default()).unwrap_err().code, Code::Comment);
}

#[test]
fn many_comments_take_time_in_proportion() {
    let one_line = format!("[{}1]", "/**/".repeat(200_000));
    assert!(formatted(&one_line).len() > 800_000);
    let many_lines = format!("[1{}\n]", "//\n".repeat(300_000));
    assert!(formatted(&many_lines).len() > 900_000);
    let behind = format!("[1{}]", "/**/ ,2 //\n".repeat(100_000));
    assert!(formatted(&behind).len() > 900_000);
}

/// A document with something in its gaps, in the order given.
fn with_gaps(json: &str, gaps: &[usize]) -> String {
    const GAPS: [&str; 14] = [
        "",
        "",
        "",
        " ",
        "\n",
        "/*a*/",
        " // b\n",
        "\n// c\n",
        "\n/* d\n * e */\n",
        "/*f*/ /*g*/",
        "\n/*h*/",
        "/*i*/\n",
        " /*j\nk*/ ",
        "\n\n//l\n\n",
    ];
    let (mut text, mut in_string, mut escaped, mut next) = (String::new(), false, false, gaps.iter().cycle());
    let mut gap = |text: &mut String| text.push_str(next.next().map_or("", |gap| GAPS[gap % GAPS.len()]));
    gap(&mut text);
    for found in json.chars() {
        let structural = !in_string && "[]{}:,\"".contains(found);
        if structural && found != '"' {
            gap(&mut text);
        }
        if found == '"' && !escaped {
            in_string = !in_string;
        }
        escaped = in_string && found == '\\' && !escaped;
        text.push(found);
        if structural && found != '"' {
            gap(&mut text);
        }
    }
    gap(&mut text);
    text
}

fn commented() -> impl Strategy<Value = String> {
    (json(), prop::collection::vec(0_usize..14, 1..60)).prop_map(|(json, gaps)| with_gaps(&json, &gaps))
}

/// The letters of all comments, in order.
fn letters(source: &str) -> Vec<char> {
    let (mut letters, mut rest) = (Vec::new(), source);
    while let Some(found) = rest.chars().next() {
        let length = match found {
            '"' => {
                let mut escaped = false;
                let end = |found: char| {
                    let ends = found == '"' && !escaped;
                    escaped = found == '\\' && !escaped;
                    ends
                };
                rest[1..].find(end).unwrap() + 2
            }
            '/' => {
                let end = if rest.starts_with("//") {
                    rest.find('\n').unwrap_or(rest.len())
                } else {
                    rest.find("*/").unwrap() + 2
                };
                letters.extend(rest[..end].chars().filter(char::is_ascii_lowercase));
                end
            }
            _ => found.len_utf8(),
        };
        rest = &rest[length..];
    }
    letters
}

fn sorted(mut letters: Vec<char>) -> Vec<char> {
    letters.sort_unstable();
    letters
}

fn options() -> impl Strategy<Value = FormatOptions> {
    (0_u8..4, prop_oneof![Just(0), Just(20), Just(80)], any::<bool>()).prop_map(|(indent, width, sort)| {
        let mut options = jsonc();
        (options.indent, options.inline_width) = (Indent::Spaces(indent), width);
        options.sort_keys = if sort { SortKeys::CodePoint } else { SortKeys::No };
        options
    })
}

proptest! {
    #[test]
    fn formatting_keeps_tokens_and_comments(source in commented(), options in options()) {
        let text = format(&source, &options).unwrap();
        prop_assert_eq!(sorted(letters(&text)), sorted(letters(&source)), "{}", text);
        let (found, expected) = (parse_dialect(&text, Dialect::Jsonc).unwrap(), parse_dialect(&source, Dialect::Jsonc).unwrap());
        if options.sort_keys == SortKeys::No {
            prop_assert_eq!(&found, &expected);
        }
        let minified = |source: &str| {
            let mut minify_options = MinifyOptions::default();
            minify_options.dialect = Dialect::Jsonc;
            minify_options.sort_keys = options.sort_keys;
            minify(source, &minify_options).unwrap()
        };
        prop_assert_eq!(minified(&text), minified(&source));
        prop_assert_eq!(format(&text, &options).unwrap(), text);
    }

    #[test]
    fn without_comments_it_is_json(source in json(), options in options(), nulls in any::<bool>()) {
        let mut options = options;
        options.remove_nulls = if nulls { RemoveNulls::All } else { RemoveNulls::None };
        let mut strict = options.clone();
        strict.dialect = Dialect::Json;
        let mut json5 = options.clone();
        json5.dialect = Dialect::Json5;
        let expected = format(&source, &strict).unwrap();
        prop_assert_eq!(&format(&source, &options).unwrap(), &expected);
        prop_assert_eq!(&format(&source, &json5).unwrap(), &expected);
    }

    #[test]
    fn minified_is_what_a_tree_gives(source in commented()) {
        for dialect in [Dialect::Jsonc, Dialect::Json5] {
            let mut options = MinifyOptions::default();
            options.dialect = dialect;
            prop_assert_eq!(minify(&source, &options).unwrap(), parse_dialect(&source, dialect).unwrap().to_json());
        }
    }

    #[test]
    fn nulls_go_with_their_comments(source in commented()) {
        let mut options = jsonc();
        options.remove_nulls = RemoveNulls::All;
        let once = format_counted(&source, &options).unwrap();
        let again = format_counted(&once.text, &options).unwrap();
        prop_assert_eq!(again.removed_nulls, 0);
        let mut bare = MinifyOptions::default();
        (bare.dialect, bare.remove_nulls) = (Dialect::Jsonc, RemoveNulls::All);
        let minified = minify(&source, &bare).unwrap();
        bare.remove_nulls = RemoveNulls::None;
        prop_assert_eq!(minify(&once.text, &bare).unwrap(), minified);
    }
}
