//! The codes of failures that are not about syntax: stable, to branch on. Those about syntax are [`Code`](crate::Code).

/// Options of an operation do not fit each other, or one is none that the operation knows how to follow.
pub const OPTIONS: &str = "json.options";
/// Two keys of a flat object are the same, or contradict each other.
pub const FLATTEN_CLASH: &str = "json.flatten-clash";
/// A key of a flat object cannot be read as a place.
pub const FLAT_KEY: &str = "json.flat-key";
/// The indices of an array have gaps.
pub const SPARSE: &str = "json.sparse";
