use parsify_interface::WIT;
use wit_component::{ComponentEncoder, StringEncoding, embed_component_metadata};
use wit_parser::Resolve;

/// Makes a component of a core module in text form, as a toolchain does it.
pub(super) fn component(text: &str) -> Vec<u8> {
    let mut core = wat::parse_str(text).unwrap_or_else(|error| panic!("the body is no WebAssembly: {error}"));
    let mut resolve = Resolve::default();
    let package = resolve.push_str("module.wit", WIT).expect("the contract is WIT");
    let world = resolve.select_world(&[package], Some("module")).expect("the contract has this world");
    embed_component_metadata(&mut core, &resolve, world, StringEncoding::UTF8).expect("a module has sections");
    // Validated once, as a whole.
    let encoder = ComponentEncoder::default().validate(false).module(&core).expect("the core module fits the world");
    encoder.validate(true).encode().unwrap_or_else(|error| panic!("the body is no WebAssembly: {error:#}"))
}
