//! The same operation before and after gives the same memory, or the same trap.

use std::sync::OnceLock;

use proptest::prelude::*;
use wasmtime::{Engine, Instance, Memory, Module, Store, Trap};

use super::{engine, rewritten, wat};

const PAGE: u32 = 1 << 16;
/// Bytes of the data segment. Three strides of the longest kind, and a bit.
const SEGMENT: u32 = 3 * 1009 + 5;
const STRIDES: [u32; 4] = [1, 7, 64, 1009];

/// Operations on three memories, two of which are one and the same.
const MODULE: &str = r#"(module
    (import "host" "nothing" (func))
    (import "host" "memory" (memory $a 1))
    (import "host" "memory" (memory $b 1))
    (memory $c (export "other") 2)
    (data $kept "{segment}")
    (data $dropped "{segment}")
    (func (export "drop") (data.drop $dropped))
    (func (export "grow") (drop (memory.grow $c (i32.const 1))))
    (func (export "fill") (param i32 i32 i32) (memory.fill $a (local.get 0) (local.get 1) (local.get 2)))
    (func (export "copy") (param i32 i32 i32) (memory.copy $a $a (local.get 0) (local.get 1) (local.get 2)))
    (func (export "alias") (param i32 i32 i32) (memory.copy $a $b (local.get 0) (local.get 1) (local.get 2)))
    (func (export "out") (param i32 i32 i32) (memory.copy $c $a (local.get 0) (local.get 1) (local.get 2)))
    (func (export "in") (param i32 i32 i32) (memory.copy $a $c (local.get 0) (local.get 1) (local.get 2)))
    (func (export "init") (param i32 i32 i32) (memory.init $c $kept (local.get 0) (local.get 1) (local.get 2)))
    (func (export "init dropped") (param i32 i32 i32)
        (memory.init $c $dropped (local.get 0) (local.get 1) (local.get 2))))"#;

const OPERATIONS: [&str; 7] = ["fill", "copy", "alias", "out", "in", "init", "init dropped"];

/// The module as it was, then in strides of each length.
fn modules() -> &'static (Engine, Vec<Module>) {
    static MODULES: OnceLock<(Engine, Vec<Module>)> = OnceLock::new();
    MODULES.get_or_init(|| {
        let engine = engine();
        let segment: String = (0..SEGMENT).map(|at| format!("\\{:02x}", pattern(at))).collect();
        let original = wat(&MODULE.replace("{segment}", &segment));
        let mut all = vec![Module::new(&engine, &original).unwrap()];
        all.extend(STRIDES.map(|stride| Module::new(&engine, rewritten(&engine, &original, stride)).unwrap()));
        (engine, all)
    })
}

/// Bytes of which no two strides have the same.
fn pattern(at: u32) -> u8 {
    (at.wrapping_mul(2_654_435_761) >> 24) as u8
}

#[derive(Clone, Debug)]
struct Step {
    operation: &'static str,
    operands: (u32, u32, u32),
}

/// What is left after some steps: both memories, and how each step ended.
#[derive(PartialEq, Eq)]
struct Outcome {
    memories: [Vec<u8>; 2],
    traps: Vec<Option<Trap>>,
}

fn run(engine: &Engine, module: &Module, drops: bool, steps: &[Step]) -> Outcome {
    let mut store = Store::new(engine, ());
    store.set_epoch_deadline(1 << 40);
    let memory = Memory::new(&mut store, wasmtime::MemoryType::new(1, None)).unwrap();
    for (at, byte) in (0..).zip(memory.data_mut(&mut store)) {
        *byte = pattern(at);
    }
    let nothing = wasmtime::Func::wrap(&mut store, || {});
    let imports = [nothing.into(), memory.into(), memory.into()];
    let instance = Instance::new(&mut store, module, &imports).unwrap();
    let other = instance.get_memory(&mut store, "other").unwrap();
    if drops {
        instance.get_typed_func::<(), ()>(&mut store, "drop").unwrap().call(&mut store, ()).unwrap();
        instance.get_typed_func::<(), ()>(&mut store, "grow").unwrap().call(&mut store, ()).unwrap();
    }
    let traps = steps.iter().map(|step| {
        let function = instance.get_typed_func::<(u32, u32, u32), ()>(&mut store, step.operation).unwrap();
        function.call(&mut store, step.operands).err().map(|error| *error.downcast_ref::<Trap>().unwrap())
    });
    let traps = traps.collect();
    Outcome { memories: [memory, other].map(|memory| memory.data(&store).to_vec()), traps }
}

