//! From a value as it came to what its key takes.

use std::collections::BTreeSet;
use std::path::Path;

use parsify_error::nearest;
use parsify_interface::{ModuleId, Version, VersionReq};

use crate::kind::Kind;
use crate::quantity::{InvalidQuantity, parse_size, parse_time};
use crate::raw::Raw;
use crate::value::{CAPABILITIES, FALLBACKS, LEVELS, Value, fallback_name};
use crate::{ConfigError, Origin, Problem};

/// Why a value is not what its key takes.
#[derive(Debug)]
pub(crate) struct Wrong {
    pub(crate) found: String,
    pub(crate) wanted: String,
    pub(crate) nearest: Vec<String>,
    /// Which item, when the value is a list.
    pub(crate) item: Option<usize>,
}

impl Wrong {
    pub(crate) fn new(found: String, kind: Kind) -> Self {
        Self { found, wanted: kind.to_string(), nearest: Vec::new(), item: None }
    }

    pub(crate) fn into_error(self, at: Origin, key: &str) -> ConfigError {
        ConfigError::new(at, key, Problem::Value { found: self.found, wanted: self.wanted, nearest: self.nearest })
    }
}

/// Reads a value; paths are relative to `base`. [`Kind::Data`] is read where the value comes from.
pub(crate) fn read(kind: Kind, raw: &Raw<'_>, base: &Path) -> Result<Value, Wrong> {
    let wrong = || Wrong::new(raw.shown(), kind);
    match kind {
        Kind::Time { least } => {
            time(raw, kind).and_then(|millis| at_least(millis, least, raw, kind)).map(Value::Millis)
        }
        Kind::Size { least } => size(raw, kind).and_then(|bytes| at_least(bytes, least, raw, kind)).map(Value::Bytes),
        Kind::Count { least, most } => {
            count(raw).filter(|n| (least..=most).contains(n)).map(Value::Count).ok_or_else(wrong)
        }
        Kind::Flag => flag(raw).map(Value::Flag).ok_or_else(wrong),
        Kind::Fallback => choice(raw, kind, &FALLBACKS, |it| fallback_name(it).to_owned()).map(Value::Fallback),
        Kind::Level => choice(raw, kind, &LEVELS, |it| it.to_string()).map(Value::Level),
        Kind::Requirement => requirement(raw, kind).map(Value::Requirement),
        Kind::Version => version(raw, kind).map(Value::Version),
        Kind::Capabilities => {
            list(raw, kind, |item| choice(item, kind, &CAPABILITIES, |it| it.to_string())).map(Value::Capabilities)
        }
        Kind::Modules => list(raw, kind, |item| module(item, kind)).map(Value::Modules),
        Kind::Path => match raw.text() {
            Some(path) if !path.is_empty() && !path.contains('\0') => Ok(Value::Path(base.join(path))),
            _ => Err(wrong()),
        },
        Kind::Data => Err(Wrong::new(raw.type_name().to_owned(), kind)),
    }
}

fn time(raw: &Raw<'_>, kind: Kind) -> Result<u64, Wrong> {
    let Some(text) = raw.text() else { return Err(Wrong::new(raw.shown(), kind)) };
    let time = parse_time(text).map_err(|error| because(&error, raw, kind))?;
    // It was read from milliseconds of 64 bits.
    u64::try_from(time.as_millis()).map_err(|_| because(&InvalidQuantity::TooLarge, raw, kind))
}

fn size(raw: &Raw<'_>, kind: Kind) -> Result<u64, Wrong> {
    match raw {
        Raw::Integer(Some(number), _) => u64::try_from(*number).map_err(|_| Wrong::new(raw.shown(), kind)),
        Raw::Word(text) | Raw::Text(text) => parse_size(text).map_err(|error| because(&error, raw, kind)),
        _ => Err(Wrong::new(raw.shown(), kind)),
    }
}

fn at_least(number: u64, least: u64, raw: &Raw<'_>, kind: Kind) -> Result<u64, Wrong> {
    if number >= least { Ok(number) } else { Err(Wrong::new(raw.shown(), kind)) }
}

fn count(raw: &Raw<'_>) -> Option<u64> {
    match raw {
        Raw::Integer(number, _) => u64::try_from((*number)?).ok(),
        Raw::Word(text) if text.bytes().all(|byte| byte.is_ascii_digit()) => text.parse().ok(),
        _ => None,
    }
}

fn flag(raw: &Raw<'_>) -> Option<bool> {
    match raw {
        Raw::Flag(flag) => Some(*flag),
        Raw::Word("true") => Some(true),
        Raw::Word("false") => Some(false),
        _ => None,
    }
}

fn choice<T: Copy>(raw: &Raw<'_>, kind: Kind, all: &[T], name: impl Fn(T) -> String) -> Result<T, Wrong> {
    let text = raw.text();
    let found = all.iter().find(|&&it| text == Some(name(it).as_str()));
    found.copied().ok_or_else(|| {
        let names: Vec<_> = all.iter().map(|&it| name(it)).collect();
        let mut wrong = Wrong::new(raw.shown(), kind);
        let near = nearest(text.unwrap_or_default(), names.iter().map(String::as_str));
        wrong.nearest = near.into_iter().map(str::to_owned).collect();
        wrong
    })
}

fn requirement(raw: &Raw<'_>, kind: Kind) -> Result<VersionReq, Wrong> {
    let text = raw.text().ok_or_else(|| Wrong::new(raw.shown(), kind))?;
    VersionReq::parse(text).map_err(|error| because(&error, raw, kind))
}

fn version(raw: &Raw<'_>, kind: Kind) -> Result<Version, Wrong> {
    let text = raw.text().ok_or_else(|| Wrong::new(raw.shown(), kind))?;
    Version::parse(text).map_err(|error| because(&error, raw, kind))
}

fn module(raw: &Raw<'_>, kind: Kind) -> Result<ModuleId, Wrong> {
    let text = raw.text().ok_or_else(|| Wrong::new(raw.shown(), kind))?;
    ModuleId::new(text).map_err(|error| because(&error, raw, kind))
}

fn because(error: &impl std::fmt::Display, raw: &Raw<'_>, kind: Kind) -> Wrong {
    let mut wrong = Wrong::new(raw.shown(), kind);
    wrong.wanted = format!("{error}; {}", wrong.wanted);
    wrong
}

fn list<T: Ord + Clone>(
    raw: &Raw<'_>,
    kind: Kind,
    read: impl Fn(&Raw<'_>) -> Result<T, Wrong>,
) -> Result<Vec<T>, Wrong> {
    let items = match raw {
        Raw::List(items) => items.clone(),
        Raw::Word(text) if text.trim().is_empty() => Vec::new(),
        Raw::Word(text) => text.split(',').map(|item| Raw::Word(item.trim())).collect(),
        other => return Err(Wrong::new(other.shown(), kind)),
    };
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let value = read(item).map_err(|wrong| Wrong { item: Some(index), ..wrong })?;
        if !seen.insert(value.clone()) {
            return Err(Wrong { item: Some(index), ..Wrong::new(item.shown(), kind) });
        }
        all.push(value);
    }
    Ok(all)
}
