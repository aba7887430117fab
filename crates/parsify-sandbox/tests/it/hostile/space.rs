//! Guests that want more of the host than they may have: memory, tables, instances, handles.

use parsify_interface::ErrorKind;
use parsify_interface::error::TrapCause;

use super::row::{Row, fails, refused, traps};
use super::wat::Guest;

const SCAN: &str = "sandbox.scan";

pub(crate) fn rows() -> Vec<Row> {
    memories().into_iter().chain(tables()).chain(instances()).collect()
}

fn memory(name: &'static str, guest: &Guest) -> Row {
    fails(name, guest, ErrorKind::Memory, "sandbox.memory")
}

fn memories() -> Vec<Row> {
    let page_by_page = "(loop $again (drop (memory.grow (i32.const 1))) (br $again)) (unreachable)";
    let at_once = "(drop (memory.grow (i32.const 65000))) (unreachable)";
    let nothing = Guest::default();
    vec![
        memory("memory page by page", &Guest::executing(page_by_page)),
        memory("memory at once", &Guest::executing(at_once)),
        memory("memory in start", &nothing.clone().start(page_by_page)),
        memory("memory in the allocator", &nothing.clone().realloc(at_once)),
        memory("memory in post-return", &nothing.clone().post(page_by_page)),
        memory("memory to begin with", &nothing.clone().pages(20_000)).at_load(),
        memory("memory beyond the call's limit", &nothing.pages(320)).limits(|limits| limits.with_memory(16 << 20)),
        memory("three memories to begin with", &three(400, 0)).at_load(),
        memory("three memories of one module", &Guest::default().items("(memory 400)".repeat(3))).at_load(),
        memory("three memories that grow", &three(1, 400)),
        refused("seventeen memories", Guest::default().before(parts("(memory 1)", 17)).build(), ErrorKind::Limit, SCAN),
    ]
}

/// Three memories beside the guest's own, of `pages` each, which grow by `more`.
fn three(pages: u32, more: u32) -> Guest {
    let grow = |number| format!("(drop (call $grow{number} (i32.const {more})))");
    let import = |number| format!(r#"(import "more{number}" "grow" (func $grow{number} (param i32) (result i32)))"#);
    let with = |number| format!(r#"(with "more{number}" (instance $more{number}))"#);
    let instance = |number| format!("(core instance $more{number} (instantiate $more))");
    let all = |part: &dyn Fn(u32) -> String| (0..3).map(part).collect::<String>();
    Guest::executing(format!("{} (unreachable)", all(&grow))).imports(all(&import), all(&with)).before(format!(
        r#"(core module $more (memory {pages})
            (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))) {}"#,
        all(&instance)
    ))
}

/// That many instances of a core module that holds `item`.
fn parts(item: &str, count: usize) -> String {
    format!("(core module $part {item}) {}", "(core instance (instantiate $part))".repeat(count))
}

fn tables() -> Vec<Row> {
    let table = |name, guest: &Guest| fails(name, guest, ErrorKind::Limit, "sandbox.table");
    let growing = Guest::executing(
        "(loop $again (drop (table.grow $t (ref.null func) (i32.const 10000))) (br $again)) (unreachable)",
    );
    let at_once = Guest::executing("(drop (table.grow $t (ref.null func) (i32.const -2))) (unreachable)");
    vec![
        table("table step by step", &growing.items("(table $t 1 funcref)")),
        table("table at once", &at_once.items("(table $t 1 funcref)")),
        table("table to begin with", &Guest::default().items("(table 200000 funcref)")).at_load(),
        table("tables that only together are too large", &tables_of(20, 6000)).at_load(),
        table("table beyond the call's limit", &tables_of(1, 5000)).limits(|limits| limits.with_table_elements(4000)),
        refused("many tables", Guest::default().items("(table 1 funcref)".repeat(65)).build(), ErrorKind::Limit, SCAN),
    ]
}

fn tables_of(count: usize, elements: u32) -> Guest {
    Guest::default().before(parts(&format!("(table {elements} funcref)"), count))
}

fn instances() -> Vec<Row> {
    let doubling =
        (1..=7).fold("(component $c0 (core module $m) (core instance (instantiate $m)))".to_owned(), |inner, level| {
            let below = level - 1;
            format!(
                "(component $c{level} {inner} (instance (instantiate $c{below})) (instance (instantiate $c{below})))"
            )
        });
    let doubling = Guest::default().before(format!("{doubling} (instance (instantiate $c7))"));
    let handles = Guest::executing("(loop $again (drop (call $make (i32.const 1))) (br $again)) (unreachable)")
        .before("(type $thing (resource (rep i32))) (core func $make (canon resource.new $thing))")
        .imports(
            r#"(import "things" "make" (func $make (param i32) (result i32)))"#,
            r#"(with "things" (instance (export "make" (func $make))))"#,
        );
    vec![
        refused("many instances", Guest::default().before(parts("", 65)).build(), ErrorKind::Limit, SCAN),
        refused("nested doubling", doubling.build(), ErrorKind::Limit, SCAN),
        // The engine has no type of its own for it.
        traps("handles", &handles, TrapCause::Abi, "sandbox.abi"),
    ]
}
