use parsify_code::ecma::{Ecma, highlight};
use parsify_code::{HighlightFormat, HighlightOptions};

use crate::PROGRAMS;

#[test]
fn tokens_have_their_kinds() {
    let (html, tokens) =
        highlight("const a = b(\"<\", 1) // c", Ecma::JavaScript, &HighlightOptions::default()).unwrap();
    for part in [
        "<span class=\"keyword\">const</span>",
        "<span class=\"variable\">a</span>",
        "<span class=\"function\">b</span>",
        "<span class=\"string\">&quot;&lt;&quot;</span>",
        "<span class=\"number\">1</span>",
        "<span class=\"comment\">// c</span>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert_eq!(tokens, 10);
}

#[test]
fn nothing_of_the_text_is_lost() {
    let mut options = HighlightOptions::default();
    options.output = HighlightFormat::Ansi;
    for (language, program) in PROGRAMS {
        let (painted, _) = highlight(program, language, &options).unwrap();
        let mut plain = String::new();
        let mut rest = painted.as_str();
        while let Some((before, after)) = rest.split_once('\x1b') {
            plain.push_str(before);
            rest = after.split_once('m').unwrap().1;
        }
        plain.push_str(rest);
        assert_eq!(plain, program);
    }
}

#[test]
fn a_text_with_errors_is_coloured_too() {
    let (html, _) = highlight("let a = 'open\nlet b", Ecma::JavaScript, &HighlightOptions::default()).unwrap();
    assert!(html.contains("open") && html.contains("b</"), "{html}");
}
