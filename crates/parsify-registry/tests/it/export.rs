use std::path::Path;

use parsify_error::{ErrorKind, Failure, code};
use parsify_interface::serde_json::{self, Value, json};
use parsify_interface::{Digest, ModuleId};
use parsify_registry::{CatalogError, CatalogLimits, Entry, Mark, Registry};

use crate::{catalog, module, version};

fn sample() -> Registry {
    let mut registry = catalog("a 1.0.0: b ^1, c *?\nb 1.0.0\nb 2.0.0-rc.1");
    let entry = Entry::new(module("c", "0.1.0")).with_digest(Digest::new([7; 32])).with_source("modules/c.wasm");
    registry.register(entry.with_mark(Mark::yanked("it loses lines").for_security())).unwrap();
    let mark = Mark::deprecated("old").replaced_by(ModuleId::from_static("c"));
    registry.mark("b", &version("1.0.0"), mark).unwrap();
    registry
}

fn entries(registry: &Registry) -> Vec<Entry> {
    registry.entries().cloned().collect()
}

/// The sample with a change, as a text of one line.
fn changed(change: impl FnOnce(&mut Value)) -> String {
    let mut value: Value = serde_json::from_str(&sample().to_json()).unwrap();
    change(&mut value);
    value.to_string()
}

#[track_caller]
fn refused(text: &str, kind: ErrorKind, code: &str, message: &str) -> Failure {
    let failure = Failure::from(Registry::from_json(text).unwrap_err());
    assert_eq!((failure.kind(), failure.code()), (kind, code));
    assert!(failure.message().contains(message), "{}", failure.message());
    assert!(!failure.hints().is_empty());
    failure
}

#[test]
fn a_catalog_survives_json() {
    let registry = sample();
    let text = registry.to_json();
    let again = Registry::from_json(&text).unwrap();
    assert_eq!(entries(&again), entries(&registry));
    assert_eq!(again.to_json(), text);
}

#[test]
fn every_cut_is_noticed() {
    let text = sample().to_json();
    for end in 0..text.trim_end().len() {
        if text.is_char_boundary(end) {
            let error = Registry::from_json(&text[..end]).unwrap_err();
            assert!(matches!(error, CatalogError::Syntax { .. }), "{end}: {error}");
        }
    }
}

#[test]
fn what_is_no_catalog_is_refused_with_the_place() {
    let invalid = code::REGISTRY_CATALOG;
    refused("", ErrorKind::Input, invalid, "line 1, column 0");
    refused("\u{0}\u{0}\u{0}", ErrorKind::Input, invalid, "line 1, column 1: expected value");
    refused("{}", ErrorKind::Input, invalid, "missing field `schema`");
    refused("[]", ErrorKind::Input, invalid, "line 1");
    refused("{\n  \"schema\": 1\n}", ErrorKind::Input, invalid, "line 2, column 13: invalid type");
    let other = changed(|json| json["schema"] = "something-else".into());
    refused(&other, ErrorKind::Input, invalid, "its schema is `something-else`, not `parsify-catalog`");
    let unknown = changed(|json| json["extra"] = 1.into());
    refused(&unknown, ErrorKind::Input, invalid, "unknown field `extra`");
    refused(&"[".repeat(1_000_000), ErrorKind::Input, invalid, "line 1");
}

#[test]
fn a_newer_form_is_refused_whatever_else_it_holds() {
    let newer = changed(|json| {
        json["version"] = 2.into();
        json["modules"] = json!({ "in": "another form" });
    });
    refused(
        &newer,
        ErrorKind::Compatibility,
        code::REGISTRY_CATALOG_VERSION,
        "is of version 2, this Parsify reads version 1",
    );
}

#[test]
fn a_bad_entry_is_refused_with_its_place() {
    let text = sample().to_json().replace("\"1.0.0\",\n        \"apiVersion\"", "\"one\",\n        \"apiVersion\"");
    let line = text.lines().position(|line| line.contains("\"one\"")).unwrap() + 1;
    let failure = refused(&text, ErrorKind::Input, code::REGISTRY_CATALOG, "in entry 0: unexpected character");
    assert_eq!(failure.details()["line"].as_u64(), Some(line as u64));
    assert_eq!(failure.details()["entry"].as_u64(), Some(0));

    let bad = |pointer: &str, value: Value| changed(|json| *json.pointer_mut(pointer).unwrap() = value);
    let digest = bad("/modules/3/digest", "sha256:0".into());
    refused(&digest, ErrorKind::Input, code::REGISTRY_CATALOG, "in entry 3: a digest is `sha256:` and 64");
    let mark = bad("/modules/3/mark/kind", "gone".into());
    refused(&mark, ErrorKind::Input, code::REGISTRY_CATALOG, "in entry 3: unknown variant `gone`");
    let operations = bad("/modules/1/descriptor/operations", json!([]));
    let failure = refused(&operations, ErrorKind::Input, code::REGISTRY_CATALOG, "entry 1 is refused");
    assert!(failure.causes().iter().any(|cause| cause.contains("offers at least one operation")), "{failure:?}");
    let reason = bad("/modules/3/mark/reason", "".into());
    refused(&reason, ErrorKind::Input, code::REGISTRY_CATALOG, "entry 3 is refused");
}

#[test]
fn an_entry_that_stands_twice_is_refused() {
    for entry in [0, 3] {
        let twice = changed(|json| {
            let again = json["modules"][entry].clone();
            json["modules"].as_array_mut().unwrap().push(again);
        });
        let failure = refused(&twice, ErrorKind::Input, code::REGISTRY_CATALOG, "entry 4 is refused");
        assert!(failure.causes()[0].contains("cannot be registered"), "{failure:?}");
    }
}

#[test]
fn what_is_too_large_is_refused() {
    let text = sample().to_json();
    let limits = CatalogLimits::default().with_text(text.len() - 1);
    let error = Registry::from_json_within(&text, &limits).unwrap_err();
    assert_eq!(error, CatalogError::TooLarge { bytes: text.len(), limit: text.len() - 1 });
    let hundred = format!("{text}{}", " ".repeat(100_000_000));
    refused(&hundred, ErrorKind::Input, code::REGISTRY_TOO_LARGE, "67108864 are read");
    let long = changed(|json| json["modules"][2]["descriptor"]["limitations"] = json!(["x".repeat(10_000_000)]));
    let failure = refused(&long, ErrorKind::Input, code::REGISTRY_TOO_LARGE, "entry 2 has 100");
    assert_eq!(failure.details()["entry"].as_u64(), Some(2));
}

/// The schema is a file, so that others can use it. `PARSIFY_BLESS=1` writes it anew.
#[test]
#[expect(clippy::disallowed_methods, reason = "the test reads and writes a file; the crate does not")]
fn the_checked_in_schema_is_current_and_describes_what_is_written() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalog.schema.json");
    let schema = Registry::catalog_schema();
    let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    if std::env::var_os("PARSIFY_BLESS").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let stored = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(stored, text, "run the tests once with PARSIFY_BLESS=1");

    let validator = jsonschema::validator_for(&schema).unwrap();
    let valid = |text: &str| validator.is_valid(&serde_json::from_str(text).unwrap());
    assert!(valid(&sample().to_json()));
    for (pointer, value) in [
        ("/schema", json!("other")),
        ("/version", json!(2)),
        ("/modules/3/digest", json!("sha256:0")),
        ("/modules/0/descriptor/id", json!("NO")),
        ("/modules/3/mark/kind", json!("gone")),
    ] {
        assert!(!valid(&changed(|json| *json.pointer_mut(pointer).unwrap() = value)), "{pointer}");
    }
}
