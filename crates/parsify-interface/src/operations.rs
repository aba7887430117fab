use std::fmt;

use parsify_error::{ErrorKind, Failure, code};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::Value;

#[cfg(feature = "schemas")]
use crate::schema::schema_of;
use crate::{
    Capability, Context, Dependency, Descriptor, Document, FromDocuments, IntoResponse, LimitOverrides, ModuleId,
    Operation, Processor, Request, Response, api_version,
};

pub(crate) type Handler = Box<dyn Fn(&Operation, Request, &dyn Context) -> Result<Response, Failure> + Send + Sync>;

/// What a module is, apart from its operations. Made by [`module_info!`](crate::module_info) from the package's
/// manifest.
#[derive(Clone, Copy, Debug)]
pub struct ModuleInfo {
    /// Its id; the package's name.
    pub id: &'static str,
    /// Its name for people; the id when nothing else is said.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
    /// What it does, in one line.
    pub summary: &'static str,
    /// One word to group modules by.
    pub category: &'static str,
    /// Who wrote it, separated by colons, as Cargo does.
    pub authors: &'static str,
    /// Its licence.
    pub license: &'static str,
}

/// The [`ModuleInfo`] of the package that calls it: id, version, summary, authors and licence as its `Cargo.toml` says.
/// Single fields can be set: `module_info!(id: "json-processor", name: "JSON processor", category: "json")`.
#[macro_export]
macro_rules! module_info {
    ($($field:ident : $value:expr),* $(,)?) => {
        $crate::ModuleInfo {
            $($field: $value,)*
            ..$crate::ModuleInfo {
                id: env!("CARGO_PKG_NAME"),
                name: "",
                version: env!("CARGO_PKG_VERSION"),
                summary: env!("CARGO_PKG_DESCRIPTION"),
                category: "tools",
                authors: env!("CARGO_PKG_AUTHORS"),
                license: env!("CARGO_PKG_LICENSE"),
            }
        }
    };
}

/// A [`Processor`] made of typed functions.
///
/// Each operation's function takes its documents, its options and the context; the schema of its params comes from the
/// option type. Building one is cheap, for a sandboxed module does it on every call: schemas are made only when asked for.
///
/// ```
/// use parsify_interface::{
///     Context, Data, DocumentSpec, Failure, JsonSchema, Operations, Processor, Request, Silent, Text,
/// };
///
/// #[derive(serde::Deserialize, JsonSchema)]
/// #[serde(deny_unknown_fields)]
/// struct CountOptions {
///     /// What to count.
///     letter: char,
/// }
///
/// fn count(text: Text, options: CountOptions, _: &dyn Context) -> Result<Data<usize>, Failure> {
///     Ok(Data(text.matches(options.letter).count()))
/// }
///
/// let info = parsify_interface::module_info!(id: "counter", category: "text");
/// let counter = Operations::new(info).with("count", "Counts a letter", count, |operation| {
///     operation.with_document(DocumentSpec::new("text", "text/plain", "The text")).idempotent()
/// });
///
/// let request = Request::new("count").with_text("text", "banana").with_param("letter", "a");
/// assert_eq!(counter.execute(request, &Silent).unwrap().data, 3);
/// assert_eq!(counter.describe().operations[0].params["required"][0], "letter");
/// ```
pub struct Operations {
    info: ModuleInfo,
    entries: Vec<Entry>,
    dependencies: Vec<fn() -> Dependency>,
    capabilities: Vec<Capability>,
    limitations: Vec<&'static str>,
    tags: Vec<&'static str>,
}

struct Entry {
    name: &'static str,
    summary: &'static str,
    configure: fn(Operation) -> Operation,
    #[cfg(feature = "schemas")]
    params_schema: fn() -> Value,
    #[cfg(feature = "schemas")]
    data_schema: fn() -> Value,
    handler: Handler,
}

impl Entry {
    /// All that the descriptor says of it.
    fn described(&self) -> Operation {
        let mut operation = (self.configure)(Operation::new(self.name, self.summary));
        #[cfg(feature = "schemas")]
        {
            operation.params = (self.params_schema)();
            operation.data = (self.data_schema)();
        }
        #[cfg(not(feature = "schemas"))]
        {
            operation.params = serde_json::json!({ "type": "object" });
        }
        operation
    }

