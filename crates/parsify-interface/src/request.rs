use serde_json::{Map, Value};

use crate::Document;

/// One call of an operation.
///
/// ```
/// use parsify_interface::Request;
///
/// let request = Request::new("format").with_text("json", "[1, 2]").with_param("indent", 4);
/// assert_eq!(request.operation, "format");
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Request {
    /// The operation's name.
    pub operation: String,
    /// The documents it works on.
    pub documents: Vec<Document>,
    /// The parameters; checked against the operation's schema before anything runs.
    pub params: Map<String, Value>,
}

impl Request {
    /// A request without documents and params.
    pub fn new(operation: impl Into<String>) -> Self {
        Self { operation: operation.into(), ..Self::default() }
    }

    /// Adds a document.
    #[must_use]
    pub fn with_document(mut self, document: Document) -> Self {
        self.documents.push(document);
        self
    }

    /// Adds a text document.
    #[must_use]
    pub fn with_text(self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.with_document(Document::text(name, text))
    }

    /// Sets a parameter.
    #[must_use]
    pub fn with_param(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.params.insert(name.into(), value.into());
        self
    }

    /// Replaces all parameters.
    #[must_use]
    pub fn with_params(mut self, params: Map<String, Value>) -> Self {
        self.params = params;
        self
    }

    /// The size of all documents in bytes.
    #[must_use]
    pub fn document_bytes(&self) -> u64 {
        self.documents.iter().map(|document| document.len() as u64).sum()
    }
}

/// What an operation gives back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Response {
    /// Documents.
    pub documents: Vec<Document>,
    /// A structured result, `null` when there is none.
    pub data: Value,
    /// What the caller should know although the call succeeded.
    pub warnings: Vec<String>,
}

impl Response {
    /// The document of that name.
    #[must_use]
    pub fn document(&self, name: &str) -> Option<&Document> {
        self.documents.iter().find(|document| document.name == name)
    }

    /// The text of the only or first document.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.documents.first().and_then(Document::as_text)
    }

    /// Takes the text of the first document, without a copy when nobody else holds it.
    #[must_use]
    pub fn into_text(self) -> Option<String> {
        match self.documents.into_iter().next()?.payload {
            crate::Payload::Text(text) => Some(std::sync::Arc::unwrap_or_clone(text)),
            crate::Payload::Binary(_) => None,
        }
    }

    /// The size in bytes: documents with their names, the data as JSON text, warnings. What the output limit counts.
    ///
    /// Costs a pass over the data.
    #[must_use]
    pub fn size(&self) -> u64 {
        let documents = self.documents.iter().map(|document| (document.len() + document.name.len()) as u64);
        let warnings = self.warnings.iter().map(|warning| warning.len() as u64);
        documents.chain(warnings).sum::<u64>() + json_size(&self.data)
    }
}

fn json_size(value: &Value) -> u64 {
    struct Counter(u64);
    impl std::io::Write for Counter {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 += bytes.len() as u64;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut counter = Counter(0);
    // Neither the counter nor a value gives an error.
    let _ = serde_json::to_writer(&mut counter, value);
    counter.0
}
