//! JSON Lines and concatenated documents in `format`, `minify` and `validate`.

use parsify_interface::{Failure, Processor as _, Request, Response, Silent};
use parsify_json::{
    BadDocuments, Code, Colors, Dialect, FormatOptions, Indent, JsonProcessor, MinifyOptions, Rewritten,
    ValidateOptions, Values, format, format_counted, minify, minify_counted, validate,
};
use proptest::prelude::*;

use crate::generate::{json, soup};

fn format_options(values: Values) -> FormatOptions {
    let mut options = FormatOptions::default();
    options.values = values;
    options
}

fn minify_options(values: Values) -> MinifyOptions {
    let mut options = MinifyOptions::default();
    options.values = values;
    options
}

fn validate_options(values: Values) -> ValidateOptions {
    let mut options = ValidateOptions::default();
    options.values = values;
    options
}

fn run(operation: &str, source: &str, params: &[(&str, &str)]) -> Result<Response, Failure> {
    let mut request = Request::new(operation).with_text("json", source);
    for (name, value) in params {
        request = request.with_param(*name, serde_json::from_str::<serde_json::Value>(value).unwrap());
    }
    JsonProcessor.execute(request, &Silent)
}

const BOTH: [Values; 2] = [Values::Lines, Values::Concatenated];

#[test]
fn each_line_is_a_document() {
    let source = "{\"a\":1}\r\n\n  [1, 2]  \n\"x\"";
    let text = format(source, &format_options(Values::Lines)).unwrap();
    assert_eq!(text, "{\n  \"a\": 1\n}\n[\n  1,\n  2\n]\n\"x\"\n");
    assert_eq!(minify(source, &minify_options(Values::Lines)).unwrap(), "{\"a\":1}\n[1,2]\n\"x\"\n");
    let rewritten = minify_counted(source, &minify_options(Values::Lines)).unwrap();
    assert_eq!(rewritten.documents, Some(3));
    assert_eq!(minify_counted("1", &MinifyOptions::default()).unwrap().documents, None);
}

#[test]
fn documents_follow_each_other() {
    let source = "{\"a\":1}{\"b\"\n:2}[]1 2\n\"x\"\"y\"null\n\n true[\n]";
    let minified = minify(source, &minify_options(Values::Concatenated)).unwrap();
    assert_eq!(minified, "{\"a\":1}\n{\"b\":2}\n[]\n1\n2\n\"x\"\n\"y\"\nnull\ntrue\n[]\n");
    let text = format(source, &format_options(Values::Concatenated)).unwrap();
    assert!(text.starts_with("{\n  \"a\": 1\n}\n{\n  \"b\": 2\n}\n[]\n1\n2\n\"x\"\n"), "{text}");
    assert_eq!(format(&text, &format_options(Values::Concatenated)).unwrap(), text);
    assert_eq!(minify(&text, &minify_options(Values::Concatenated)).unwrap(), minified);
}

#[test]
fn no_documents_are_no_problem() {
    for values in BOTH {
        for source in ["", "\n\n", " \r\n\t"] {
            assert_eq!(format(source, &format_options(values)).unwrap(), "");
            assert_eq!(minify(source, &minify_options(values)).unwrap(), "");
            let found = validate(source, &validate_options(values));
            assert!(found.valid);
            assert_eq!(found.documents.unwrap().count, 0);
        }
    }
    assert_eq!(format("", &FormatOptions::default()).unwrap_err().code, Code::Empty);
}

#[test]
fn options_hold_for_each_document() {
    let mut options = format_options(Values::Lines);
    options.insert_final_newline = false;
    assert_eq!(format("1\n2\n", &options).unwrap(), "1\n2");
    assert_eq!(format("\n", &options).unwrap(), "");
    options.indent = Indent::None;
    assert_eq!(format("[1]\n{ }", &options).unwrap(), "[1]\n{}\n");
    let sorted = run(
        "minify",
        "{\"b\":null,\"a\":1}\n{\"d\":[null],\"c\":\"long\"}",
        &[("values", "\"lines\""), ("sortKeys", "true"), ("removeNulls", "\"all\""), ("truncateStrings", "2")],
    )
    .unwrap();
    assert_eq!(sorted.text(), Some("{\"a\":1}\n{\"c\":\"l…\",\"d\":[]}\n"));
    assert_eq!((&sorted.data["removedNulls"], &sorted.data["truncatedStrings"]), (&2.into(), &1.into()));
    assert_eq!(sorted.documents[0].media_type, "application/x-ndjson");
    assert_eq!(run("format", "1", &[("values", "\"lines\"")]).unwrap().documents[0].media_type, "text/plain");
}

