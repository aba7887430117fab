//! Components of which one part calls another: the engine copies each text between them in one go, so they are refused.

mod chains;

use parsify_sandbox::{Sandbox, SandboxConfig, ScanCaps, scan};

use crate::caps::Cap;
use crate::guests::{fresh_digest, guest};
use crate::hostile::Guest;

/// A component that lifts a function `f`, which takes a text.
const LIFTING: &str = r#"(component $lifting
    (core module $m
        (memory (export "memory") 1)
        (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 0))
        (func (export "f") (param i32 i32)))
    (core instance $m (instantiate $m))
    (func $f (param "s" string)
        (canon lift (core func $m "f") (memory (core memory $m "memory")) (realloc (core func $m "realloc"))))
    (export "f" (func $f))
    (instance $inside (export "f" (func $f)))
    (export "inside" (instance $inside)))"#;

/// A function that is lifted where it stands.
const LIFTED: &str = r#"(core module $m
        (memory (export "memory") 1)
        (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 0))
        (func (export "f") (param i32 i32)))
    (core instance $m (instantiate $m))
    (func $own (param "s" string)
        (canon lift (core func $m "f") (memory (core memory $m "memory")) (realloc (core func $m "realloc"))))"#;

const HOST: &str = r#"(import "f" (func $f (param "s" string)))"#;
const HOST_INSTANCE: &str = r#"(import "i" (instance $i (export "f" (func (param "s" string)))
    (export "inside" (instance (export "f" (func (param "s" string)))))))"#;

/// Lowers a function and gives it to a core module.
fn lowering(function: &str) -> String {
    format!(
        r#"(core module $memory (memory (export "memory") 1))
        (core instance $memory (instantiate $memory))
        (core func $lowered (canon lower (func {function}) (memory (core memory $memory "memory"))))
        (core module $caller (import "" "f" (func (param i32 i32))))
        (core instance (instantiate $caller (with "" (instance (export "f" (func $lowered))))))"#
    )
}

/// A component of these parts that lowers a function of them.
fn calling(parts: &str, function: &str) -> Vec<u8> {
    encoded(&format!("{parts} {}", lowering(function)))
}

/// A component of these parts, with another one inside, `$user`, that lowers what it is given as `f`.
fn using(before: &str, after: &str) -> Vec<u8> {
    encoded(&format!("{before} (component $user {HOST} {}) {after}", lowering("$f")))
}

pub(crate) fn encoded(parts: &str) -> Vec<u8> {
    wat::parse_str(format!("(component {parts})")).unwrap_or_else(|error| panic!("{error}"))
}

const ADAPTERS: Cap = Cap {
    name: "adapters",
    way_out: "one core module",
    set: |caps, count| caps.adapters = count,
    found: |report| report.adapters,
};

/// Whether the engine makes adapters: it puts them into core modules of its own, behind those of the component.
fn engine_adapts(component: &[u8]) -> bool {
    let modules = scan(component, &ADAPTERS.allowing(u64::MAX)).unwrap().modules;
    let engine = wasmtime::Engine::new(wasmtime::Config::new().gc_support(false)).unwrap();
    let code = engine.precompile_component(component).unwrap();
    let name = format!("wasm[{modules}]::");
    code.windows(name.len()).any(|bytes| bytes == name.as_bytes())
}

#[track_caller]
fn check_passes(component: &[u8]) {
    ADAPTERS.check_passes(component);
    assert!(!engine_adapts(component));
}

#[test]
fn built_guests_need_none() {
    for name in ["json-processor", "text-tools", "misbehaving", "echo"] {
        check_passes(&guest(name));
    }
}

