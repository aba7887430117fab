//! Looking a name up in the table of keys, and what to say when it is not there.

use parsify_error::nearest;
use parsify_interface::ModuleId;

use crate::pattern::{Segment, patterns};
use crate::raw::Raw;
use crate::tree::{Keys, Name, Named, Node, entries};
use crate::{ConfigError, Origin, Problem};

/// The key below `above` with a further part.
pub(crate) fn join(above: &str, name: &str) -> String {
    if above.is_empty() { name.to_owned() } else { format!("{above}.{name}") }
}

/// What stands behind a key of a table.
pub(crate) fn child(keys: Keys, name: &str) -> Option<&'static Node> {
    entries(keys).find(|entry| entry.name == name).map(|entry| &entry.node)
}

/// The table `above`, an entry of `named` perhaps, has no key of that name.
pub(crate) fn unknown(keys: Keys, above: &str, name: &str, named: Option<&Named>, at: Origin) -> ConfigError {
    let known = || entries(keys).map(|entry| entry.name);
    let names = || known().map(str::to_owned).collect();
    let problem = match named {
        Some(Named { name: Name::Source, .. }) => Problem::UnknownSourceKind { kinds: names() },
        _ => Problem::UnknownKey {
            nearest: nearest(name, known()).into_iter().map(str::to_owned).collect(),
            known: names(),
            elsewhere: elsewhere(name),
        },
    };
    ConfigError::new(at, join(above, name), problem)
}

/// The key has a value, not a table with keys of its own.
pub(crate) fn no_keys(at: Origin, key: &str) -> ConfigError {
    ConfigError::new(at, key, Problem::UnknownKey { nearest: Vec::new(), known: Vec::new(), elsewhere: Vec::new() })
}

/// The tables that have a key of that name.
fn elsewhere(name: &str) -> Vec<String> {
    let mut tables = Vec::new();
    for pattern in patterns() {
        let texts: Vec<_> = pattern.segments.iter().map(|segment| segment.text()).collect();
        let found = pattern.segments.iter().position(|it| matches!(it, Segment::Fixed(text) if *text == name));
        match found.map(|at| texts[..at].join(".")) {
            Some(table) if !table.is_empty() && !tables.contains(&table) => tables.push(table),
            _ => {}
        }
    }
    tables
}

/// Which rule a name breaks. All names have the grammar of module ids.
pub(crate) fn broken_name(kind: Name, name: &str) -> Option<String> {
    let error = ModuleId::new(name).err()?;
    Some(match kind {
        Name::Module => error.to_string(),
        // The same rules, but what breaks them was not meant to be a module id.
        Name::Operation | Name::Source => "a word of a-z, 0-9 and single hyphens is wanted".to_owned(),
    })
}

/// A value stands where a table belongs. What it says is not shown: it may be meant for a module.
pub(crate) fn no_table(at: Origin, key: &str, raw: &Raw<'_>) -> ConfigError {
    let (found, wanted) = (raw.type_name().to_owned(), "a table is wanted".to_owned());
    ConfigError::new(at, key, Problem::Value { found, wanted, nearest: Vec::new() })
}

/// An entry lacks the key that it must have.
pub(crate) fn missing(at: Origin, entry: &str, required: &str) -> ConfigError {
    let reason = match required {
        "version" => "a dependency says which versions will do",
        _ => "a source says where its modules are",
    };
    ConfigError::new(at, join(entry, required), Problem::Missing { reason })
}
