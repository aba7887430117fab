use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::LimitOverrides;

/// One thing a module does. Built with [`Operation::new`] and the `with_…` methods.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Operation {
    /// Its name: words of lower-case letters and digits joined by hyphens (`word-count`).
    pub name: String,
    /// Other names that callers may use: words of letters, digits and hyphens (`wordCount`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// What it does, in one line.
    pub summary: String,
    /// The documents it works on, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<DocumentSpec>,
    /// The JSON Schema of its params: always an object.
    pub params: Value,
    /// The JSON Schema of the data it gives back; `true` when it may be anything.
    #[serde(default = "anything")]
    pub data: Value,
    /// The same request gives the same answer, and a second call does no harm.
    #[serde(default)]
    pub idempotent: bool,
    /// The native twin may answer when the sandbox cannot run.
    #[serde(default)]
    pub native_twin: bool,
    /// Natively, nothing can take the process down: recursion is bounded, panics are caught.
    #[serde(default)]
    pub total: bool,
    /// Limits that differ from the default ones.
    #[serde(default, skip_serializing_if = "is_default")]
    pub limits: LimitOverrides,
    /// Formats it works on (`json`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub formats: Vec<String>,
    /// Programming languages it works on (`python`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// Libraries that do the work, with their versions, for people (`ruff_python_formatter 0.0.10`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub libraries: Vec<String>,
}

/// A document an operation takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct DocumentSpec {
    /// The name callers use: a word in camelCase or kebab-case.
    pub name: String,
    /// The media type, or "" when any.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub media_type: String,
    /// What it is, in one line.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// It may be left out.
    #[serde(default)]
    pub optional: bool,
    /// It may stand several times. Only the last document of an operation can.
    #[serde(default)]
    pub repeated: bool,
}

impl DocumentSpec {
    /// A document that must be there.
    pub fn new(name: impl Into<String>, media_type: impl Into<String>, summary: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            media_type: media_type.into(),
            summary: summary.into(),
            optional: false,
            repeated: false,
        }
    }

    /// The same, but it may be left out.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// The same, but it may stand several times.
    #[must_use]
    pub fn repeated(mut self) -> Self {
        self.repeated = true;
        self
    }
}

impl Operation {
    /// An operation without documents, params and promises.
    pub fn new(name: impl Into<String>, summary: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            aliases: Vec::new(),
            summary: summary.into(),
            documents: Vec::new(),
            params: serde_json::json!({ "type": "object", "additionalProperties": false }),
            data: anything(),
            idempotent: false,
            native_twin: false,
            total: false,
            limits: LimitOverrides::default(),
            formats: Vec::new(),
            languages: Vec::new(),
            libraries: Vec::new(),
        }
    }

    /// Adds another name for it.
    #[must_use]
    pub fn with_alias(mut self, alias: impl Into<String>) -> Self {
        self.aliases.push(alias.into());
        self
    }

    /// Whether this is its name, or another one for it.
    #[must_use]
    pub fn answers_to(&self, name: &str) -> bool {
        self.name == name || self.aliases.iter().any(|alias| alias == name)
    }

    /// Adds a document.
    #[must_use]
    pub fn with_document(mut self, document: DocumentSpec) -> Self {
        self.documents.push(document);
        self
    }

    /// Promises that the same request gives the same answer and a second call does no harm.
    #[must_use]
    pub fn idempotent(mut self) -> Self {
        self.idempotent = true;
        self
    }

    /// Lets the native twin answer when the sandbox cannot run.
    #[must_use]
    pub fn with_native_twin(mut self) -> Self {
        self.native_twin = true;
        self
    }

    /// Promises that natively nothing can take the process down: recursion is bounded, panics are caught.
    #[must_use]
    pub fn total(mut self) -> Self {
        self.total = true;
        self
    }

    /// Changes the default limits for this operation.
    #[must_use]
    pub fn with_limits(mut self, limits: LimitOverrides) -> Self {
        self.limits = limits;
        self
    }

    /// Adds a format.
    #[must_use]
    pub fn with_format(mut self, format: impl Into<String>) -> Self {
        self.formats.push(format.into());
        self
    }

    /// Adds a programming language.
    #[must_use]
    pub fn with_language(mut self, language: impl Into<String>) -> Self {
        self.languages.push(language.into());
        self
    }

    /// Names a library that does the work, with its version.
    #[must_use]
    pub fn with_library(mut self, library: impl Into<String>) -> Self {
        self.libraries.push(library.into());
        self
    }
}

fn anything() -> Value {
    Value::Bool(true)
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