#[test]
fn a_module_may_call_the_host() {
    check_passes(&Guest::default().build());
    check_passes(&calling(HOST, "$f"));
    check_passes(&calling(HOST_INSTANCE, r#"$i "f""#));
    check_passes(&calling(HOST_INSTANCE, r#"$i "inside" "f""#));
}

#[test]
fn the_host_may_go_by_other_names() {
    check_passes(&calling(&format!(r#"{HOST} (instance $bag (export "g" (func $f)))"#), r#"$bag "g""#));
    check_passes(&calling(
        &format!(r#"{HOST_INSTANCE} (instance $bag (export "j" (instance $i)))"#),
        r#"$bag "j" "inside" "f""#,
    ));
    // The engine does not know how to export what it imported; the format allows it.
    for component in [
        calling(&format!(r#"{HOST} (export $g "g" (func $f))"#), "$g"),
        calling(&format!(r#"{HOST_INSTANCE} (export $j "j" (instance $i))"#), r#"$j "inside" "f""#),
    ] {
        assert_eq!(scan(&component, &ScanCaps::strict()).unwrap().adapters, 0);
    }
}

#[test]
fn what_is_lifted_beside_does_not_matter() {
    let beside = format!(r#"{LIFTING} (instance $l (instantiate $lifting)) (alias export $l "f" (func $before))"#);
    check_passes(&calling(&format!("{beside} {HOST}"), "$f"));
    check_passes(&calling(&format!("{HOST} {beside}"), "$f"));
    check_passes(&calling(&format!("{beside} {HOST_INSTANCE}"), r#"$i "f""#));
}

#[test]
fn the_outermost_component_may_not_call_a_nested_one() {
    let nested = format!("{LIFTING} (instance $l (instantiate $lifting))");
    for (more, function) in [
        ("", r#"$l "f""#),
        ("", r#"$l "inside" "f""#),
        (r#"(alias export $l "f" (func $a)) (export $b "b" (func $a)) (export $c "c" (func $b))"#, "$c"),
        (r#"(export $m "m" (instance $l)) (alias export $m "inside" (instance $n))"#, r#"$n "f""#),
        (r#"(instance $bag (export "g" (func $l "f")))"#, r#"$bag "g""#),
        (r#"(instance $bag (export "g" (instance $l)))"#, r#"$bag "g" "inside" "f""#),
    ] {
        // Imports before and after, so that an index that is off by one would show.
        for parts in [format!("{HOST} {nested} {more}"), format!("{nested} {more} {HOST_INSTANCE} {HOST}")] {
            let component = calling(&parts, function);
            assert!(engine_adapts(&component), "{function}");
            ADAPTERS.check_refused(&component, 1);
        }
    }
}

#[test]
fn a_name_for_the_host_among_others_is_not_believed() {
    let mixed = format!(
        r#"{LIFTING} {HOST} (instance $l (instantiate $lifting))
        (instance $bag (export "host" (func $f)) (export "own" (func $l "f")))"#
    );
    let component = calling(&mixed, r#"$bag "own""#);
    assert!(engine_adapts(&component));
    ADAPTERS.check_refused(&component, 1);
    ADAPTERS.check_refused(&calling(&mixed, r#"$bag "host""#), 1);
}

#[test]
fn a_component_may_not_lower_what_it_lifts() {
    ADAPTERS.check_refused(&calling(LIFTED, "$own"), 1);
    ADAPTERS.check_refused(&encoded(&format!("(component {LIFTED} {})", lowering("$own"))), 1);
    // Beside the host's, in either order.
    for parts in [format!("{HOST} {LIFTED}"), format!("{LIFTED} {HOST}")] {
        let component = calling(&parts, "$own");
        assert!(engine_adapts(&component));
        ADAPTERS.check_refused(&component, 1);
        check_passes(&calling(&parts, "$f"));
    }
}

#[test]
fn what_is_not_there_is_not_believed_to_be_the_hosts() {
    ADAPTERS.check_refused(&encoded("(core func (canon lower (func 7)))"), 1);
    ADAPTERS.check_refused(&encoded(&format!("{HOST} (core func (canon lower (func 1)))")), 1);
    ADAPTERS.check_refused(&encoded(r#"(alias export 3 "f" (func $f)) (core func (canon lower (func $f)))"#), 1);
}

#[test]
fn nested_components_may_not_call_one_another() {
    let given = r#"(instance $l (instantiate $lifting)) (instance (instantiate $user (with "f" (func $l "f"))))"#;
    let component = using(LIFTING, given);
    assert!(engine_adapts(&component));
    ADAPTERS.check_refused(&component, 1);

    // What one imports it exports, and so hands it on.
    let passing = format!(r#"{LIFTING} (component $passing {HOST} (export "g" (func $f)))"#);
    let handed_on = r#"(instance $l (instantiate $lifting))
        (instance $p (instantiate $passing (with "f" (func $l "f"))))
        (instance $q (instantiate $passing (with "f" (func $p "g"))))
        (instance (instantiate $user (with "f" (func $q "g"))))"#;
    let component = using(&passing, handed_on);
    assert!(engine_adapts(&component));
    ADAPTERS.check_refused(&component, 1);
    let component = calling(&format!("{passing} {}", handed_on.rsplit_once("(instance").unwrap().0), r#"$q "g""#);
    assert!(engine_adapts(&component));
    ADAPTERS.check_refused(&component, 1);

    // A whole instance is given, two components further in.
    let text = format!(
        r#"{LIFTING} (component $outer {HOST_INSTANCE} (component $inner {HOST_INSTANCE} {})
            (instance (instantiate $inner (with "i" (instance $i)))))
        (instance $l (instantiate $lifting))
        (instance (instantiate $outer (with "i" (instance $l))))"#,
        lowering(r#"$i "inside" "f""#)
    );
    let component = encoded(&text);
    assert!(engine_adapts(&component));
    ADAPTERS.check_refused(&component, 1);
}

#[test]
fn what_nested_components_lower_counts_whatever_it_is() {
    // Of the host, as it happens; never instantiated; and twice instantiated.
    for (before, after) in [
        (HOST, r#"(instance (instantiate $user (with "f" (func $f))))"#),
        ("", ""),
        (
            HOST,
            r#"(instance (instantiate $user (with "f" (func $f)))) (instance (instantiate $user (with "f" (func $f))))"#,
        ),
    ] {
        ADAPTERS.check_refused(&using(before, after), 1);
    }
}

#[test]
fn each_is_counted_once() {
    let nested = format!("{LIFTING} {HOST} (instance $l (instantiate $lifting))");
    let lowered = |function: &str| {
        format!(r#"(core func (canon lower (func {function}) (memory (core memory $memory "memory"))))"#)
    };
    let memory = r#"(core module $memory (memory (export "memory") 1)) (core instance $memory (instantiate $memory))"#;
    let lowerings =
        [lowered("$f"), lowered(r#"$l "f""#), lowered(r#"$l "f""#), lowered("$f"), lowered("$l \"inside\" \"f\"")];
    ADAPTERS.check_refused(&encoded(&format!("{nested} {memory} {}", lowerings.join(" "))), 3);
}

/// A module whose main part calls another one.
pub(crate) fn composed() -> Vec<u8> {
    let parts = format!("{LIFTING} (instance $l (instantiate $lifting)) {}", lowering(r#"$l "f""#));
    Guest::default().before(parts).build()
}

#[tokio::test]
async fn a_foreign_module_of_several_components_is_not_loaded() {
    let sandbox = Sandbox::new(SandboxConfig::new()).unwrap();
    ADAPTERS.check_failure(&sandbox.load(composed(), fresh_digest()).await.unwrap_err(), 1, 0);
}

#[tokio::test]
async fn who_raises_the_cap_or_ships_the_module_may_load_it() {
    let raised = Sandbox::new(SandboxConfig::new().with_scan_caps(ADAPTERS.allowing(1))).unwrap();
    raised.load(composed(), fresh_digest()).await.unwrap();
    let sandbox = Sandbox::new(SandboxConfig::new()).unwrap();
    sandbox.load_embedded(composed(), fresh_digest()).await.unwrap();
}

#[tokio::test]
async fn what_they_put_on_disk_is_for_nobody_else() {
    ADAPTERS.check_disk(composed()).await;
}
