use serde::Serialize;

use crate::harmless::bounded;
use crate::{ErrorKind, Failure};

/// What failures of one group have in common.
///
/// Ordered by module first: the groups of a module lie together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct FailureKey {
    /// The module, if one is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub module: Option<String>,
    /// Its version, if one is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The operation, if one is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// The kind.
    pub kind: ErrorKind,
    /// The code.
    pub code: String,
}

impl FailureKey {
    /// Names longer than `most` bytes are cut, so that they belong to one group if they begin alike.
    pub(super) fn of(failure: &Failure, most: usize) -> Self {
        let name = |name: Option<&str>| name.map(|name| bounded(name, most));
        Self {
            module: name(failure.module()),
            version: name(failure.version()),
            operation: name(failure.operation()),
            kind: failure.kind(),
            code: bounded(failure.code(), most),
        }
    }
}
