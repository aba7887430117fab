use parsify_json::{ConvertOptions, Format, NoteCode, RepeatedKeys, code, convert, tree::parse};
use proptest::prelude::*;

use super::{clean, noted, options, refused};

fn reading() -> ConvertOptions {
    options(Format::Ini, Format::Json)
}

fn writing() -> ConvertOptions {
    options(Format::Json, Format::Ini)
}

#[test]
fn sections_hold_keys_and_values() {
    let ini = "\u{feff}name = x\r\n\n[ a ]\nk=1\n key two : a = b ; c\n[b]\n[a]\nlast=\n";
    assert_eq!(clean(ini, &reading()), r#"{"name":"x","a":{"k":"1","key two":"a = b ; c","last":""},"b":{}}"#);
    assert_eq!(clean("", &reading()), "{}");
    let (json, notes) = noted("; one\n[a] # two\nb = 1\n  # three\n", &reading());
    assert_eq!((json.as_str(), notes), (r#"{"a":{"b":"1"}}"#, vec![NoteCode::Comment]));
}

#[test]
fn quotes_keep_what_would_be_lost() {
    let ini = r#"
        a = "  x \" \\ \t \u00e9 \d "
        b = "x" and "y"
        c = "no end
        "k = \"1\"" = 2
        ["s ] \n"]
        x = C:\new
    "#;
    let json =
        r#"{"a":"  x \" \\ \t é \\d ","b":"\"x\" and \"y\"","c":"\"no end","k = \"1\"":"2","s ] \n":{"x":"C:\\new"}}"#;
    assert_eq!(clean(ini, &reading()), json);
    assert_eq!(clean(&clean(json, &writing()), &reading()), json);
}

#[test]
fn comments_behind_values_by_option() {
    let mut options = reading();
    options.ini.inline_comments = true;
    let (json, notes) = noted("a = x;y ; comment\nb = \" ; \" # comment\nc = ; nothing\n", &options);
    assert_eq!((json.as_str(), notes), (r#"{"a":"x;y","b":" ; ","c":""}"#, vec![NoteCode::Comment]));
    let mut to = writing();
    to.ini.inline_comments = true;
    assert_eq!(clean(r#"{"a":"x ; y"}"#, &to), "a = \"x ; y\"\n");
}

#[test]
fn keys_alone_are_nulls_by_option() {
    let failure = refused("[a]\nskip-networking\n", &reading());
    assert_eq!((failure.code(), &failure.details()["line"]), (code::INI_SYNTAX, &2_usize.into()));
    let (mut from, mut to) = (reading(), writing());
    (from.ini.bare_keys, to.ini.bare_keys) = (true, true);
    let ini = "[a]\nskip-networking\n\"x = y\"\nz = 1\n";
    let json = r#"{"a":{"skip-networking":null,"x = y":null,"z":"1"}}"#;
    assert_eq!(clean(ini, &from), json);
    assert_eq!(clean(json, &to), ini);
}

#[test]
fn names_are_places_by_option() {
    let ini = "[a.b]\nx.y = 1\nl.0 = 2\nl.1 = 3\n[a]\nz = 4\n[c]\n[c.d]\n";
    assert_eq!(clean(ini, &reading()), r#"{"a.b":{"x.y":"1","l.0":"2","l.1":"3"},"a":{"z":"4"},"c":{},"c.d":{}}"#);
    let mut from = reading();
    from.ini.nested = true;
    assert_eq!(clean(ini, &from), r#"{"a":{"b":{"x":{"y":"1"},"l":["2","3"]},"z":"4"},"c":{"d":{}}}"#);
    let mut to = writing();
    to.ini.nested = true;
    let json = r#"{"a":{"z":"4","b":{"x":"1","l":["2",{"m":"3"}]},"e":{}},"p.q":"5"}"#;
    let ini = "p.q = 5\n";
    let found = clean(json, &to);
    assert_eq!(found, "p\\.q = 5\n\n[a]\nz = 4\n\n[a.b]\nx = 1\nl.0 = 2\nl.1.m = 3\n\n[a.e]\n", "{ini}");
    assert!(parse(&clean(&found, &from)).unwrap().same(&parse(json).unwrap()));
    let (found, notes) = noted(json, &writing());
    assert_eq!(found, "p.q = 5\n\n[a]\nz = 4\n\n[a.b]\nx = 1\nl.0 = 2\nl.1.m = 3\n\n[a.e]\n");
    assert_eq!(notes, [NoteCode::Nesting, NoteCode::Nesting, NoteCode::Nesting]);
}

#[test]
fn keys_that_stand_again_do_what_is_wanted() {
    let ini = "[a]\nk = 1\nk = 2\n[a]\nk = 3\n";
    let (json, notes) = noted(ini, &reading());
    assert_eq!((json.as_str(), notes.len()), (r#"{"a":{"k":"3"}}"#, 2));
    let mut options = reading();
    options.ini.repeated = RepeatedKeys::Array;
    assert_eq!(clean(ini, &options), r#"{"a":{"k":["1","2","3"]}}"#);
    let mut to = writing();
    to.ini.repeated = RepeatedKeys::Array;
    assert_eq!(clean(r#"{"a":{"k":["1","2","3"]}}"#, &to), "[a]\nk = 1\nk = 2\nk = 3\n");
    options.ini.repeated = RepeatedKeys::Error;
    let failure = refused(ini, &options);
    assert_eq!((failure.code(), &failure.details()["line"]), (code::CONVERT_REPEATED, &3_usize.into()));
    let (json, notes) = noted("a = 1\n[a]\nb = 2\n", &reading());
    assert_eq!((json.as_str(), notes), (r#"{"a":{"b":"2","":"1"}}"#, vec![NoteCode::Nesting]));
}

#[test]
fn types_by_option() {
    let (mut from, mut to) = (reading(), writing());
    (from.ini.infer_types, to.ini.infer_types) = (true, true);
    let ini = "a = 1.10\nb = \"1\"\nc = true\nd = null\ne = 007\nf = []\n";
    let json = r#"{"a":1.10,"b":"1","c":true,"d":null,"e":"007","f":[]}"#;
    assert_eq!(clean(ini, &from), json);
    assert_eq!(clean(json, &to), ini);
}

#[test]
fn what_ini_cannot_say_is_told() {
    for json in ["[1]", "1", "\"x\""] {
        assert_eq!(refused(json, &writing()).code(), code::CONVERT_VALUE);
    }
    for (json, ini, note) in [
        (r#"{"a":null}"#, "a =\n", NoteCode::Null),
        (r#"{"a":[]}"#, "a = []\n", NoteCode::Empty),
        (r#"{"a":["1"]}"#, "a.0 = 1\n", NoteCode::Nesting),
        (r#"{"a":1,"b":true}"#, "a = 1\nb = true\n", NoteCode::Type),
        (r#"{"a":"1","a":"2"}"#, "a = 2\n", NoteCode::DuplicateKey),
        (r#"{"\udc00":"x"}"#, "\u{fffd} = x\n", NoteCode::Characters),
    ] {
        assert_eq!(noted(json, &writing()), (ini.to_owned(), vec![note]), "{json}");
    }
    for (ini, column) in [("[a", 1_usize), ("[a] b", 4), ("= x\n\nno", 3)] {
        let failure = refused(ini, &reading());
        assert_eq!((failure.code(), &failure.details()["column"]), (code::INI_SYNTAX, &column.into()), "{ini}");
    }
    let deep = format!("[{}b]\nk = 1\n", "a.".repeat(600));
    clean(&deep, &reading());
    let mut options = reading();
    options.ini.nested = true;
    assert_eq!(refused(&deep, &options).code(), code::CONVERT_DEPTH);
}

fn text() -> impl Strategy<Value = String> {
    "[ab.0=:;#\"\\\\\\[\\] \t\n\ré\u{feff}]{0,6}"
}

proptest! {
    #[test]
    fn sections_come_back(sections in prop::collection::btree_map(text(), prop::collection::btree_map(text(), text(), 0..3), 0..3),
        globals in prop::collection::btree_map("[c-e].?", text(), 0..3), flags in 0..8_u8) {
        let mut object = serde_json::Map::new();
        for (key, value) in &globals {
            if !sections.contains_key(key) {
                object.insert(key.clone(), value.clone().into());
            }
        }
        for (key, section) in &sections {
            object.insert(key.clone(), serde_json::to_value(section).unwrap());
        }
        let json = serde_json::Value::Object(object).to_string();
        let (mut from, mut to) = (reading(), writing());
        for options in [&mut from, &mut to] {
            options.ini.nested = flags & 1 != 0;
            options.ini.inline_comments = flags & 2 != 0;
            options.ini.bare_keys = flags & 4 != 0;
        }
        let ini = clean(&json, &to);
        prop_assert!(parse(&clean(&ini, &from)).unwrap().same(&parse(&json).unwrap()), "{}\n{}", json, ini);
    }

    #[test]
    fn garbage_is_no_panic(ini in "([\\[\\]a.0=:;#\"\\\\ \t\r\né]|\n){0,60}", flags in 0..32_u8) {
        let mut options = reading();
        options.ini.nested = flags & 1 != 0;
        options.ini.inline_comments = flags & 2 != 0;
        options.ini.bare_keys = flags & 4 != 0;
        options.ini.infer_types = flags & 8 != 0;
        options.ini.repeated = if flags & 16 != 0 { RepeatedKeys::Array } else { RepeatedKeys::Last };
        let _ = convert(ini.as_str(), &options);
    }
}
