//! What an operation answers that changes a document, or only says what it would change.

use parsify_interface::{Data, Document, Failure, IntoResponse, Response};
use schemars::JsonSchema;
use serde::Serialize;

/// A document, unless it was a dry run, with data and warnings.
pub(crate) struct Edited<T> {
    pub(crate) document: Option<Document>,
    pub(crate) data: T,
    pub(crate) warnings: Vec<String>,
}

impl<T> Edited<T> {
    /// With a document of JSON.
    pub(crate) fn json(text: Option<String>, data: T, warnings: Vec<String>) -> Self {
        let document = text.map(|text| Document::text("json", text).with_media_type("application/json"));
        Self { document, data, warnings }
    }
}

impl<T: Serialize + JsonSchema> IntoResponse for Edited<T> {
    fn data_schema() -> parsify_interface::Value {
        Data::<T>::data_schema()
    }

    fn into_response(self) -> Result<Response, Failure> {
        let mut response = Data(self.data).into_response()?;
        response.documents.extend(self.document);
        response.warnings = self.warnings;
        Ok(response)
    }
}
