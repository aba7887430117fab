//! Colours.

use crate::check::format_options;
use crate::generate::json;
use parsify_interface::{Processor as _, Request, Silent};
use parsify_json::{JsonProcessor, format};
use proptest::prelude::*;
use serde_json::json;

#[track_caller]
fn colored(options: serde_json::Value, source: &str) -> String {
    format(source, &format_options(options)).expect("the source is good")
}

#[test]
fn a_terminal() {
    let source = r#"{"a":["x",1.5,true,null,{}]}"#;
    let text = colored(json!({ "colors": "ansi", "indent": "none" }), source);
    let expected =
        "{\x1b[34;1m\"a\"\x1b[0m:[\x1b[32m\"x\"\x1b[0m,\x1b[36m1.5\x1b[0m,\x1b[33mtrue\x1b[0m,\x1b[90mnull\x1b[0m,{}]}";
    assert_eq!(text, expected);
    for theme in ["dark", "light"] {
        let text = colored(json!({ "colors": "ansi", "theme": theme }), source);
        assert!(text.contains("\x1b[38;2;"), "{theme}");
    }
}

#[test]
fn a_page() {
    let text = colored(json!({ "colors": "html", "inlineWidth": 80 }), r#"{"a":["x",1.5,true,null,{}]}"#);
    let expected = "<pre class=\"parsify-json default\">{ <span class=\"key\">&quot;a&quot;</span>: \
        [<span class=\"string\">&quot;x&quot;</span>, <span class=\"number\">1.5</span>, \
        <span class=\"boolean\">true</span>, <span class=\"null\">null</span>, {}] }</pre>\n";
    assert_eq!(text, expected);
}

#[test]
fn a_page_with_its_style_sheet() {
    let text = colored(json!({ "colors": "html", "styleSheet": true, "theme": "dark" }), "[1]");
    assert!(text.starts_with("<style>\n.parsify-json.dark { color: #"), "{text}");
    for name in ["key", "string", "number", "boolean", "null"] {
        assert!(text.contains(&format!(".parsify-json.dark .{name} {{ color: #")), "{text}");
    }
    assert!(text.contains("</style>\n<pre class=\"parsify-json dark\">["), "{text}");
}

#[test]
fn nothing_of_the_document_becomes_markup() {
    let source = r#"{"</span><script>alert('x')</script>":"<img src=x onerror=\"y\">&amp;"}"#;
    let text = colored(json!({ "colors": "html", "indent": "none" }), source);
    let inside = text.replace("<span class=\"key\">", "").replace("<span class=\"string\">", "").replace("</span>", "");
    let inside = inside.strip_prefix("<pre class=\"parsify-json default\">").unwrap().strip_suffix("</pre>").unwrap();
    assert!(!inside.contains(['<', '>', '"', '\'']), "{inside}");
    assert!(inside.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"), "{inside}");
    assert!(inside.contains("&amp;amp;"), "{inside}");
}

#[test]
fn nothing_of_the_document_acts_on_a_terminal() {
    let source = "[\"\u{7f}\u{9b}31m\u{202e}\u{2028}\u{200b}\u{feff}\u{e0041}ok é\"]";
    for colors in ["ansi", "html"] {
        let text = colored(json!({ "colors": colors, "indent": "none" }), source);
        assert!(text.contains(r"\u007f\u009b31m\u202e\u2028\u200b\ufeff\udb40\udc41ok é"), "{text}");
    }
    // Without colours the document stays as it is.
    assert_eq!(colored(json!({ "indent": "none" }), source), source);
}

#[test]
fn the_media_type_says_what_it_is() {
    for (colors, media_type) in [("none", "application/json"), ("ansi", "text/plain"), ("html", "text/html")] {
        for operation in ["format", "prettify"] {
            let request = Request::new(operation).with_text("json", "[1]").with_param("colors", colors);
            let response = JsonProcessor.execute(request, &Silent).unwrap();
            assert_eq!(response.documents[0].media_type, media_type);
        }
    }
}

fn without_escapes(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\x1b') {
        plain.push_str(before);
        rest = after.split_once('m').expect("a sequence ends").1;
    }
    plain + rest
}

fn without_markup(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        plain.push_str(before);
        rest = after.split_once('>').expect("a tag ends").1;
    }
    plain.push_str(rest);
    let plain = plain.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    plain.replace("&amp;", "&")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn below_the_colours_is_the_document(source in json(), width in 0_usize..100) {
        let with = |colors: &str| colored(json!({ "colors": colors, "inlineWidth": width }), &source);
        // The generator makes one character that acts.
        let plain = with("none");
        let same = |shown: String| shown.replace("\\u007f", "\u{7f}");
        if width == 0 {
            prop_assert_eq!(same(without_escapes(&with("ansi"))), plain.clone().replace("\\u007f", "\u{7f}"));
            prop_assert_eq!(same(without_markup(&with("html"))), plain.replace("\\u007f", "\u{7f}"));
        } else if !source.contains('\u{7f}') {
            prop_assert_eq!(without_escapes(&with("ansi")), plain.clone());
            prop_assert_eq!(without_markup(&with("html")), plain);
        }
    }
}
