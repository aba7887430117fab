//! What changes in the bytes, and what does not.

use parsify_error::{ErrorKind, Failure, TwinRule};
use wasmparser::{Parser, Payload};
use wasmtime::component::{Component, Linker};
use wasmtime::{Engine, Module, Store};

use super::super::body::Bodies;
use super::super::operation::Operation;
use super::super::{MAX_ADDED, STRIDE, Unfit, interruptible};
use super::{custom_sections, engine, guest, operations, rewrite, rewritten, wat};

const FILL: Operation = Operation::Fill { memory: 0 };

#[test]
fn without_bulk_operations_the_bytes_stay() {
    let engine = engine();
    for text in [
        "(module)",
        "(component)",
        r#"(module (memory 1) (func (i32.store (i32.const 0) (i32.const 1))))"#,
        r#"(component (core module (memory 1) (table 9 funcref) (func (table.copy (i32.const 0) (i32.const 1) (i32.const 2))))
            (component (core module)))"#,
    ] {
        let bytes = wat(text);
        let same = interruptible(&engine, &bytes).unwrap();
        assert!(matches!(same, std::borrow::Cow::Borrowed(_)), "{text}");
        assert_eq!(*same, *bytes);
    }
}

#[test]
fn short_constant_lengths_stay() {
    let engine = engine();
    let fill = |length: i64, between: &str| {
        wat(&format!(
            "(module (memory 1) (func (i32.const 0) (i32.const 1) (i32.const {length}) {between} (memory.fill)))"
        ))
    };
    for length in [0, 1, i64::from(STRIDE)] {
        assert!(rewrite(&engine, &fill(length, ""), STRIDE).unwrap().is_none(), "{length}");
    }
    for (length, between) in [(i64::from(STRIDE) + 1, ""), (-1, ""), (1, "(i32.add (i32.const 1))"), (1, "nop")] {
        let bytes = rewritten(&engine, &fill(length, between), STRIDE);
        assert_eq!(operations(&bytes)[0], [], "{length} {between}");
    }
}

#[test]
fn short_segments_stay() {
    let engine = engine();
    let text = r#"(module (memory 1) (data "12345678") (data "123456789")
        (func (param i32) (memory.init 0 (i32.const 0) (i32.const 0) (local.get 0))
            (memory.init 1 (i32.const 0) (i32.const 0) (local.get 0))))"#;
    let found = operations(&rewritten(&engine, &wat(text), 8));
    assert_eq!(found[0], [Operation::Init { memory: 0, segment: 0 }]);
    assert_eq!(found.len(), 2);
    assert!(rewrite(&engine, &wat(text), 9).unwrap().is_none());
}

#[test]
fn one_function_for_each_operation_and_memory() {
    let engine = engine();
    let once = "(memory.fill 0 (local.get 0) (local.get 0) (local.get 0))
        (memory.fill 1 (local.get 0) (local.get 0) (local.get 0))
        (memory.copy 1 0 (local.get 0) (local.get 0) (local.get 0))
        (unreachable) (memory.copy 0 1)";
    let text = format!(
        "(module (import \"a\" \"b\" (func)) (memory 1) (memory 1)
            (func (param i32) {once}) (func (param i64)) (func (param i32) {once}))"
    );
    let found = operations(&rewritten(&engine, &wat(&text), STRIDE));
    assert_eq!(found.len(), 3 + 4);
    assert!(found[..3].iter().all(Vec::is_empty));
    for (function, expected) in found[3..].iter().zip([
        FILL,
        Operation::Fill { memory: 1 },
        Operation::Copy { to: 1, from: 0 },
        Operation::Copy { to: 0, from: 1 },
    ]) {
        assert!(function.len() >= 3 && function.iter().all(|&found| found == expected), "{function:?}");
    }
}

#[test]
fn rewriting_twice_changes_nothing_more() {
    let engine = engine();
    let text = "(module (memory 1) (func (param i32) (memory.fill (local.get 0) (local.get 0) (local.get 0))))";
    let once = rewritten(&engine, &wat(text), STRIDE);
    let twice = rewritten(&engine, &once, STRIDE);
    // The function that was added has operations over at most a stride, which it finds out at run time.
    assert_eq!(operations(&twice)[0], []);
    Module::new(&engine, twice).unwrap();
}

#[test]
fn hints_about_places_in_code_are_dropped() {
    let engine = engine();
    let text = |body: &str| {
        format!(
            r#"(module (@custom "before" "1") (memory 1)
                (func (param i32) (@metadata.code.branch_hint "\01") (if (local.get 0) (then)) {body})
                (@custom "after" "2"))"#
        )
    };
    let bytes = wat(&text("(memory.fill (local.get 0) (local.get 0) (local.get 0))"));
    assert!(custom_sections(&bytes).contains(&"metadata.code.branch_hint".to_owned()));
    assert_eq!(custom_sections(&rewritten(&engine, &bytes, STRIDE)), ["before", "after"]);
    assert!(rewrite(&engine, &wat(&text("")), STRIDE).unwrap().is_none());
}

/// What the function `run` of a component gives.
fn run(engine: &Engine, bytes: &[u8]) -> u32 {
    let component = Component::new(engine, bytes).unwrap();
    let mut store = Store::new(engine, ());
    store.set_epoch_deadline(1 << 40);
    let instance = Linker::new(engine).instantiate(&mut store, &component).unwrap();
    instance.get_typed_func::<(), (u32,)>(&mut store, "run").unwrap().call(&mut store, ()).unwrap().0
}

