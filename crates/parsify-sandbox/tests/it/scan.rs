use parsify_error::{ErrorKind, Failure, TwinRule};
use parsify_sandbox::{ScanCaps, scan};
use proptest::prelude::*;

use crate::bombs::{self, Bomb, bombs};
use crate::guests::guest;

#[test]
fn every_bomb_is_refused_before_it_is_compiled_in_this_process() {
    for bomb in bombs() {
        check_refusal(&bomb, scan(&bomb.bytes, &ScanCaps::strict()).expect_err(&bomb.name));
        // What passes these caps goes to a child, whose limits hold: see `compile`.
        match scan(&bomb.bytes, &ScanCaps::normal()) {
            Err(failure) => check_refusal(&bomb, failure),
            Ok(report) => assert!(bomb.may_reach_the_child, "{}: {report:?}", bomb.name),
        }
    }
}

fn check_refusal(bomb: &Bomb, failure: Failure) {
    let detail = |name| failure.details().get(name).cloned().unwrap();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Limit, "sandbox.scan"), "{}: {failure:?}", bomb.name);
    assert!(bomb.limits.contains(&detail("limit").as_str().unwrap()), "{}: {failure:?}", bomb.name);
    let number = |name| detail(name).as_u64().unwrap();
    assert!(number("found") > number("allowed"), "{failure:?}");
    assert!(!failure.hints().is_empty());
    assert_eq!(failure.classification().twin, TwinRule::Never);
}

#[test]
fn what_authors_build_passes_with_room_to_spare() {
    for name in ["json-processor", "text-tools", "misbehaving"] {
        let bytes = guest(name);
        let report = scan(&bytes, &ScanCaps::strict()).unwrap();
        assert_eq!(report.artifact_bytes, bytes.len() as u64);
        assert!(report.functions > 100 && report.core_instances >= 1, "{report:?}");
        assert!(report.modules_with_data >= 1 && report.memories >= 1, "{report:?}");
        let caps = ScanCaps::strict();
        for (found, allowed) in [
            (report.functions, caps.functions),
            (report.function_bytes, caps.function_bytes),
            (report.locals, caps.locals),
            (report.blocks, caps.blocks),
            (report.loops, caps.loops),
            (report.merges, caps.merges),
            (report.arity, caps.arity),
            (report.branch_targets, caps.branch_targets),
            (report.definitions, caps.definitions),
            (report.types, caps.types),
            (report.core_instances, caps.core_instances),
        ] {
            assert!(found * 2 <= allowed, "{name}: {found} of {allowed} in {report:?}");
        }
    }
}

#[test]
fn a_large_component_passes_the_normal_caps() {
    let bytes = bombs::ordinary(30_000, 33);
    assert!(bytes.len() > 18_000_000);
    let report = scan(&bytes, &ScanCaps::normal()).unwrap();
    assert_eq!(report.functions, 30_000);
}

#[test]
fn instances_of_instances_are_multiplied() {
    let report = scan(&bombs::doubling(4), &ScanCaps::normal()).unwrap();
    assert_eq!((report.core_instances, report.component_instances), (16, 30));
    let bytes = wat::parse_str(
        r#"(component
            (core module $m (memory 2) (table 3 funcref))
            (component $inner
                (alias outer 1 $m (core module $m))
                (core instance (instantiate $m))
                (core instance (instantiate $m)))
            (instance (instantiate $inner))
            (export $again "again" (component $inner))
            (instance (instantiate $again)))"#,
    )
    .unwrap();
    let report = scan(&bytes, &ScanCaps::normal()).unwrap();
    assert_eq!((report.core_instances, report.component_instances), (4, 2));
    assert_eq!((report.memories, report.memory_bytes), (4, 4 * 2 * 65_536));
    assert_eq!((report.tables, report.table_elements), (4, 12));
}

#[test]
fn a_component_from_outside_may_hide_any_number() {
    for text in [
        r#"(component (import "c" (component $c)) (instance (instantiate $c)))"#,
        r#"(component
            (import "i" (instance $i (export "c" (component))))
            (alias export $i "c" (component $c))
            (instance (instantiate $c)))"#,
    ] {
        let failure = scan(&wat::parse_str(text).unwrap(), &ScanCaps::normal()).unwrap_err();
        assert_eq!(failure.details()["limit"].as_str(), Some("componentInstances"));
    }
}

#[test]
fn what_is_no_component_is_named_so() {
    for bytes in [&b""[..], b"\x7fELF", b"\0asm\x01\0\0\0", b"\0asm\x0d\0\x01", b"(component)"] {
        let failure = scan(bytes, &ScanCaps::normal()).unwrap_err();
        assert_eq!((failure.kind(), failure.code()), (ErrorKind::Compilation, "sandbox.not-a-component"));
    }
}

#[test]
fn damage_is_told_with_its_place() {
    let mut bytes = b"\0asm\x0d\0\x01\0".to_vec();
    bytes.extend([42, 1, 0]);
    for bytes in [&bytes[..], b"\0asm\x0d\0\x01\0\x04", b"\0asm\x0d\0\x01\0\x07\x02\x01\x05"] {
        let failure = scan(bytes, &ScanCaps::normal()).unwrap_err();
        assert_eq!((failure.kind(), failure.code()), (ErrorKind::Compilation, "sandbox.compile"), "{failure:?}");
        assert!(failure.details()["offset"].as_u64().unwrap() >= 8, "{failure:?}");
    }
}