#[track_caller]
fn check_same(drops: bool, steps: &[Step]) -> Vec<Option<Trap>> {
    let (engine, modules) = modules();
    let outcomes: Vec<_> = modules.iter().map(|module| run(engine, module, drops, steps)).collect();
    for (stride, outcome) in STRIDES.iter().zip(&outcomes[1..]) {
        assert_eq!(outcomes[0].traps, outcome.traps, "strides of {stride}: {steps:?}");
        assert!(outcomes[0] == *outcome, "other bytes with strides of {stride}: {steps:?}");
    }
    outcomes.into_iter().next().unwrap().traps
}

#[track_caller]
fn check_one(operation: &'static str, operands: (u32, u32, u32), trap: bool) {
    let expected = trap.then_some(Trap::MemoryOutOfBounds);
    assert_eq!(check_same(false, &[Step { operation, operands }]), [expected], "{operation} {operands:?}");
}

#[test]
fn the_edges_of_a_memory() {
    for operation in ["fill", "copy", "alias"] {
        check_one(operation, (0, 0, PAGE), false);
        check_one(operation, (1, 0, PAGE - 1), false);
        check_one(operation, (1, 0, PAGE), true);
        check_one(operation, (PAGE, 0, 0), false);
        check_one(operation, (PAGE + 1, 0, 0), true);
        check_one(operation, (PAGE - 1, 0, 1), false);
        check_one(operation, (PAGE - 1, 0, 2), true);
        check_one(operation, (0, 0, u32::MAX), true);
        check_one(operation, (u32::MAX, 0, 2000), true);
        check_one(operation, (u32::MAX, 0, 0), true);
        // The sum of both is small when it wraps.
        check_one(operation, (2000, 0, u32::MAX - 1000), true);
    }
    check_one("copy", (0, 1, PAGE - 1), false);
    check_one("copy", (0, 1, PAGE), true);
    check_one("copy", (0, PAGE, 0), false);
    check_one("copy", (0, PAGE + 1, 0), true);
    check_one("copy", (0, 2000, u32::MAX - 1000), true);
}

#[test]
fn the_edges_of_a_segment() {
    for (operands, trap) in [
        ((0, 0, SEGMENT), false),
        ((2 * PAGE - SEGMENT, 0, SEGMENT), false),
        ((2 * PAGE - SEGMENT + 1, 0, SEGMENT), true),
        ((0, 1, SEGMENT), true),
        ((0, 1, SEGMENT - 1), false),
        ((0, SEGMENT, 0), false),
        ((0, SEGMENT + 1, 0), true),
        ((0, 2000, u32::MAX - 1000), true),
        ((0, u32::MAX, 2000), true),
    ] {
        check_one("init", operands, trap);
    }
}

#[test]
fn a_dropped_segment_has_no_bytes() {
    let out_of_bounds = Some(Trap::MemoryOutOfBounds);
    for (operands, trap) in
        [((0, 0, 0), None), ((0, 0, 1), out_of_bounds), ((0, 0, SEGMENT), out_of_bounds), ((0, 1, 0), out_of_bounds)]
    {
        let steps = [Step { operation: "init dropped", operands }];
        assert_eq!(check_same(true, &steps), [trap], "{operands:?}");
    }
}

#[test]
fn overlap_in_both_directions() {
    for distance in [1, 6, 7, 8, 63, 64, 65, 1008, 1009, 1010, 5000] {
        for length in [1, 7, 8, 64, 100, 1009, 1010, 4000, 20_000] {
            for operation in ["copy", "alias"] {
                check_one(operation, (10 + distance, 10, length), false);
                check_one(operation, (10, 10 + distance, length), false);
            }
        }
    }
}

