use std::fmt;

use serde::Serialize;

/// Where a value of the configuration came from.
///
/// Its text form begins a message: `parsify.toml:3:10`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Origin {
    /// Nobody said anything.
    Default,
    /// It follows from another key, because it must: more memory needs more grace, and no default is above its ceiling.
    Derived {
        /// The other key.
        from: String,
    },
    /// A file.
    File {
        /// Its name, as it was handed in.
        name: String,
        /// The line, counted from 1.
        line: usize,
        /// The character in the line, counted from 1.
        column: usize,
    },
    /// A variable of the environment.
    Environment {
        /// Its name.
        variable: String,
    },
    /// An argument of the command.
    Argument,
}

impl Origin {
    /// True when nobody asked for the value: it is a default, or follows from something else.
    pub(crate) fn is_implied(&self) -> bool {
        matches!(self, Self::Default | Self::Derived { .. })
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::Derived { from } => write!(f, "follows from {from}"),
            Self::File { name, line, column } => write!(f, "{}:{line}:{column}", name.escape_debug()),
            Self::Environment { variable } => write!(f, "variable {}", variable.escape_debug()),
            Self::Argument => f.write_str("argument"),
        }
    }
}
