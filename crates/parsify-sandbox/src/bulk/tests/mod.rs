//! What a rewritten component does is compared with what it did before.

mod damage;
mod interrupts;
mod same;
mod shape;

use wasmparser::{Parser, Payload};
use wasmtime::Engine;

use super::operation::Operation;
use super::{Rewriting, Unfit};
use crate::engine;

fn engine() -> Engine {
    Engine::new(&engine::compiling()).unwrap()
}

/// Rewrites with strides so short that a small memory has many.
fn rewrite(engine: &Engine, bytes: &[u8], stride: u32) -> Result<Option<Vec<u8>>, Unfit> {
    Rewriting { engine, bytes, stride, room: super::MAX_ADDED }.run()
}

#[track_caller]
fn rewritten(engine: &Engine, bytes: &[u8], stride: u32) -> Vec<u8> {
    rewrite(engine, bytes, stride).unwrap().expect("something to rewrite")
}

fn wat(text: &str) -> Vec<u8> {
    wat::parse_str(text).unwrap()
}

fn guest(name: &str) -> Vec<u8> {
    std::fs::read(parsify_testkit::built_guest(name)).unwrap()
}

/// For each function body, in order, the operations in it.
fn operations(bytes: &[u8]) -> Vec<Vec<Operation>> {
    let bodies = Parser::new(0).parse_all(bytes).filter_map(|payload| match payload.unwrap() {
        Payload::CodeSectionEntry(body) => Some(body),
        _ => None,
    });
    let of = |operator: wasmparser::Result<wasmparser::Operator<'_>>| Operation::of(&operator.unwrap());
    bodies.map(|body| body.get_operators_reader().unwrap().into_iter().filter_map(of).collect()).collect()
}

/// Names of the custom sections.
fn custom_sections(bytes: &[u8]) -> Vec<String> {
    let names = Parser::new(0).parse_all(bytes).filter_map(|payload| match payload.unwrap() {
        Payload::CustomSection(section) => Some(section.name().to_owned()),
        _ => None,
    });
    names.collect()
}
