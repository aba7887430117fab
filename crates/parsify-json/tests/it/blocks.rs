//! What must not depend on where in a document something stands: documents are read in blocks of 64 bytes, and in windows
//! of some hundred tokens.

use crate::check::{agree, finds, validation};
use parsify_json::{Code, MinifyOptions, minify};

fn compact(source: &str) -> String {
    minify(source, &MinifyOptions::default()).expect("the source is good")
}

#[test]
fn escapes_at_every_offset() {
    for offset in 0..140 {
        let space = " ".repeat(offset);
        for text in [r#""\"""#, r#""\\""#, r#""\\\"\\\\""#, r#""\u00e9\ud83d\ude00\n""#, r#""a\\""#, r#""é\\\\\"""#] {
            let source = format!("[{space}{text},\"{space}\",{text}]");
            assert_eq!(compact(&source), format!("[{text},\"{space}\",{text}]"), "at {offset}");
            assert!(validation(&source).valid);
        }
        finds(&format!("[{space}\"\\x\"]"), &[Code::InvalidEscape]);
        finds(&format!("[{space}\"\\u12g4\"]"), &[Code::InvalidUnicodeEscape]);
        finds(&format!("[{space}\"a\tb\"]"), &[Code::ControlCharacter]);
    }
}

#[test]
fn words_at_every_offset() {
    for offset in 0..140 {
        let space = "\n".repeat(offset);
        for word in ["0", "-1.5e+300", "true", "false", "null", "12345678901234567890123456789012345678901234567890"] {
            for behind in ["", " ", "\r\n"] {
                let source = format!("[{space}{word}{behind},{{\"k\"{behind}:{word}{behind}}}{behind}]{behind}");
                assert_eq!(compact(&source), format!("[{word},{{\"k\":{word}}}]"), "at {offset}");
                assert_eq!(compact(&format!("{space}{word}{behind}")), word);
            }
        }
        for word in ["01", "1.", "-", "tru", "truee", "nul", "1e", "1.5.5", "00", "-01", "1x"] {
            let source = format!("[{space}{word}]");
            let result = validation(&source);
            assert_eq!(result.problems.first().map(|problem| problem.offset), Some(offset + 1), "{source}");
            agree(&source, &result);
        }
    }
}

#[test]
fn cut_off_at_every_offset() {
    let source =
        r#"{"key": ["text \" \\", -12.5e3, true, {"a": {}, "b": []}, "é漢😀"], "longer key with many letters": null} "#;
    for end in (1..source.len() - 1).filter(|end| source.is_char_boundary(*end)) {
        let cut = &source[..end];
        let result = validation(cut);
        assert!(!result.valid, "{cut}");
        agree(cut, &result);
    }
    assert!(validation(source).valid);
}

#[test]
fn more_tokens_than_a_window_holds() {
    for count in [1000, 1020, 1021, 1022, 1023, 1024, 1025, 1030, 2047, 2048, 2049, 5000] {
        let list = vec!["1"; count].join(",");
        assert_eq!(compact(&format!("[ {list} ]")), format!("[{list}]"));
        let brackets = format!("{}{}", "[".repeat(count), "]".repeat(count));
        let options: MinifyOptions = serde_json::from_str(r#"{"maxDepth": 100000}"#).expect("good options");
        assert_eq!(minify(&brackets, &options).expect("the source is good"), brackets);
        let members: Vec<String> = (0..count).map(|number| format!("\"{number}\":\"\\n\"")).collect();
        let object = format!("{{{}}}", members.join(","));
        assert_eq!(compact(&object), object);
        assert_eq!(validation(&object).statistics.keys, count);
    }
}
