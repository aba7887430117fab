//! What holds for all binary formats.

use parsify_json::{ConvertOptions, ExtendedJson, Format, Input, code, convert, tree::parse};
use proptest::prelude::*;

use super::options;

const FORMATS: [Format; 3] = [Format::MessagePack, Format::Cbor, Format::Bson];

/// Documents whose numbers every format holds, and which BSON takes.
fn document() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        any::<bool>().prop_map(|value| value.to_string()),
        any::<i64>().prop_map(|value| value.to_string()),
        any::<i32>().prop_map(|value| value.to_string()),
        (-300_i32..300).prop_map(|value| value.to_string()),
        any::<f64>().prop_filter("finite", |value| value.is_finite()).prop_map(double),
        any::<f32>().prop_filter("finite", |value| value.is_finite()).prop_map(|value| double(f64::from(value))),
        "[ !#-\\[\\]-~é漢😀]{0,40}".prop_map(|text| format!("\"{text}\"")),
    ];
    let value = leaf.prop_recursive(4, 32, 20, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..20).prop_map(|all| format!("[{}]", all.join(","))),
            prop::collection::btree_map("[a-dé]{0,4}", inner, 0..20).prop_map(object),
        ]
    });
    prop::collection::btree_map("[a-d]{0,2}", value, 0..8).prop_map(object)
}

/// What a double is written as.
fn double(value: f64) -> String {
    serde_json::to_string(&value).unwrap()
}

fn object(members: std::collections::BTreeMap<String, String>) -> String {
    let members: Vec<String> = members.iter().map(|(key, value)| format!("\"{key}\":{value}")).collect();
    format!("{{{}}}", members.join(","))
}

fn there_and_back(json: &str, format: Format, extended: ExtendedJson) -> (Vec<u8>, String) {
    let with = |mut options: ConvertOptions| {
        options.extended_json = extended;
        options
    };
    let binary = convert(json, &with(options(Format::Json, format))).unwrap();
    assert_eq!(binary.notes, [], "{format}: {json}");
    let bytes = binary.document.as_bytes().to_vec();
    let back = convert(&bytes[..], &with(options(format, Format::Json))).unwrap();
    assert_eq!(back.notes, [], "{format}: {json}");
    (bytes, back.document.as_text().unwrap().to_owned())
}

proptest! {
    #[test]
    fn values_come_back(json in document()) {
        for format in FORMATS {
            let (bytes, back) = there_and_back(&json, format, ExtendedJson::Auto);
            prop_assert!(parse(&back).unwrap().same(&parse(&json).unwrap()), "{format}: {json}\n{back}");
            let (again, _) = there_and_back(&back, format, ExtendedJson::Auto);
            prop_assert_eq!(bytes, again, "{}", format);
        }
    }

    #[test]
    fn canonical_documents_keep_their_types(json in document()) {
        let (bytes, canonical) = there_and_back(&json, Format::Bson, ExtendedJson::Auto);
        let mut options = options(Format::Bson, Format::Json);
        options.extended_json = ExtendedJson::Canonical;
        let text = convert(&bytes[..], &options).unwrap();
        let (again, back) = there_and_back(text.document.as_text().unwrap(), Format::Bson, ExtendedJson::Canonical);
        prop_assert_eq!(&bytes, &again);
        prop_assert_eq!(&back, text.document.as_text().unwrap());
        prop_assert!(canonical.len() <= back.len());
    }

    #[test]
    fn a_document_cut_off_anywhere_is_told(json in document()) {
        for format in FORMATS {
            let (bytes, _) = there_and_back(&json, format, ExtendedJson::Auto);
            for end in 0..bytes.len() {
                let failure = convert(&bytes[..end], &options(format, Format::Json)).unwrap_err();
                prop_assert_eq!(failure.code(), code::CONVERT_TRUNCATED, "{} {} of {:02x?}", format, end, &bytes);
            }
        }
    }

    #[test]
    fn bytes_behind_a_document_are_told(json in document(), extra: u8) {
        for format in FORMATS {
            let (mut bytes, _) = there_and_back(&json, format, ExtendedJson::Auto);
            let end = bytes.len();
            bytes.push(extra);
            let failure = convert(&bytes[..], &options(format, Format::Json)).unwrap_err();
            prop_assert_eq!((failure.code(), &failure.details()["offset"]), (code::CONVERT_TRAILING, &end.into()));
        }
    }

    #[test]
    fn a_wrong_byte_is_no_panic(json in document(), at: prop::sample::Index, byte: u8, extended in 0..3_usize) {
        for format in FORMATS {
            let (mut bytes, _) = there_and_back(&json, format, ExtendedJson::Auto);
            let at = at.index(bytes.len());
            bytes[at] = byte;
            reads(&bytes, format, extended);
        }
    }

    #[test]
    fn garbage_is_no_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), extended in 0..3_usize) {
        for format in FORMATS {
            reads(&bytes, format, extended);
        }
    }

    #[test]
    fn sequences_come_back(documents in prop::collection::vec(document(), 0..4)) {
        let json = format!("[{}]", documents.join(","));
        for format in FORMATS {
            let (mut to, mut from) = (options(Format::Json, format), options(format, Format::Json));
            (to.sequence, from.sequence) = (true, true);
            let bytes = convert(json.as_str(), &to).unwrap();
            let back = convert(bytes.document.as_bytes(), &from).unwrap();
            prop_assert!(parse(back.document.as_text().unwrap()).unwrap().same(&parse(&json).unwrap()));
        }
    }
}

