//! The operations on the values of documents as a module.

use parsify_interface::{Context, Descriptor, Failure, Operations, Processor, Request, Response, module_info};

use crate::operations;

/// The module `json-data`: `filter`, `flatten`, `unflatten`, `redact`, `sample`, `stats`, `transform`, `infer-schema` and
/// `generate-types`.
///
/// [`JsonProcessor`](crate::JsonProcessor) offers the same operations and hands them on to this module: apart from what
/// people use most, they cost its guest neither size nor time.
///
/// ```
/// use parsify_interface::{Processor, Request, Silent};
/// use parsify_json::JsonData;
///
/// let request = Request::new("flatten").with_text("json", r#"{"a": {"b": 1.0}}"#).with_param("indent", "none");
/// let response = JsonData.execute(request, &Silent).unwrap();
/// assert_eq!(response.text(), Some(r#"{"a.b":1.0}"#));
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct JsonData;

impl Processor for JsonData {
    fn describe(&self) -> Descriptor {
        module().describe()
    }

    fn execute(&self, request: Request, context: &dyn Context) -> Result<Response, Failure> {
        module().execute(request, context)
    }
}

fn module() -> Operations {
    let info = module_info!(
        id: "json-data",
        name: "JSON data",
        summary: "Filters, transforms, flattens, redacts, samples, counts and describes the values of JSON",
        category: "json",
    );
    operations::register_data(Operations::new(info)).with_limitation("documents in UTF-8 only")
}