#[test]
fn nested_components_work() {
    let engine = engine();
    // Fills 100 bytes with ones, copies 50 of them on, and adds up two words at the end, one half behind it.
    let inner = r#"(component
        (@custom "padding" "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")
        (core module $m (memory 1)
            (func $f (param i32 i32) (memory.fill (local.get 0) (i32.const 1) (local.get 1)))
            (func (export "f") (result i32)
                (call $f (i32.const 8) (i32.const 100))
                (memory.copy (i32.const 108) (i32.const 58) (call $fifty))
                (i32.add (i32.load (i32.const 154)) (i32.load (i32.const 156))))
            (func $fifty (result i32) (i32.const 50)))
        (core module $unused (memory 1) (func (param i32) (memory.fill (local.get 0) (i32.const 1) (local.get 0))))
        (core instance $i (instantiate $m))
        (func (export "run") (result u32) (canon lift (core func $i "f"))))"#;
    let inner = inner.replacen("(component", "(component $b", 1);
    let text = format!(
        r#"(component (component $a {inner} (instance $i (instantiate $b)) (export "run" (func $i "run")))
            (@custom "between" "x")
            (instance $i (instantiate $a)) (export "run" (func $i "run")))"#
    );
    let original = wat(&text);
    assert_eq!(run(&engine, &original), 0x0101_0101 + 0x0101);
    for stride in [1, 7, 40, STRIDE] {
        let bytes = rewritten(&engine, &original, stride);
        assert_eq!(run(&engine, &bytes), 0x0101_0101 + 0x0101, "{stride}");
        assert_eq!(operations(&bytes)[..3], [vec![], vec![], vec![]]);
    }
}

/// Functions with operations of which nobody knows that they are short.
fn long(bytes: &[u8]) -> usize {
    let mut bodies = Bodies::default();
    let long = Parser::new(0).parse_all(bytes).filter(|payload| match payload.as_ref().unwrap() {
        Payload::CodeSectionEntry(body) => !bodies.sites(body, STRIDE).unwrap().is_empty(),
        _ => false,
    });
    long.count()
}

#[test]
fn what_authors_build_keeps_no_long_operation() {
    let engine = engine();
    for name in ["json-processor", "text-tools", "misbehaving", "echo"] {
        let original = guest(name);
        let bytes = rewritten(&engine, &original, STRIDE);
        assert!(long(&original) > 10, "{name}");
        // Only in the functions that were added, which look at the length first.
        assert_eq!(long(&bytes), operations(&bytes).len() - operations(&original).len(), "{name}");
        Component::new(&engine, &bytes).unwrap();
    }
}

#[test]
fn broken_references_do_not_become_whole() {
    let engine = engine();
    let fill = "(memory.fill (local.get 0) (local.get 0) (local.get 0))";
    for broken in [
        "(func (type 1))",
        "(func (i32.const 0) (i32.const 0) (i32.const 0) (call 3))",
        "(export \"x\" (func 2))",
        "(elem declare func 2)",
    ] {
        let bytes = wat(&format!("(module (memory 1) (func (param i32) {fill}) (func (param i32)) {broken})"));
        assert!(Module::new(&engine, &bytes).is_err(), "{broken}");
        let unfit = rewrite(&engine, &bytes, STRIDE).unwrap_err();
        assert!(matches!(unfit, Unfit::Invalid(_)), "{broken}");
        let failure = Failure::from(unfit);
        assert_eq!((failure.kind(), failure.code()), (ErrorKind::Compilation, "sandbox.compile"));
    }
}

#[test]
fn no_more_functions_are_added_than_may_be() {
    let engine = engine();
    let module = |memories: usize| {
        let pairs = (0..memories).flat_map(|to| (0..memories).map(move |from| (to, from)));
        let copies: String = pairs.map(|(to, from)| format!("(memory.copy {to} {from}) ")).collect();
        format!("(core module {} (func (unreachable) {copies}))", "(memory 0)".repeat(memories))
    };
    let component = |modules: &[usize]| {
        wat(&format!("(component {})", modules.iter().map(|&memories| module(memories)).collect::<String>()))
    };
    assert_eq!(31 * 31 + 6 * 6, 997);
    assert!(rewrite(&engine, &component(&[31, 6]), STRIDE).unwrap().is_some());
    let unfit = rewrite(&engine, &component(&[31, 7]), STRIDE).unwrap_err();
    let failure = Failure::from(unfit);
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Limit, "sandbox.scan"));
    assert_eq!(failure.details()["allowed"].as_u64(), Some(MAX_ADDED as u64));
    assert_eq!(failure.classification().twin, TwinRule::Never);
}

#[test]
fn lengths_written_long_are_read_and_corrected() {
    let engine = engine();
    // As linkers write them: lengths and counts of five bytes.
    let body: &[u8] = b"\x8d\x80\x80\x80\x00\x00\x20\x00\x20\x00\x20\x00\xfc\x8b\x80\x00\x00\x0b";
    let mut bytes =
        b"\0asm\x01\0\0\0\x01\x85\x80\x80\x80\x00\x01\x60\x01\x7f\x00\x03\x82\x80\x80\x80\x00\x01\x00".to_vec();
    bytes.extend(b"\x05\x83\x80\x80\x80\x00\x01\x00\x01\x0a\x97\x80\x80\x80\x00\x81\x80\x80\x80\x00");
    bytes.extend(body);
    Module::new(&engine, &bytes).unwrap();
    let bytes = rewritten(&engine, &bytes, STRIDE);
    Module::new(&engine, &bytes).unwrap();
    assert_eq!(operations(&bytes)[0], []);
}
