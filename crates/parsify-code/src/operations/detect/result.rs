use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What `detect-language` finds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Detected {
    /// The id of the language; missing where nothing speaks for one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub language: Option<String>,
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name: Option<String>,
    /// How sure it is, from 0 to 1.
    pub confidence: f64,
    /// What it was told by.
    pub by: Evidence,
    /// The likeliest languages, the best first.
    pub candidates: Vec<Candidate>,
}

/// What a language was told by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Evidence {
    /// The name of the file.
    FileName,
    /// The media type of the document.
    MediaType,
    /// The first line, which names an interpreter.
    Shebang,
    /// Words and signs of the text.
    Content,
    /// Nothing: it is not known.
    None,
}

/// A language that a text may be in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Candidate {
    /// Its id.
    pub language: String,
    /// Its part of all that speaks for any language, from 0 to 1.
    pub confidence: f64,
}

impl Candidate {
    /// A language and how likely it is.
    #[must_use]
    pub fn new(language: impl Into<String>, confidence: f64) -> Self {
        Self { language: language.into(), confidence }
    }
}
