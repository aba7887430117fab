//! Documents without secrets.

use parsify_error::{ErrorKind, Failure};
use parsify_json::tree::{Value, parse};
use parsify_json::{RedactOptions, RedactReport, Redacted, code, redact};
use proptest::prelude::*;
use serde_json::json;

use crate::generate::{json, mutated, soup};

fn options(options: serde_json::Value) -> RedactOptions {
    serde_json::from_value(options).expect("the options are good")
}

fn redacted(mut params: serde_json::Value, source: &str) -> Result<Redacted, Failure> {
    params["indent"] = "none".into();
    redact(source, &options(params))
}

#[track_caller]
fn gives(params: serde_json::Value, source: &str, expected: &str) -> RedactReport {
    let found = redacted(params, source).unwrap();
    assert_eq!(found.json, expected);
    found.report
}

/// What is left of a text when this pattern is redacted.
#[track_caller]
fn leaves(pattern: &str, text: &str, expected: &str) {
    let source = serde_json::to_string(text).unwrap();
    let params = json!({ "patterns": [pattern], "replacement": "#" });
    gives(params, &source, &serde_json::to_string(expected).unwrap());
}

#[test]
fn keys_in_any_case_and_with_wildcards() {
    let source = r#"{"Password":"a","API-Key":1.10,"x_api_key":{"a":[1]},"keys":"k","list":[{"apikey":true,"n":null}],"token":null}"#;
    let report = gives(
        json!({"keys": ["password", "*apiKey", "token"]}),
        source,
        r#"{"Password":"[REDACTED]","API-Key":"[REDACTED]","x_api_key":"[REDACTED]","keys":"k","list":[{"apikey":"[REDACTED]","n":null}],"token":null}"#,
    );
    assert_eq!((report.redacted, report.rules[0].rule.as_str(), report.rules[0].count), (4, "keys", 4));
    let paths: Vec<_> = report.places.iter().map(|place| place.path.as_str()).collect();
    assert_eq!(paths, ["/Password", "/API-Key", "/x_api_key", "/list/0/apikey"]);
}

