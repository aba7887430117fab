//! Tests of the catalog.

mod catalog;
mod failures;
mod model;
mod nearest;
mod search;

use parsify_interface::serde_json::{self, json};
use parsify_interface::{Descriptor, ModuleId, Operation, Version};

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