#[test]
fn html_has_one_frame() {
    let mut options = format_options(Values::Lines);
    (options.colors, options.style_sheet) = (Colors::Html, true);
    let html = format("1\n<\n2", &options).unwrap_err();
    assert_eq!(html.line, 2);
    options.bad_documents = BadDocuments::Keep;
    let html = format("1\n<b>\u{7f}\n2", &options).unwrap();
    assert_eq!(html.matches("<pre").count(), 1);
    assert_eq!(html.matches("<style").count(), 1);
    let inside = "<span class=\"number\">1</span>\n&lt;b&gt;\\u007f\n<span class=\"number\">2</span>\n</pre>";
    assert!(html.ends_with(inside), "{html}");
    options.colors = Colors::Ansi;
    let ansi = format("\u{1b}[31m", &options).unwrap();
    assert_eq!(ansi, "?[31m\n");
}

#[test]
fn a_bad_document_has_its_place_in_the_whole_text() {
    let source = "{\"a\": 1}\n\n  {\"b\": 1,}\n[2]\n";
    for values in BOTH {
        let problem = format(source, &format_options(values)).unwrap_err();
        assert_eq!((problem.code, problem.line, problem.column, problem.offset), (Code::TrailingComma, 3, 10, 19));
        assert_eq!(problem.excerpt, "  {\"b\": 1,}");
        assert_eq!(minify(source, &minify_options(values)).unwrap_err(), problem);
    }
    let failure = run("minify", source, &[("values", "\"lines\"")]).unwrap_err();
    assert_eq!((failure.code(), &failure.details()["line"]), ("json.trailing-comma", &3_usize.into()));
    assert!(failure.hints().iter().any(|hint| hint.contains("badDocuments")));
}

#[test]
fn bad_documents_are_listed_and_not_lost() {
    let source = "{\"a\":1}\n{bad\n[2 , 3]\n{\"c\":\n";
    let mut options = minify_options(Values::Lines);
    options.bad_documents = BadDocuments::Keep;
    let kept = minify_counted(source, &options).unwrap();
    assert_eq!(kept.text, "{\"a\":1}\n{bad\n[2,3]\n{\"c\":\n");
    let places = |rewritten: &Rewritten| {
        rewritten.bad_documents.first.iter().map(|it| (it.line, it.column, it.code.clone())).collect::<Vec<_>>()
    };
    let expected = [(2, 2, "json.unquoted-key".to_owned()), (4, 6, "json.unclosed-bracket".to_owned())];
    assert_eq!(places(&kept), expected);
    options.bad_documents = BadDocuments::Skip;
    let skipped = minify_counted(source, &options).unwrap();
    assert_eq!(skipped.text, "{\"a\":1}\n[2,3]\n");
    assert_eq!((places(&skipped), skipped.documents), (expected.to_vec(), Some(4)));

    let response = run("format", source, &[("values", "\"lines\""), ("badDocuments", "\"keep\"")]).unwrap();
    assert_eq!(response.data["badDocuments"]["count"], 2);
    assert_eq!(response.warnings, ["2 of 4 documents are bad, the first in line 2"]);
    let response = run("format", "[1]\n[", &[("values", "\"lines\""), ("badDocuments", "\"skip\"")]).unwrap();
    assert_eq!(response.warnings, ["1 of 2 documents is bad, in line 2"]);
}

