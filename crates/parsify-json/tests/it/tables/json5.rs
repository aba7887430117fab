use parsify_json::{Format, Indent, tree::parse};
use proptest::prelude::*;

use super::{clean, options, refused};

#[test]
fn names_stand_without_quotes() {
    let mut options = options(Format::Json, Format::Json5);
    let json = r#"{"a":1.10,"$b_2":["\u00e9",{}],"2":null,"c d":[],"":true,"\u0065":1e400,"é":2}"#;
    let json5 = r#"{a:1.10,$b_2:["\u00e9",{}],"2":null,"c d":[],"":true,e:1e400,"é":2}"#;
    assert_eq!(clean(json, &options), json5);
    options.indent = Indent::Spaces(2);
    assert_eq!(clean(r#"{"a":[1,{"b":2}]}"#, &options), "{\n  a: [\n    1,\n    {\n      b: 2\n    }\n  ]\n}\n");
    options.to = Format::Jsonc;
    assert_eq!(clean(r#"{"a":[]}"#, &options), "{\n  \"a\": []\n}\n");
}

#[test]
fn deep_documents_with_a_wide_indent_are_bounded() {
    let mut options = options(Format::Json, Format::Json5);
    options.indent = Indent::Spaces(16);
    let deep = format!("{}[{}1]{}", "[".repeat(500), "1,".repeat(20_000), "]".repeat(500));
    assert_eq!(refused(&deep, &options).code(), "json.output-size");
}

proptest! {
    #[test]
    fn quotes_around_names_make_it_json_again(json in crate::generate::json()) {
        let json5 = clean(&json, &options(Format::Json, Format::Json5));
        // Only keys stand without quotes; those that `generate` makes are of the letters from a to z.
        let mut quoted = String::new();
        let (mut in_text, mut escaped, mut name) = (false, false, String::new());
        for letter in json5.chars() {
            if !in_text && letter == ':' && !name.is_empty() {
                quoted.truncate(quoted.len() - name.len());
                quoted.push_str(&format!("\"{name}\""));
            }
            let is_name = !in_text && (letter.is_ascii_alphanumeric() || letter == '_' || letter == '$');
            if is_name { name.push(letter) } else { name.clear() }
            if letter == '"' && !escaped {
                in_text = !in_text;
            }
            escaped = in_text && letter == '\\' && !escaped;
            quoted.push(letter);
        }
        prop_assert!(parse(&quoted).unwrap().same(&parse(&json).unwrap()), "{}", json5);
    }
}
