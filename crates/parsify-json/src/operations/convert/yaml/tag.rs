//! Tags.

use saphyr_parser::Tag;

/// What a tag says of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Nothing: the core schema decides.
    None,
    /// `!`, `!!str`: a string whatever it looks like.
    Text,
    Null,
    Bool,
    Int,
    Float,
    Map,
    Seq,
    /// `!!merge`
    Merge,
    /// `!!binary`: bytes in base64.
    Binary,
    /// `!!timestamp`
    Date,
    /// A type that JSON does not have.
    Other,
}

const CORE: &str = "tag:yaml.org,2002:";

pub(super) fn meaning(tag: Option<&Tag>) -> Meaning {
    let Some(tag) = tag else { return Meaning::None };
    let name = match (tag.handle.as_str(), tag.suffix.as_str()) {
        ("!", "") | ("", "!") => return Meaning::Text,
        (CORE, name) => name,
        ("", full) => full.strip_prefix(CORE).unwrap_or("?"),
        _ => "?",
    };
    match name {
        "str" => Meaning::Text,
        "null" => Meaning::Null,
        "bool" => Meaning::Bool,
        "int" => Meaning::Int,
        "float" => Meaning::Float,
        "map" => Meaning::Map,
        "seq" => Meaning::Seq,
        "merge" => Meaning::Merge,
        "binary" => Meaning::Binary,
        "timestamp" => Meaning::Date,
        _ => Meaning::Other,
    }
}

/// As it is written, near enough to find it.
pub(super) fn shown(tag: &Tag) -> String {
    match tag.handle.as_str() {
        CORE => format!("!!{}", tag.suffix),
        "" => format!("!<{}>", tag.suffix),
        handle => format!("{handle}{}", tag.suffix),
    }
}
