//! Every key there is.
//!
//! One table for reading, for the names of variables, for `config show`, for messages and for the documentation.

use crate::kind::Kind;
use crate::kind::Kind::{
    Capabilities, Count, Data, Fallback, Flag, Level, Modules, Path, Requirement, Size, Time, Version,
};

/// A key of a table.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) name: &'static str,
    pub(crate) node: Node,
}

/// What stands behind a key.
#[derive(Debug)]
pub(crate) enum Node {
    Leaf(Kind),
    Table(Keys),
    Named(Named),
}

/// The keys of a table, in groups that other tables share.
pub(crate) type Keys = &'static [&'static [Entry]];

/// A table whose keys are names that a user chooses.
#[derive(Debug)]
pub(crate) struct Named {
    pub(crate) name: Name,
    /// The keys of each entry.
    pub(crate) keys: Keys,
    /// The key that each entry must have.
    pub(crate) required: Option<&'static str>,
    /// Whether a single value in place of the table stands for the required key.
    pub(crate) short: bool,
}

impl Named {
    /// The key that a single value in place of the table stands for, and what it takes.
    pub(crate) fn short(&self) -> Option<(&'static str, Kind)> {
        let required = self.required.filter(|_| self.short)?;
        match entries(self.keys).find(|entry| entry.name == required)?.node {
            Node::Leaf(kind) => Some((required, kind)),
            _ => None,
        }
    }
}

/// What a name is for. All have the grammar of module ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Name {
    Module,
    Operation,
    Source,
}

impl Name {
    /// How it stands in the pattern of a key.
    pub(crate) const fn placeholder(self) -> &'static str {
        match self {
            Self::Module => "ID",
            Self::Operation => "OPERATION",
            Self::Source => "NAME",
        }
    }
}

pub(crate) const ROOT: Keys = &[HOST];

const fn leaf(name: &'static str, kind: Kind) -> Entry {
    Entry { name, node: Node::Leaf(kind) }
}

const fn table(name: &'static str, keys: Keys) -> Entry {
    Entry { name, node: Node::Table(keys) }
}

const ANY: Kind = Count { least: 0, most: u64::MAX };
const SMALL: Kind = Count { least: 1, most: u32::MAX as u64 };

const HOST: &[Entry] = &[
    leaf("concurrency", SMALL),
    leaf("queue", ANY),
    leaf("builtin-modules", Flag),
    leaf("preload", Modules),
    table("defaults", &[CALL]),
    table("ceiling", &[CEILING]),
    table("cache", &[CACHE]),
    table("compile", &[COMPILE]),
    table("monitor", &[MONITOR]),
    named("modules", Named { name: Name::Module, keys: &[CALL, MODULE], required: None, short: false }),
    named("dependencies", Named { name: Name::Module, keys: &[DEPENDENCY], required: Some("version"), short: true }),
    named("sources", Named { name: Name::Source, keys: &[SOURCE], required: Some("path"), short: false }),
];

const fn named(name: &'static str, named: Named) -> Entry {
    Entry { name, node: Node::Named(named) }
}

/// What can be said of calls: in general, of a module, of an operation.
pub(crate) const CALL: &[Entry] =
    &[table("limits", &[LIMITS]), leaf("fallback", Fallback), table("retry", &[RETRY]), leaf("log-level", Level)];

const CEILING: &[Entry] = &[table("limits", &[LIMITS])];

pub(crate) const LIMITS: &[Entry] = &[
    leaf("deadline", Time { least: 1 }),
    leaf("grace", Time { least: 1 }),
    leaf("memory", Size { least: 1 }),
    leaf("table-elements", ANY),
    leaf("output", Size { least: 1 }),
    leaf("log-bytes", Size { least: 0 }),
    leaf("log-lines", ANY),
    leaf("host-calls", ANY),
    leaf("call-depth", ANY),
    leaf("module-calls", ANY),
];

const RETRY: &[Entry] =
    &[leaf("attempts", SMALL), leaf("initial-pause", Time { least: 0 }), leaf("longest-pause", Time { least: 0 })];

/// What can be said of a module beside its calls. Reuse stands here alone: it gives up isolation between the calls of a
/// module, which nobody should do for all modules with one line.
pub(crate) const MODULE: &[Entry] = &[
    leaf("version", Requirement),
    leaf("pin", Version),
    GRANTS,
    leaf("config", Data),
    table("reuse", &[REUSE]),
    named("operations", Named { name: Name::Operation, keys: &[CALL, &[GRANTS]], required: None, short: false }),
];

/// Nothing is granted to all modules with one line either.
const GRANTS: Entry = leaf("grants", Capabilities);

const REUSE: &[Entry] =
    &[leaf("enabled", Flag), leaf("uses", SMALL), leaf("idle", SMALL), leaf("idle-bytes", Size { least: 1 })];

const CACHE: &[Entry] = &[
    leaf("enabled", Flag),
    leaf("dir", Path),
    leaf("size", Size { least: 1 }),
    leaf("entry-size", Size { least: 1 }),
    leaf("memory", Size { least: 0 }),
];

const MONITOR: &[Entry] = &[leaf("interval", Time { least: 10 }), leaf("status", Path)];

const COMPILE: &[Entry] = &[
    leaf("time", Time { least: 1 }),
    leaf("memory", Size { least: 1 }),
    leaf("code", Size { least: 1 }),
    leaf("threads", Count { least: 1, most: 255 }),
];

const DEPENDENCY: &[Entry] = &[leaf("version", Requirement), leaf("optional", Flag), GRANTS];

/// Each key is a kind of source.
const SOURCE: &[Entry] = &[leaf("path", Path)];

pub(crate) fn entries(keys: Keys) -> impl Iterator<Item = &'static Entry> {
    keys.iter().copied().flatten()
}
