use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::sync::Arc;

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

use crate::{Classification, Detail, Details, ErrorKind, Phase, Severity, TrapCause, code};

type Source = Arc<dyn Error + Send + Sync + 'static>;

/// Why a call, a load or a look-up did not give what was asked for.
///
/// One pointer wide, cheap to clone. [`Display`](fmt::Display) gives one line: module, operation, message. Details and
/// hints are separate, so that a program can branch and a person can read.
///
/// As JSON: `{"kind", "code", "message", "severity", "module"?, "version"?, "operation"?, "trap"?, "details"?,
/// "hints"?, "causes"?}`.
#[derive(Clone)]
pub struct Failure(Box<Parts>);

#[derive(Clone)]
struct Parts {
    kind: ErrorKind,
    code: Cow<'static, str>,
    message: String,
    trap: Option<TrapCause>,
    module: Option<String>,
    version: Option<String>,
    operation: Option<String>,
    details: Details,
    hints: Vec<String>,
    source: Option<Source>,
}

impl Failure {
    /// A failure of `kind` with a stable dotted `code` and a message in lower case without a final dot.
    pub fn new(kind: ErrorKind, code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self(Box::new(Parts {
            kind,
            code: code.into(),
            message: message.into(),
            trap: None,
            module: None,
            version: None,
            operation: None,
            details: Details::new(),
            hints: Vec::new(),
            source: None,
        }))
    }

    /// A trap of the guest.
    pub fn trap(cause: TrapCause, code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        let mut failure = Self::new(ErrorKind::Trap, code, message);
        failure.0.trap = Some(cause);
        failure
    }

    /// A call that its caller gave up.
    #[must_use]
    pub fn cancelled(phase: Phase) -> Self {
        Self::new(ErrorKind::Cancelled, code::SANDBOX_CANCELLED, "the call was cancelled")
            .with_detail("phase", phase.name())
            .with_hint("whoever holds the call's token or its future gave it up; call again if that was a mistake")
    }

    /// Names the module, unless one is named already: the innermost layer knows best.
    #[must_use]
    pub fn with_module(mut self, module: impl fmt::Display) -> Self {
        self.0.module.get_or_insert_with(|| module.to_string());
        self
    }

    /// Names the module's version, unless one is named already.
    #[must_use]
    pub fn with_version(mut self, version: impl fmt::Display) -> Self {
        self.0.version.get_or_insert_with(|| version.to_string());
        self
    }

    /// Names the operation, unless one is named already.
    #[must_use]
    pub fn with_operation(mut self, operation: impl fmt::Display) -> Self {
        self.0.operation.get_or_insert_with(|| operation.to_string());
        self
    }

    /// Adds a named value, in camelCase; a value of that name is replaced.
    #[must_use]
    pub fn with_detail(mut self, name: impl Into<String>, value: impl Into<Detail>) -> Self {
        self.0.details.insert(name.into(), value.into());
        self
    }

    /// Adds several named values.
    #[must_use]
    pub fn with_details(mut self, details: Details) -> Self {
        self.0.details.extend(details);
        self
    }

    /// Adds a way out, as a full sentence part that a person can follow.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hints.push(hint.into());
        self
    }

    /// The failure of another module, as the one that called it gives it on.
    ///
    /// What the other module says of documents and params is about what it was asked, not about what the caller was: such
    /// a verdict becomes one of kind `Dependency` that names the other module. Code, details and hints stay, and so does
    /// everything else, such as a limit that was reached.
    ///
    /// ```
    /// use parsify_error::{ErrorKind, Failure};
    ///
    /// let inner = Failure::new(ErrorKind::Params, "params.schema", "the params do not fit");
    /// let outer = inner.in_dependency("text-tools");
    /// assert_eq!((outer.kind(), outer.code()), (ErrorKind::Dependency, "params.schema"));
    /// assert_eq!(outer.message(), "`text-tools` failed: the params do not fit");
    /// ```
    #[must_use]
    pub fn in_dependency(mut self, module: impl fmt::Display) -> Self {
        if matches!(self.0.kind, ErrorKind::Input | ErrorKind::Params | ErrorKind::Unsupported | ErrorKind::Internal) {
            self.0.kind = ErrorKind::Dependency;
            self.0.message = format!("`{module}` failed: {}", self.0.message);
        }
        self
    }

    /// Keeps the error that caused this one.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn Error + Send + Sync + 'static>>) -> Self {
        self.0.source = Some(Arc::from(source.into()));
        self
    }

    /// What to branch on.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The stable dotted code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0.code
    }

    /// What failed, in one line.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// How the guest trapped, when it did.
    #[must_use]
    pub fn trap_cause(&self) -> Option<TrapCause> {
        self.0.trap
    }

    /// The module's id, when known.
    #[must_use]
    pub fn module(&self) -> Option<&str> {
        self.0.module.as_deref()
    }

    /// The module's version, when known.
    #[must_use]
    pub fn version(&self) -> Option<&str> {
        self.0.version.as_deref()
    }

    /// The operation, when known.
    #[must_use]
    pub fn operation(&self) -> Option<&str> {
        self.0.operation.as_deref()
    }

    /// The named values.
    #[must_use]
    pub fn details(&self) -> &Details {
        &self.0.details
    }

    /// The ways out.
    #[must_use]
    pub fn hints(&self) -> &[String] {
        &self.0.hints
    }

    /// How bad it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.classification().severity
    }

    /// What it means for recovery.
    #[must_use]
    pub fn classification(&self) -> Classification {
        Classification::of(self.0.kind, self.0.trap)
    }

    /// The messages of the chain of causes, outermost first.
    #[must_use]
    pub fn causes(&self) -> Vec<String> {
        std::iter::successors(self.source(), |&error| error.source()).map(ToString::to_string).collect()
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for place in [&self.0.module, &self.0.operation].into_iter().flatten() {
            write!(f, "{place}: ")?;
        }
        f.write_str(&self.0.message)
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = &*self.0;
        f.debug_struct("Failure")
            .field("kind", &parts.kind)
            .field("code", &parts.code)
            .field("message", &parts.message)
            .field("trap", &parts.trap)
            .field("module", &parts.module)
            .field("version", &parts.version)
            .field("operation", &parts.operation)
            .field("details", &parts.details)
            .field("hints", &parts.hints)
            .field("causes", &self.causes())
            .finish()
    }
}

impl Error for Failure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn Error + 'static))
    }
}

impl Serialize for Failure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let parts = &*self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", &parts.kind)?;
        map.serialize_entry("code", &parts.code)?;
        map.serialize_entry("message", &parts.message)?;
        map.serialize_entry("severity", &self.severity())?;
        for (name, value) in [("module", &parts.module), ("version", &parts.version), ("operation", &parts.operation)] {
            if let Some(value) = value {
                map.serialize_entry(name, value)?;
            }
        }
        if let Some(trap) = &parts.trap {
            map.serialize_entry("trap", trap)?;
        }
        if !parts.details.is_empty() {
            map.serialize_entry("details", &parts.details)?;
        }
        if !parts.hints.is_empty() {
            map.serialize_entry("hints", &parts.hints)?;
        }
        let causes = self.causes();
        if !causes.is_empty() {
            map.serialize_entry("causes", &causes)?;
        }
        map.end()
    }
}
