use parsify_code::ecma::{Ecma, minify};
use parsify_code::{Comments, MinifyOptions};

fn with(text: &str, change: impl Fn(&mut MinifyOptions)) -> String {
    let mut options = MinifyOptions::default();
    change(&mut options);
    minify(text, Ecma::JavaScript, &options).unwrap().code
}

#[test]
fn programs_become_shorter() {
    let text = "export function add(first, second) {\n  if (false) { never(); }\n  return first + second;\n}\n";
    assert_eq!(with(text, |_| ()), "export function add(e,t){return e+t}");
    assert_eq!(with(text, |it| it.mangle = false), "export function add(first,second){return first+second}");
    assert!(with(text, |it| it.compress = false).contains("never()"));
}

#[test]
fn names_stay_where_they_are_wanted() {
    let text = "export const run = () => { function named() {} return named.name; };";
    assert!(!with(text, |_| ()).contains("named()"));
    assert!(with(text, |it| it.keep_names = true).contains("named"));
}

#[test]
fn licences_stay() {
    let text = "/*! licence */\n// other\nexport const a = 1;\n";
    assert!(with(text, |_| ()).contains("licence") && !with(text, |_| ()).contains("other"));
    assert!(!with(text, |it| it.comments = Comments::None).contains("licence"));
}

#[test]
fn a_source_map_names_the_source() {
    let mut options = MinifyOptions::default();
    (options.source_map, options.source_name) = (true, Some("a/b.js".to_owned()));
    let map = minify("export const a = 1;", Ecma::JavaScript, &options).unwrap().map.unwrap();
    let map: serde_json::Value = serde_json::from_str(&map).unwrap();
    assert_eq!((&map["version"], &map["sources"][0]), (&3.into(), &"a/b.js".into()));
    assert!(!map["mappings"].as_str().unwrap().is_empty());
}

#[test]
fn typescript_loses_its_types() {
    let short = minify("export const a: number = 1 + 1", Ecma::TypeScript, &MinifyOptions::default()).unwrap();
    assert_eq!(short.code, "export const a=2;");
}
