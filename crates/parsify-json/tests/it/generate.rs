//! Random documents.

use proptest::prelude::*;

/// A JSON text with random tokens and random white space.
pub(crate) fn json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("false".to_owned()),
        "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,2})?",
        string(),
    ];
    leaf.prop_recursive(6, 64, 6, |inner| {
        let element = (space(), inner.clone(), space()).prop_map(|(before, value, after)| before + &value + &after);
        let member = (space(), string(), space(), inner)
            .prop_map(|(before, key, gap, value)| format!("{before}{key}{gap}:{gap}{value}{before}"));
        prop_oneof![
            (prop::collection::vec(element, 0..6), space()).prop_map(|(all, gap)| wrap('[', &all, &gap, ']')),
            (prop::collection::vec(member, 0..6), space()).prop_map(|(all, gap)| wrap('{', &all, &gap, '}')),
        ]
    })
}

fn wrap(open: char, entries: &[String], gap: &str, close: char) -> String {
    let inside = if entries.is_empty() { gap.to_owned() } else { entries.join(",") };
    format!("{open}{inside}{close}")
}

fn space() -> impl Strategy<Value = String> {
    prop_oneof![4 => Just(String::new()), 2 => Just(" ".to_owned()), 1 => "[ \n\r\t]{0,12}"]
}

/// A string with escapes of whole characters only, so that other parsers hold it too.
fn string() -> impl Strategy<Value = String> {
    prop_oneof![
        "\"[a-c]{0,2}\"",
        "\"[ !#-\\[\\]-~é漢😀\u{7f}]{0,20}\"",
        "\"([a-z]|\\\\[\"\\\\/bfnrt]|\\\\u00[0-7][0-9a-fA-F]|\\\\ud83d\\\\ude0[0-9]){0,12}\"",
    ]
}

/// Text that looks like JSON, by and large.
pub(crate) fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[\\[\\]{},:\" \n]",
        2 => prop::sample::select(vec![
            "\"a\"", "\"b\":", "1", "-", "0", "1.5", "e5", "true", "null", "\\u", "\\ud800", "\\n", "//", "/*", "*/", "'", "NaN",
            "\u{feff}", "x", "+", "=", ";", "\t", "é", "“", "\u{a0}", "\\", "#", "\r",
        ])
        .prop_map(str::to_owned),
        1 => any::<char>().prop_map(|found| found.to_string()),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// A good document with one character deleted, inserted, replaced or the rest cut off.
pub(crate) fn mutated() -> impl Strategy<Value = String> {
    let character =
        prop_oneof![prop::sample::select("[]{},:\"\\ \n\t0159.-+eEntfu'/".chars().collect::<Vec<_>>()), any::<char>()];
    (json(), any::<prop::sample::Index>(), character, 0..4).prop_map(|(text, index, found, way)| {
        let mut characters: Vec<char> = text.chars().collect();
        let at = index.index(characters.len());
        match way {
            0 => drop(characters.remove(at)),
            1 => characters.insert(at, found),
            2 => characters[at] = found,
            _ => characters.truncate(at),
        }
        characters.into_iter().collect()
    })
}