#[test]
fn the_default_list_is_there_when_asked_for() {
    let source =
        r#"{"userPassword":"a","client_secret":"b","Set-Cookie":"c","nextPageToken":"d","author":"e","pin":7}"#;
    gives(
        json!({"defaultKeys": true, "replacement": "#"}),
        source,
        r##"{"userPassword":"#","client_secret":"#","Set-Cookie":"#","nextPageToken":"d","author":"e","pin":"#"}"##,
    );
    gives(json!({"keys": ["author"]}), r#"{"password":"a"}"#, r#"{"password":"a"}"#);
}

#[test]
fn places() {
    let source = r#"{"users":[{"name":"a","id":1},{"name":"b","id":2}],"name":"c"}"#;
    gives(
        json!({"paths": ["/users/*/name"], "replacement": "#"}),
        source,
        r##"{"users":[{"name":"#","id":1},{"name":"#","id":2}],"name":"c"}"##,
    );
    gives(json!({"paths": ["/**/name"], "method": "remove"}), source, r#"{"users":[{"id":1},{"id":2}]}"#);
    gives(json!({"paths": ["/users/0"], "method": "remove"}), source, r#"{"users":[{"name":"b","id":2}],"name":"c"}"#);
    gives(json!({"paths": [""], "method": "remove"}), source, "null");
    gives(json!({"paths": ["/**"]}), source, "\"[REDACTED]\"");
}

#[test]
fn email_addresses() {
    leaves("email", "write to ada.l+x@mail.example.org, please", "write to #, please");
    leaves("email", "<a@b.co>;c_d@e-f.info.", "<#>;#.");
    leaves("email", "mailto:é@exämple.org?subject=x", "mailto:#?subject=x");
    leaves("email", "'o'brien@example.ie'", "'#'");
    leaves(
        "email",
        "a@b, @b.co, a@.co, a@b..co, a.@b.co, x@10.0.0.1",
        "a@b, @b.co, a@.co, a@b..co, a.@b.co, x@10.0.0.1",
    );
}

#[test]
fn payment_cards() {
    // Numbers that the card networks publish for tests.
    for number in [
        "4111111111111111",
        "4111 1111 1111 1111",
        "5500-0000-0000-0004",
        "340000000000009",
        "6011000000000004",
        "30000000000004",
        "4222222222222",
        "3566 0020 2036 0505",
    ] {
        leaves("credit-card", &format!("card {number}."), "card #.");
    }
    leaves("credit-card", "12 4111 1111 1111 1111 12/29", "12 # 12/29");
    for other in [
        "4111111111111112",
        "1111111111111117",
        "41111111111111111111",
        "a4111111111111111",
        "4111  1111 1111 1111",
        "0.4111111111111111",
        "4111 1111 1111",
    ] {
        leaves("credit-card", other, other);
    }
    let report = gives(
        json!({"patterns": ["credit-card"]}),
        "[4111111111111111, 4111111111111112]",
        r#"["[REDACTED]",4111111111111112]"#,
    );
    assert_eq!(report.rules[0].rule, "credit-card");
}

#[test]
fn bank_accounts() {
    for number in [
        "DE89370400440532013000",
        "DE89 3704 0044 0532 0130 00",
        "GB29 NWBK 6016 1331 9268 19",
        "NO9386011117947",
        "gb29nwbk60161331926819",
        "MT84MALT011000012345MTLCAST001S",
        "FR1420041010050500013M02606",
    ] {
        leaves("iban", &format!("to {number}, now"), "to #, now");
    }
    leaves("iban", "DE89 3704 0044 0532 0130 00 EUR 10", "# EUR 10");
    for other in ["DE88370400440532013000", "XDE89370400440532013000", "DE89", "DE89 3704 0044"] {
        leaves("iban", other, other);
    }
}

#[test]
fn telephone_numbers() {
    for number in [
        "+49 30 901820",
        "+1 (555) 123-4567",
        "+442071838750",
        "(555) 234-5678",
        "555-234-5678",
        "1-800-234-5678",
        "555.234.5678",
        "+33 1 23 45 67 89",
    ] {
        leaves("phone", &format!("call {number}!"), "call #!");
    }
    for other in [
        "2026-11-23",
        "5552345678",
        "1234567890",
        "+1",
        "+49 30 9",
        "a+442071838750",
        "192.168.100.200",
        "1+2345678",
        "555-234-56789",
    ] {
        leaves("phone", other, other);
    }
}

#[test]
fn internet_addresses() {
    leaves("ipv4", "from 192.0.2.1:80, 255.255.255.255.", "from #:80, #.");
    for other in ["1.2.3", "256.1.1.1", "1.2.3.4.5", "v1.2.3.4", "1.2.3.4a", "1.2.3.1000"] {
        leaves("ipv4", other, other);
    }
    leaves("ipv6", "at 2001:db8::1, [::1]:80 and fe80::1%eth0: ok", "at #, [#]:80 and #%eth0: ok");
    leaves("ipv6", "::ffff:192.0.2.1 or 2001:0db8:85a3:0000:0000:8a2e:0370:7334.", "# or #.");
    for other in ["12:30:45", "std::vec", "::", "1:2:3:4:5:6:7:8:9", "a:b", "00:1b:44:11:3a:b7"] {
        leaves("ipv6", other, other);
    }
}

#[test]
fn tokens_and_keys() {
    let token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl-_x";
    leaves("jwt", &format!("token={token};"), "token=#;");
    leaves("jwt", "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.", "#");
    leaves("jwt", "eyJhbGciOiJSU0EtT0FFUCJ9.a2V5.aXY.Y2lwaGVy.dGFn", "#");
    leaves("jwt", "eyJhbGciOiJub25lIn0.eyJ", "eyJhbGciOiJub25lIn0.eyJ");
    leaves("bearer", "Authorization: BEARER abc.def-12==", "Authorization: BEARER #");
    leaves("bearer", "bearer of news", "bearer of news");
    leaves("bearer", "forbearer abcdef", "forbearer abcdef");
    leaves("aws-key", "id AKIAIOSFODNN7EXAMPLE secret wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "id # secret #");
    leaves("aws-key", "https://x/AKIAIOSFODNN7EXAMPLE/y", "https://x/#/y");
    leaves("aws-key", "da39a3ee5e6b4b0d3255bfef95601890afd80709", "da39a3ee5e6b4b0d3255bfef95601890afd80709");
    leaves("ssn", "ssn 078-05-1120, 219 09 9999", "ssn #, #");
    for other in [
        "000-12-3456",
        "666-12-3456",
        "900-12-3456",
        "078-00-1120",
        "078-05-0000",
        "078-05 1120",
        "1078-05-1120",
        "078-05-11201",
    ] {
        leaves("ssn", other, other);
    }
}

#[test]
fn expressions_and_overlaps() {
    gives(
        json!({"regexes": ["EMP-\\d+", "x*"], "replacement": "#"}),
        r#"["EMP-12 axxb EMP-",3]"#,
        r##"["# a#b EMP-",3]"##,
    );
    let report = gives(
        json!({"patterns": ["email"], "regexes": ["org.*"], "replacement": "#"}),
        r#"["a@b.org is here", "1.5"]"#,
        r##"["#","1.5"]"##,
    );
    assert_eq!((report.redacted, report.rules[0].rule.as_str()), (1, "email"));
    let report = gives(
        json!({"regexes": ["secret"], "wholeValues": true}),
        r#"{"a":"a secret!","b":"open"}"#,
        r#"{"a":"[REDACTED]","b":"open"}"#,
    );
    assert_eq!(report.rules[0].rule, "regexes/0");
}

#[test]
fn methods() {
    let source = r#"{"k":"1234567890","s":"12345","n":12345678,"b":true,"o":{"x":[1]}}"#;
    let all = |more: serde_json::Value| {
        let mut params = json!({"paths": ["/*"]});
        params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        params
    };
    gives(
        all(json!({"method": "mask", "keepLast": 4})),
        source,
        r#"{"k":"******7890","s":"*****","n":"****5678","b":"********","o":"********"}"#,
    );
    gives(all(json!({"method": "mask", "mask": "•"})), r#"{"k":"é漢"}"#, r#"{"k":"••"}"#);
    gives(all(json!({"method": "remove"})), source, "{}");
    gives(json!({"patterns": ["email"], "method": "remove"}), r#"["to a@b.org!"]"#, r#"["to !"]"#);
    // SHA-256 of "abc" is in FIPS 180-4's examples.
    let abc = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    gives(all(json!({"method": "hash"})), r#"["abc"]"#, &format!("[\"{abc}\"]"));
    gives(all(json!({"method": "hash", "salt": "a"})), r#"["bc","b\u0063"]"#, &format!("[\"{abc}\",\"{abc}\"]"));
}

#[test]
fn keys_that_hold_secrets() {
    let source = r#"{"a@b.org":{"c@d.org":1},"e@f.org":{"x":"g@h.org"},"[REDACTED]":3}"#;
    let report = gives(
        json!({"patterns": ["email"], "redactKeys": true}),
        source,
        r#"{"[REDACTED] (2)":{"[REDACTED]":1},"[REDACTED] (3)":{"x":"[REDACTED]"},"[REDACTED]":3}"#,
    );
    assert_eq!((report.redacted, report.in_keys), (4, 3));
    assert_eq!(report.places[1].path, "/[REDACTED]/[REDACTED]");
    gives(
        json!({"patterns": ["email"]}),
        source,
        r#"{"a@b.org":{"c@d.org":1},"e@f.org":{"x":"[REDACTED]"},"[REDACTED]":3}"#,
    );
}

#[test]
fn lines() {
    let source = "{\"password\": \"a\"}\n{\"password\": \"hidden\" oops}\n[1,  2]\n";
    let report = gives(
        json!({"input": "json-lines", "badLines": "skip", "keys": ["password"]}),
        source,
        "{\"password\":\"[REDACTED]\"}\n[1,2]\n",
    );
    assert_eq!((report.bad_lines.count, report.bad_lines.first[0].line, report.places[0].line), (1, 2, Some(1)));
}

#[test]
fn failures_show_nothing_of_the_document() {
    for source in [
        "{\"password\": hunter2}",
        "{\"password\": \"hunter2\" \"x\": 1}",
        "[hunter2",
        "{hunter2: 1}",
        "hunter2 hunter2",
    ] {
        for input in ["json", "json-lines"] {
            let failure = redacted(json!({"keys": ["password"], "input": input}), source).unwrap_err();
            assert_eq!(failure.kind(), ErrorKind::Input);
            assert!(!format!("{failure:?}").contains("hunter2"), "{failure:?}");
        }
    }
}

#[test]
fn options_that_cannot_be_followed() {
    let cases = [
        (json!({}), code::OPTIONS),
        (json!({"keys": ["a"], "mask": ""}), code::OPTIONS),
        (json!({"keys": ["a"], "mask": "**"}), code::OPTIONS),
        (json!({"paths": ["a"]}), code::PATTERN),
        (json!({"paths": ["/~3"]}), code::PATTERN),
        (json!({"regexes": ["("]}), code::REGEX),
        (json!({"regexes": ["(?=a)"]}), code::REGEX),
        (json!({"regexes": ["((a{1000}){1000}){1000}"]}), code::REGEX),
        (json!({"regexes": vec!["a"; 101]}), code::OPTIONS),
    ];
    for (params, code) in cases {
        let failure = redacted(params.clone(), "{}").unwrap_err();
        assert_eq!((failure.kind(), failure.code()), (ErrorKind::Params, code), "{params}");
    }
}

#[test]
fn lists_are_bounded() {
    let source = format!("[{}]", vec![r#"{"pin":1}"#; 150].join(","));
    let report = redacted(json!({"keys": ["pin"]}), &source).unwrap().report;
    assert_eq!((report.redacted, report.places.len(), report.omitted), (150, 100, 50));
}

/// Strings and numbers of a document, keys left out.
fn scalars(value: &Value<'_>, all: &mut Vec<String>) {
    match value {
        Value::Array(elements) => elements.iter().for_each(|element| scalars(element, all)),
        Value::Object(object) => object.values().for_each(|value| scalars(value, all)),
        Value::String(text) => all.push(text.to_str_lossy().into_owned()),
        Value::Number(number) => all.push(number.as_str().to_owned()),
        _ => {}
    }
}

const ALL: [&str; 10] = ["email", "credit-card", "iban", "phone", "ipv4", "ipv6", "jwt", "bearer", "aws-key", "ssn"];

proptest! {
    #[test]
    fn nothing_is_found_twice(text in "([0-9]{1,6}[ .:-]?|[a-f]{1,4}|@|Bearer |\\+49 |eyJ|\\.org|é){0,20}") {
        let source = serde_json::to_string(&[&text]).unwrap();
        let params = json!({"patterns": ALL, "replacement": "#"});
        let once = redacted(params.clone(), &source).unwrap();
        prop_assert_eq!(once.report.redacted, once.json.matches('#').count());
    }

    #[test]
    fn other_values_stay_as_they_are(source in json(), secret in "[a-z]{12}") {
        let document = format!(r#"{{"a": {source}, "password": "{secret}", "deep": [{{"Password": ["{secret}"]}}]}}"#);
        let found = redacted(json!({"keys": ["password"], "replacement": "#"}), &document).unwrap();
        let expected = format!(r##"{{"a": {source}, "password": "#", "deep": [{{"Password": "#"}}]}}"##);
        prop_assert_eq!(parse(&found.json).unwrap(), parse(&expected).unwrap());
        let report = format!("{:?}", found.report);
        prop_assert!(!report.contains(&secret));
    }

    #[test]
    fn everything_can_be_redacted(source in json()) {
        let found = redacted(json!({"regexes": ["(?s).+"], "replacement": "#"}), &source).unwrap();
        let (mut before, mut behind) = (Vec::new(), Vec::new());
        scalars(&parse(&source).unwrap(), &mut before);
        scalars(&parse(&found.json).unwrap(), &mut behind);
        let expected: Vec<_> = before.iter().map(|text| if text.is_empty() { "" } else { "#" }).collect();
        prop_assert_eq!(behind, expected);
    }

    #[test]
    fn garbage_is_refused(source in prop_oneof![soup(), mutated()]) {
        let params = json!({"patterns": ALL, "regexes": ["a"], "redactKeys": true});
        prop_assert_eq!(redacted(params, &source).is_ok(), parse(&source).is_ok());
        let lines = json!({"patterns": ALL, "input": "json-lines", "badLines": "skip"});
        prop_assert!(redacted(lines, &source).unwrap().json.lines().all(|line| parse(line).is_ok()));
    }
}
