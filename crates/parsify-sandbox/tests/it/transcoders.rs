//! Functions whose strings are not UTF-8: the host transcodes each in one go, so components that have them are refused.

use parsify_interface::{CallOptions, Module, Request, serde_json};
use parsify_sandbox::{Sandbox, SandboxConfig, scan};

use crate::adapters::encoded;
use crate::caps::Cap;
use crate::guests::{fresh_digest, guest};
use crate::hostile::Guest;

const TRANSCODERS: Cap = Cap {
    name: "transcoders",
    way_out: "UTF-8",
    set: |caps, count| caps.transcoders = count,
    found: |report| report.transcoders,
};

const OTHERS: [&str; 2] = ["string-encoding=utf16", "string-encoding=latin1+utf16"];

/// A component that lifts one function and lowers another, with these options.
fn component(lift: &str, lower: &str) -> String {
    format!(
        r#"(import "f" (func $f (param "s" string)))
        (core module $m
            (memory (export "memory") 1)
            (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 0))
            (func (export "g") (param i32 i32)))
        (core instance $m (instantiate $m))
        (core func $lowered (canon lower (func $f) {lower} (memory (core memory $m "memory"))))
        (core module $caller (import "" "f" (func (param i32 i32))))
        (core instance (instantiate $caller (with "" (instance (export "f" (func $lowered))))))
        (func $g (param "s" string) (canon lift (core func $m "g") {lift} (memory (core memory $m "memory"))
            (realloc (core func $m "realloc"))))
        (export "g" (func $g))"#
    )
}

/// That the engine takes it shows that it is a component as anybody could write one.
#[track_caller]
fn check_compiles(component: &[u8]) {
    let engine = wasmtime::Engine::new(wasmtime::Config::new().gc_support(false)).unwrap();
    engine.precompile_component(component).unwrap();
}

#[test]
fn built_guests_have_none() {
    for name in ["json-processor", "text-tools", "misbehaving", "echo"] {
        TRANSCODERS.check_passes(&guest(name));
    }
}

#[test]
fn utf8_passes_unsaid_and_said() {
    for utf8 in ["", "string-encoding=utf8"] {
        let component = encoded(&component(utf8, utf8));
        check_compiles(&component);
        TRANSCODERS.check_passes(&component);
    }
}

#[test]
fn each_other_encoding_is_refused_and_counted() {
    for other in OTHERS {
        for (lift, lower, count) in [(other, "", 1), ("", other, 1), (other, other, 2)] {
            let component = encoded(&component(lift, lower));
            check_compiles(&component);
            TRANSCODERS.check_refused(&component, count);
        }
    }
    TRANSCODERS.check_refused(&encoded(&component(OTHERS[0], OTHERS[1])), 2);
}

#[test]
fn the_place_among_the_options_does_not_matter() {
    for other in OTHERS {
        for text in [
            format!(r#"(core func (canon lower (func 0) (memory 0) (realloc 0) {other}))"#),
            format!(r#"(core func (canon lower (func 0) (memory 0) {other} (realloc 0)))"#),
        ] {
            TRANSCODERS.check_refused(&encoded(&format!(r#"(import "f" (func)) {text}"#)), 1);
        }
    }
}

#[test]
fn nested_components_count_as_they_stand_in_the_file() {
    for other in OTHERS {
        let nested = format!(
            r#"(component $nested
                (core module $m (func (export "g")))
                (core instance $m (instantiate $m))
                (func $g (canon lift (core func $m "g") {other}))
                (export "g" (func $g)))"#
        );
        let deeper = format!("(component {nested} (instance (instantiate $nested)))");
        let instance = "(instance (instantiate $nested))";
        for text in [nested.clone(), format!("{nested} {instance}"), format!("{nested} {instance} {instance}"), deeper]
        {
            let component = encoded(&text);
            check_compiles(&component);
            TRANSCODERS.check_refused(&component, 1);
        }
        TRANSCODERS.check_refused(&encoded(&format!("(component {nested}) {} {nested}", component(other, other))), 4);
    }
}

/// The engine refuses them as the proposals that they belong to are switched off.
#[test]
fn every_canonical_function_with_an_encoding_counts() {
    let memory = r#"(core module $m (memory (export "m") 1)
            (func (export "r") (param i32 i32 i32 i32) (result i32) (i32.const 0)))
        (core instance $m (instantiate $m))
        (alias core export $m "m" (core memory $memory)) (alias core export $m "r" (core func $realloc))
        (type $stream (stream string)) (type $future (future string))"#;
    for function in [
        "task.return (result string)",
        "stream.read $stream async",
        "stream.write $stream async",
        "future.read $future async",
        "future.write $future async",
        "error-context.new",
        "error-context.debug-message",
    ] {
        let written = |encoding: &str| {
            let realloc = if function.ends_with("return (result string)") { "" } else { "(realloc $realloc)" };
            encoded(&format!("{memory} (core func (canon {function} (memory $memory) {realloc} {encoding}))"))
        };
        TRANSCODERS.check_passes(&written("string-encoding=utf8"));
        for other in OTHERS {
            TRANSCODERS.check_refused(&written(other), 1);
        }
    }
}

/// A module whose `execute` speaks UTF-16.
pub(crate) fn in_utf16() -> Vec<u8> {
    // "null" at 2048, as the data of the result.
    let body = "(i64.store (i32.const 2048) (i64.const 0x006c006c0075006e))
        (i32.store (i32.const 1036) (i32.const 2048)) (i32.store (i32.const 1040) (i32.const 4)) (i32.const 1024)";
    Guest::executing(body).encoding("utf16").build()
}

/// And one whose `execute` says that its texts may be Latin-1, as the one that answers `null` anyway is.
fn in_latin1() -> Vec<u8> {
    Guest::default().encoding("latin1+utf16").build()
}

#[tokio::test]
async fn a_foreign_module_in_another_encoding_is_not_loaded() {
    let sandbox = Sandbox::new(SandboxConfig::new()).unwrap();
    for bytes in [in_utf16(), in_latin1()] {
        TRANSCODERS.check_failure(&sandbox.load(bytes, fresh_digest()).await.unwrap_err(), 1, 0);
    }
}

#[tokio::test]
async fn who_raises_the_cap_or_ships_the_module_may_call_it() {
    let raised = Sandbox::new(SandboxConfig::new().with_scan_caps(TRANSCODERS.allowing(1))).unwrap();
    let sandbox = Sandbox::new(SandboxConfig::new()).unwrap();
    for bytes in [in_utf16(), in_latin1()] {
        assert_eq!(scan(&bytes, &TRANSCODERS.allowing(1)).unwrap().transcoders, 1);
        for module in [
            raised.load(bytes.clone(), fresh_digest()).await.unwrap(),
            sandbox.load_embedded(bytes, fresh_digest()).await.unwrap(),
        ] {
            let execution = module.execute(&Request::new("attack"), &CallOptions::new()).await.unwrap();
            assert_eq!(execution.response.data, serde_json::Value::Null);
        }
    }
}

#[tokio::test]
async fn what_they_put_on_disk_is_for_nobody_else() {
    TRANSCODERS.check_disk(in_utf16()).await;
}
