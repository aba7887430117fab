use parsify_json::{RepairOptions, repair};
use std::time::Instant;
fn main() {
    let patterns = [
        "]",
        "}",
        "1],",
        "{\"a\":1}]",
        "\"a\", b, ",
        "'",
        "\"",
        "`a",
        "(",
        "f(",
        "a ",
        "a: ",
        "1 ",
        "[1}",
        "\\",
        "\\\"",
        "\"\"\"",
        "'''",
        "```",
        "/*",
        "//\n",
        "# ",
        "...",
        "\"a\" + ",
        "\"\n",
        "{a",
        "a=",
        "\u{a0}",
        "\u{201c}",
        "\"x\": \"y, ",
        "{{",
        "a;",
        "1;",
        "a /**/ b",
        "\" ",
        "\"a\n",
        "x\n",
        "x, ",
        "[x ",
        "`{",
        "`",
        "new ",
        "u'",
        "r\"\\",
        "\"}",
        "\"]\n",
        "+",
        "-",
        "{1",
        "(1,",
        "((1)",
        "\"\"",
        "'\"",
        "\\n",
        "a:1\n",
        "<!--",
        "\"a\" ",
        "'a' + ",
        "{'a'",
        "[\"a\":",
        "true ",
        "NaN",
        "0x",
        "\"\\u{",
        "…",
        "{a ",
        "12 a ",
        "[]",
        "{}\n",
        "a[",
        "a`",
    ];
    let most: usize = std::env::args().nth(1).map_or(200_000, |it| it.parse().unwrap());
    let mut options = RepairOptions::default();
    options.max_depth = 100_000;
    for pattern in patterns {
        for prefix in ["", "[", "{\"a\": ", "{", "[\"", "{a: ", "1, ", "x {", "['", "``` ", "{\"a\": \""] {
            let time = |size: usize| {
                let source = format!("{prefix}{}", pattern.repeat(size / pattern.len()));
                let start = Instant::now();
                let _ = repair(&source, &options);
                start.elapsed().as_secs_f64() * 1e3
            };
            let (small, large) = (time(most / 8), time(most));
            if large > 20.0 || (large > 8.0 && large / small > 16.0) {
                println!("{prefix:?} {pattern:?} {small:.2} {large:.2} {:.1}", large / small);
            }
        }
    }
}
