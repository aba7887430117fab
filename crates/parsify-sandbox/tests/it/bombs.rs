//! Components made to exhaust whoever compiles them. None is valid work; each is small for what it costs.

use wasm_encoder::{
    BlockType, CodeSection, Component, ConstExpr, DataSection, Encode, Function, FunctionSection, InstanceSection,
    Instruction, MemorySection, MemoryType, Module, ModuleArg, ModuleSection, RawSection, RefType, TableSection,
    TableType, TypeSection, ValType,
};

/// A bomb with a name that says how large.
pub(crate) struct Bomb {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    /// The caps that it may be refused for.
    pub(crate) limits: &'static [&'static str],
    /// Whether it is small enough for a child with limits of its own.
    pub(crate) may_reach_the_child: bool,
}

const COMPONENT_HEADER: [u8; 8] = *b"\0asm\x0d\0\x01\0";

/// Every bomb that the facts on the sandbox name, and each at twice its size; then those found while writing the scan.
pub(crate) fn bombs() -> Vec<Bomb> {
    let mut bombs = Vec::new();
    let mut add = |name: String, bytes: Vec<u8>, limits: &'static [&'static str]| {
        let may_reach_the_child = ["merges", "branchTargets"].iter().any(|limit| limits.contains(limit));
        bombs.push(Bomb { name, bytes, limits, may_reach_the_child });
    };
    for levels in [20, 22, 24, 26, 28] {
        add(format!("doubling 2^{levels}"), doubling(levels), &["coreInstances", "componentInstances", "nesting"]);
    }
    for depth in [2_000, 5_000, 10_000, 20_000, 40_000] {
        add(format!("nested {depth} deep"), nested(depth), &["nesting"]);
    }
    for depth in [500, 1_000, 2_000, 3_000, 6_000] {
        add(format!("loops {depth} deep"), loops(depth), &["loops"]);
    }
    for count in [300_000, 600_000] {
        add(format!("{count} functions"), functions(count), &["functions"]);
    }
    for count in [200_000, 400_000] {
        add(format!("{count} types"), types(count), &["types"]);
    }
    for bytes in [1_500_000, 3_000_000] {
        add(format!("straight line of {bytes} bytes"), straight_line(bytes), &["functionBytes"]);
    }
    for count in [200_000, 400_000] {
        add(format!("{count} divisions"), divisions(count), &["functionBytes"]);
    }
    for count in [2_000, 4_000] {
        add(format!("{count} branch tables"), branch_tables(count, 100), &["branchTargets", "functionBytes"]);
    }
    add("types 10000 deep".into(), nested_types(10_000), &["typeNesting"]);
    for depth in [25_000, 50_000] {
        add(format!("blocks {depth} deep"), blocks(depth), &["blocks", "functionBytes"]);
    }
    for side in [300, 500, 1_000, 2_000] {
        add(format!("{side} locals merged at {side} blocks"), merges(side, side), &["merges", "blocks"]);
    }
    add("1000 results of 1000 blocks".into(), results(1_000, 1_000), &["arity", "merges"]);
    add("50 results of 1000 blocks, 100 times".into(), many_results(100, 50, 1_000), &["merges"]);
    add("an instance of a component from outside".into(), unknown_component(), &["componentInstances"]);
    add("100 memories of 1 GiB".into(), memories(100, 16_384), &["memoryBytes"]);
    add("table of 2^31 elements".into(), table(1 << 31), &["tableElements"]);
    add("900 modules with data".into(), modules_with_data(900), &["modulesWithData"]);
    bombs
}

/// Each component holds the one before and instantiates it twice; the innermost has one core instance.
pub(crate) fn doubling(levels: u32) -> Vec<u8> {
    let mut inner = Component::new();
    inner.section(&ModuleSection(&Module::new()));
    let mut instances = InstanceSection::new();
    instances.instantiate(0, Vec::<(&str, ModuleArg)>::new());
    inner.section(&instances);
    let mut bytes = inner.finish();
    for _ in 0..levels {
        let mut outer = COMPONENT_HEADER.to_vec();
        outer.push(4);
        bytes.as_slice().encode(&mut outer);
        // Two instances, each of component 0 without arguments.
        outer.extend([5, 7, 2, 0, 0, 0, 0, 0, 0]);
        bytes = outer;
    }
    bytes
}

