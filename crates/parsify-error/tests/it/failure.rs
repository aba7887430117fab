use std::collections::BTreeSet;
use std::error::Error;

use parsify_error::{Detail, ErrorKind, Failure, Severity, TrapCause, code};

#[test]
fn names_are_the_serialized_form() {
    for kind in ErrorKind::ALL {
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
    }
    for cause in TrapCause::ALL {
        assert_eq!(serde_json::to_value(cause).unwrap(), cause.name());
    }
}

#[test]
fn codes_are_unique_and_dotted() {
    let unique: BTreeSet<_> = code::ALL.iter().collect();
    assert_eq!(unique.len(), code::ALL.len());
    for code in code::ALL {
        let (area, rest) = code.split_once('.').expect("a dotted code");
        assert!(
            [area, rest]
                .iter()
                .all(|part| { !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') })
        );
    }
}

#[test]
fn the_innermost_place_wins() {
    let failure = Failure::new(ErrorKind::Input, "json.syntax", "no value").with_module("inner").with_module("outer");
    assert_eq!(failure.module(), Some("inner"));
    assert_eq!(failure.to_string(), "inner: no value");
}

#[test]
fn causes_are_kept_and_shown_as_json() {
    let io = std::io::Error::other("disk on fire");
    let failure = Failure::new(ErrorKind::NotFound, code::LOADER_READ, "cannot read x.wasm")
        .with_source(io)
        .with_detail("path", "x.wasm")
        .with_detail("tries", 2_u64)
        .with_hint("check the disk");
    assert_eq!(failure.source().unwrap().to_string(), "disk on fire");
    let json = serde_json::to_value(&failure).unwrap();
    assert_eq!(
        json,
        serde_json::json!({
            "kind": "not-found", "code": "loader.read", "message": "cannot read x.wasm", "severity": "error",
            "details": {"path": "x.wasm", "tries": 2}, "hints": ["check the disk"], "causes": ["disk on fire"],
        })
    );
}

#[test]
fn details_survive_json() {
    let json = r#"{"a":null,"b":true,"c":18446744073709551615,"d":-3,"e":1.5,"f":"x","g":[1,"y"],"h":{"i":0}}"#;
    let detail: Detail = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_string(&detail).unwrap(), json);
}

#[test]
fn severity_follows_the_kind() {
    let of = |kind| Failure::new(kind, "x.y", "z").severity();
    assert_eq!(of(ErrorKind::Input), Severity::Notice);
    assert_eq!(of(ErrorKind::Timeout), Severity::Warning);
    assert_eq!(of(ErrorKind::Integrity), Severity::Critical);
}

#[test]
fn a_verdict_of_another_module_is_none_of_the_caller() {
    let failure = Failure::new(ErrorKind::Input, "json.syntax", "a comma is missing");
    let failure = failure.with_detail("line", 3_u64).with_hint("add it").in_dependency("json-processor");
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Dependency, "json.syntax"));
    assert_eq!(failure.message(), "`json-processor` failed: a comma is missing");
    assert!(failure.details().contains_key("line") && failure.hints() == ["add it"]);
}

#[test]
fn what_the_host_says_of_another_module_stays() {
    for kind in [ErrorKind::Limit, ErrorKind::Dependency, ErrorKind::Cancelled] {
        let failure =
            Failure::new(kind, "module.dependency", "text-tools: slugify: too much").in_dependency("text-tools");
        assert_eq!((failure.kind(), failure.message()), (kind, "text-tools: slugify: too much"));
    }
}
