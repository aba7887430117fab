//! Values that binary formats have and JSON does not: as wrappers that come back, or as plain values with a note.
//!
//! The wrappers are those of MongoDB's Extended JSON v2, and four more for what only CBOR and `MessagePack` have: `$tag`,
//! `$simple`, `$extension` and `$map`.

mod date;
mod decimal;
mod levels;
mod mode;
mod recognize;
mod shape;
mod speak;

pub(crate) use date::{Instant, milliseconds, timestamp};
pub(super) use decimal::Decimal128;
pub(super) use levels::checked;
pub use mode::ExtendedJson;
pub(super) use mode::Mode;
pub(super) use recognize::recognize;
pub(super) use speak::Speech;

/// A value that JSON does not have. `V` is what is in it.
#[derive(Debug, Clone)]
pub(super) enum Special<V> {
    Binary {
        subtype: u8,
        bytes: Vec<u8>,
    },
    ObjectId([u8; 12]),
    Int32(i32),
    Int64(i64),
    Double(f64),
    Decimal(Decimal128),
    /// Milliseconds since 1970.
    Date(i64),
    Timestamp {
        seconds: u32,
        increment: u32,
    },
    Regex {
        pattern: String,
        options: String,
    },
    Pointer {
        namespace: String,
        id: [u8; 12],
    },
    Code(String),
    ScopedCode(String, V),
    Symbol(String),
    MinKey,
    MaxKey,
    Undefined,
    Tag(u64, V),
    Simple(u8),
    Extension(i8, Vec<u8>),
    /// Entries whose keys are not all strings.
    Map(Vec<(V, V)>),
}

impl<V> Special<V> {
    /// The same with other values in it.
    pub(super) fn map<W>(self, mut to: impl FnMut(V) -> W) -> Special<W> {
        match self {
            Self::ScopedCode(code, scope) => Special::ScopedCode(code, to(scope)),
            Self::Tag(number, value) => Special::Tag(number, to(value)),
            Self::Map(entries) => Special::Map(entries.into_iter().map(|(key, value)| (to(key), to(value))).collect()),
            Self::Binary { subtype, bytes } => Special::Binary { subtype, bytes },
            Self::ObjectId(id) => Special::ObjectId(id),
            Self::Int32(value) => Special::Int32(value),
            Self::Int64(value) => Special::Int64(value),
            Self::Double(value) => Special::Double(value),
            Self::Decimal(value) => Special::Decimal(value),
            Self::Date(value) => Special::Date(value),
            Self::Timestamp { seconds, increment } => Special::Timestamp { seconds, increment },
            Self::Regex { pattern, options } => Special::Regex { pattern, options },
            Self::Pointer { namespace, id } => Special::Pointer { namespace, id },
            Self::Code(code) => Special::Code(code),
            Self::Symbol(text) => Special::Symbol(text),
            Self::MinKey => Special::MinKey,
            Self::MaxKey => Special::MaxKey,
            Self::Undefined => Special::Undefined,
            Self::Simple(number) => Special::Simple(number),
            Self::Extension(kind, bytes) => Special::Extension(kind, bytes),
        }
    }
}
