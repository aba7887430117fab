//! A guest as its manifest describes it.

use anyhow::{Context as _, Result, bail};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::metadata::Package;
use crate::setup::Setup;
use crate::suggest;

/// The folder of the guests, below the workspace root.
const FOLDER: &str = "modules-src";
/// The stack inside the guest. Rust's own default of 1 MiB is memory that every instance pays for.
const DEFAULT_STACK: u64 = 256 * 1024;
/// The engine counts in pages and the linker in units of 16; more than this is a typo.
const STACK_RANGE: std::ops::RangeInclusive<u64> = 4096..=64 * 1024 * 1024;
/// The memory a guest starts with, stack and data included. Growing it costs the host far more than having it, and what
/// remains of this holds a small call.
const DEFAULT_MEMORY: u64 = 1024 * 1024;
/// Below a page nothing can start; more than this is memory every call pays for.
const MEMORY_RANGE: std::ops::RangeInclusive<u64> = PAGE..=64 * 1024 * 1024;
/// What memories are measured in.
const PAGE: u64 = 64 * 1024;

/// What `[package.metadata.parsify]` may say.
const KEYS: [&str; 5] = ["kind", "stack", "memory", "optimize", "title"];

/// What a guest is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    /// Ships with the project.
    Module,
    /// Shows how it is done.
    Example,
    /// Exists for the tests, possibly misbehaving.
    Test,
}

/// What the compiler goes for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Optimize {
    Speed,
    Size,
    LeastSize,
}

impl Optimize {
    /// The compiler's word for it, if it is another one than that of `profile.guest` in the workspace.
    pub(crate) fn level(self) -> Option<&'static str> {
        match self {
            Self::Speed => None,
            Self::Size => Some("s"),
            Self::LeastSize => Some("z"),
        }
    }
}

/// A workspace member that becomes a component.
#[derive(Debug, Clone)]
pub(crate) struct Guest {
    /// Package name, and the file name of the component without `.wasm`.
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) kind: Kind,
    /// Bytes of stack inside the guest.
    pub(crate) stack: u64,
    /// Bytes of memory it starts with, stack and data included: whole pages.
    pub(crate) memory: u64,
    pub(crate) optimize: Optimize,
    pub(crate) title: Option<String>,
    /// Cargo's id of the package.
    pub(crate) id: String,
    /// Name of the library target, which names the core module's file.
    pub(crate) library: String,
    pub(crate) facts: Facts,
}

/// What ends up as standard metadata inside the component. Nothing here may differ between two builds of one source.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Facts {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) authors: Vec<String>,
    pub(crate) license: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) homepage: Option<String>,
    pub(crate) source: Option<String>,
}

#[cfg(test)]
impl Guest {
    /// A guest that says nothing in its manifest.
    pub(crate) fn fake(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            kind: Kind::Module,
            stack: DEFAULT_STACK,
            memory: DEFAULT_MEMORY,
            optimize: Optimize::Speed,
            title: None,
            id: format!("path#{name}@1.0.0"),
            library: name.to_owned(),
            facts: Facts::default(),
        }
    }
}

/// All guests of the workspace, by name.
pub(crate) fn guests(setup: &Setup) -> Result<Vec<Guest>> {
    let folder = setup.root.join(FOLDER);
    setup.members.iter().filter(|package| package.manifest_path.starts_with(&folder)).map(guest).collect()
}

fn guest(package: &Package) -> Result<Guest> {
    let place = || format!("[package.metadata.parsify] in {}", package.manifest_path.display());
    let table = table(&package.metadata).with_context(place)?;
    let Some(library) = package.library() else {
        bail!(
            "the guest `{}` has no library target: a guest is a library; add a src/lib.rs beside {}",
            package.name,
            package.manifest_path.display()
        );
    };
    Ok(Guest {
        name: package.name.clone(),
        version: package.version.clone(),
        kind: table.kind,
        stack: table.stack,
        memory: table.memory,
        optimize: table.optimize,
        title: table.title,
        id: package.id.clone(),
        library: library.name.clone(),
        facts: Facts {
            name: package.name.clone(),
            version: package.version.clone(),
            authors: package.authors.clone(),
            license: package.license.clone(),
            description: package.description.clone(),
            homepage: package.homepage.clone(),
            source: package.repository.clone(),
        },
    })
}

#[derive(Debug, PartialEq)]
struct Table {
    kind: Kind,
    stack: u64,
    memory: u64,
    optimize: Optimize,
    title: Option<String>,
}

impl Table {
    /// What holds where nothing is said.
    const fn new() -> Self {
        Self {
            kind: Kind::Module,
            stack: DEFAULT_STACK,
            memory: DEFAULT_MEMORY,
            optimize: Optimize::Speed,
            title: None,
        }
    }
}

