//! The forms of keys, with placeholders for what a user names: `modules.ID.limits.memory`.

use serde::Serialize;

use crate::kind::Kind;
use crate::tree::{Keys, Name, Named, Node, ROOT, entries};
use crate::variable;

/// One part of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Segment {
    Fixed(&'static str),
    Name(Name),
}

impl Segment {
    pub(crate) const fn text(self) -> &'static str {
        match self {
            Self::Fixed(text) => text,
            Self::Name(name) => name.placeholder(),
        }
    }
}

/// A key as the table has it, and what it takes.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    pub(crate) segments: Vec<Segment>,
    pub(crate) kind: Kind,
    /// A shorter way to say another key; a file shows the other.
    pub(crate) short: bool,
}

impl Pattern {
    pub(crate) fn key(&self) -> String {
        let texts: Vec<_> = self.segments.iter().map(|segment| segment.text()).collect();
        texts.join(".")
    }
}

/// Every key, in the order of the table.
pub(crate) fn patterns() -> Vec<Pattern> {
    let mut all = Vec::new();
    collect(ROOT, &mut Vec::new(), &mut all);
    all
}

fn collect(keys: Keys, above: &mut Vec<Segment>, all: &mut Vec<Pattern>) {
    for entry in entries(keys) {
        above.push(Segment::Fixed(entry.name));
        match &entry.node {
            Node::Leaf(kind) => all.push(Pattern { segments: above.clone(), kind: *kind, short: false }),
            Node::Table(keys) => collect(keys, above, all),
            Node::Named(named) => collect_named(named, above, all),
        }
        above.pop();
    }
}

fn collect_named(named: &Named, above: &mut Vec<Segment>, all: &mut Vec<Pattern>) {
    above.push(Segment::Name(named.name));
    if let Some((_, kind)) = named.short() {
        all.push(Pattern { segments: above.clone(), kind, short: true });
    }
    collect(named.keys, above, all);
    above.pop();
}

/// One key of the configuration, for documentation and completions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct KnownKey {
    /// The key; `ID`, `OPERATION` and `NAME` stand for what a user names.
    pub key: String,
    /// The variable of the environment that sets it.
    pub variable: String,
    /// What it takes, in words.
    pub takes: String,
}

/// Every key there is.
///
/// ```
/// let keys = parsify_config::known_keys();
/// let memory = keys.iter().find(|key| key.key == "modules.ID.limits.memory").unwrap();
/// assert_eq!(memory.variable, "PARSIFY_MODULES__ID__LIMITS_MEMORY");
/// ```
#[must_use]
pub fn known_keys() -> Vec<KnownKey> {
    let all = patterns().into_iter().filter(|pattern| !pattern.short);
    all.map(|pattern| KnownKey {
        key: pattern.key(),
        variable: variable::of(&pattern),
        takes: pattern.kind.to_string(),
    })
    .collect()
}
