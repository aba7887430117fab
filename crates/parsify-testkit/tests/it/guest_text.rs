use std::collections::BTreeSet;

use parsify_interface::{Capability, Dependency, Descriptor, ErrorKind, Failure, ModuleId};
use parsify_testkit::{GuestText, fake_descriptor};
use wit_component::DecodedWasm;
use wit_parser::{Resolve, WorldItem, WorldKey};

/// What a component takes and offers, by the names of the interfaces and their functions.
fn surface(component: &[u8]) -> (BTreeSet<String>, BTreeSet<String>) {
    let DecodedWasm::Component(resolve, world) = wit_component::decode(component).unwrap() else {
        panic!("it is no component");
    };
    let world = &resolve.worlds[world];
    let names = |items: &mut dyn Iterator<Item = (&WorldKey, &WorldItem)>| {
        items.flat_map(|(key, item)| functions(&resolve, key, item)).collect()
    };
    (names(&mut world.imports.iter()), names(&mut world.exports.iter()))
}

fn functions(resolve: &Resolve, key: &WorldKey, item: &WorldItem) -> Vec<String> {
    let interface = resolve.name_world_key(key);
    match item {
        WorldItem::Interface { id, .. } => {
            resolve.interfaces[*id].functions.keys().map(|function| format!("{interface}#{function}")).collect()
        }
        _ => vec![interface],
    }
}

#[track_caller]
fn check(guest: &GuestText, imports: &[&str]) {
    let (taken, offered) = surface(&guest.build());
    let expected = |names: &[&str]| names.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
    assert_eq!(taken, expected(imports));
    let guest = ["parsify:module/guest@1.0.0#describe", "parsify:module/guest@1.0.0#execute"];
    assert_eq!(offered, expected(&guest));
}

fn guest() -> GuestText {
    GuestText::new("guest")
}

const CALL: &str = "parsify:module/modules@1.0.0#call";
const DISCOVER: &str = "parsify:module/modules@1.0.0#discover";

#[test]
fn a_guest_that_calls_nobody_imports_nothing() {
    check(&guest(), &[]);
    check(&guest().answering(r#"{"a": "ü\n"}"#), &[]);
    check(&guest().echoing(), &[]);
    check(&guest().trapping(), &[]);
    check(&guest().spinning(), &[]);
    check(&guest().growing(16), &[]);
    check(&guest().with_functions(10), &[]);
    check(&guest().executing("(local.set $i (local.get $params)) (local.get $i)"), &[]);
    let failure = Failure::new(ErrorKind::Input, "guest.bad", "bad").with_detail("line", 3).with_hint("do it better");
    check(&guest().failing(failure), &[]);
    check(&guest().relaying_all(&[]), &[]);
    check(&guest().relaying_each(0, "leaf"), &[]);
}

#[test]
fn a_guest_that_calls_imports_the_other_modules() {
    let modules: &[&str] = &[CALL, DISCOVER];
    check(&guest().relaying("leaf"), modules);
    check(&guest().relaying_to_self(), modules);
    check(&guest().relaying_each(3, "leaf"), modules);
    check(&guest().relaying_all(&["left", "right"]), modules);
    check(&guest().relaying_along_documents(), modules);
    check(&guest().discovering("format", "json"), modules);
    check(&guest().relaying_to_discovered("format", "json"), modules);
    check(&guest().growing(1).relaying("leaf"), modules);
    let body = "(call $discover (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 64)) unreachable";
    check(&guest().with_modules().executing(body), modules);
}

#[test]
fn it_says_what_it_was_told_to_say() {
    let dependency = Dependency::new(ModuleId::from_static("leaf"), "^1.2".parse().unwrap()).optional();
    let named = guest().with_version("1.2.3").with_dependency(dependency.clone()).with_capability(Capability::Modules);
    assert_eq!(named.descriptor().id.as_str(), "guest");
    assert_eq!(named.descriptor().version.to_string(), "1.2.3");
    assert_eq!(named.descriptor().dependencies, [dependency]);
    assert_eq!(named.descriptor().capabilities, [Capability::Modules]);
    named.descriptor().validate().unwrap();
    assert!(holds(&named, &serde_json::to_string(named.descriptor()).unwrap()));

    let mut descriptor: Descriptor = fake_descriptor(ModuleId::from_static("other"));
    descriptor.tags.push("tool".to_owned());
    assert!(holds(&guest().with_descriptor(descriptor.clone()), &serde_json::to_string(&descriptor).unwrap()));
    assert!(holds(&guest().describing("no descriptor"), "no descriptor"));
}

/// Constants stand in a component as they are.
fn holds(guest: &GuestText, text: &str) -> bool {
    guest.build().windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn a_chain_declares_each_link() {
    let chain = GuestText::chain(&["a", "b", "c"]);
    let links: Vec<_> = chain
        .iter()
        .map(|guest| {
            let descriptor = guest.descriptor();
            let callees: Vec<_> = descriptor.dependencies.iter().map(|dependency| dependency.id.as_str()).collect();
            (descriptor.id.as_str(), callees)
        })
        .collect();
    assert_eq!(links, [("a", vec!["b"]), ("b", vec!["c"]), ("c", vec![])]);
    check(&chain[0], &[CALL, DISCOVER]);
    check(&chain[2], &[]);
}

#[test]
fn what_it_says_may_be_larger_than_its_first_memory() {
    check(&guest().describing("x".repeat(1 << 20)), &[]);
}

#[test]
#[should_panic(expected = "the body is no WebAssembly")]
fn a_body_that_is_no_webassembly_is_refused() {
    let _ = guest().executing("(i64.const 0)").build();
}
