use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What `highlight` says beside the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct HighlightSummary {
    /// The language it was read as.
    pub language: String,
    /// How many tokens were coloured.
    pub tokens: usize,
}

impl HighlightSummary {
    /// What is to be said of a coloured text.
    #[must_use]
    pub fn new(language: impl Into<String>, tokens: usize) -> Self {
        Self { language: language.into(), tokens }
    }
}

/// A part of a text that has a colour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its place, in bytes.
    pub range: Range<usize>,
    /// What it is.
    pub kind: TokenKind,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
#[expect(missing_docs, reason = "their names say it")]
pub enum TokenKind {
    Keyword,
    String,
    Number,
    Comment,
    Regex,
    Function,
    Type,
    Variable,
    Property,
    Operator,
    Punctuation,
    Constant,
    Decorator,
    Tag,
}

impl TokenKind {
    /// The word for it in the names of HTML classes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Keyword => "keyword",
            Self::String => "string",
            Self::Number => "number",
            Self::Comment => "comment",
            Self::Regex => "regex",
            Self::Function => "function",
            Self::Type => "type",
            Self::Variable => "variable",
            Self::Property => "property",
            Self::Operator => "operator",
            Self::Punctuation => "punctuation",
            Self::Constant => "constant",
            Self::Decorator => "decorator",
            Self::Tag => "tag",
        }
    }

    /// Its colour in a terminal, as a number of SGR (ECMA-48); none for what stays as it is.
    pub(super) fn sgr(self) -> Option<&'static str> {
        match self {
            Self::Keyword => Some("35"),
            Self::String => Some("32"),
            Self::Number | Self::Constant => Some("33"),
            Self::Comment => Some("2"),
            Self::Regex => Some("31"),
            Self::Function => Some("34"),
            Self::Type | Self::Decorator => Some("36"),
            Self::Tag => Some("94"),
            Self::Variable | Self::Property | Self::Operator | Self::Punctuation => None,
        }
    }
}
