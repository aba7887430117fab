//! Hostile documents.

use parsify_interface::ErrorKind;
use parsify_json::{ConvertOptions, Format, convert};
use serde_json::json;

use super::check::{converted, options, refuses};

/// Runs on a thread with the stack that threads of a host have.
fn on_a_small_stack(job: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(2 * 1024 * 1024).spawn(job).unwrap();
    thread.join().unwrap();
}

#[test]
fn the_deepest_tree_is_written_in_every_format() {
    on_a_small_stack(|| {
        let json = "{\"a\":".repeat(512) + "1" + &"}".repeat(512);
        for format in ["yaml", "toml", "xml"] {
            let written = converted(json!({ "to": format, "indent": 1 }), &json);
            assert!(written.document.as_text().unwrap().contains('1'));
        }
        let json = format!("{{\"a\":{}{}}}", "[".repeat(511), "]".repeat(511));
        for format in ["yaml", "toml", "xml"] {
            converted(json!({ "to": format, "indent": 1 }), &json);
        }
    });
}

#[test]
fn nesting_has_a_limit() {
    on_a_small_stack(|| {
        for depth in [512, 513, 100_000] {
            let xml = "<a>".repeat(depth) + "x" + &"</a>".repeat(depth);
            let answer = convert(xml.as_str(), &ConvertOptions::new(Format::Xml, Format::Json));
            assert_eq!(answer.is_ok(), depth <= 512, "{depth}");
            let yaml = "- ".repeat(depth) + "x";
            let answer = convert(yaml.as_str(), &ConvertOptions::new(Format::Yaml, Format::Json));
            assert_eq!(answer.is_ok(), depth <= 512, "{depth}");
        }
        for (format, source) in [
            ("yaml", "- ".repeat(513)),
            ("xml", "<a>".repeat(513)),
            ("xml", "<b><a/><a>".repeat(300) + &"</a></b>".repeat(300)),
        ] {
            let failure = convert(source.as_str(), &options(json!({ "from": format, "to": "json" }))).unwrap_err();
            assert_eq!((failure.kind(), failure.code()), (ErrorKind::Limit, "convert.depth"));
        }
        for (format, source) in [
            (Format::Yaml, "[".repeat(100_000)),
            (Format::Yaml, "{a: ".repeat(100_000)),
            (Format::Toml, "a = ".to_owned() + &"[".repeat(100_000)),
            (Format::Toml, "a = ".to_owned() + &"{a = ".repeat(100_000)),
            (Format::Toml, "a.".repeat(100_000) + "a = 1"),
            (Format::Toml, format!("[{}a]", "a.".repeat(100_000))),
        ] {
            let failure = convert(source.as_str(), &ConvertOptions::new(format, Format::Json)).unwrap_err();
            assert_eq!((failure.kind(), failure.code()), (ErrorKind::Limit, "convert.depth"), "{failure}");
        }
    });
}

#[test]
fn aliases_cannot_explode() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let aliases = format!("*a{}, ", level - 1).repeat(9);
        bomb += &format!("a{level}: &a{level} [{aliases}]\n");
    }
    let failure = convert(bomb.as_str(), &ConvertOptions::new(Format::Yaml, Format::Json)).unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Limit, "yaml.alias"));
    let text = "x".repeat(1_000_000);
    let bomb = format!("a: &a {text}\nb: [{}]\n", "*a, ".repeat(100));
    let failure = convert(bomb.as_str(), &ConvertOptions::new(Format::Yaml, Format::Json)).unwrap_err();
    assert_eq!(failure.code(), "yaml.alias");
    let open: String = (0..200).map(|at| format!("&a{at} [")).collect();
    let nested = open + &"x".repeat(1_000_000) + &"]".repeat(200);
    let failure = convert(nested.as_str(), &ConvertOptions::new(Format::Yaml, Format::Json)).unwrap_err();
    assert_eq!(failure.code(), "yaml.alias");
}

