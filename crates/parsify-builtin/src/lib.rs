//! The modules that ship with Parsify: for each an embedded component, when it was built, and for most a native twin.
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

use parsify_code::descriptors;
use parsify_code::router::CodeProcessor;
use parsify_interface::{Descriptor, Digest, Processor};
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
    origin: Origin,
}

/// Where the descriptor of a module comes from before its component is compiled.
#[derive(Clone, Copy, Debug)]
enum Origin {
    Twin(fn() -> Box<dyn Processor>),
    /// It has no twin: the text that is also in the component.
    Text(&'static str),
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

    /// The same operations as Rust code in this process; `None` for a module that runs in the sandbox only: those for
    /// programming languages, and one that executes programs.
    #[must_use]
    pub fn twin(&self) -> Option<Box<dyn Processor>> {
        match self.origin {
            Origin::Twin(twin) => Some(twin()),
            Origin::Text(_) => None,
        }
    }

    /// What the module says of itself.
    ///
    /// # Panics
    ///
    /// Never: the texts are checked by the tests.
    #[must_use]
    pub fn descriptor(&self) -> Descriptor {
        match self.origin {
            Origin::Twin(twin) => twin().describe(),
            Origin::Text(text) => Descriptor::parse(text).unwrap_or_else(|failure| panic!("{}: {failure}", self.name)),
        }
    }
}

/// Every module that ships with Parsify.
#[must_use]
pub fn modules() -> Vec<Builtin> {
    vec![
        builtin("json-processor", Origin::Twin(|| Box::new(JsonProcessor))),
        builtin("json-data", Origin::Twin(|| Box::new(JsonData))),
        builtin("json-query", Origin::Twin(|| Box::new(JsonQuery))),
        builtin("json-schema", Origin::Twin(|| Box::new(JsonSchemaProcessor))),
        builtin("code-processor", Origin::Twin(|| Box::new(CodeProcessor))),
        // Their parsers, formatters and linters are hundreds of crates, which no application wants to compile for a fallback.
        builtin("lang-ecma", Origin::Text(descriptors::LANG_ECMA)),
        builtin("lang-python", Origin::Text(descriptors::LANG_PYTHON)),
        // It executes what users give it: never natively.
        builtin("run-javascript", Origin::Text(descriptors::RUN_JAVASCRIPT)),
    ]
}

fn builtin(name: &'static str, origin: Origin) -> Builtin {
    let component = COMPONENTS.iter().find(|component| component.name == name);
    let component = component.map(|component| Embedded {
        bytes: component.bytes,
        digest: format!("sha256:{}", component.sha256).parse().ok(),
    });
    Builtin { name, component, origin }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_ids_of_the_modules() {
        for builtin in modules() {
            let descriptor = builtin.descriptor();
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
