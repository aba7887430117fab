//! How often a guest looks at the epoch while it goes over a memory.

use wasmtime::component::{Component, Linker};
use wasmtime::{Engine, Store, UpdateDeadline};

use super::super::STRIDE;
use super::{engine, wat};
use crate::compiler::{Compiler, Trust};
use crate::config::SandboxConfig;

const BYTES: u32 = 16 << 20;
const SEGMENT: u32 = 1 << 20;

/// Looks at the epoch in one call, every one of which finds it reached.
fn looks(engine: &Engine, component: &Component) -> u32 {
    let mut store = Store::new(engine, 0);
    store.set_epoch_deadline(0);
    store.epoch_deadline_callback(|mut store| {
        *store.data_mut() += 1;
        Ok(UpdateDeadline::Continue(0))
    });
    let instance = Linker::new(engine).instantiate(&mut store, component).unwrap();
    let run = instance.get_typed_func::<(), ()>(&mut store, "run").unwrap();
    *store.data_mut() = 0;
    run.call(&mut store, ()).unwrap();
    *store.data()
}

fn component(instruction: &str) -> Vec<u8> {
    let data = "x".repeat(SEGMENT as usize);
    wat(&format!(
        r#"(component
            (core module $m (memory 512) (data $d "{data}") (func (export "run") ({instruction})))
            (core instance $i (instantiate $m))
            (func (export "run") (canon lift (core func $i "run")))
            (instance $guest)
            (export "parsify:module/guest@1.0.0" (instance $guest)))"#
    ))
}

/// In the code that the engine is given for components of any origin.
#[test]
fn each_stride_looks_at_the_epoch() {
    let engine = engine();
    let compiler = Compiler::new(&SandboxConfig::new().without_compile_child());
    for (instruction, bytes) in [
        (format!("memory.fill (i32.const 0) (i32.const 1) (i32.const {BYTES})"), BYTES),
        (format!("memory.copy (i32.const 0) (i32.const {BYTES}) (i32.const {BYTES})"), BYTES),
        (format!("memory.copy (i32.const {BYTES}) (i32.const 0) (i32.const {BYTES})"), BYTES),
        (format!("memory.init $d (i32.const 0) (i32.const 0) (i32.const {SEGMENT})"), SEGMENT),
    ] {
        let original = component(&instruction);
        let plain = looks(&engine, &Component::new(&engine, &original).unwrap());
        assert!(plain < 4, "{instruction}: {plain}");
        for trust in [Trust::Embedded, Trust::Foreign] {
            let compiled = compiler.compile(&engine, &original, trust).unwrap();
            let found = looks(&engine, &compiled.component);
            assert!(found >= bytes / STRIDE, "{instruction}, {trust:?}: {found}");
        }
    }
}
