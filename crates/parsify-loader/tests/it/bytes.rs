use std::sync::Arc;

use parsify_error::{ErrorKind, Failure, code};
use parsify_loader::{Digest, Loader, Source};
use proptest::prelude::*;

pub(crate) const COMPONENT: &[u8] = b"\0asm\x0d\0\x01\0";

fn load(bytes: impl Into<Vec<u8>>) -> Result<Vec<u8>, Failure> {
    let artifact = Loader::new().load(&Source::bytes("sample", bytes))?;
    Ok(artifact.bytes().to_vec())
}

#[track_caller]
fn check(bytes: &[u8], code: &str, message: &str) {
    let failure = load(bytes).unwrap_err();
    assert_eq!(failure.code(), code, "{failure}");
    assert_eq!(failure.message(), format!("the module `sample` {message}"));
    assert!(!failure.hints().is_empty());
    assert_eq!(failure.details()["location"].as_str(), Some("sample"));
}

#[test]
fn what_is_no_component_is_named() {
    check(b"", code::LOADER_EMPTY, "has no bytes");
    check(b"\0asm\x01\0\0\0", code::LOADER_CORE_MODULE, "is a WebAssembly core module, not a component");
    let not_wasm = |bytes: &[u8], found: &str| {
        check(bytes, code::LOADER_NOT_WASM, &format!("is no WebAssembly component but {found}"));
    };
    not_wasm(b"\0asm\x0d", "fewer bytes than a WebAssembly header has");
    not_wasm(b"\x7fELF\x02\x01\x01\0\0\0", "machine code");
    not_wasm(b"MZ\x90\0\x03\0\0\0\x04", "machine code");
    not_wasm(b"\xcf\xfa\xed\xfe\x07\0\0\x01", "machine code");
    not_wasm(b"\x1f\x8b\x08\0\0\0\0\0", "a gzip stream");
    not_wasm(b"PK\x03\x04\x14\0\0\0", "a zip archive");
    not_wasm(b"\n <!DOCTYPE HTML><title>404</title>", "a web page");
    not_wasm(b"<html lang=\"en\">", "a web page");
    not_wasm(b"#!/bin/sh\necho", "text");
    not_wasm("MZ\u{e4}hrische H\u{f6}hen".as_bytes(), "text");
    not_wasm(b"\xff\xfe\xfd\xfc\0\0\0\0", "bytes of another format");
    not_wasm(b"asm\0\x0d\0\x01\0", "bytes of another format");
}

#[test]
fn webassembly_text_is_recognised_behind_comments() {
    for text in [
        "(module)",
        "(component)",
        "\u{feff}(module\n)",
        ";; a comment\n  (module)",
        "(; outer (; inner ;) ;) (component (core module))",
        ";;\r\n;;\n\t(module $name)",
    ] {
        check(text.as_bytes(), code::LOADER_NOT_WASM, "is no WebAssembly component but WebAssembly text (WAT)");
    }
    for text in ["(modules)", "(; never closed (module)", ";; (module)", ";;)(module)", "[(module)]"] {
        check(text.as_bytes(), code::LOADER_NOT_WASM, "is no WebAssembly component but text");
    }
}

#[test]
fn another_binary_version_is_named_with_its_numbers() {
    let failure = load(*b"\0asm\x0e\0\x01\0").unwrap_err();
    assert_eq!(failure.kind(), ErrorKind::Compatibility);
    assert_eq!(
        failure.message(),
        "the module `sample` is WebAssembly of an unknown binary version (version 14, layer 1)"
    );
    assert_eq!(failure.details()["version"].as_u64(), Some(14));
}

#[test]
fn the_core_module_and_precompiled_code_lead_to_a_component() {
    let hint = |bytes: &[u8]| load(bytes).unwrap_err().hints()[0].clone();
    assert!(hint(b"\0asm\x01\0\0\0").contains("cargo xtask build-modules"));
    assert!(hint(b"\x7fELF\x02\x01\x01\0").contains("precompiled code is never taken"));
}

#[test]
fn the_limit_counts_the_last_byte() {
    let source = Source::embedded("sample", COMPONENT);
    assert!(Loader::new().with_max_bytes(8).load(&source).is_ok());
    let failure = Failure::from(Loader::new().with_max_bytes(7).load(&source).unwrap_err());
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Limit, code::LOADER_TOO_LARGE));
    assert_eq!(failure.details()["limitBytes"].as_u64(), Some(7));
}

