//! The modules that ship with Parsify: for each an embedded component, when it was built, and a native twin.
//!
//! The components come from `cargo xtask build-modules`, which leaves them in `modules` of the target folder
//! (`PARSIFY_MODULES_DIR` names another one). When nothing lies there, this crate still builds, with a warning, and the
//! twins serve.
//!
//! ```
//! for builtin in parsify_builtin::modules() {
//!     let sandboxed = builtin.component().is_some();
//!     println!("{} {}", builtin.name(), if sandboxed { "sandboxed" } else { "native only" });
//! }
//! ```
#![forbid(unsafe_code)]
#![warn(missing_docs)]

use parsify_interface::{Digest, Processor};
use parsify_json::query::JsonQuery;
use parsify_json::schema::JsonSchemaProcessor;
use parsify_json::{JsonData, JsonProcessor};

include!(concat!(env!("OUT_DIR"), "/components.rs"));

struct Component {
    name: &'static str,
    sha256: &'static str,
    bytes: &'static [u8],
}

/// A module that ships with Parsify.
#[derive(Clone, Copy, Debug)]
pub struct Builtin {
    name: &'static str,
    component: Option<Embedded>,
    twin: fn() -> Box<dyn Processor>,
}

/// A component built into the program.
#[derive(Clone, Copy, Debug)]
pub struct Embedded {
    /// Its bytes.
    pub bytes: &'static [u8],
    /// The digest it had when it was built; `None` when the build's manifest was damaged.
    pub digest: Option<Digest>,
}

impl Builtin {
    /// Its id.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The component, when it was there at build time.
    #[must_use]
    pub fn component(&self) -> Option<Embedded> {
        self.component
    }

    /// The same operations as Rust code in this process.
    #[must_use]
    pub fn twin(&self) -> Box<dyn Processor> {
        (self.twin)()
    }
}

/// Every module that ships with Parsify.
#[must_use]
pub fn modules() -> Vec<Builtin> {
    vec![
        builtin("json-processor", || Box::new(JsonProcessor)),
        builtin("json-data", || Box::new(JsonData)),
        builtin("json-query", || Box::new(JsonQuery)),
        builtin("json-schema", || Box::new(JsonSchemaProcessor)),
    ]
}

fn builtin(name: &'static str, twin: fn() -> Box<dyn Processor>) -> Builtin {
    let component = COMPONENTS.iter().find(|component| component.name == name);
    let component = component.map(|component| Embedded {
        bytes: component.bytes,
        digest: format!("sha256:{}", component.sha256).parse().ok(),
    });
    Builtin { name, component, twin }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_ids_of_the_twins() {
        for builtin in modules() {
            let descriptor = builtin.twin().describe();
            assert_eq!(descriptor.id.as_str(), builtin.name());
            descriptor.validate().unwrap();
        }
    }

    #[test]
    fn every_embedded_component_belongs_to_a_module() {
        for component in COMPONENTS {
            assert!(modules().iter().any(|builtin| builtin.name() == component.name), "{}", component.name);
        }
    }
}
