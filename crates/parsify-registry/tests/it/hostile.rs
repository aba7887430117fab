//! Catalogs and requests that someone made in order to hurt.

use parsify_error::{Failure, code};
use parsify_interface::Dependency;
use parsify_registry::{Registry, ResolveError, ResolveOptions};

use crate::{catalog, dependencies, module};

fn chain(length: usize, last: &str) -> Registry {
    let mut registry = Registry::new();
    for number in 0..length {
        let mut descriptor = module(&format!("m{number}"), "1.0.0");
        let next = if number + 1 == length { last.to_owned() } else { format!("m{} ^1", number + 1) };
        descriptor.dependencies = dependencies(&next);
        registry.register(descriptor).unwrap();
    }
    registry
}

#[test]
fn a_chain_of_ten_thousand_is_resolved() {
    let resolution = chain(10_000, "").resolve(&dependencies("m0 *"), &ResolveOptions::new()).unwrap();
    assert_eq!((resolution.modules().len(), resolution.order().len()), (10_000, 10_000));
    assert_eq!(resolution.forest().last().unwrap().depth, 9_999);
}

#[test]
fn ten_thousand_modules_are_registered_and_resolved() {
    let mut registry = Registry::new();
    for number in 0..10_000 {
        let below: Vec<_> = (1..4).map(|step| number + step * step * 7).filter(|below| *below < 10_000).collect();
        let needs: Vec<_> = below.into_iter().map(|below| format!("m{below} ^1")).collect();
        for minor in 0..2 {
            let mut descriptor = module(&format!("m{number}"), &format!("1.{minor}.0"));
            descriptor.dependencies = dependencies(&needs.join(", "));
            registry.register(descriptor).unwrap();
        }
    }
    let wanted: Vec<Dependency> = (0..10_000).flat_map(|number| dependencies(&format!("m{number} *"))).collect();
    let resolution = registry.resolve(&wanted, &ResolveOptions::new()).unwrap();
    assert!(resolution.modules().len() == 10_000 && resolution.modules().all(|it| it.entry.version().minor == 1));
    assert_eq!(Registry::from_json(&registry.to_json()).unwrap().len(), 20_000);
}

#[test]
fn a_chain_of_ten_thousand_that_ends_nowhere_is_explained() {
    let error = chain(10_000, "nothing ^1").resolve(&dependencies("m0 *"), &ResolveOptions::new()).unwrap_err();
    assert_eq!(error.to_string(), "no versions of the modules fit together: there is no module `nothing`");
    let ResolveError::Unsolvable(why) = &error else { panic!("{error}") };
    assert_eq!((why.needs.len(), why.explanation().len()), (10_001, 42));
    assert_eq!(Failure::from(error).code(), code::REGISTRY_UNSOLVABLE);
}

#[test]
fn a_chain_of_ten_thousand_that_ends_in_itself_is_a_circle() {
    let error = chain(10_000, "m0 *").resolve(&dependencies("m0 *"), &ResolveOptions::new()).unwrap_err();
    let ResolveError::Cycle(circle) = &error else { panic!("{error}") };
    assert_eq!(circle.modules().len(), 10_000);
    assert!(error.to_string().len() < 500);
}

#[test]
fn ten_thousand_optional_dependencies_that_cannot_be_had() {
    let mut registry = chain(100, "");
    let mut descriptor = module("wide", "1.0.0");
    descriptor.dependencies = (0..10_000).flat_map(|number| dependencies(&format!("n{number} ^1?"))).collect();
    registry.register(descriptor).unwrap();
    let resolution = registry.resolve(&dependencies("wide *, m0 *"), &ResolveOptions::new()).unwrap();
    assert_eq!((resolution.modules().len(), resolution.absent().len()), (101, 10_000));
}

#[test]
fn a_long_list_of_requirements() {
    let registry = catalog("a 1.0.0\na 2.0.0");
    let mut wanted: Vec<Dependency> =
        (0..20_000).flat_map(|number| dependencies(&format!("a >=0.0.{number}"))).collect();
    let resolution = registry.resolve(&wanted, &ResolveOptions::new()).unwrap();
    assert_eq!(resolution.modules().len(), 1);
    wanted.extend(dependencies("a <1"));
    assert!(matches!(registry.resolve(&wanted, &ResolveOptions::new()), Err(ResolveError::Unsolvable(_))));
}

/// More pigeons than holes: no solver of this kind finds out quickly that it cannot be.
fn pigeons(pigeons: usize) -> Registry {
    let mut text = String::new();
    let holes = pigeons - 1;
    let all: Vec<_> = (0..pigeons).map(|pigeon| format!("p{pigeon} *")).collect();
    text.push_str(&format!("all 1.0.0: {}\n", all.join(", ")));
    for pigeon in 0..pigeons {
        for hole in 0..holes {
            // In each hole at most one pigeon: each wants the hole in a version of its own.
            text.push_str(&format!("p{pigeon} {hole}.0.0: h{hole} ={pigeon}.0.0\n"));
        }
    }
    for hole in 0..holes {
        for pigeon in 0..pigeons {
            text.push_str(&format!("h{hole} {pigeon}.0.0\n"));
        }
    }
    catalog(&text)
}

#[test]
fn work_is_bounded() {
    let options = ResolveOptions::new().with_max_work(50_000);
    let error = pigeons(12).resolve(&dependencies("all *"), &options).unwrap_err();
    assert_eq!(error, ResolveError::TooHard { max_work: 50_000 });
    assert_eq!(Failure::from(error).code(), code::REGISTRY_TOO_HARD);
    let small = pigeons(4).resolve(&dependencies("all *"), &ResolveOptions::new()).unwrap_err();
    assert!(matches!(small, ResolveError::Unsolvable(_)), "{small}");
}
