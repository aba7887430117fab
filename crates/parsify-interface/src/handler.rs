use std::ops::Deref;
use std::sync::Arc;

use parsify_error::{ErrorKind, Failure, code};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::schema::schema_of;
use crate::{Document, Payload, Response};

/// Params of an operation that takes none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoParams {}

/// A text document handed to an operation. Derefs to `str`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text(Arc<String>);

/// A binary document handed to an operation; a text counts as its UTF-8 bytes. Derefs to `[u8]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binary(Payload);

impl Text {
    /// The text; copied only when somebody else holds it too.
    #[must_use]
    pub fn into_string(self) -> String {
        Arc::unwrap_or_clone(self.0)
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Deref for Binary {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// What an operation's function takes as its documents: one type for each place of the operation, a tuple for several.
///
/// Implemented for `()`, [`Text`], [`Binary`], [`Document`], `Option<_>` and `Vec<_>` of these, and tuples of two and
/// three.
pub trait FromDocuments: Sized {
    /// How many places it covers.
    const PLACES: usize;

    /// Takes the documents of its places from the front of `places`.
    ///
    /// # Errors
    ///
    /// Kind `Input`: a document is missing or not a text.
    fn from_documents(places: &mut std::vec::IntoIter<Vec<Document>>) -> Result<Self, Failure>;
}

/// One document of an operation.
trait FromDocument: Sized {
    fn from_document(document: Document) -> Result<Self, Failure>;
}

impl FromDocument for Document {
    fn from_document(document: Document) -> Result<Self, Failure> {
        Ok(document)
    }
}

impl FromDocument for Binary {
    fn from_document(document: Document) -> Result<Self, Failure> {
        Ok(Self(document.payload))
    }
}

impl FromDocument for Text {
    fn from_document(document: Document) -> Result<Self, Failure> {
        let name = document.name;
        match document.payload {
            Payload::Text(text) => Ok(Self(text)),
            // Moved, not copied, when nobody else holds the bytes: inside a guest nobody does.
            Payload::Binary(bytes) => String::from_utf8(Arc::unwrap_or_clone(bytes))
                .map(|text| Self(Arc::new(text)))
                .map_err(|error| not_text(&name, error.utf8_error().valid_up_to())),
        }
    }
}

fn not_text(name: &str, offset: usize) -> Failure {
    let message = format!("the document `{name}` is not UTF-8 text: bad byte at offset {offset}");
    Failure::new(ErrorKind::Input, code::DOCUMENT_NOT_TEXT, message)
        .with_detail("offset", offset)
        .with_hint("convert the document to UTF-8 first")
}

fn missing() -> Failure {
    Failure::new(ErrorKind::Input, code::DOCUMENT_MISSING, "a document is missing")
}

impl FromDocuments for () {
    const PLACES: usize = 0;

    fn from_documents(_: &mut std::vec::IntoIter<Vec<Document>>) -> Result<Self, Failure> {
        Ok(())
    }
}

macro_rules! places {
    ($($document:ty),*) => {$(
        impl FromDocuments for $document {
            const PLACES: usize = 1;

            fn from_documents(places: &mut std::vec::IntoIter<Vec<Document>>) -> Result<Self, Failure> {
                let document = places.next().and_then(|place| place.into_iter().next()).ok_or_else(missing)?;
                Self::from_document(document)
            }
        }

        impl FromDocuments for Option<$document> {
            const PLACES: usize = 1;

            fn from_documents(places: &mut std::vec::IntoIter<Vec<Document>>) -> Result<Self, Failure> {
                let document = places.next().and_then(|place| place.into_iter().next());
                document.map(<$document>::from_document).transpose()
            }
        }

        impl FromDocuments for Vec<$document> {
            const PLACES: usize = 1;

            fn from_documents(places: &mut std::vec::IntoIter<Vec<Document>>) -> Result<Self, Failure> {
                places.next().unwrap_or_default().into_iter().map(<$document>::from_document).collect()
            }
        }
    )*};
}

places!(Document, Text, Binary);

impl<A: FromDocuments, B: FromDocuments> FromDocuments for (A, B) {
    const PLACES: usize = A::PLACES + B::PLACES;

    fn from_documents(places: &mut std::vec::IntoIter<Vec<Document>>) -> Result<Self, Failure> {
        Ok((A::from_documents(places)?, B::from_documents(places)?))
    }
}

impl<A: FromDocuments, B: FromDocuments, C: FromDocuments> FromDocuments for (A, B, C) {
    const PLACES: usize = A::PLACES + B::PLACES + C::PLACES;

    fn from_documents(places: &mut std::vec::IntoIter<Vec<Document>>) -> Result<Self, Failure> {
        Ok((A::from_documents(places)?, B::from_documents(places)?, C::from_documents(places)?))
    }
}

/// A structured result with a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Data<T>(pub T);

/// A result with warnings: what is odd, but kept nobody from answering.
///
/// ```
/// use parsify_interface::{Data, IntoResponse, Warned};
///
/// let response = Warned(Data(3), vec!["one line is empty".to_owned()]).into_response()?;
/// assert_eq!((&response.data, response.warnings.len()), (&3.into(), 1));
/// # Ok::<(), parsify_interface::Failure>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warned<R>(pub R, pub Vec<String>);

/// What an operation's function may give back: a [`Document`], [`Data`], both, any of these [`Warned`], or a whole
/// [`Response`].
pub trait IntoResponse {
    /// The JSON Schema of [`Response::data`].
    fn data_schema() -> Value;

    /// The response.
    ///
    /// # Errors
    ///
    /// Kind `Internal`: the data cannot be written as JSON (a map with keys that are no texts).
    fn into_response(self) -> Result<Response, Failure>;
}

impl IntoResponse for Response {
    fn data_schema() -> Value {
        Value::Bool(true)
    }

    fn into_response(self) -> Result<Response, Failure> {
        Ok(self)
    }
}

impl IntoResponse for Document {
    fn data_schema() -> Value {
        serde_json::json!({ "type": "null" })
    }

    fn into_response(self) -> Result<Response, Failure> {
        Ok(Response { documents: vec![self], ..Response::default() })
    }
}

impl<T: Serialize + JsonSchema> IntoResponse for Data<T> {
    fn data_schema() -> Value {
        schema_of::<T>()
    }

    fn into_response(self) -> Result<Response, Failure> {
        let data = serde_json::to_value(self.0).map_err(|error| {
            Failure::new(ErrorKind::Internal, code::MODULE_FAILURE, "the result cannot be written as JSON")
                .with_source(error)
        })?;
        Ok(Response { data, ..Response::default() })
    }
}

impl<T: Serialize + JsonSchema> IntoResponse for (Document, Data<T>) {
    fn data_schema() -> Value {
        schema_of::<T>()
    }

    fn into_response(self) -> Result<Response, Failure> {
        let mut response = self.1.into_response()?;
        response.documents.push(self.0);
        Ok(response)
    }
}

impl<R: IntoResponse> IntoResponse for Warned<R> {
    fn data_schema() -> Value {
        R::data_schema()
    }

    fn into_response(self) -> Result<Response, Failure> {
        let mut response = self.0.into_response()?;
        response.warnings.extend(self.1);
        Ok(response)
    }
}
