//! Which variable of the environment sets which key.
//!
//! The parts of a key in capitals, joined by `_`, with `_` for hyphens too. Around what a user names stand two:
//! `PARSIFY_MODULES__JSON_PROCESSOR__LIMITS_MEMORY`. Names have single hyphens only, so the way back is certain.

use parsify_error::nearest;
use parsify_interface::ModuleId;

use crate::pattern::{Pattern, Segment, patterns};

pub(crate) const PREFIX: &str = "PARSIFY_";

/// Variables that are no keys, for who builds or embeds the shipped modules.
const OTHERS: &[&str] = &["PARSIFY_MODULES_DIR", "PARSIFY_GUEST_TOOLCHAIN"];
/// The same, for this project's own use: what a program tells its compile child, tests, measurements.
const INTERNAL: &[&str] = &[
    "PARSIFY_BLESS",
    "PARSIFY_CACHE_DAMAGE_SEEDS",
    "PARSIFY_CACHE_KILLS",
    "PARSIFY_CACHE_LOADS",
    "PARSIFY_COMPILE_PARENT",
    "PARSIFY_CONFORMANCE",
    "PARSIFY_FULL",
    "PARSIFY_XTASK_RUSTDOC",
];
/// Beginnings that tests and measurements have for themselves.
const OTHER_BEGINNINGS: &[&str] = &["PARSIFY_BENCH_", "PARSIFY_CACHE_TEST_", "PARSIFY_STORE_TEST_"];

/// True when the variable belongs to this project without being a key.
pub(crate) fn is_other(variable: &str) -> bool {
    OTHERS.contains(&variable)
        || INTERNAL.contains(&variable)
        || OTHER_BEGINNINGS.iter().any(|beginning| variable.starts_with(beginning))
}

/// The variable of a key, with the placeholders of the pattern as names.
pub(crate) fn of(pattern: &Pattern) -> String {
    let texts: Vec<_> = chunks(pattern).iter().map(Chunk::text).collect();
    format!("{PREFIX}{}", texts.join("__"))
}

/// The key that a variable sets.
pub(crate) fn key(variable: &str) -> Option<String> {
    let parts: Vec<_> = variable.strip_prefix(PREFIX)?.split("__").collect();
    patterns().iter().find_map(|pattern| matched(pattern, &parts))
}

/// Variables that may have been meant, with the names that were given.
pub(crate) fn nearest_to(variable: &str) -> Vec<String> {
    // Without the beginning, which they all share and which is no likeness.
    let given = variable.strip_prefix(PREFIX).unwrap_or(variable);
    let patterns = patterns();
    let mut candidates: Vec<_> = patterns.iter().map(|pattern| filled(pattern, given)).collect();
    candidates.extend(patterns.iter().filter_map(|pattern| parted(pattern, given)));
    candidates.extend(OTHERS.iter().filter_map(|other| other.strip_prefix(PREFIX)).map(str::to_owned));
    let found = nearest(given, candidates.iter().map(String::as_str));
    found.into_iter().map(|rest| format!("{PREFIX}{rest}")).collect()
}

/// What stands between two double underscores.
enum Chunk {
    Fixed(Vec<&'static str>),
    Name(&'static str),
}

impl Chunk {
    fn text(&self) -> String {
        match self {
            Self::Fixed(parts) => parts.join("_").replace('-', "_").to_ascii_uppercase(),
            Self::Name(placeholder) => (*placeholder).to_owned(),
        }
    }
}

fn chunks(pattern: &Pattern) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    for segment in &pattern.segments {
        match (segment, chunks.last_mut()) {
            (Segment::Name(name), _) => chunks.push(Chunk::Name(name.placeholder())),
            (Segment::Fixed(text), Some(Chunk::Fixed(parts))) => parts.push(text),
            (Segment::Fixed(text), _) => chunks.push(Chunk::Fixed(vec![text])),
        }
    }
    chunks
}

fn matched(pattern: &Pattern, parts: &[&str]) -> Option<String> {
    let chunks = chunks(pattern);
    if chunks.len() != parts.len() {
        return None;
    }
    let mut key = Vec::new();
    for (chunk, part) in chunks.iter().zip(parts) {
        match chunk {
            Chunk::Fixed(texts) if chunk.text() == **part => key.extend(texts.iter().map(|&text| text.to_owned())),
            Chunk::Name(_) => key.push(name(part)?),
            Chunk::Fixed(_) => return None,
        }
    }
    Some(key.join("."))
}

/// The name that a part of a variable stands for.
fn name(part: &str) -> Option<String> {
    let name = part.to_ascii_lowercase().replace('_', "-");
    let capitals = !part.bytes().any(|byte| byte.is_ascii_lowercase() || byte == b'-');
    (capitals && ModuleId::new(&name).is_ok()).then_some(name)
}

/// A pattern with the names that a variable has at the same places.
fn filled(pattern: &Pattern, given: &str) -> String {
    let parts: Vec<_> = given.split("__").collect();
    let texts = chunks(pattern).into_iter().enumerate().map(|(at, chunk)| match (&chunk, parts.get(at)) {
        (Chunk::Name(_), Some(part)) => part.to_ascii_uppercase().replace('-', "_"),
        _ => chunk.text(),
    });
    texts.collect::<Vec<_>>().join("__")
}

/// A pattern with the name that a variable has between single underscores.
fn parted(pattern: &Pattern, given: &str) -> Option<String> {
    let [first, Chunk::Name(_), last] = &chunks(pattern)[..] else { return None };
    let (first, last) = (first.text(), last.text());
    let name = given.strip_prefix(&first)?.strip_prefix('_')?.strip_suffix(&last)?.strip_suffix('_')?;
    key(&format!("{PREFIX}{first}__{name}__{last}")).map(|_| format!("{first}__{name}__{last}"))
}
