use std::fs;

use wasmtime::{Engine, Func, Instance, Module, Store, Trap};

use super::*;
use crate::engine::compiling;

/// Sizes that no other test takes, by which a test knows its stacks again among the mappings of the process.
const LIMITED: usize = (1 << 20) + (17 << 16);
const OWNED: usize = (2 << 20) + (19 << 16);

fn stacks(creator: &Stacks, count: usize) -> Vec<Box<dyn StackMemory>> {
    (0..count).map(|_| creator.new_stack(LIMITED, false).unwrap()).collect()
}

fn bytes(stack: &mut dyn StackMemory) -> &mut [u8] {
    let (start, size) = (stack.guard_range().end, stack.range().len());
    // SAFETY: the stack is mapped, and only the test that made it uses it.
    unsafe { std::slice::from_raw_parts_mut(start, size) }
}

/// What the kernel says of the mapping that begins there, and of how many bytes of it are resident.
fn resident(start: usize) -> u64 {
    let maps = fs::read_to_string("/proc/self/smaps").unwrap();
    let mut lines = maps.lines().skip_while(|line| !line.starts_with(&format!("{start:x}-")));
    let line = lines.find_map(|line| line.strip_prefix("Rss:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() << 10
}

/// The mappings that can be written to and have that size.
fn mapped(size: usize) -> usize {
    let maps = fs::read_to_string("/proc/self/maps").unwrap();
    let sizes = maps.lines().filter(|line| line.contains(" rw-p ")).map(|line| {
        let (from, to) = line.split_once(' ').unwrap().0.split_once('-').unwrap();
        usize::from_str_radix(to, 16).unwrap() - usize::from_str_radix(from, 16).unwrap()
    });
    sizes.filter(|&found| found == size).count()
}

#[test]
fn a_stack_is_whole_pages_above_a_guard() {
    let stack = Stacks::keeping(1).new_stack(LIMITED + 1, false).unwrap();
    let (range, guard) = (stack.range(), stack.guard_range());
    assert_eq!(range.len(), LIMITED + page_size());
    assert_eq!(range.start % page_size(), 0);
    assert_eq!((guard.end.addr(), stack.top().addr()), (range.start, range.end));
    assert!(guard.end.addr() - guard.start.addr() >= page_size());
    let maps = fs::read_to_string("/proc/self/maps").unwrap();
    let line = maps.lines().find(|line| line.contains(&format!("-{:x} ", range.start))).unwrap();
    assert!(line.contains(" ---p "), "{line}");
}

#[test]
fn a_stack_comes_back_empty_and_small() {
    let creator = Stacks::keeping(1);
    let mut stack = creator.new_stack(OWNED - page_size(), false).unwrap();
    let range = stack.range();
    bytes(&mut *stack).fill(0xa5);
    drop(stack);
    assert!(resident(range.start) <= KEPT as u64);
    let mut again = creator.new_stack(OWNED - page_size(), false).unwrap();
    assert_eq!(again.range(), range, "another stack");
    assert!(bytes(&mut *again).iter().all(|&byte| byte == 0));
}

#[test]
fn a_stack_that_is_too_small_is_not_taken() {
    let creator = Stacks::keeping(4);
    drop(creator.new_stack(page_size(), false).unwrap());
    let larger = creator.new_stack(5 * page_size(), false).unwrap();
    assert_eq!(larger.range().len(), 5 * page_size());
    drop(larger);
    assert_eq!(creator.0.idle.lock().unwrap().len(), 2);
}

#[test]
fn the_stock_is_bounded_and_goes_with_its_owner() {
    let creator = Stacks::keeping(3);
    let used = stacks(&creator, 8);
    assert_eq!(mapped(LIMITED), 8);
    drop(used);
    assert_eq!((creator.0.idle.lock().unwrap().len(), mapped(LIMITED)), (3, 3));
    let used = stacks(&creator, 2);
    drop(creator);
    assert_eq!(mapped(LIMITED), 3, "the stock lives as long as a stack of it");
    drop(used);
    assert_eq!(mapped(LIMITED), 0);
}

#[test]
fn a_stack_that_does_not_fit_into_the_address_space_is_an_error() {
    let creator = Stacks::new();
    for size in [usize::MAX, usize::MAX - page_size(), 1 << 60] {
        assert!(creator.new_stack(size, false).is_err());
    }
}

/// Overflows its stack, or goes that deep and returns.
const DEEP: &str = r#"(module (func $down (export "down") (param i32) (result i32)
    (if (result i32) (local.get 0)
        (then (i32.add (i32.const 1) (call $down (i32.sub (local.get 0) (i32.const 1)))))
        (else (i32.const 0)))))"#;

fn store(engine: &Engine) -> Store<()> {
    let mut store = Store::new(engine, ());
    store.set_epoch_deadline(u64::MAX / 2);
    store
}

async fn down(engine: &Engine, module: &Module, depth: i32) -> wasmtime::Result<i32> {
    let mut store = store(engine);
    let instance = Instance::new_async(&mut store, module, &[]).await?;
    let down = instance.get_typed_func::<i32, i32>(&mut store, "down")?;
    down.call_async(&mut store, depth).await
}

#[tokio::test]
async fn the_engine_runs_on_them_and_leaves_none() {
    let creator = Arc::new(Stacks::keeping(2));
    let mut config = compiling();
    config.async_stack_size(OWNED).with_host_stack(creator.clone());
    let engine = Engine::new(&config).unwrap();
    let module = Module::new(&engine, wat::parse_str(DEEP).unwrap()).unwrap();
    for _ in 0..20 {
        let overflow = down(&engine, &module, i32::MAX).await.unwrap_err();
        assert_eq!(overflow.downcast_ref(), Some(&Trap::StackOverflow));
        assert_eq!(down(&engine, &module, 1000).await.unwrap(), 1000);
    }
    assert_eq!((creator.0.idle.lock().unwrap().len(), mapped(OWNED)), (1, 1));
    dropped_in_the_middle(&engine).await;
    assert_eq!((creator.0.idle.lock().unwrap().len(), mapped(OWNED)), (2, 2));
    drop((module, engine, config, creator));
    assert_eq!(mapped(OWNED), 0);
}

/// Five calls at once wait in a function of the host, and are given up.
async fn dropped_in_the_middle(engine: &Engine) {
    let calls = (0..5).map(|_| {
        let engine = engine.clone();
        tokio::spawn(async move {
            let mut store = store(&engine);
            let wait = Func::wrap_async(&mut store, |_, ()| Box::new(std::future::pending::<()>()));
            let waiting = wat::parse_str(r#"(module (import "" "" (func)) (start 0))"#).unwrap();
            let module = Module::new(&engine, waiting).unwrap();
            Instance::new_async(&mut store, &module, &[wait.into()]).await.map(drop)
        })
    });
    let calls: Vec<_> = calls.collect();
    while mapped(OWNED) < calls.len() {
        tokio::task::yield_now().await;
    }
    for call in calls {
        call.abort();
        assert!(call.await.unwrap_err().is_cancelled());
    }
}