#[test]
fn depth_cannot_grow_by_aliases() {
    let mut source = "a0: &a0 [x]\n".to_owned();
    for level in 1..600 {
        source += &format!("a{level}: &a{level} [*a{}]\n", level - 1);
    }
    let failure = convert(source.as_str(), &ConvertOptions::new(Format::Yaml, Format::Json)).unwrap_err();
    assert_eq!(failure.code(), "convert.depth");
}

#[test]
fn an_alias_within_its_anchor_is_refused() {
    refuses(json!({ "from": "yaml", "to": "json" }), "a: &a\n  - *a\n", "yaml.alias", (2, 5));
    refuses(json!({ "from": "yaml", "to": "json" }), "a: *b\n", "yaml.syntax", (1, 4));
}

#[test]
fn numbers_may_have_ten_thousand_digits() {
    let digits = "7".repeat(10_000);
    let yaml = converted(json!({ "to": "yaml" }), &digits);
    assert_eq!(yaml.document.as_text().unwrap().trim_end(), digits);
    let json = converted(json!({ "from": "yaml", "to": "json", "indent": "none" }), &digits);
    assert_eq!(json.document.as_text().unwrap(), digits);
    let fraction = format!("a = 0.{digits}");
    let json = converted(json!({ "from": "toml", "to": "json", "indent": "none" }), &fraction);
    assert_eq!(json.document.as_text().unwrap(), format!("{{\"a\":0.{digits}}}"));
    refuses(json!({ "from": "toml", "to": "json" }), &format!("a = {digits}"), "toml.syntax", (1, 5));
    let toml = converted(json!({ "to": "toml" }), &format!("{{\"a\":{digits}}}"));
    assert_eq!(toml.notes.len(), 1);
    assert!(toml.notes[0].message.len() < 200);
}

#[test]
fn brackets_as_deep_as_the_readers_go() {
    for (from, before, deepest) in [("yaml", "", 255), ("toml", "a = ", 80)] {
        let nested = |depth: usize| before.to_owned() + &"[".repeat(depth) + &"]".repeat(depth);
        converted(json!({ "from": from, "to": "json" }), &nested(deepest));
        let failure =
            convert(nested(deepest + 1).as_str(), &options(json!({ "from": from, "to": "json" }))).unwrap_err();
        assert_eq!((failure.code(), &failure.details()["limit"]), ("convert.depth", &deepest.into()));
        assert_eq!(failure.details()["offset"], (before.len() + deepest).into());
    }
    // Brackets in strings and comments are none.
    let quoted = format!("a = \"{0}\" # {0}\nb = ]", "[".repeat(100));
    refuses(json!({ "from": "toml", "to": "json" }), &quoted, "toml.syntax", (2, 5));
    refuses(json!({ "from": "yaml", "to": "json" }), "[a, [b}]", "yaml.syntax", (1, 7));
}

#[test]
fn no_option_is_said_to_make_trees_deeper() {
    let failure = convert("[".repeat(513).as_str(), &ConvertOptions::new(Format::Json, Format::Yaml)).unwrap_err();
    assert_eq!(failure.code(), "json.depth");
    assert_eq!(failure.hints(), ["only `format`, `minify` and `validate` read documents that nest deeper"]);
}

#[test]
fn wide_indents_of_deep_trees_have_a_limit() {
    let source = "[".repeat(500) + &"1,".repeat(20_000) + "1" + &"]".repeat(500);
    for format in ["json", "xml"] {
        let failure = convert(source.as_str(), &options(json!({ "to": format, "indent": 16 }))).unwrap_err();
        assert_eq!(failure.code(), "json.output-size");
    }
}

#[test]
fn notes_are_kept_to_a_number() {
    let source = format!("{{\"a\":[{}0]}}", "null,".repeat(250));
    let toml = converted(json!({ "to": "toml" }), &source);
    assert_eq!((toml.notes.len(), toml.omitted), (100, 150));
}
