//! What must not even be loaded.

use parsify_interface::ErrorKind;
use parsify_interface::error::TrapCause;

use super::row::{Row, fails, refused, traps};
use super::wat::Guest;

pub(crate) fn rows() -> Vec<Row> {
    descriptions().into_iter().chain(bytes()).chain(contracts()).chain(proposals()).collect()
}

/// A guest whose description never ends. Not in the table, for it takes five seconds.
pub(crate) fn endless_description() -> Row {
    let guest = Guest::default().describe("(loop $again (br $again)) (unreachable)");
    super::row::times_out("describe that loops", &guest, parsify_interface::Phase::Run).at_load()
}

fn descriptions() -> Vec<Row> {
    let invalid = |name, json: &str| {
        let guest = Guest::default().descriptor(json);
        fails(name, &guest, ErrorKind::Compatibility, "sandbox.descriptor").at_load()
    };
    let traps = |name, guest: &Guest, cause, code| traps(name, guest, cause, code).at_load();
    let large = "(drop (memory.grow (i32.const 200)))
        (i32.store (i32.const 512) (i32.const 0x20000)) (i32.store (i32.const 516) (i32.const 5242880)) (i32.const 512)";
    let lying = "(i32.store (i32.const 516) (i32.const -1)) (i32.const 512)";
    vec![
        traps(
            "describe that traps",
            &Guest::default().describe("(unreachable)"),
            TrapCause::Unreachable,
            "sandbox.trap",
        ),
        traps("describe that lies", &Guest::default().describe(lying), TrapCause::Abi, "sandbox.abi"),
        fails("describe of 5 MiB", &Guest::default().describe(large), ErrorKind::Output, "sandbox.output").at_load(),
        invalid("descriptor that is no JSON", "no JSON"),
        invalid("descriptor that is empty", ""),
        invalid("descriptor without operations", r#"{"id":"hostile"}"#),
        invalid("descriptor nested too deep", &"[".repeat(20_000)),
        invalid("descriptor with a bad name", &descriptor("At tack", "{}")),
        fails(
            "limits nobody can hold",
            &Guest::default().descriptor(descriptor("attack", r#"{"memory":1073741824}"#)),
            ErrorKind::Limit,
            "sandbox.limits",
        )
        .at_load(),
    ]
}

fn descriptor(operation: &str, limits: &str) -> String {
    format!(
        r#"{{"id":"hostile","name":"Hostile","version":"0.1.0","apiVersion":"1.0.0","summary":"Attacks","category":"test","operations":[{{"name":"{operation}","summary":"Attacks","params":{{"type":"object"}},"limits":{limits}}}]}}"#
    )
}

fn bytes() -> Vec<Row> {
    let none = |name, bytes: Vec<u8>| refused(name, bytes, ErrorKind::Compilation, "sandbox.not-a-component");
    let whole = Guest::default().build();
    let engine = wasmtime::Engine::new(wasmtime::Config::new().gc_support(false)).unwrap();
    vec![
        none("nothing", Vec::new()),
        none("a core module", wat::parse_str("(module)").unwrap()),
        none("text", Guest::default().text().into_bytes()),
        none("an ELF file", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0".to_vec()),
        none("precompiled code", engine.precompile_component(&whole).unwrap()),
        none("a precompiled module", engine.precompile_module(&wat::parse_str("(module)").unwrap()).unwrap()),
        refused("half a component", whole[..whole.len() / 2].to_vec(), ErrorKind::Compilation, "sandbox.compile"),
        refused("several components", crate::adapters::composed(), ErrorKind::Limit, "sandbox.scan"),
        refused("strings in UTF-16", crate::transcoders::in_utf16(), ErrorKind::Limit, "sandbox.scan"),
        refused("a component and more", [whole, vec![0xff; 9]].concat(), ErrorKind::Compilation, "sandbox.compile"),
    ]
}

fn contracts() -> Vec<Row> {
    let importing = |name, import: &str| {
        let bytes = Guest::default().before(format!("(import \"{import}\" (instance))")).build();
        refused(name, bytes, ErrorKind::Compatibility, "sandbox.import")
    };
    let versions = |name, version: &str| {
        let text = Guest::default().text().replace("parsify:module/guest@1.0.0", version);
        refused(name, wat::parse_str(text).unwrap(), ErrorKind::Compatibility, "sandbox.contract")
    };
    vec![
        importing("an import of WASI", "wasi:filesystem/preopens@0.2.0"),
        importing("an import of sockets", "wasi:sockets/tcp@0.2.0"),
        importing("a foreign import", "acme:secrets/store@1.0.0"),
        importing("an import that looks like ours", "parsify:modules/context@1.0.0"),
        importing("an import of what we do not offer", "parsify:module/secrets@1.0.0"),
        versions("a later contract", "parsify:module/guest@2.0.0"),
        versions("a contract before the first", "parsify:module/guest@0.9.0"),
        versions("a contract without version", "parsify:module/guest"),
        refused(
            "another type under a name of the contract",
            wat::parse_str(
                Guest::default().text().replace("(field \"params\" string)", "(field \"params\" u64)").replace(
                    "(param i32 i32 i32 i32 i32 i32) (result i32)",
                    "(param i32 i32 i32 i32 i64) (result i32)",
                ),
            )
            .unwrap(),
            ErrorKind::Compatibility,
            "sandbox.contract",
        ),
        refused(
            "no component of ours",
            wat::parse_str("(component)").unwrap(),
            ErrorKind::Compatibility,
            "sandbox.export",
        ),
    ]
}

/// One use of each proposal that is switched off.
fn proposals() -> Vec<Row> {
    let off = |name, part: &str| {
        let bytes = Guest::default().before(format!("(core module {part})")).build();
        refused(name, bytes, ErrorKind::Compilation, "sandbox.compile")
    };
    let asynchronous = Guest::default().before(
        r#"(core module $a (func (export "f") (result i32) (i32.const 0))
            (func (export "cb") (param i32 i32 i32) (result i32) (i32.const 0)))
        (core instance $a (instantiate $a))
        (func (export "waiting") async (canon lift (core func $a "f") async (callback (core func $a "cb"))))"#,
    );
    vec![
        off("shared memory", "(memory 1 1 shared)"),
        off("atomics", "(memory 1) (func (drop (i32.atomic.load (i32.const 0))))"),
        off("64-bit memory", "(memory i64 1)"),
        off("64-bit table", "(table i64 1 funcref)"),
        off("relaxed SIMD", "(func (param v128) (result v128) (i8x16.relaxed_swizzle (local.get 0) (local.get 0)))"),
        off("garbage collection", "(type (struct (field i32)))"),
        off("i31", "(func (drop (ref.i31 (i32.const 1))))"),
        off("exceptions", "(tag $t) (func (throw $t))"),
        off("function references", "(type $f (func)) (func (param (ref null $f)) (call_ref $f (local.get 0)))"),
        off("tail calls", "(func $f (return_call $f))"),
        off("indirect tail calls", "(table 1 funcref) (func (return_call_indirect (i32.const 0)))"),
        off(
            "wide arithmetic",
            "(func (result i64 i64) (i64.add128 (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1)))",
        ),
        off("custom page sizes", "(memory 1 (pagesize 1))"),
        off("stack switching", "(type $f (func)) (type $c (cont $f)) (func (param (ref $c)))"),
        refused("async", asynchronous.build(), ErrorKind::Compilation, "sandbox.compile"),
    ]
}