/// Components inside one another and nothing else.
pub(crate) fn nested(depth: usize) -> Vec<u8> {
    // From the inside out the lengths, from the outside in the bytes: linear, where wrapping would be quadratic.
    let mut heads = Vec::with_capacity(depth);
    let mut length = COMPONENT_HEADER.len();
    for _ in 1..depth {
        let mut head = COMPONENT_HEADER.to_vec();
        head.push(4);
        length.encode(&mut head);
        length += head.len();
        heads.push(head);
    }
    let mut bytes: Vec<u8> = heads.into_iter().rev().flatten().collect();
    bytes.extend(COMPONENT_HEADER);
    bytes
}

/// Loops inside one another, each with a way back.
pub(crate) fn loops(depth: u32) -> Vec<u8> {
    let mut body = Function::new([(1, ValType::I32)]);
    for _ in 0..depth {
        body.instruction(&Instruction::Loop(BlockType::Empty));
        step(&mut body);
    }
    for _ in 0..depth {
        body.instruction(&Instruction::LocalGet(0));
        body.instruction(&Instruction::BrIf(0));
        body.instruction(&Instruction::End);
    }
    one_function(body)
}

/// Blocks inside one another, with a branch table that leaves each.
pub(crate) fn blocks(depth: u32) -> Vec<u8> {
    let mut body = Function::new([(1, ValType::I32)]);
    for _ in 0..depth {
        body.instruction(&Instruction::Block(BlockType::Empty));
    }
    body.instruction(&Instruction::LocalGet(0));
    body.instruction(&Instruction::BrTable((0..depth).collect(), 0));
    for _ in 0..depth {
        body.instruction(&Instruction::End);
        step(&mut body);
    }
    one_function(body)
}

/// Functions that do nothing.
pub(crate) fn functions(count: u32) -> Vec<u8> {
    let mut empty = Function::new([]);
    empty.instruction(&Instruction::End);
    module_of(std::iter::repeat_n(empty, count as usize))
}

/// Functions of straight code, as a compiler writes it; no bomb, but a component of any size.
pub(crate) fn ordinary(count: usize, operations: usize) -> Vec<u8> {
    module_of((0..count).map(|seed| {
        let mut body = Function::new([(8, ValType::I32)]);
        for at in 0..operations {
            let (from, to) = (((at + seed) % 8) as u32, ((at * 5 + seed) % 8) as u32);
            body.instruction(&Instruction::Block(BlockType::Empty));
            body.instruction(&Instruction::LocalGet(from));
            body.instruction(&Instruction::I32Const((at * 37 + seed) as i32));
            body.instruction(&Instruction::I32LtU);
            body.instruction(&Instruction::BrIf(0));
            body.instruction(&Instruction::LocalGet(from));
            body.instruction(&Instruction::I32Const(at as i32));
            body.instruction(&Instruction::I32Xor);
            body.instruction(&Instruction::LocalSet(to));
            body.instruction(&Instruction::End);
        }
        body.instruction(&Instruction::End);
        body
    }))
}

/// Function types that are all different.
pub(crate) fn types(count: u32) -> Vec<u8> {
    const KINDS: [ValType; 4] = [ValType::I32, ValType::I64, ValType::F32, ValType::F64];
    let mut section = TypeSection::new();
    for at in 0..count {
        section.ty().function((0..9).map(|digit| KINDS[(at >> (2 * digit)) as usize % 4]), []);
    }
    let mut module = Module::new();
    module.section(&section);
    component(&module)
}

/// One function without a branch.
pub(crate) fn straight_line(bytes: usize) -> Vec<u8> {
    let mut body = Function::new([(1, ValType::I32)]);
    for _ in 0..bytes / 7 {
        step(&mut body);
    }
    one_function(body)
}

/// One function that divides, which costs two checks each time.
pub(crate) fn divisions(count: usize) -> Vec<u8> {
    let mut body = Function::new([(1, ValType::I32)]);
    body.instruction(&Instruction::LocalGet(0));
    for _ in 0..count {
        body.instruction(&Instruction::LocalGet(0));
        body.instruction(&Instruction::I32DivS);
    }
    body.instruction(&Instruction::Drop);
    one_function(body)
}

/// Branch tables one after the other in one function, each with a way out of every one of `targets` blocks.
pub(crate) fn branch_tables(count: usize, targets: u32) -> Vec<u8> {
    let mut body = Function::new([(1, ValType::I32)]);
    for _ in 0..targets {
        body.instruction(&Instruction::Block(BlockType::Empty));
    }
    for _ in 0..count {
        body.instruction(&Instruction::Block(BlockType::Empty));
        body.instruction(&Instruction::LocalGet(0));
        body.instruction(&Instruction::BrTable((0..targets).collect(), 0));
        body.instruction(&Instruction::End);
    }
    for _ in 0..targets {
        step(&mut body);
        body.instruction(&Instruction::End);
    }
    one_function(body)
}

