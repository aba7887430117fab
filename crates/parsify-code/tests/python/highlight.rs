use parsify_code::python::highlight;
use parsify_code::{HighlightFormat, HighlightOptions};

use crate::PROGRAM;

#[test]
fn tokens_have_their_kinds() {
    let (html, tokens) = highlight("def f(a): return A(1, f'<{a}')  # b\n", &HighlightOptions::default()).unwrap();
    for part in [
        "<span class=\"keyword\">def</span>",
        "<span class=\"function\">f</span>",
        "<span class=\"number\">1</span>",
        "<span class=\"string\">&lt;</span>",
        "<span class=\"comment\"># b</span>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(tokens > 15);
}

#[test]
fn nothing_of_the_text_is_lost() {
    let mut options = HighlightOptions::default();
    options.output = HighlightFormat::Ansi;
    for text in [PROGRAM, "a = (\n", "'open\n", ""] {
        let (painted, _) = highlight(text, &options).unwrap();
        let mut parts = painted.split('\x1b');
        let mut plain = parts.next().unwrap().to_owned();
        parts.for_each(|part| plain.push_str(part.split_once('m').unwrap().1));
        assert_eq!(plain, text);
    }
}