    /// Its name and its documents: enough to run it. A sandboxed module makes it on every call, so nothing that only the
    /// descriptor needs is made.
    fn outline(&self) -> Operation {
        (self.configure)(Operation {
            name: self.name.to_owned(),
            aliases: Vec::new(),
            summary: String::new(),
            documents: Vec::new(),
            params: Value::Null,
            data: Value::Null,
            idempotent: false,
            native_twin: false,
            total: false,
            limits: LimitOverrides::default(),
            formats: Vec::new(),
            languages: Vec::new(),
            libraries: Vec::new(),
        })
    }
}

impl Operations {
    /// A module without operations.
    #[must_use]
    pub fn new(info: ModuleInfo) -> Self {
        Self {
            info,
            // Room for most modules: to grow step by step costs each call of a sandboxed one.
            entries: Vec::with_capacity(16),
            dependencies: Vec::new(),
            capabilities: Vec::new(),
            limitations: Vec::new(),
            tags: Vec::new(),
        }
    }

    /// Adds an operation: its name, what it does in one line, its function, and what else is to be said of it (documents,
    /// promises, limits, formats).
    #[must_use]
    pub fn with<D, P, R, F>(
        self,
        name: &'static str,
        summary: &'static str,
        function: F,
        configure: fn(Operation) -> Operation,
    ) -> Self
    where
        D: FromDocuments,
        P: DeserializeOwned + JsonSchema,
        R: IntoResponse,
        F: Fn(D, P, &dyn Context) -> Result<R, Failure> + Send + Sync + 'static,
    {
        let handler: Handler = Box::new(move |operation, request, context| {
            let mut places = places(operation, request.documents)?.into_iter();
            let documents = D::from_documents(&mut places)?;
            let params = read_params(request.params)?;
            respond(&function, documents, params, context)
        });
        self.with_raw::<P, R>(name, summary, handler, configure)
    }

    /// Adds an operation whose handler reads its request itself; `P` and `R` describe its params and its data.
    pub(crate) fn with_raw<P: JsonSchema, R: IntoResponse>(
        mut self,
        name: &'static str,
        summary: &'static str,
        handler: Handler,
        configure: fn(Operation) -> Operation,
    ) -> Self {
        self.entries.push(Entry {
            name,
            summary,
            configure,
            #[cfg(feature = "schemas")]
            params_schema: schema_of::<P>,
            #[cfg(feature = "schemas")]
            data_schema: R::data_schema,
            handler,
        });
        self
    }

    /// Declares a module that this one calls, with [`Context::call`].
    #[must_use]
    pub fn with_dependency(mut self, dependency: fn() -> Dependency) -> Self {
        self.dependencies.push(dependency);
        self
    }

    /// Declares something outside the sandbox that this module wants to touch.
    #[must_use]
    pub fn with_capability(mut self, capability: Capability) -> Self {
        self.capabilities.push(capability);
        self
    }

    /// Adds a word to find this module by, beside its category.
    #[must_use]
    pub fn with_tag(mut self, tag: &'static str) -> Self {
        self.tags.push(tag);
        self
    }

    /// Says what this module is known not to do.
    #[must_use]
    pub fn with_limitation(mut self, limitation: &'static str) -> Self {
        self.limitations.push(limitation);
        self
    }
}

impl Processor for Operations {
    /// # Panics
    ///
    /// If the id or the version of the [`ModuleInfo`] is none: a mistake of the author, found by the first test.
    fn describe(&self) -> Descriptor {
        let info = &self.info;
        Descriptor {
            id: ModuleId::from_static(info.id),
            name: if info.name.is_empty() { info.id } else { info.name }.to_owned(),
            version: info.version.parse().unwrap_or_else(|error| panic!("version `{}`: {error}", info.version)),
            api_version: api_version(),
            summary: info.summary.to_owned(),
            category: info.category.to_owned(),
            tags: self.tags.iter().map(|&tag| tag.to_owned()).collect(),
            authors: info.authors.split(':').filter(|author| !author.is_empty()).map(str::to_owned).collect(),
            license: info.license.to_owned(),
            dependencies: self.dependencies.iter().map(|dependency| dependency()).collect(),
            operations: self.entries.iter().map(Entry::described).collect(),
            capabilities: self.capabilities.clone(),
            limitations: self.limitations.iter().map(|&limitation| limitation.to_owned()).collect(),
        }
    }

