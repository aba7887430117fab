//! Operations that a module offers and another one carries out.

use parsify_error::{ErrorKind, Failure, code};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use crate::{Context, FromDocuments, IntoResponse, Operation, Operations, Request, Response};

/// What operations can be added to: the module that carries them out ([`Operations`]), or one that hands them on
/// ([`HandedOn`]). A function over it describes operations once for both.
pub trait Register: Sized {
    /// Adds an operation, as [`Operations::with`] does.
    #[must_use]
    fn with<D, P, R, F>(
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
        F: Fn(D, P, &dyn Context) -> Result<R, Failure> + Send + Sync + 'static;
}

impl Register for Operations {
    fn with<D, P, R, F>(
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
        Self::with(self, name, summary, function, configure)
    }
}

/// Operations of another module in the making: see [`Operations::handing_on`].
#[derive(Debug)]
pub struct HandedOn {
    operations: Operations,
    module: &'static str,
}

impl Register for HandedOn {
    /// The function is not used, so it is not part of a guest that hands its operation on.
    fn with<D, P, R, F>(
        self,
        name: &'static str,
        summary: &'static str,
        _: F,
        configure: fn(Operation) -> Operation,
    ) -> Self
    where
        D: FromDocuments,
        P: DeserializeOwned + JsonSchema,
        R: IntoResponse,
        F: Fn(D, P, &dyn Context) -> Result<R, Failure> + Send + Sync + 'static,
    {
        let module = self.module;
        let operations = self.operations.with_raw::<P, R>(
            name,
            summary,
            Box::new(move |operation, request, context| hand_on(module, operation, request, context)),
            configure,
        );
        Self { operations, module }
    }
}

impl Operations {
    /// Offers operations of another module under their own names: what `add` adds is described here as it is there, and
    /// each call is one of the other module ([`Context::call`]), with the same documents and params.
    ///
    /// That module must be declared with [`with_dependency`](Self::with_dependency).
    #[must_use]
    pub fn handing_on(self, module: &'static str, add: impl FnOnce(HandedOn) -> HandedOn) -> Self {
        add(HandedOn { operations: self, module }).operations
    }
}

/// By its name there: the caller may have used another one.
fn hand_on(
    module: &'static str,
    operation: &Operation,
    mut request: Request,
    context: &dyn Context,
) -> Result<Response, Failure> {
    request.operation.clone_from(&operation.name);
    context.call(module, request).map_err(|failure| passed_on(module, failure))
}

/// A failure of a module that works on the documents and params of our own caller: what it says of them holds for them, so
/// it stays as it is. Anything else is a failure of a dependency.
#[must_use]
pub fn passed_on(module: &str, failure: Failure) -> Failure {
    if failure.code() == code::MODULE_CALL {
        return failure.with_hint(format!("this needs the module `{module}`"));
    }
    match failure.kind() {
        ErrorKind::Input | ErrorKind::Params | ErrorKind::Unsupported | ErrorKind::Limit => failure,
        _ => failure.in_dependency(module),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Data, Document, DocumentSpec, JsonSchema, Processor as _, Silent, Text};

    #[derive(serde::Deserialize, JsonSchema)]
    struct Options {
        /// What to count.
        letter: char,
    }

    fn count(text: Text, options: Options, _: &dyn Context) -> Result<Data<usize>, Failure> {
        Ok(Data(text.matches(options.letter).count()))
    }

    fn counting<R: Register>(operations: R) -> R {
        operations.with("count", "Counts a letter", count, |operation| {
            operation.with_alias("countLetter").with_document(DocumentSpec::new("text", "text/plain", "The text"))
        })
    }

    fn counter() -> Operations {
        counting(Operations::new(crate::module_info!(id: "counter")))
    }

    fn front() -> Operations {
        Operations::new(crate::module_info!(id: "front")).handing_on("counter", counting)
    }

    /// A host in which the counter is, if it is.
    struct Host(bool);

    impl Context for Host {
        fn call(&self, module: &str, request: Request) -> Result<Response, Failure> {
            assert_eq!(module, "counter");
            if self.0 { counter().execute(request, self) } else { Silent.call(module, request) }
        }
    }

    fn request(name: &str) -> Request {
        Request::new(name).with_text("text", "banana").with_param("letter", "a")
    }

    #[test]
    fn the_other_module_answers_under_each_name() {
        for name in ["count", "countLetter"] {
            assert_eq!(front().execute(request(name), &Host(true)).unwrap().data, 3);
        }
    }

    #[test]
    fn both_describe_it_alike() {
        assert_eq!(front().describe().operations, counter().describe().operations);
    }

    #[test]
    fn what_is_wrong_with_params_and_documents_is_told_as_it_is() {
        let failure = front().execute(Request::new("count").with_text("text", ""), &Host(true)).unwrap_err();
        assert_eq!((failure.kind(), failure.code()), (ErrorKind::Params, code::PARAMS_SCHEMA));
        let damaged = Request { documents: vec![Document::binary("text", vec![255])], ..request("count") };
        assert_eq!(front().execute(damaged, &Host(true)).unwrap_err().kind(), ErrorKind::Input);
    }

    #[test]
    fn without_the_other_module_the_failure_names_it() {
        let failure = front().execute(request("count"), &Host(false)).unwrap_err();
        assert_eq!(failure.kind(), ErrorKind::Unsupported);
        assert!(failure.hints().iter().any(|hint| hint.contains("`counter`")), "{failure:?}");
    }

    #[test]
    fn what_the_caller_did_not_cause_is_a_failure_of_the_dependency() {
        let failure = passed_on("counter", Failure::new(ErrorKind::Internal, "any", "broken"));
        assert_eq!((failure.kind(), failure.message()), (ErrorKind::Dependency, "`counter` failed: broken"));
    }
}