#[test]
fn validation_reports_every_document() {
    let source = "{\"a\": 1, \"a\": 2}\n{'b': 1,}\n[1]\n\n\"\\ud800\"\nnope\n";
    let found = validate(source, &validate_options(Values::Lines));
    assert!(!found.valid);
    let problems: Vec<_> = found.problems.iter().map(|it| (it.code, it.line, it.column)).collect();
    let expected = [(Code::SingleQuotes, 2, 2), (Code::TrailingComma, 2, 8), (Code::UnquotedString, 6, 1)];
    assert_eq!(problems, expected);
    let warnings: Vec<_> = found.warnings.iter().map(|it| (it.code, it.line, it.related.map(|it| it.line))).collect();
    assert_eq!(warnings, [(Code::DuplicateKey, 1, Some(1)), (Code::LoneSurrogate, 5, None)]);
    let documents = found.documents.unwrap();
    assert_eq!((documents.count, documents.bad), (5, 2));
    let bad: Vec<_> = documents.first_bad.iter().map(|it| (it.document, it.line, it.offset, it.problems)).collect();
    assert_eq!(bad, [(2, 2, 17, 2), (5, 6, 41, 1)]);
    let statistics = found.statistics;
    assert_eq!((statistics.lines, statistics.bytes, statistics.objects, statistics.arrays), (6, source.len(), 2, 1));
    assert_eq!((statistics.numbers, statistics.keys, statistics.duplicate_keys, statistics.depth), (4, 2, 1, 1));
}

#[test]
fn validation_lists_within_its_limits() {
    let source = "[1,]\n".repeat(1000);
    let mut options = validate_options(Values::Lines);
    options.max_problems = 7;
    let found = validate(&source, &options);
    assert_eq!((found.problems.len(), found.omitted), (7, 993));
    let documents = found.documents.unwrap();
    assert_eq!((documents.count, documents.bad, documents.first_bad.len()), (1000, 1000, 100));
    let found = validate(&source, &validate_options(Values::Concatenated));
    assert_eq!(found.documents.unwrap().bad, 1000);
}

#[test]
fn dialects_have_lines_too() {
    let source = "{a: 1} // one\n// alone\n\n['b', /* two */ 2,]\n";
    let mut options = minify_options(Values::Lines);
    options.dialect = Dialect::Json5;
    let minified = minify_counted(source, &options).unwrap();
    assert_eq!(minified.text, "{\"a\":1}\n[\"b\",2]\n");
    assert_eq!((minified.documents, minified.dropped_comments), (Some(2), 3));
    assert_eq!(minified.comment_lines, [1, 2, 4]);
    options.values = Values::Concatenated;
    let concatenated = minify_counted(source, &options).unwrap();
    assert_eq!((concatenated.text, concatenated.comment_lines), (minified.text, minified.comment_lines));

    let source = "{\"a\": 1} // one\n  // alone\n[/* two */ 2,]\n";
    for values in BOTH {
        let mut options = format_options(values);
        options.dialect = Dialect::Jsonc;
        let text = format(source, &options).unwrap();
        assert_eq!(text, "{\n  \"a\": 1\n} // one\n// alone\n[\n  /* two */ 2\n]\n");
        let mut validation = validate_options(values);
        validation.dialect = Dialect::Jsonc;
        let found = validate(source, &validation);
        assert!(found.valid);
        assert_eq!(found.documents.unwrap().count, 2);
        assert!(!validate(source, &validate_options(values)).valid);
    }
    let mut options = format_options(Values::Concatenated);
    options.dialect = Dialect::Jsonc;
    assert_eq!(format("// only\n/* comments */", &options).unwrap(), "// only\n/* comments */\n");
}

#[test]
fn validation_knows_dialects() {
    let validated = |source: &str, dialect: Dialect| {
        let mut options = ValidateOptions::default();
        options.dialect = dialect;
        validate(source, &options)
    };
    let source = "// x\n{a: 'it', \"\\u0061\": 0xFFFFFFFFFFFFFFFFF, b: -Infinity, longest_key_of_all: .5,}";
    let found = validated(source, Dialect::Json5);
    assert!(found.valid, "{:?}", found.problems);
    let warnings: Vec<_> = found.warnings.iter().map(|it| (it.code, it.line, it.column)).collect();
    assert_eq!(warnings, [(Code::DuplicateKey, 2, 11), (Code::NonFiniteNumber, 2, 45)]);
    let statistics = found.statistics;
    assert_eq!((statistics.keys, statistics.strings, statistics.numbers), (4, 1, 3));
    assert_eq!((statistics.longest_string, statistics.numbers_beyond_precision), (18, 1));
    let codes = |found: parsify_json::Validation| found.problems.into_iter().map(|it| it.code).collect::<Vec<_>>();
    let found = codes(validated(source, Dialect::Jsonc));
    let expected = [
        Code::UnquotedKey,
        Code::SingleQuotes,
        Code::HexNumber,
        Code::UnquotedKey,
        Code::NonFiniteNumber,
        Code::UnquotedKey,
        Code::LeadingDot,
    ];
    assert_eq!(found, expected);
    assert!(validated("[1, // x\n]", Dialect::Jsonc).valid);
    assert_eq!(codes(validated("[1, // x\n]", Dialect::Json)), [Code::Comment, Code::TrailingComma]);
    assert_eq!(
        codes(validated("{a: 1, , 'b': [1 2], c}", Dialect::Json5)),
        [Code::ExtraComma, Code::MissingComma, Code::MissingColon]
    );
    for name in ["{a: 1}", "{a\\u0062: 1}", "{'': 1}"] {
        assert!(validated(name, Dialect::Json5).valid, "{name}");
    }
}

