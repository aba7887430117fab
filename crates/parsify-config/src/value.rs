use std::fmt;
use std::path::PathBuf;

use parsify_interface::{Capability, Fallback, Level, ModuleId, Value as Json, Version, VersionReq};

use crate::quantity::{size_text, time_text};

/// The value of one key, read and checked.
#[derive(Clone, PartialEq)]
pub(crate) enum Value {
    Millis(u64),
    Bytes(u64),
    Count(u64),
    Flag(bool),
    Fallback(Fallback),
    Level(Level),
    Requirement(VersionReq),
    Version(Version),
    Capabilities(Vec<Capability>),
    Modules(Vec<ModuleId>),
    Path(PathBuf),
    /// The configuration of a module, which may hold secrets.
    Data(Json),
}

impl Value {
    /// The value as JSON, quantities as the texts that a file would have.
    pub(crate) fn json(&self) -> Json {
        match self {
            Self::Millis(millis) => time_text(*millis).into(),
            Self::Bytes(bytes) => size_text(*bytes).into(),
            Self::Count(count) => (*count).into(),
            Self::Flag(flag) => (*flag).into(),
            Self::Fallback(fallback) => fallback_name(*fallback).into(),
            Self::Level(level) => level.to_string().into(),
            Self::Requirement(requirement) => requirement.to_string().into(),
            Self::Version(version) => version.to_string().into(),
            Self::Capabilities(all) => all.iter().map(Capability::to_string).collect(),
            Self::Modules(all) => all.iter().map(ModuleId::to_string).collect(),
            Self::Path(path) => path.to_string_lossy().into(),
            Self::Data(data) => data.clone(),
        }
    }

    /// The number behind a quantity or count.
    pub(crate) fn number(&self) -> Option<u64> {
        match self {
            Self::Millis(number) | Self::Bytes(number) | Self::Count(number) => Some(*number),
            _ => None,
        }
    }

    /// The same quantity with another number.
    pub(crate) fn with_number(&self, number: u64) -> Self {
        match self {
            Self::Millis(_) => Self::Millis(number),
            Self::Bytes(_) => Self::Bytes(number),
            _ => Self::Count(number),
        }
    }
}

/// As in a file. What a module is configured with is not shown.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Data(_) => f.write_str("…"),
            value => f.write_str(&toml_text(&value.json()).unwrap_or_default()),
        }
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// As in a file. `None` where TOML cannot say it: it has no null.
pub(crate) fn toml_text(json: &Json) -> Option<String> {
    toml::Value::try_from(json).ok().map(|value| value.to_string())
}

pub(crate) const FALLBACKS: [Fallback; 3] = [Fallback::Allowed, Fallback::Forbidden, Fallback::NativeOnly];
pub(crate) const LEVELS: [Level; 5] = [Level::Trace, Level::Debug, Level::Info, Level::Warn, Level::Error];
pub(crate) const CAPABILITIES: [Capability; 6] = [
    Capability::Files,
    Capability::Network,
    Capability::Environment,
    Capability::Clock,
    Capability::Randomness,
    Capability::Modules,
];

pub(crate) fn fallback_name(fallback: Fallback) -> &'static str {
    match fallback {
        Fallback::Forbidden => "forbidden",
        Fallback::NativeOnly => "native-only",
        // The type may grow; whoever adds a case adds its name here and to the list above.
        _ => "allowed",
    }
}
