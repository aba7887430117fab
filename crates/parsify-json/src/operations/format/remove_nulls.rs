//! Which nulls to leave out.

use crate::core::Removal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which nulls are left out. The default is none of them. A document that is `null` stays.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum RemoveNulls {
    /// None.
    #[default]
    None,
    /// Members of objects whose value is null.
    Members,
    /// Members of objects and elements of arrays; the elements behind one move up.
    All,
}

impl RemoveNulls {
    pub(crate) const fn removal(self) -> Removal {
        match self {
            Self::None => Removal::None,
            Self::Members => Removal::Members,
            Self::All => Removal::All,
        }
    }
}
