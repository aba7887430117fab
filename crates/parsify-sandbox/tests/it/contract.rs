use parsify_interface::{Engine, ErrorKind, Failure, Module};
use parsify_sandbox::{Allocation, Sandbox, SandboxConfig};

use crate::guests::{fresh_digest, guest, sandbox};

async fn refusal(wat: &str) -> Failure {
    let bytes = wat::parse_str(wat).unwrap();
    sandbox().load(bytes, fresh_digest()).await.unwrap_err()
}

#[track_caller]
fn check(failure: &Failure, kind: ErrorKind, code: &str, message: &str) {
    assert_eq!((failure.kind(), failure.code()), (kind, code), "{failure:?}");
    assert!(failure.message().contains(message), "{failure}");
}

#[tokio::test]
async fn a_guest_tells_what_it_is() {
    let module = sandbox().load(guest("text-tools"), fresh_digest()).await.unwrap();
    let descriptor = module.descriptor();
    assert_eq!(descriptor.id.as_str(), "text-tools");
    assert!(descriptor.operation("slugify").is_some());
    assert_eq!(module.engine(), Engine::Wasm);
}

#[tokio::test]
async fn what_is_no_component_is_refused() {
    let failure = refusal("(module)").await;
    check(&failure, ErrorKind::Compilation, "sandbox.not-a-component", "no WebAssembly component");
    for bytes in [&b""[..], b"\x7fELF", b"\0asm\x0d\0\x01", b"(component)"] {
        let failure = sandbox().load(bytes, fresh_digest()).await.unwrap_err();
        assert_eq!(failure.code(), "sandbox.not-a-component");
    }
}

#[tokio::test]
async fn damaged_components_are_refused() {
    let whole = guest("text-tools");
    let sandbox = sandbox();
    for length in (9..whole.len()).step_by(whole.len() / 40) {
        let failure = sandbox.load(whole[..length].to_vec(), fresh_digest()).await.unwrap_err();
        assert!(matches!(failure.kind(), ErrorKind::Compilation | ErrorKind::Compatibility), "{failure:?}");
    }
}

#[tokio::test]
async fn foreign_imports_are_refused_by_name() {
    let failure = refusal(
        r#"(component
            (import "wasi:cli/environment@0.2.0" (instance (export "get-arguments" (func))))
            (import "acme:secrets/store" (instance)))"#,
    )
    .await;
    check(&failure, ErrorKind::Compatibility, "sandbox.import", "wasi:cli/environment@0.2.0, acme:secrets/store");
    assert!(failure.hints()[0].contains("without WASI"));
}

#[tokio::test]
async fn a_component_that_is_no_module_is_refused() {
    check(&refusal("(component)").await, ErrorKind::Compatibility, "sandbox.export", "does not export");
}

/// A component that exports the guest interface of `version` with the functions of `body`.
fn exporting(version: &str, functions: &str) -> String {
    format!(
        r#"(component
            (core module $m
                (memory (export "memory") 1)
                (func (export "f") (result i32) i32.const 0)
                (func (export "realloc") (param i32 i32 i32 i32) (result i32) i32.const 0))
            (core instance $i (instantiate $m))
            (func $describe (result string)
                (canon lift (core func $i "f") (memory (core memory $i "memory")) (realloc (core func $i "realloc"))))
            (func $other (result u32) (canon lift (core func $i "f")))
            (instance $guest {functions})
            (export "parsify:module/guest{version}" (instance $guest)))"#
    )
}

#[tokio::test]
async fn another_contract_version_is_refused_with_both_versions() {
    for version in ["@2.0.0", "@0.9.0", "@1.0.0-rc.1", ""] {
        let failure = refusal(&exporting(version, r#"(export "describe" (func $describe))"#)).await;
        check(&failure, ErrorKind::Compatibility, "sandbox.contract", "this host speaks 1.x");
        assert_eq!(failure.details()["supported"].as_str(), Some("1.0.0"));
    }
}

#[tokio::test]
async fn missing_and_wrong_functions_are_refused() {
    let failure = refusal(&exporting("@1.0.0", r#"(export "describe" (func $describe))"#)).await;
    check(&failure, ErrorKind::Compatibility, "sandbox.export", "no function `execute`");

    let wrong = r#"(export "describe" (func $describe)) (export "execute" (func $other))"#;
    let failure = refusal(&exporting("@1.0.0", wrong)).await;
    assert_eq!(failure.kind(), ErrorKind::Compatibility, "{failure:?}");
}

/// The engine's bounds on parts are no limits of the call: nothing of a request is in the instance yet. Foreign components
/// are refused before that, and the pool would refuse them earlier, too.
#[tokio::test]
async fn a_component_of_too_many_parts_cannot_be_instantiated() {
    let functions = r#"(export "describe" (func $describe)) (export "execute" (func $other))"#;
    let parts = "(core instance (instantiate $m))".repeat(100);
    let wat = exporting("@1.0.0", functions).replace("(core instance $i", &format!("{parts} (core instance $i"));
    check(&refusal(&wat).await, ErrorKind::Limit, "sandbox.scan", "memories");

    let sandbox = Sandbox::new(SandboxConfig::new().with_allocation(Allocation::OnDemand)).unwrap();
    let embedded = sandbox.load_embedded(wat::parse_str(&wat).unwrap(), fresh_digest()).await;
    let failure = embedded.unwrap_err();
    check(&failure, ErrorKind::Instantiation, "sandbox.instantiate", "cannot be instantiated");
    assert!(!failure.causes().is_empty());
}

/// What is inside does not even compile, and is not looked at: names tell first.
#[tokio::test]
async fn another_contract_is_refused_before_anything_is_compiled() {
    let broken = |outside: &str| format!("(component (core module (func (result i32))) {outside})");
    check(&refusal(&broken("")).await, ErrorKind::Compatibility, "sandbox.export", "does not export");
    let newer = broken(r#"(instance $i) (export "parsify:module/guest@2.0.0" (instance $i))"#);
    check(&refusal(&newer).await, ErrorKind::Compatibility, "sandbox.contract", "version 2.0.0");
    let foreign = broken(r#"(import "wasi:cli/run@0.2.0" (instance))"#);
    check(&refusal(&foreign).await, ErrorKind::Compatibility, "sandbox.import", "wasi:cli/run@0.2.0");
    let ours = broken(r#"(instance $i) (export "parsify:module/guest@1.0.0" (instance $i))"#);
    check(&refusal(&ours).await, ErrorKind::Compilation, "sandbox.compile", "does not compile");
}
