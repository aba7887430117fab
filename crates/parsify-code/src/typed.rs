use std::marker::PhantomData;

use parsify_interface::{Data, Failure, IntoResponse, JsonSchema, Response};
use serde::Serialize;
use serde_json::Value;

/// A response whose data is of this type: of another module, or with more than one document.
pub(crate) struct Typed<T>(Response, PhantomData<T>);

impl<T> Typed<T> {
    pub(crate) fn new(response: Response) -> Self {
        Self(response, PhantomData)
    }
}

impl<T: Serialize + JsonSchema> IntoResponse for Typed<T> {
    fn data_schema() -> Value {
        Data::<T>::data_schema()
    }

    fn into_response(self) -> Result<Response, Failure> {
        Ok(self.0)
    }
}