/// Near the edges of what there is, and anywhere.
fn number() -> impl Strategy<Value = u32> {
    let near = |edge: u32| (0..40_u32).prop_map(move |off| edge.wrapping_add(off).wrapping_sub(20));
    prop_oneof![near(0), near(PAGE), near(2 * PAGE), near(SEGMENT), 0..6000_u32, 0..2 * PAGE, any::<u32>()]
}

fn step() -> impl Strategy<Value = Step> {
    let operands = (number(), number(), number());
    (prop::sample::select(&OPERATIONS[..]), operands).prop_map(|(operation, operands)| Step { operation, operands })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_operands(drops in any::<bool>(), steps in prop::collection::vec(step(), 1..5)) {
        check_same(drops, &steps);
    }
}

/// 4 GiB of addresses, of which hardly any are touched.
const LARGE: &str = r#"(module (memory (export "memory") 65536)
    (data $d "{segment}")
    (func (export "fill") (param i32 i32 i32) (memory.fill (local.get 0) (local.get 1) (local.get 2)))
    (func (export "copy") (param i32 i32 i32) (memory.copy (local.get 0) (local.get 1) (local.get 2)))
    (func (export "init") (param i32 i32 i32) (memory.init $d (local.get 0) (local.get 1) (local.get 2))))"#;

/// The addresses looked at: the first, those around the sign, and the last.
const WINDOWS: [usize; 3] = [0, (1 << 31) - (1 << 15), (1 << 32) - (1 << 16)];

fn run_large(engine: &Engine, bytes: &[u8], step: &Step) -> (Vec<Vec<u8>>, Option<Trap>) {
    let mut store = Store::new(engine, ());
    store.set_epoch_deadline(1 << 40);
    let instance = Instance::new(&mut store, &Module::new(engine, bytes).unwrap(), &[]).unwrap();
    let memory = instance.get_memory(&mut store, "memory").unwrap();
    for window in WINDOWS {
        for (at, byte) in (0..).zip(&mut memory.data_mut(&mut store)[window..window + (1 << 16)]) {
            *byte = pattern(at);
        }
    }
    let function = instance.get_typed_func::<(u32, u32, u32), ()>(&mut store, step.operation).unwrap();
    let trap = function.call(&mut store, step.operands).err().map(|error| *error.downcast_ref::<Trap>().unwrap());
    let windows = WINDOWS.map(|window| memory.data(&store)[window..window + (1 << 16)].to_vec());
    (windows.into(), trap)
}

#[test]
fn the_edges_of_all_addresses() {
    const SIGN: u32 = 1 << 31;
    let engine = engine();
    let segment: String = (0..SEGMENT).map(|at| format!("\\{:02x}", pattern(at))).collect();
    let original = wat(&LARGE.replace("{segment}", &segment));
    let strides = rewritten(&engine, &original, 64);
    for (operation, operands, trap) in [
        ("copy", (SIGN + 100, SIGN - 100, 5000), false),
        ("copy", (SIGN - 100, SIGN + 100, 5000), false),
        ("copy", (u32::MAX - 4999, u32::MAX - 5999, 5000), false),
        ("copy", (u32::MAX - 4998, 0, 5000), true),
        ("copy", (0, u32::MAX - 4998, 5000), true),
        ("fill", (u32::MAX - 4999, 7, 5000), false),
        ("fill", (u32::MAX - 4998, 7, 5000), true),
        // Only the segment is too short, and the sum of both is small when it wraps.
        ("init", (0, 2000, u32::MAX - 1000), true),
        ("init", (u32::MAX - SEGMENT + 1, 0, SEGMENT), false),
        ("init", (u32::MAX - SEGMENT + 2, 0, SEGMENT), true),
    ] {
        let step = Step { operation, operands };
        let (before, after) = (run_large(&engine, &original, &step), run_large(&engine, &strides, &step));
        assert_eq!(before.1, trap.then_some(Trap::MemoryOutOfBounds), "{step:?}");
        assert_eq!(before.1, after.1, "{step:?}");
        assert!(before.0 == after.0, "other bytes: {step:?}");
    }
}