#[test]
fn the_wrong_digest_is_an_integrity_failure_with_both_digests() {
    let source = Source::embedded("sample", COMPONENT);
    let digest = *Loader::new().load(&source).unwrap().digest();
    assert!(Loader::new().load_expecting(&source, &digest).is_ok());

    let other = Digest::new([7; 32]);
    let failure = Failure::from(Loader::new().load_expecting(&source, &other).unwrap_err());
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Integrity, code::LOADER_DIGEST));
    assert_eq!(failure.details()["expected"].as_str(), Some(other.to_string().as_str()));
    assert_eq!(failure.details()["actual"].as_str(), Some(digest.to_string().as_str()));

    let swapped = Failure::from(Loader::new().load_expecting(&Source::bytes("x", *b""), &digest).unwrap_err());
    assert_eq!(swapped.code(), code::LOADER_DIGEST);
}

#[test]
fn bytes_in_memory_are_never_copied() {
    let embedded = Loader::new().load(&Source::embedded("sample", COMPONENT)).unwrap();
    assert_eq!(embedded.bytes().as_ptr(), COMPONENT.as_ptr());

    let bytes = Arc::new(COMPONENT.to_vec());
    let source = Source::Bytes { name: "sample".into(), bytes: Arc::clone(&bytes) };
    let artifact = Loader::new().load(&source).unwrap().clone();
    assert_eq!(artifact.bytes().as_ptr(), bytes.as_ptr());
}

#[test]
fn provenance_names_kind_and_place() {
    let artifact = Loader::new().load(&Source::embedded("json-processor", COMPONENT)).unwrap();
    let provenance = artifact.provenance();
    assert_eq!((provenance.kind(), provenance.location().as_str()), ("embedded", "json-processor"));
    assert!(!format!("{artifact:?}").contains("109"), "bytes stay out of debug output");
    let hostile = Source::bytes("a\x1b[31m\nb", *b"\0");
    assert_eq!(hostile.to_string(), "the module `a\\u{1b}[31m\\nb`");
}

proptest! {
    #[test]
    fn only_the_header_makes_a_component(
        start in prop::sample::select(vec![&b""[..], b"\0asm", b"\0asm\x0d\0", COMPONENT, b"(;", b"MZ", b"\xef\xbb\xbf"]),
        rest in prop::collection::vec(any::<u8>(), 0..64),
    ) {
        let bytes = [start, rest.as_slice()].concat();
        prop_assert_eq!(load(bytes.clone()).is_ok(), bytes.starts_with(COMPONENT));
    }

    #[test]
    fn a_truncated_header_is_refused(rest in prop::collection::vec(any::<u8>(), 0..32), length in 0..8_usize) {
        let bytes = [COMPONENT, rest.as_slice()].concat();
        prop_assert!(load(&bytes[..length]).is_err());
    }

    #[test]
    fn the_digest_is_the_sha256_of_the_bytes(rest in prop::collection::vec(any::<u8>(), 0..256)) {
        use sha2::Digest as _;
        let bytes = [COMPONENT, rest.as_slice()].concat();
        let artifact = Loader::new().load(&Source::bytes("sample", bytes.clone())).unwrap();
        let expected: [u8; 32] = sha2::Sha256::digest(&bytes).into();
        prop_assert_eq!(artifact.digest().as_bytes(), &expected);
        prop_assert_eq!(artifact.bytes(), bytes);
    }

    #[test]
    fn comments_never_confuse(text in "[();m\\n ]{0,40}(module|component)?[) ]{0,9}") {
        prop_assert!(load(text.into_bytes()).is_err());
    }
}

#[test]
fn the_digest_of_known_bytes() {
    // `printf '\0asm\x0d\0\1\0' | sha256sum`
    let artifact = Loader::new().load(&Source::embedded("sample", COMPONENT)).unwrap();
    assert_eq!(artifact.digest().to_string(), KNOWN_DIGEST);
}

const KNOWN_DIGEST: &str = "sha256:24eaf3439a60c96764c4f2c92a0a81b52bd4fe5d5b91f090184a0f6486b1bf29";
