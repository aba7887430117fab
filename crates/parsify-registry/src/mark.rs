use std::fmt;

use parsify_interface::ModuleId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What whoever offers a version says of it afterwards.
///
/// As JSON: `{"kind": "deprecated", "reason", "replacement"?}` or `{"kind": "yanked", "reason", "security"?}`.
///
/// ```
/// use parsify_registry::Mark;
///
/// let mark = Mark::yanked("it loses the last line").for_security();
/// assert_eq!(mark.to_string(), "yanked for security: it loses the last line");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub enum Mark {
    /// It works, but should no longer be chosen by people. It is still chosen by look-ups and resolution, and reported.
    Deprecated {
        /// Why, in one line.
        reason: String,
        /// The module to use instead.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        replacement: Option<ModuleId>,
    },
    /// It was withdrawn. It is chosen only where it is asked for exactly, locked or pinned.
    Yanked {
        /// Why, in one line.
        reason: String,
        /// To go on with it is dangerous.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        security: bool,
    },
}

impl Mark {
    /// The longest reason, in characters.
    pub const LONGEST_REASON: usize = 300;

    /// A version that should no longer be chosen.
    pub fn deprecated(reason: impl Into<String>) -> Self {
        Self::Deprecated { reason: reason.into(), replacement: None }
    }

    /// A version that was withdrawn.
    pub fn yanked(reason: impl Into<String>) -> Self {
        Self::Yanked { reason: reason.into(), security: false }
    }

    /// Names the module to use instead of a deprecated one. Does nothing to a yanked one.
    #[must_use]
    pub fn replaced_by(mut self, id: ModuleId) -> Self {
        if let Self::Deprecated { replacement, .. } = &mut self {
            *replacement = Some(id);
        }
        self
    }

    /// Says that a yanked version is dangerous. Does nothing to a deprecated one.
    #[must_use]
    pub fn for_security(mut self) -> Self {
        if let Self::Yanked { security, .. } = &mut self {
            *security = true;
        }
        self
    }

    /// Why.
    #[must_use]
    pub fn reason(&self) -> &str {
        match self {
            Self::Deprecated { reason, .. } | Self::Yanked { reason, .. } => reason,
        }
    }

    /// True when the version was withdrawn.
    #[must_use]
    pub const fn is_yanked(&self) -> bool {
        matches!(self, Self::Yanked { .. })
    }

    /// True when the version was withdrawn because it is dangerous.
    #[must_use]
    pub const fn is_security(&self) -> bool {
        matches!(self, Self::Yanked { security: true, .. })
    }

    /// The rule that the reason breaks.
    pub(crate) fn broken_rule(&self) -> Option<&'static str> {
        let reason = self.reason();
        if reason.trim().is_empty() {
            Some("its reason is empty")
        } else if reason.chars().count() > Self::LONGEST_REASON {
            Some("its reason is longer than 300 characters")
        } else if reason.chars().any(char::is_control) {
            Some("its reason holds control characters")
        } else {
            None
        }
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Deprecated { reason, replacement: Some(id) } => write!(f, "deprecated, use `{id}`: {reason}"),
            Self::Deprecated { reason, replacement: None } => write!(f, "deprecated: {reason}"),
            Self::Yanked { reason, security: true } => write!(f, "yanked for security: {reason}"),
            Self::Yanked { reason, security: false } => write!(f, "yanked: {reason}"),
        }
    }
}