fn table(metadata: &Value) -> Result<Table> {
    let mut table = Table::new();
    let Some(entries) = metadata.get("parsify") else { return Ok(table) };
    let Value::Object(entries) = entries else { bail!("it must be a table") };
    for (key, value) in entries {
        match key.as_str() {
            "kind" => table.kind = kind(value)?,
            "stack" => table.stack = stack(value)?,
            "memory" => table.memory = memory(value)?,
            "optimize" => table.optimize = optimize(value)?,
            "title" => table.title = Some(value.as_str().context("`title` must be a string")?.to_owned()),
            other => {
                let hint = suggest::hint(other, KEYS);
                bail!("unknown key `{other}`{hint}; the keys are {}", KEYS.join(", "));
            }
        }
    }
    if table.stack >= table.memory {
        bail!(
            "a stack of {} bytes and data do not fit into the {} bytes of memory the guest starts with; \
             raise `memory` or lower `stack`",
            table.stack,
            table.memory
        );
    }
    Ok(table)
}

fn kind(value: &Value) -> Result<Kind> {
    Kind::deserialize(value)
        .ok()
        .with_context(|| format!("`kind` is {value}, but must be \"module\", \"example\" or \"test\""))
}

fn optimize(value: &Value) -> Result<Optimize> {
    match value.as_str() {
        Some("speed") => Ok(Optimize::Speed),
        Some("size") => Ok(Optimize::Size),
        Some("least-size") => Ok(Optimize::LeastSize),
        _ => bail!("`optimize` is {value}, but must be \"speed\", \"size\" or \"least-size\""),
    }
}

fn stack(value: &Value) -> Result<u64> {
    let bytes = value.as_u64().filter(|bytes| STACK_RANGE.contains(bytes) && bytes.is_multiple_of(16));
    bytes.with_context(|| {
        format!(
            "`stack` is {value}, but must be a number of bytes from {} to {}, a multiple of 16",
            STACK_RANGE.start(),
            STACK_RANGE.end()
        )
    })
}

/// Rounded up to whole pages, which is what a memory has.
fn memory(value: &Value) -> Result<u64> {
    let bytes = value.as_u64().filter(|bytes| MEMORY_RANGE.contains(bytes));
    bytes.map(|bytes| bytes.next_multiple_of(PAGE)).with_context(|| {
        format!(
            "`memory` is {value}, but must be a number of bytes from {} to {}",
            MEMORY_RANGE.start(),
            MEMORY_RANGE.end()
        )
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn nothing_said_means_the_defaults() {
        let expected = Table::new();
        assert_eq!((expected.kind, expected.stack, expected.memory), (Kind::Module, 262_144, 1_048_576));
        assert!(expected.optimize == Optimize::Speed && expected.title.is_none());
        assert_eq!(table(&Value::Null).unwrap(), expected);
        assert_eq!(table(&json!({"docs": {}})).unwrap(), expected);
        assert_eq!(table(&json!({"parsify": {}})).unwrap(), expected);
    }

    #[test]
    fn everything_said_is_kept() {
        let said = json!({"parsify": {"kind": "test", "stack": 65536, "memory": 131072, "title": "Echo",
            "optimize": "size"}});
        let title = Some("Echo".into());
        let expected = Table { kind: Kind::Test, stack: 65_536, memory: 131_072, optimize: Optimize::Size, title };
        assert_eq!(table(&said).unwrap(), expected);
    }

    #[test]
    fn memory_is_counted_in_whole_pages() {
        let memory = |bytes: u64| table(&json!({"parsify": {"stack": 4096, "memory": bytes}})).unwrap().memory;
        assert_eq!(memory(65_536), 65_536);
        assert_eq!(memory(65_537), 131_072);
        assert_eq!(memory(67_108_864), 67_108_864);
    }

    #[test]
    fn mistakes_name_the_key_and_what_it_may_be() {
        let message = |value: Value| table(&json!({ "parsify": value })).unwrap_err().to_string();
        assert!(message(json!({"kind": "modul"})).contains("must be \"module\""));
        assert!(message(json!({"stack": 1000})).contains("from 4096"));
        assert!(message(json!({"stack": 65537})).contains("multiple of 16"));
        assert!(message(json!({"stack": "64k"})).contains("number of bytes"));
        assert!(message(json!({"memory": 65535})).contains("from 65536 to 67108864"));
        assert!(message(json!({"memory": 67108865})).contains("`memory` is 67108865"));
        assert!(message(json!({"memory": "1MiB"})).contains("number of bytes"));
        assert!(message(json!({"memory": 262144})).contains("raise `memory` or lower `stack`"));
        assert!(message(json!({"stack": 2097152})).contains("a stack of 2097152 bytes"));
        assert!(message(json!({"stak": 65536})).contains("did you mean `stack`?"));
        assert!(message(json!({"optimize": "s"})).contains("\"speed\", \"size\" or \"least-size\""));
        assert!(message(json!("module")).contains("must be a table"));
    }
}
