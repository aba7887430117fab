//! What came of formatting or minifying.

use crate::core::Done;
use parsify_interface::{Data, Document, Warned};
use schemars::JsonSchema;
use serde::Serialize;

/// A rewritten document and what it has lost, which is nothing unless an option asked for it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rewritten {
    /// The document.
    pub text: String,
    /// How many nulls were left out.
    pub removed_nulls: usize,
    /// How many strings were cut.
    pub truncated_strings: usize,
}

/// How large a document was before and is after an operation, and what it has lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Sizes {
    /// Size of the document handed in, in bytes.
    pub bytes_in: usize,
    /// Size of the document handed back, in bytes.
    pub bytes_out: usize,
    /// How many nulls were left out; absent when none.
    #[serde(skip_serializing_if = "is_zero")]
    pub removed_nulls: usize,
    /// How many strings were cut; absent when none.
    #[serde(skip_serializing_if = "is_zero")]
    pub truncated_strings: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde calls")]
const fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// What an operation answers.
pub(crate) type Answer = Warned<(Document, Data<Sizes>)>;

impl Rewritten {
    /// The answer to `source`, with a warning if strings were cut to `longest` characters.
    pub(crate) fn answer(self, source: &str, media_type: &str, longest: usize) -> Answer {
        let sizes = Sizes {
            bytes_in: source.len(),
            bytes_out: self.text.len(),
            removed_nulls: self.removed_nulls,
            truncated_strings: self.truncated_strings,
        };
        let warning = match (self.truncated_strings, longest) {
            (0, _) => None,
            (1, 1) => Some("1 string was cut to 1 character".to_owned()),
            (1, _) => Some(format!("1 string was cut to {longest} characters")),
            (count, 1) => Some(format!("{count} strings were cut to 1 character")),
            (count, _) => Some(format!("{count} strings were cut to {longest} characters")),
        };
        let document = Document::text("json", self.text).with_media_type(media_type);
        Warned((document, Data(sizes)), warning.into_iter().collect())
    }
}

impl From<Done> for Rewritten {
    fn from(done: Done) -> Self {
        Self { text: done.text, removed_nulls: done.removed_nulls, truncated_strings: done.truncated_strings }
    }
}
