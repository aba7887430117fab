use std::fmt;

use crate::Origin;

/// What is wrong with a configuration: where, which key, and how.
///
/// [`Failure`](parsify_error::Failure) is made from it with kind, code, details and hints. What a module is configured with
/// appears nowhere in it.
///
/// ```
/// use parsify_config::{Layer, Problem};
///
/// let error = Layer::from_toml("parsify.toml", "[defaults.limits]\nmemroy = \"64MiB\"").unwrap_err();
/// assert_eq!(error.to_string(), "parsify.toml:2:1: there is no key `defaults.limits.memroy`");
/// assert_eq!(error.key(), Some("defaults.limits.memroy"));
/// assert!(matches!(error.problem(), Problem::UnknownKey { nearest, .. } if nearest == &["memory"]));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct ConfigError(Box<Parts>);

#[derive(Clone, PartialEq, Eq)]
struct Parts {
    at: Origin,
    key: Option<String>,
    problem: Problem,
}

/// The ways in which a configuration can be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// The text is no TOML.
    Syntax {
        /// What the parser says.
        reason: String,
    },
    /// The text is larger than is read.
    TooLarge {
        /// Its bytes.
        bytes: usize,
        /// The most that is read.
        most: usize,
    },
    /// There is no such key.
    UnknownKey {
        /// Keys of the same table that are written alike, best first.
        nearest: Vec<String>,
        /// Every key of the table; none when a value has no keys inside.
        known: Vec<String>,
        /// Tables that have a key of that name.
        elsewhere: Vec<String>,
    },
    /// There is no such variable.
    UnknownVariable {
        /// Variables that are written alike, best first.
        nearest: Vec<String>,
    },
    /// There is no such kind of source.
    UnknownSourceKind {
        /// The kinds there are.
        kinds: Vec<String>,
    },
    /// What should be a name is none.
    InvalidName {
        /// Which rule it breaks.
        reason: String,
    },
    /// The value of a variable is no Unicode.
    NotUnicode,
    /// An argument is no `key=value`.
    NoValue,
    /// The value is not what the key takes.
    Value {
        /// What was found.
        found: String,
        /// What is allowed.
        wanted: String,
        /// Allowed values that are written alike, best first.
        nearest: Vec<String>,
    },
    /// A limit is above its ceiling.
    AboveCeiling {
        /// The limit.
        value: String,
        /// The ceiling.
        ceiling: String,
        /// Who says so.
        ceiling_at: Origin,
    },
    /// More memory than the grace covers.
    GraceTooShort {
        /// The grace.
        grace: String,
        /// The least that would do.
        needed: String,
        /// The memory.
        memory: String,
        /// Who says so.
        memory_at: Origin,
    },
    /// Two values do not go together.
    Conflict {
        /// The value.
        value: String,
        /// The other key.
        other: String,
        /// Its value.
        other_value: String,
        /// Who says so.
        other_at: Origin,
        /// Why they do not go together.
        reason: &'static str,
    },
    /// A key is missing that another one needs.
    Missing {
        /// Why it is needed.
        reason: &'static str,
    },
}

impl ConfigError {
    pub(crate) fn new(at: Origin, key: impl Into<String>, problem: Problem) -> Self {
        Self(Box::new(Parts { at, key: Some(shortened(&key.into())), problem }))
    }

    /// An error of the text as a whole, or before there is a key.
    pub(crate) fn without_key(at: Origin, problem: Problem) -> Self {
        Self(Box::new(Parts { at, key: None, problem }))
    }

    /// Where.
    #[must_use]
    pub fn at(&self) -> &Origin {
        &self.0.at
    }

    /// The key, cut after 200 characters; `None` when it is not about one.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        self.0.key.as_deref()
    }

    /// What is wrong, to branch on.
    #[must_use]
    pub fn problem(&self) -> &Problem {
        &self.0.problem
    }
}

/// Keys may be hostile and long; a message stays short, and is one line.
fn shortened(key: &str) -> String {
    key.chars().flat_map(char::escape_debug).take(200).collect()
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = self.key().unwrap_or_default();
        write!(f, "{}: ", self.at())?;
        match self.problem() {
            Problem::Syntax { reason } => write!(f, "this is no TOML: {reason}"),
            Problem::TooLarge { bytes, most } => write!(f, "{bytes} bytes are no configuration: the most is {most}"),
            Problem::UnknownKey { .. } => write!(f, "there is no key `{key}`"),
            Problem::UnknownVariable { .. } => f.write_str("there is no such variable"),
            Problem::UnknownSourceKind { .. } => write!(f, "`{key}` is no kind of source"),
            Problem::InvalidName { reason } => write!(f, "`{key}` has a name that cannot be: {reason}"),
            Problem::NotUnicode => f.write_str("its value is no Unicode"),
            Problem::NoValue => write!(f, "`{key}` has no value"),
            Problem::Value { found, wanted, .. } => write!(f, "`{key}` cannot be {found}: {wanted}"),
            Problem::AboveCeiling { value, ceiling, ceiling_at } => {
                write!(f, "`{key}` is {value}, above the ceiling of {ceiling} ({ceiling_at})")
            }
            Problem::GraceTooShort { grace, needed, memory, memory_at } => {
                write!(f, "`{key}` is {grace}, and {memory} of memory ({memory_at}) needs at least {needed}")
            }
            Problem::Conflict { value, other, other_value, other_at, reason } => {
                write!(f, "`{key}` is {value}, and `{other}` is {other_value} ({other_at}): {reason}")
            }
            Problem::Missing { reason } => write!(f, "`{key}` is missing: {reason}"),
        }
    }
}

impl fmt::Debug for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConfigError")
            .field("at", self.at())
            .field("key", &self.key())
            .field("problem", self.problem())
            .finish()
    }
}

impl std::error::Error for ConfigError {}
