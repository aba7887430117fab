//! A key and a text: what the environment and arguments are made of.

use std::path::Path;

use parsify_interface::Value as Json;

use crate::find::{broken_name, child, join, no_keys, no_table, unknown};
use crate::kind::Kind;
use crate::raw::Raw;
use crate::read::read;
use crate::tree::{Keys, Named, Node, ROOT};
use crate::value::Value;
use crate::{ConfigError, Origin, Problem};

/// The key in full, and its value.
pub(crate) fn word(key: &str, text: &str, at: &Origin) -> Result<(String, Value), ConfigError> {
    let parts: Vec<_> = key.split('.').collect();
    let (key, kind) = resolve(ROOT, "", &parts, None, at)?;
    let value = match kind {
        Kind::Data => Value::Data(data(text)),
        kind => read(kind, &Raw::Word(text), Path::new("")).map_err(|wrong| wrong.into_error(at.clone(), &key))?,
    };
    Ok((key, value))
}

/// JSON if it is JSON, else the text itself.
fn data(text: &str) -> Json {
    serde_json::from_str(text).unwrap_or_else(|_| text.into())
}

/// The key in full, and what it takes. Goes no deeper than the table of keys.
fn resolve(
    keys: Keys,
    above: &str,
    parts: &[&str],
    named: Option<&Named>,
    at: &Origin,
) -> Result<(String, Kind), ConfigError> {
    let [first, rest @ ..] = parts else { return Err(no_table(at.clone(), above, &Raw::Word(""))) };
    let key = join(above, first);
    match child(keys, first) {
        None => Err(unknown(keys, above, first, named, at.clone())),
        Some(Node::Leaf(kind)) if rest.is_empty() => Ok((key, *kind)),
        Some(Node::Leaf(_)) => Err(no_keys(at.clone(), &join(&key, &rest.join(".")))),
        Some(Node::Table(keys)) => resolve(keys, &key, rest, None, at),
        Some(Node::Named(named)) => entry(named, &key, rest, at),
    }
}

fn entry(named: &Named, above: &str, parts: &[&str], at: &Origin) -> Result<(String, Kind), ConfigError> {
    let [name, rest @ ..] = parts else { return Err(no_table(at.clone(), above, &Raw::Word(""))) };
    let key = join(above, name);
    if let Some(reason) = broken_name(named.name, name) {
        return Err(ConfigError::new(at.clone(), key, Problem::InvalidName { reason }));
    }
    match named.short() {
        Some((required, kind)) if rest.is_empty() => Ok((join(&key, required), kind)),
        _ => resolve(named.keys, &key, rest, Some(named), at),
    }
}