/// Reads bytes that may be anything; what is read can be written again and is then the same.
fn reads(bytes: &[u8], format: Format, extended: usize) {
    let mut from = options(format, Format::Json);
    from.extended_json = [ExtendedJson::None, ExtendedJson::Relaxed, ExtendedJson::Canonical][extended];
    let Ok(read) = convert(bytes, &from) else { return };
    if extended == 0 {
        return;
    }
    let json = read.document.as_text().unwrap();
    let mut to = options(Format::Json, format);
    to.extended_json = from.extended_json;
    // A value may be what another one is wrapped into, and then be refused.
    if let Ok(written) = convert(json, &to)
        && written.notes.is_empty()
    {
        let again = convert(written.document.as_bytes(), &from).unwrap();
        assert_eq!(again.document.as_text().unwrap(), json, "{format} {bytes:02x?}");
    }
}

#[test]
fn lengths_that_lie_cost_nothing() {
    let lies: [(Format, &[u8]); 9] = [
        (Format::MessagePack, b"\xdd\xff\xff\xff\xff"),
        (Format::MessagePack, b"\xdf\xff\xff\xff\xff\xa0"),
        (Format::MessagePack, b"\xc6\xff\xff\xff\xff\0"),
        (Format::Cbor, b"\x9b\xff\xff\xff\xff\xff\xff\xff\xff"),
        (Format::Cbor, b"\xbb\xff\xff\xff\xff\xff\xff\xff\xff\x60"),
        (Format::Cbor, b"\x5b\xff\xff\xff\xff\xff\xff\xff\xff\0"),
        (Format::Cbor, b"\x7b\x7f\xff\xff\xff\xff\xff\xff\xff\0"),
        (Format::Bson, b"\xff\xff\xff\x7f\0"),
        (Format::Bson, b"\x0c\0\0\0\x02a\0\xff\xff\xff\x7f\0"),
    ];
    for (format, bytes) in lies {
        let failure = convert(bytes, &options(format, Format::Json)).unwrap_err();
        assert_eq!(failure.code(), code::CONVERT_TRUNCATED, "{format} {failure}");
    }
}

#[test]
fn nesting_has_a_bound() {
    let nested = |format: Format, levels: usize| match format {
        Format::MessagePack => [vec![0x91; levels], vec![0]].concat(),
        Format::Cbor => [vec![0x81; levels], vec![0]].concat(),
        _ => {
            let mut bytes = b"\x05\0\0\0\0".to_vec();
            for _ in 1..levels {
                let length = u32::try_from(bytes.len() + 8).unwrap().to_le_bytes();
                bytes = [&length[..], b"\x03a\0", &bytes, b"\0"].concat();
            }
            bytes
        }
    };
    let thread = std::thread::Builder::new().stack_size(2 << 20);
    let run = move || {
        for format in FORMATS {
            let to_json = options(format, Format::Json);
            let json = convert(&nested(format, 512)[..], &to_json).unwrap();
            let back = convert(json.document.as_text().unwrap(), &options(Format::Json, format)).unwrap();
            assert_eq!(back.document.as_bytes(), nested(format, 512));
            for levels in [513, 100_000] {
                if levels < 1000 || format != Format::Bson {
                    let failure = convert(&nested(format, levels)[..], &to_json).unwrap_err();
                    assert_eq!(failure.code(), code::CONVERT_DEPTH);
                }
            }
        }
        let tags = [vec![0xc6; 400], vec![0]].concat();
        let mut options = options(Format::Cbor, Format::Json);
        assert_eq!(convert(&tags[..], &options).unwrap().document.as_text(), Some("0"));
        options.extended_json = ExtendedJson::Relaxed;
        assert_eq!(convert(&tags[..], &options).unwrap_err().code(), code::CONVERT_DEPTH);
        convert(&tags[200..], &options).unwrap();
    };
    thread.spawn(run).unwrap().join().unwrap();
}

#[test]
fn text_forms_of_bytes_go_in_and_out() {
    let mut options = options(Format::Json, Format::Cbor);
    for (form, text) in [(parsify_json::BinaryForm::Base64, "gwEBAQ=="), (parsify_json::BinaryForm::Hex, "83010101")] {
        options.binary = form;
        (options.from, options.to) = (Some(Format::Json), Format::Cbor);
        let converted = convert("[1,1,1]", &options).unwrap();
        assert_eq!((converted.document.as_text(), converted.media_type), (Some(text), "text/plain"));
        (options.from, options.to) = (Some(Format::Cbor), Format::Json);
        assert_eq!(convert(Input::Text(text), &options).unwrap().document.as_text(), Some("[1,1,1]"));
    }
}

#[test]
fn types_stay_between_binary_formats() {
    // Bytes, a date, an undefined value and a map with a number as key.
    let cbor = b"\x84\x42\x01\x02\xc1\x1a\x51\x4b\x67\xb0\xf7\xa1\x01\x61a";
    let mut options = options(Format::Cbor, Format::MessagePack);
    let msgpack = convert(&cbor[..], &options).unwrap();
    assert_eq!(msgpack.document.as_bytes(), b"\x94\xc4\x02\x01\x02\xd6\xff\x51\x4b\x67\xb0\xc0\x81\x01\xa1a");
    assert_eq!(msgpack.notes.len(), 1, "{:?}", msgpack.notes);
    (options.from, options.to) = (Some(Format::MessagePack), Format::Cbor);
    let back = convert(msgpack.document.as_bytes(), &options).unwrap();
    assert_eq!(back.document.as_bytes(), b"\x84\x42\x01\x02\xc1\x1a\x51\x4b\x67\xb0\xf6\xa1\x01\x61a");
    assert_eq!(back.notes, []);
}