/// Instance types inside one another, three bytes a level.
pub(crate) fn nested_types(depth: usize) -> Vec<u8> {
    let mut data = vec![1];
    for _ in 1..depth {
        data.extend([0x42, 1, 1]);
    }
    data.extend([0x42, 0]);
    let mut component = Component::new();
    component.section(&RawSection { id: 7, data: &data });
    component.finish()
}

/// Every local changes in the innermost block and is wanted after each.
pub(crate) fn merges(locals: u32, blocks: u32) -> Vec<u8> {
    let mut body = Function::new([(locals, ValType::I32)]);
    for _ in 0..blocks {
        body.instruction(&Instruction::Block(BlockType::Empty));
    }
    for at in 0..locals {
        body.instruction(&Instruction::LocalGet((at + 1) % locals));
        body.instruction(&Instruction::BrIf(at % blocks));
        body.instruction(&Instruction::I32Const(at as i32));
        body.instruction(&Instruction::LocalSet(at));
    }
    for _ in 0..blocks {
        body.instruction(&Instruction::End);
    }
    for at in 0..locals {
        body.instruction(&Instruction::LocalGet(at));
        body.instruction(&Instruction::Drop);
    }
    one_function(body)
}

/// Blocks inside one another that each hand on `values` results.
pub(crate) fn results(values: usize, blocks: u32) -> Vec<u8> {
    many_results(1, values, blocks)
}

/// Functions of such blocks.
pub(crate) fn many_results(count: usize, values: usize, blocks: u32) -> Vec<u8> {
    let mut body = Function::new([]);
    for _ in 0..blocks {
        body.instruction(&Instruction::Block(BlockType::FunctionType(0)));
    }
    for at in 0..values {
        body.instruction(&Instruction::I32Const(at as i32));
    }
    for _ in 0..blocks {
        body.instruction(&Instruction::I32Const(0));
        body.instruction(&Instruction::BrIf(0));
        body.instruction(&Instruction::End);
    }
    body.instruction(&Instruction::End);
    let mut types = TypeSection::new();
    types.ty().function([], std::iter::repeat_n(ValType::I32, values));
    module_with(&types, std::iter::repeat_n(body, count))
}

/// Instantiates a component that it is given, and that may be anything.
pub(crate) fn unknown_component() -> Vec<u8> {
    wat::parse_str(r#"(component (import "c" (component $c)) (instance (instantiate $c)))"#).unwrap()
}

pub(crate) fn memories(count: u32, pages: u64) -> Vec<u8> {
    let mut section = MemorySection::new();
    for _ in 0..count {
        section.memory(MemoryType {
            minimum: pages,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        });
    }
    let mut module = Module::new();
    module.section(&section);
    component(&module)
}

pub(crate) fn table(elements: u64) -> Vec<u8> {
    let mut section = TableSection::new();
    section.table(TableType {
        element_type: RefType::FUNCREF,
        table64: false,
        minimum: elements,
        maximum: None,
        shared: false,
    });
    let mut module = Module::new();
    module.section(&section);
    component(&module)
}

/// Modules with a byte of data each: each costs a descriptor once loaded.
pub(crate) fn modules_with_data(count: usize) -> Vec<u8> {
    let mut memory = MemorySection::new();
    memory.memory(MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None });
    let mut data = DataSection::new();
    data.active(0, &ConstExpr::i32_const(0), [1]);
    let mut module = Module::new();
    module.section(&memory).section(&data);
    let mut component = Component::new();
    for _ in 0..count {
        component.section(&ModuleSection(&module));
    }
    component.finish()
}

/// A few instructions that cannot be left out.
fn step(body: &mut Function) {
    body.instruction(&Instruction::LocalGet(0));
    body.instruction(&Instruction::I32Const(1));
    body.instruction(&Instruction::I32Add);
    body.instruction(&Instruction::LocalSet(0));
}

fn one_function(mut body: Function) -> Vec<u8> {
    body.instruction(&Instruction::End);
    module_of([body])
}

fn module_of(bodies: impl IntoIterator<Item = Function>) -> Vec<u8> {
    let mut types = TypeSection::new();
    types.ty().function([], []);
    module_with(&types, bodies)
}

fn module_with(types: &TypeSection, bodies: impl IntoIterator<Item = Function>) -> Vec<u8> {
    let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
    for body in bodies {
        functions.function(0);
        code.function(&body);
    }
    let mut module = Module::new();
    module.section(types).section(&functions).section(&code);
    component(&module)
}

fn component(module: &Module) -> Vec<u8> {
    let mut component = Component::new();
    component.section(&ModuleSection(module));
    component.finish()
}