#[test]
fn depth_bounds_each_document() {
    let deep = format!("{}{}", "[".repeat(2000), "]".repeat(2000));
    let source = format!("[1]\n{deep}\n[2]\n");
    let mut options = minify_options(Values::Lines);
    options.bad_documents = BadDocuments::Skip;
    let rewritten = minify_counted(&source, &options).unwrap();
    assert_eq!((rewritten.text.as_str(), rewritten.bad_documents.first[0].code.as_str()), ("[1]\n[2]\n", "json.depth"));
    // Nobody knows where it ends, so the rest belongs to it.
    options.values = Values::Concatenated;
    assert_eq!(minify(&source, &options).unwrap(), "[1]\n");
    assert_eq!(minify(&source, &minify_options(Values::Concatenated)).unwrap_err().code, Code::Depth);
}

#[test]
fn many_lines_take_time_in_proportion() {
    let source = "{\"a\": [1, 2, 3]}\n".repeat(100_000);
    for values in BOTH {
        assert_eq!(minify(&source, &minify_options(values)).unwrap().len(), 100_000 * 14);
    }
    let bad = "[\n".repeat(100_000);
    assert_eq!(validate(&bad, &validate_options(Values::Lines)).documents.unwrap().bad, 100_000);
}

proptest! {
    #[test]
    fn lines_are_documents(documents in prop::collection::vec(json(), 0..5)) {
        let minified: Vec<String> =
            documents.iter().map(|it| minify(it, &MinifyOptions::default()).unwrap() + "\n").collect();
        let lines = minified.concat();
        prop_assert_eq!(&minify(&lines, &minify_options(Values::Lines)).unwrap(), &lines);
        let formatted: String = documents.iter().map(|it| format(it, &FormatOptions::default()).unwrap()).collect();
        prop_assert_eq!(&format(&lines, &format_options(Values::Lines)).unwrap(), &formatted);
        prop_assert_eq!(&minify(&formatted, &minify_options(Values::Concatenated)).unwrap(), &lines);
        prop_assert_eq!(format(&documents.join("\n"), &format_options(Values::Concatenated)).unwrap(), formatted);
        for values in BOTH {
            let found = validate(&lines, &validate_options(values));
            prop_assert!(found.valid);
            prop_assert_eq!(found.documents.unwrap().count, documents.len());
        }
    }

    #[test]
    fn garbage_is_kept_or_refused(source in soup()) {
        for values in BOTH {
            for dialect in [Dialect::Json, Dialect::Jsonc, Dialect::Json5] {
                let mut options = format_options(values);
                (options.dialect, options.bad_documents) = (dialect, BadDocuments::Keep);
                let rewritten = format_counted(&source, &options).unwrap();
                let mut validation = validate_options(values);
                validation.dialect = dialect;
                let found = validate(&source, &validation);
                let documents = found.documents.unwrap();
                prop_assert_eq!(Some(documents.count), rewritten.documents);
                prop_assert_eq!(found.valid, documents.bad == 0);
                // Numbers that JSON cannot say are valid JSON5.
                prop_assert!(documents.bad <= rewritten.bad_documents.count);
                for problem in &found.problems {
                    prop_assert!(problem.offset + problem.length <= source.len());
                }
            }
        }
    }
}
