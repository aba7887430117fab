use parsify_json::{
    ConvertOptions, CsvArrays, EmptyFields, EndOfLine, Format, NoteCode, RaggedRows, code, convert, tree::parse,
};
use proptest::prelude::*;

use super::{clean, noted, options, refused};

fn reading() -> ConvertOptions {
    options(Format::Csv, Format::Json)
}

fn writing() -> ConvertOptions {
    options(Format::Json, Format::Csv)
}

#[track_caller]
fn reads(csv: &str, json: &str) {
    assert_eq!(clean(csv, &reading()), json);
}

#[track_caller]
fn writes(json: &str, csv: &str) {
    assert_eq!(clean(json, &writing()), csv);
}

#[test]
fn fields_stay_texts_unless_types_are_asked_for() {
    reads("a,b,c\n007,1e5,1.10\n", r#"[{"a":"007","b":"1e5","c":"1.10"}]"#);
    let mut options = reading();
    options.csv.infer_types = true;
    let csv = "a,b,c,d,e,f,g\n007,1e5,1.10,true,null,\"1\",-0\n+1,.5,1.,0x10,NaN,[],{}\n";
    let json = r#"[{"a":"007","b":1e5,"c":1.10,"d":true,"e":null,"f":"1","g":-0},{"a":"+1","b":".5","c":"1.","d":"0x10","e":"NaN","f":[],"g":{}}]"#;
    assert_eq!(clean(csv, &options), json);
}

#[test]
fn quotes_line_breaks_and_marks_are_read() {
    reads("\u{feff}a,b\r\n\"x, \"\"y\"\"\r\nz\",\r\n", r#"[{"a":"x, \"y\"\r\nz","b":""}]"#);
    reads("a\rb\rc", r#"[{"a":"b"},{"a":"c"}]"#);
    reads("a,b\n5\" disk,\"\"\n\n\n x , y ", r#"[{"a":"5\" disk","b":""},{"a":" x ","b":" y "}]"#);
    reads("", "[]");
    reads("\"\"\nx\n\"\"\n", r#"[{"":"x"},{"":""}]"#);
}

#[test]
fn delimiter_and_quote_may_be_others() {
    let mut options = reading();
    options.csv.delimiter = Some(';');
    options.csv.quote = '\'';
    assert_eq!(clean("a;b\n'1;''2';\"3\"", &options), r#"[{"a":"1;'2","b":"\"3\""}]"#);
    options.csv.delimiter = Some('¦');
    assert_eq!(clean("a¦b\n1¦'é¦'", &options), r#"[{"a":"1","b":"é¦"}]"#);
    options.from = Some(Format::Tsv);
    options.csv.delimiter = None;
    assert_eq!(clean("a\tb\n1,5\t2", &options), r#"[{"a":"1,5","b":"2"}]"#);
    for (delimiter, quote) in [(Some('"'), '"'), (Some('\n'), '"'), (None, '\r'), (Some('\t'), '\t')] {
        options.csv.delimiter = delimiter;
        options.csv.quote = quote;
        assert_eq!(refused("a", &options).code(), code::CONVERT_OPTIONS);
    }
}

#[test]
fn without_a_header_rows_are_arrays() {
    let mut options = reading();
    options.csv.header = false;
    assert_eq!(clean("a,b\n1,\n", &options), r#"[["a","b"],["1",""]]"#);
    options.csv.empty_fields = EmptyFields::Omit;
    assert_eq!(clean(",b\n", &options), r#"[[null,"b"]]"#);
    writes(r#"[["a","b,c"],["1.10","true"]]"#, "a,\"b,c\"\n1.10,true\n");
    let (csv, notes) = noted(r#"[[1.10,true],[2,3]]"#, &writing());
    assert_eq!((csv.as_str(), notes), ("1.10,true\n2,3\n", vec![NoteCode::Type]));
    let (csv, notes) = noted(r#"[{"a":"1"}]"#, &{
        let mut options = writing();
        options.csv.header = false;
        options
    });
    assert_eq!((csv.as_str(), notes), ("1\n", vec![NoteCode::Name]));
}

#[test]
fn names_of_columns_are_places() {
    reads("a.b,a.c.0,a.c.1,d\n1,2,3,4\n", r#"[{"a":{"b":"1","c":["2","3"]},"d":"4"}]"#);
    reads("a.1,a.0\n1,0\n", r#"[{"a":["0","1"]}]"#);
    reads("a.0,a.2\n0,2\n", r#"[{"a":{"0":"0","2":"2"}}]"#);
    reads("Nr.,a..b,.c\n1,2,3\n", r#"[{"Nr.":"1","a..b":"2",".c":"3"}]"#);
    reads("a\\.b,a.\\0,x.\\e,C:\\temp\n1,2,3,4\n", r#"[{"a.b":"1","a":{"0":"2"},"x":{"":"3"},"C:\\temp":"4"}]"#);
    let mut options = reading();
    options.csv.nested = false;
    assert_eq!(clean("a.b,a\\.b\n1,2\n", &options), r#"[{"a.b":"1","a\\.b":"2"}]"#);
}

#[test]
fn a_name_within_another_is_no_loss() {
    reads("a,a.b\n1,\n,2\n,\n", r#"[{"a":"1"},{"a":{"b":"2"}},{"a":""}]"#);
    let (json, notes) = noted("a,a.b\n1,2\n", &reading());
    assert_eq!((json.as_str(), notes), (r#"[{"a":{"b":"2","":"1"}}]"#, vec![NoteCode::Nesting]));
}

#[test]
fn names_too_deep_are_refused() {
    let csv = format!("{}b\n1\n", "a.".repeat(600));
    assert_eq!(refused(&csv, &reading()).code(), code::CONVERT_DEPTH);
    let csv = format!("{}b\n1\n", "a.".repeat(500));
    clean(&csv, &reading());
}

#[test]
fn ragged_rows_are_refused_or_filled() {
    let failure = refused("a,b\n1,2\n3\n", &reading());
    assert_eq!((failure.code(), &failure.details()["line"]), (code::CSV_RAGGED, &3_usize.into()));
    let mut options = reading();
    options.csv.ragged = RaggedRows::Fill;
    let (json, notes) = noted("a,b\n1\n1,2,3,4\n", &options);
    assert_eq!(json, r#"[{"a":"1","b":""},{"a":"1","b":"2","column 3":"3","column 4":"4"}]"#);
    assert_eq!(notes, [NoteCode::Empty, NoteCode::Empty]);
    options.csv.header = false;
    assert_eq!(noted("a,b\n1\n1,2,3\n", &options).0, r#"[["a","b"],["1",""],["1","2","3"]]"#);
}

#[test]
fn quotes_that_go_wrong_are_told() {
    let failure = refused("a,b\n1,\"x\ny", &reading());
    assert_eq!(
        (failure.code(), &failure.details()["line"], &failure.details()["column"]),
        (code::CSV_SYNTAX, &2_usize.into(), &3_usize.into())
    );
    let failure = refused("a,b\n\"x\"y,2", &reading());
    assert_eq!((failure.code(), &failure.details()["offset"]), (code::CSV_SYNTAX, &7_usize.into()));
}

#[test]
fn names_that_stand_again_get_numbers() {
    let (json, notes) = noted("a,a,a_2,a\n1,2,3,4\n", &reading());
    assert_eq!(json, r#"[{"a":"1","a_3":"2","a_2":"3","a_4":"4"}]"#);
    assert_eq!(notes, [NoteCode::DuplicateKey, NoteCode::DuplicateKey]);
    assert_eq!(noted("a,b\n", &reading()).1, [NoteCode::Empty]);
}

#[test]
fn other_encodings_are_refused() {
    for bytes in [&b"\xff\xfea\0,\0b\0"[..], b"\xfe\xff\0a", b"a,b\n\xe9,2\n"] {
        assert_eq!(convert(bytes, &reading()).unwrap_err().code(), code::CONVERT_ENCODING);
    }
    // Without a mark, ASCII in UTF-16 is UTF-8, too.
    for text in ["a\0,\0b\0", "\0a\0,\0b"] {
        assert_eq!(refused(text, &reading()).message(), "the document is in UTF-16: only UTF-8 is read");
    }
    clean("a\0,b\n1,2\n", &reading());
}

#[test]
fn objects_make_columns_as_they_appear() {
    let mut options = writing();
    let json = r#"[{"a":"1","b":{"c":["1",{"d":"2"}]}},{"e":"x","a":"2"}]"#;
    let (csv, notes) = noted(json, &options);
    assert_eq!(csv, "a,b.c.0,b.c.1.d,e\n1,1,2,\n2,,,x\n");
    assert_eq!(notes, [NoteCode::Empty]);
    options.csv.empty_fields = EmptyFields::Omit;
    assert_eq!(clean(json, &options), csv);
    let (csv, notes) = noted(r#"{"a":"1","b":"2"}"#, &writing());
    assert_eq!((csv.as_str(), notes), ("a,b\n1,2\n", vec![NoteCode::Nesting]));
    options.csv.arrays = CsvArrays::Json;
    let (csv, notes) = noted(json, &options);
    assert_eq!(csv, "a,b.c,e\n1,\"[\"\"1\"\",{\"\"d\"\":\"\"2\"\"}]\",\n2,,x\n");
    assert_eq!(notes, [NoteCode::Nesting]);
    options.csv.nested = false;
    assert_eq!(noted(json, &options).0, "a,b,e\n1,\"{\"\"c\"\":[\"\"1\"\",{\"\"d\"\":\"\"2\"\"}]}\",\n2,,x\n");
}

#[test]
fn what_does_not_fit_is_noted() {
    for (json, csv, note) in [
        (r#"["1"]"#, "value\n1\n", NoteCode::Nesting),
        (r#"[{"a":1,"b":true}]"#, "a,b\n1,true\n", NoteCode::Type),
        ("\"x\"", "x\n", NoteCode::Nesting),
        (r#"[{"a":null,"b":"1"}]"#, "a,b\n,1\n", NoteCode::Null),
        (r#"[{"a":[]}]"#, "a\n[]\n", NoteCode::Empty),
        (r#"[{"a":"1","a":"2"}]"#, "a\n2\n", NoteCode::DuplicateKey),
        (r#"[["\ud800"]]"#, "\u{fffd}\n", NoteCode::Characters),
        (r#"[[[1,2]]]"#, "\"[1,2]\"\n", NoteCode::Nesting),
        (r#"[["a","b"],["c"]]"#, "a,b\nc,\n", NoteCode::Empty),
    ] {
        assert_eq!(noted(json, &writing()), (csv.to_owned(), vec![note]), "{json}");
    }
    let failure = {
        let mut options = writing();
        options.lossy = parsify_json::Lossy::Error;
        refused(r#"[{"a":null}]"#, &options)
    };
    assert_eq!((failure.code(), &failure.details()["pointer"]), (code::CONVERT_LOSS, &"/0/a".into()));
}

#[test]
fn notes_point_to_the_value_and_say_where_it_stands() {
    let json = r#"[{"a.b":{"c":["x",null]}},null,{"n":{"1":null}}]"#;
    let notes = convert(json, &writing()).unwrap().notes;
    let null = notes.iter().filter(|note| note.code == NoteCode::Null);
    let places: Vec<_> = null.map(|note| (note.pointer.as_str(), note.place.unwrap().column)).collect();
    assert_eq!(places, [("/0/a.b/c/1", 19), ("/1", 27), ("/2/n/1", 42)]);
    let mut options = writing();
    options.lossy = parsify_json::Lossy::Error;
    let failure = refused("[{\"a\":\"x\"},\n{\"a\":null}]", &options);
    assert_eq!(failure.message(), "a null became an empty field at /1/a (line 2, column 6)");
    assert_eq!(failure.details()["line"], 2_usize.into());
    assert_eq!(failure.hints().len(), 1);
}

#[test]
fn formulas_are_guarded_if_asked_for() {
    let json = r#"[["=1+1","+1","-1","@x","\tx","a=b"]]"#;
    writes(json, "=1+1,+1,-1,@x,\tx,a=b\n");
    let mut options = writing();
    options.csv.guard_formulas = true;
    let (csv, notes) = noted(json, &options);
    assert_eq!((csv.as_str(), notes.len()), ("'=1+1,'+1,'-1,'@x,'\tx,a=b\n", 5));
}

#[test]
fn line_breaks_and_quotes_as_wanted() {
    let mut options = writing();
    options.csv.end_of_line = EndOfLine::Crlf;
    options.csv.quote_all = true;
    assert_eq!(clean(r#"[{"a":"x","b":"1"}]"#, &options), "\"a\",\"b\"\r\n\"x\",\"1\"\r\n");
    options.csv.infer_types = true;
    assert_eq!(clean(r#"[{"a":"1","b":1}]"#, &options), "\"a\",\"b\"\r\n\"1\",1\r\n");
}

#[test]
fn many_columns_for_many_rows_are_bounded() {
    let rows: Vec<String> = (0..12_000).map(|row| format!("{{\"column {row}\":1}}")).collect();
    let failure = refused(&format!("[{}]", rows.join(",")), &writing());
    assert_eq!(failure.code(), "json.output-size");
}

/// Values that go into a field and come back from it when types are told.
fn leaf() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("[]".to_owned()),
        Just("{}".to_owned()),
        "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,5})?(e[+-]?[0-9]{1,2})?",
        "[ -!#-\\[\\]-~\u{e9}\u{4e2d}\u{feff}]{0,8}".prop_map(|text| format!("\"{text}\"")),
        "([ab,;'. ]|\\\\[\"\\\\rn]){0,8}".prop_map(|text| format!("\"{text}\"")),
        Just("\"1\"".to_owned()),
        Just("\"null\"".to_owned()),
    ]
}

fn value() -> impl Strategy<Value = String> {
    let name = prop_oneof!["[a-c]{0,2}", "[0-2]", "[a0.e]{0,4}|(\\\\\\\\[0e.]?){0,2}"];
    leaf().prop_recursive(3, 16, 3, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(|all| format!("[{}]", all.join(","))),
            prop::collection::btree_map(name.clone(), inner, 0..4).prop_map(|all| {
                let members: Vec<String> = all.iter().map(|(key, value)| format!("\"{key}\":{value}")).collect();
                format!("{{{}}}", members.join(","))
            }),
        ]
    })
}

proptest! {
    #[test]
    fn rows_come_back(rows in prop::collection::vec((leaf(), value(), value()), 1..5)) {
        let rows: Vec<String> =
            rows.iter().map(|(a, b, c)| format!("{{\"id\":{a},\"b.0\":{b},\"\":{c}}}")).collect();
        let json = format!("[{}]", rows.join(","));
        let (mut to, mut from) = (writing(), reading());
        for options in [&mut to, &mut from] {
            options.csv.infer_types = true;
            options.csv.empty_fields = EmptyFields::Omit;
        }
        let csv = clean(&json, &to);
        let back = clean(&csv, &from);
        // Columns stand where they first appear, which need not be the order of each row.
        prop_assert!(parse(&back).unwrap().same(&parse(&json).unwrap()), "{json}\n{csv}\n{back}");
    }

    #[test]
    fn rows_of_texts_come_back(rows in prop::collection::vec(prop::collection::vec("[a\",\r\n;é ]{0,5}", 3), 0..5)) {
        let json = serde_json::to_string(&rows).unwrap();
        let mut from = reading();
        from.csv.header = false;
        prop_assert_eq!(clean(&clean(&json, &writing()), &from), json);
    }

    #[test]
    fn rows_are_those_of_another_reader(csv in "([ab1]|,|\n|\r\n|\"[ab\n,]{0,3}(\"\"){0,1}\"(,|\n)){0,20}") {
        let mut options = reading();
        options.csv.header = false;
        options.csv.ragged = RaggedRows::Fill;
        if let Ok(converted) = convert(csv.as_str(), &options) {
            let found: Vec<Vec<String>> = serde_json::from_str(converted.document.as_text().unwrap()).unwrap();
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(csv.as_bytes());
            let expected: Vec<Vec<String>> =
                reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
            // The other one does not fill.
            prop_assert_eq!(found.len(), expected.len());
            for (found, expected) in found.iter().zip(&expected) {
                prop_assert_eq!(&found[..expected.len()], &expected[..]);
                prop_assert!(found[expected.len()..].iter().all(String::is_empty));
            }
        }
    }

    #[test]
    fn garbage_is_no_panic(csv in "[a.,\"\n\r\\\\0é=]{0,40}", nested: bool, infer_types: bool) {
        let mut options = reading();
        options.csv.nested = nested;
        options.csv.infer_types = infer_types;
        options.csv.ragged = RaggedRows::Fill;
        let _ = convert(csv.as_str(), &options);
    }
}