    fn execute(&self, request: Request, context: &dyn Context) -> Result<Response, Failure> {
        let name = &request.operation;
        let named = self.entries.iter().find(|entry| entry.name == *name);
        let Some(entry) = named.or_else(|| self.entries.iter().find(|entry| entry.outline().answers_to(name))) else {
            return Err(self.unknown(name));
        };
        (entry.handler)(&entry.outline(), request, context)
    }
}

impl Operations {
    fn unknown(&self, name: &str) -> Failure {
        let names: Vec<_> = self.entries.iter().map(|entry| entry.name).collect();
        Failure::new(
            ErrorKind::Unsupported,
            code::MODULE_OPERATION,
            format!("there is no operation `{}`", name.escape_debug()),
        )
        .with_hint(format!("the operations are {}", names.join(", ")))
    }
}

/// The documents of each place. The usual call, one document for the one place, needs no arranging.
fn places(operation: &Operation, documents: Vec<Document>) -> Result<Vec<Vec<Document>>, Failure> {
    match (&operation.documents[..], &documents[..]) {
        ([place], [document]) if document.name.is_empty() || document.name == place.name => Ok(vec![documents]),
        _ => operation.arrange(documents),
    }
}

/// Apart from the call, as the call is apart from this: in one function, the two of a large operation are more work for
/// the compiler than a host may allow.
#[inline(never)]
fn read_params<P: DeserializeOwned>(params: serde_json::Map<String, Value>) -> Result<P, Failure> {
    serde_json::from_value(Value::Object(params)).map_err(bad_params)
}

#[inline(never)]
fn respond<D, P, R, F>(function: &F, documents: D, params: P, context: &dyn Context) -> Result<Response, Failure>
where
    R: IntoResponse,
    F: Fn(D, P, &dyn Context) -> Result<R, Failure>,
{
    function(documents, params, context)?.into_response()
}

fn bad_params(error: serde_json::Error) -> Failure {
    Failure::new(ErrorKind::Params, code::PARAMS_SCHEMA, format!("the params do not fit: {error}")).with_source(error)
}

impl fmt::Debug for Operations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.entries.iter().map(|entry| entry.name).collect();
        f.debug_struct("Operations").field("id", &self.info.id).field("operations", &names).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{DocumentSpec, NoParams, Silent, Text};

    fn echo(text: Text, _: NoParams, _: &dyn Context) -> Result<Document, Failure> {
        Ok(Document::text("text", text.into_string()))
    }

    fn execute(operation: &str, documents: Vec<Document>) -> Result<Response, Failure> {
        let module =
            Operations::new(crate::module_info!()).with("echo", "Gives back what it gets", echo, |operation| {
                operation.with_alias("echoText").with_document(DocumentSpec::new("text", "", "Any text"))
            });
        module.execute(Request { documents, ..Request::new(operation) }, &Silent)
    }

    /// By its name and by the other one.
    fn run(documents: Vec<Document>) -> Result<Response, Failure> {
        let answer = execute("echo", documents.clone());
        assert_eq!(format!("{answer:?}"), format!("{:?}", execute("echoText", documents)));
        answer
    }

    #[test]
    fn one_document_finds_its_place_by_its_name_or_without_one() {
        for name in ["text", ""] {
            assert_eq!(run(vec![Document::text(name, "a")]).unwrap().text(), Some("a"));
        }
        assert_eq!(run(vec![Document::text("txt", "a")]).unwrap_err().code(), code::DOCUMENT_UNEXPECTED);
        assert_eq!(run(vec![Document::text("text", "a"); 2]).unwrap_err().code(), code::DOCUMENT_UNEXPECTED);
        assert_eq!(run(Vec::new()).unwrap_err().code(), code::DOCUMENT_MISSING);
    }

    #[test]
    fn a_text_is_handed_through_without_a_copy() {
        for bytes in [false, true] {
            let text = "a text".to_owned();
            let place = text.as_ptr();
            let document = if bytes { Document::binary("text", text) } else { Document::text("text", text) };
            assert_eq!(execute("echo", vec![document]).unwrap().text().unwrap().as_ptr(), place);
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_refused_with_the_place() {
        let failure = run(vec![Document::binary("text", *b"ab\xff")]).unwrap_err();
        assert_eq!(failure.code(), code::DOCUMENT_NOT_TEXT);
        assert_eq!(failure.details()["offset"], parsify_error::Detail::Unsigned(2));
    }
}
