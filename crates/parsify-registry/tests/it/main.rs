//! Tests of the catalog.

mod catalog;
mod changes;
mod explanations;
mod export;
mod failures;
mod fuzz;
mod hostile;
mod lock;
mod model;
mod resolution;
mod search;
mod shared;
mod updates;

use parsify_interface::serde_json::{self, json};
use parsify_interface::{Dependency, Descriptor, ModuleId, Operation, Version};
use parsify_registry::{Entry, Mark, Registry};

fn module(id: &str, version: &str) -> Descriptor {
    let descriptor = json!({
        "id": id, "name": id, "version": version, "apiVersion": "1.0.0", "summary": "A module", "category": "tools",
        "operations": [{ "name": "run", "summary": "Runs", "params": { "type": "object" } }],
    });
    serde_json::from_value(descriptor).unwrap()
}

/// A descriptor with all that a search looks at.
fn described(id: &str, name: &str, category: &str, summary: &str, operations: Vec<Operation>) -> Descriptor {
    let mut descriptor = module(id, "1.0.0");
    descriptor.id = ModuleId::new(id).unwrap();
    descriptor.name = name.to_owned();
    descriptor.category = category.to_owned();
    descriptor.summary = summary.to_owned();
    descriptor.operations = operations;
    descriptor
}

fn version(text: &str) -> Version {
    text.parse().unwrap()
}

/// Dependencies as a text: `sums ^1, tables ^2?`, where a question mark makes one optional.
fn dependencies(text: &str) -> Vec<Dependency> {
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let (id, requirement) = part.split_once(' ').unwrap();
            let (requirement, optional) = requirement.strip_suffix('?').map_or((requirement, false), |it| (it, true));
            let requirement = requirement.replace('&', ",").parse().unwrap();
            let dependency = Dependency::new(ModuleId::new(id).unwrap(), requirement);
            if optional { dependency.optional() } else { dependency }
        })
        .collect()
}

/// A catalog as a text, a line for each version: `report 1.0.0: sums ^1, tables ^2?`. `yanked` and `deprecated` may stand
/// after the version.
fn catalog(text: &str) -> Registry {
    let mut registry = Registry::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (head, needs) = line.split_once(':').unwrap_or((line, ""));
        let mut words = head.split(' ');
        let mut descriptor = module(words.next().unwrap(), words.next().unwrap());
        descriptor.dependencies = dependencies(needs);
        let entry = Entry::new(descriptor);
        registry
            .register(match words.next() {
                None => entry,
                Some("yanked") => entry.with_mark(Mark::yanked("it loses lines")),
                Some("deprecated") => entry.with_mark(Mark::deprecated("it is slow")),
                Some(other) => panic!("{other}"),
            })
            .unwrap();
    }
    registry
}
