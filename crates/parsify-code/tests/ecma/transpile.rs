use parsify_code::ecma::{Ecma, transpile, validate};
use parsify_code::{Jsx, Target, TranspileOptions, code};

fn with(text: &str, language: Ecma, change: impl Fn(&mut TranspileOptions)) -> String {
    let mut options = TranspileOptions::default();
    change(&mut options);
    let code = transpile(text, language, &options).unwrap().code;
    let valid = validate(&code, Ecma::JavaScript, &Default::default()).unwrap();
    assert!(valid.valid, "{code}\n{:#?}", valid.problems);
    code
}

#[test]
fn types_go() {
    let text = "interface A { b: string }\nexport const f = <T,>(x: T): T => x as T;\nimport type { C } from 'd';\n";
    assert_eq!(with(text, Ecma::TypeScript, |_| ()), "export const f = (x) => x;\n");
    assert!(with("enum E { A = 1, B }", Ecma::TypeScript, |_| ()).contains("B"));
}

#[test]
fn each_edition_is_translated_for_older_ones() {
    for (edition, text, sign) in [
        (Target::Es2015, "a ** b", "**"),
        (Target::Es2016, "async function f() { await g() }", "async "),
        (Target::Es2017, "const { a, ...b } = c; ({ ...b })", "..."),
        (Target::Es2018, "try { a() } catch { b() }", "catch {"),
        (Target::Es2019, "a?.b ?? c", "?."),
        (Target::Es2020, "a ||= b", "||="),
        (Target::Es2021, "class A { #b = 1; static c = 2; d() { return this.#b } }", "#b"),
    ] {
        let old = with(text, Ecma::JavaScript, |it| it.target = edition);
        assert!(!old.contains(sign), "{edition:?}: {old}");
        assert!(with(text, Ecma::JavaScript, |_| ()).contains(sign), "{text}");
        assert!(!old.contains("@oxc-project"), "{old}");
    }
}

#[test]
fn what_the_text_needs_stands_in_it_below_directives() {
    let text = "#!/usr/bin/env node\n'use strict';\nexport async function f() { await g() }\n";
    let code = with(text, Ecma::JavaScript, |it| it.target = Target::Es2015);
    let lines: Vec<_> = code.lines().collect();
    assert_eq!((lines[0], lines[1]), ("#!/usr/bin/env node", "\"use strict\";"), "{code}");
    assert!(lines[2].starts_with("var babelHelpers = { asyncToGenerator: "), "{code}");
}

#[test]
fn jsx_becomes_calls() {
    let text = "export const a = <b c='d'>{e}</b>;";
    let automatic = with(text, Ecma::Jsx, |_| ());
    assert!(automatic.contains("from \"react/jsx-runtime\""), "{automatic}");
    assert!(with(text, Ecma::Jsx, |it| it.jsx = Jsx::Classic).contains("React.createElement(\"b\""));
    assert!(with(text, Ecma::Jsx, |it| it.jsx = Jsx::Preserve).contains("<b c=\"d\">"));
    let preact = with(text, Ecma::Jsx, |it| it.jsx_import_source = Some("preact".to_owned()));
    assert!(preact.contains("preact/jsx-runtime"));
}

#[test]
fn a_source_map_follows_the_lines() {
    let mut options = TranspileOptions::default();
    (options.source_map, options.target) = (true, Target::Es2015);
    let written = transpile("async function f() {}\n", Ecma::JavaScript, &options).unwrap();
    let map: serde_json::Value = serde_json::from_str(&written.map.unwrap()).unwrap();
    // The first line is that of the functions, of which the source has nothing.
    assert!(map["mappings"].as_str().unwrap().starts_with(';'));
    assert_eq!(map["sources"][0], "source");
}

#[test]
fn what_cannot_be_translated_is_told() {
    let mut options = TranspileOptions::default();
    options.target = Target::Es2015;
    let failure = transpile("{ using a = b(); }", Ecma::JavaScript, &options).unwrap_err();
    assert_eq!(failure.code(), code::OPTION, "{failure:?}");
}
