//! How often a guest looks at the epoch while it goes over a memory.

use wasmtime::{Engine, Instance, Module, Store, UpdateDeadline};

use super::super::{STRIDE, interruptible};
use super::{engine, wat};

const BYTES: u32 = 16 << 20;

/// Looks at the epoch in one call, every one of which finds it reached.
fn looks(engine: &Engine, module: &[u8]) -> u32 {
    let module = Module::new(engine, module).unwrap();
    let mut store = Store::new(engine, 0);
    store.set_epoch_deadline(0);
    store.epoch_deadline_callback(|mut store| {
        *store.data_mut() += 1;
        Ok(UpdateDeadline::Continue(0))
    });
    let instance = Instance::new(&mut store, &module, &[]).unwrap();
    *store.data_mut() = 0;
    instance.get_typed_func::<(), ()>(&mut store, "run").unwrap().call(&mut store, ()).unwrap();
    *store.data()
}

#[test]
fn each_stride_looks_at_the_epoch() {
    let engine = engine();
    let data = "x".repeat(1 << 20);
    for (instruction, bytes) in [
        (format!("memory.fill (i32.const 0) (i32.const 1) (i32.const {BYTES})"), BYTES),
        (format!("memory.copy (i32.const 0) (i32.const {BYTES}) (i32.const {BYTES})"), BYTES),
        (format!("memory.copy (i32.const {BYTES}) (i32.const 0) (i32.const {BYTES})"), BYTES),
        ("memory.init $d (i32.const 0) (i32.const 0) (i32.const 1048576)".to_owned(), 1 << 20),
    ] {
        let text = format!(r#"(module (memory 512) (data $d "{data}") (func (export "run") ({instruction})))"#);
        let original = wat(&text);
        let before = looks(&engine, &original);
        let after = looks(&engine, &interruptible(&engine, &original).unwrap());
        assert!(before < 4, "{instruction}: {before}");
        assert!(after >= bytes / STRIDE, "{instruction}: {after}");
    }
}