/// A component with every kind of section, small enough to damage at each bit.
fn small() -> Vec<u8> {
    wat::parse_str(
        r#"(component
            (type $t (instance (export "r" (type (sub resource))) (type (list u8)) (type (record (field "a" u8)))))
            (core type $c (module (import "a" "b" (func)) (export "c" (func))))
            (import "i" (instance $i (export "f" (func (param "p" string)))))
            (core module $m
                (type (func (param i32) (result i32)))
                (memory (export "memory") 1)
                (table 2 funcref)
                (global i32 (i32.const 7))
                (func $f (export "f") (type 0)
                    (local i64 f32)
                    (block (loop (br_if 1 (local.get 0)) (br_table 0 1 0 (local.get 0))))
                    (if (result i32) (local.get 0) (then (i32.const 1)) (else (i32.const 2))))
                (elem (i32.const 0) $f)
                (data (i32.const 0) "text"))
            (core instance $a (instantiate $m))
            (alias core export $a "f" (core func $g))
            (func (export "h") (param "x" u32) (result u32) (canon lift (core func $g)))
            (component $n (import "q" (func)) (component))
            (@custom "note" "words"))"#,
    )
    .unwrap()
}

#[track_caller]
fn check_outcome(outcome: Result<parsify_sandbox::ScanReport, Failure>) {
    if let Err(failure) = outcome {
        let known = ["sandbox.compile", "sandbox.scan", "sandbox.not-a-component"];
        assert!(known.contains(&failure.code()), "{failure:?}");
    }
}

#[test]
fn no_damage_to_a_bit_and_no_cut_makes_it_panic() {
    let whole = small();
    scan(&whole, &ScanCaps::strict()).unwrap();
    for at in 0..whole.len() {
        check_outcome(scan(&whole[..at], &ScanCaps::strict()));
        for bit in 0..8 {
            let mut damaged = whole.clone();
            damaged[at] ^= 1 << bit;
            check_outcome(scan(&damaged, &ScanCaps::strict()));
        }
    }
}

#[test]
fn a_real_component_cut_anywhere_is_refused_or_ends_with_a_section() {
    let whole = guest("text-tools");
    let (edge, step) = (2_048, whole.len() / 100);
    let cuts = (0..edge).chain((edge..whole.len() - edge).step_by(step)).chain(whole.len() - edge..whole.len());
    let passed = cuts.filter(|&at| {
        let outcome = scan(&whole[..at], &ScanCaps::strict());
        let passed = outcome.is_ok();
        check_outcome(outcome);
        passed
    });
    // Between two sections of the outermost component a cut leaves a smaller component.
    assert!(passed.count() < 40);
}

/// One change to a component.
#[derive(Clone, Debug)]
enum Change {
    Set(prop::sample::Index, u8),
    Flip(prop::sample::Index, u8),
    Cut(prop::sample::Index),
    Insert(prop::sample::Index, Vec<u8>),
    Repeat(prop::sample::Index, u8, u8),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<prop::sample::Index>;
    prop_oneof![
        (at(), any::<u8>()).prop_map(|(at, byte)| Change::Set(at, byte)),
        (at(), 0..8_u8).prop_map(|(at, bit)| Change::Flip(at, bit)),
        at().prop_map(Change::Cut),
        (at(), prop::collection::vec(any::<u8>(), 1..16)).prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        (at(), 1..64_u8, 1..32_u8).prop_map(|(at, length, times)| Change::Repeat(at, length, times)),
    ]
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    if bytes.is_empty() {
        return;
    }
    match change {
        Change::Set(at, byte) => {
            let at = at.index(bytes.len());
            bytes[at] = *byte;
        }
        Change::Flip(at, bit) => {
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
        }
        Change::Cut(at) => bytes.truncate(at.index(bytes.len())),
        Change::Insert(at, more) => {
            let at = at.index(bytes.len());
            bytes.splice(at..at, more.iter().copied());
        }
        Change::Repeat(at, length, times) => {
            let at = at.index(bytes.len());
            let piece = bytes[at..bytes.len().min(at + usize::from(*length))].repeat(usize::from(*times));
            bytes.splice(at..at, piece);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_give_a_typed_answer(tail in prop::collection::vec(any::<u8>(), 0..512)) {
        let bytes = [b"\0asm\x0d\0\x01\0", tail.as_slice()].concat();
        check_outcome(scan(&bytes, &ScanCaps::strict()));
    }

    #[test]
    fn a_small_component_changed_anyhow_gives_a_typed_answer(changes in prop::collection::vec(change(), 1..8)) {
        let mut bytes = small();
        changes.iter().for_each(|change| apply(&mut bytes, change));
        check_outcome(scan(&bytes, &ScanCaps::strict()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_real_component_changed_anyhow_gives_a_typed_answer(changes in prop::collection::vec(change(), 1..4)) {
        let mut bytes = guest("text-tools").to_vec();
        changes.iter().for_each(|change| apply(&mut bytes, change));
        check_outcome(scan(&bytes, &ScanCaps::normal()));
    }
}
