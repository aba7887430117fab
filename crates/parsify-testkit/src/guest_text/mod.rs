//! Small guests written in WebAssembly text, made into components as a toolchain does it: for what no guest in Rust can be
//! brought to do, for guests by the thousand, and for guests that call each other.

mod behaviour;
mod bodies;
mod core_module;
mod encode;
mod layout;

use parsify_interface::{
    Capability, Dependency, Descriptor, DocumentSpec, Failure, ModuleId, Operation, VersionReq, serde_json,
};

use crate::fake_descriptor;
use behaviour::{Behaviour, Callee};
use core_module::CoreModule;

/// A guest of a few kilobytes whose operations all do the same: answer, fail, misbehave, or call other modules.
///
/// What it does and what it says of itself are apart: a guest that calls another module declares it only when
/// [`with_dependency`](Self::with_dependency) says so. A sandbox refuses every call of a guest that declares neither a
/// dependency nor the capability [`Modules`](Capability::Modules).
///
/// ```
/// use parsify_interface::{Capability, Dependency, ModuleId};
/// use parsify_testkit::GuestText;
///
/// let leaf = GuestText::new("leaf").with_version("1.2.0").answering(r#"{"depth": 1}"#);
/// let dependency = Dependency::new(ModuleId::from_static("leaf"), "^1.0".parse().unwrap());
/// let caller = GuestText::new("caller").with_dependency(dependency).relaying("leaf");
/// assert!(leaf.build().starts_with(b"\0asm") && caller.build().starts_with(b"\0asm"));
/// ```
#[derive(Clone, Debug)]
pub struct GuestText {
    descriptor: Descriptor,
    description: Option<String>,
    data: String,
    behaviour: Behaviour,
    calls: bool,
    grown: u32,
    items: String,
    functions: usize,
}

impl GuestText {
    /// Pages of memory of 64 KiB that it begins with; more when its descriptor does not fit.
    pub const PAGES: u64 = core_module::PAGES as u64;

    /// A guest of version 0.1.0 with one operation, `run`, which takes any texts and any params, is idempotent and answers
    /// with `null`.
    ///
    /// # Panics
    ///
    /// If `id` is no id of a module; [`describing`](Self::describing) takes any text.
    #[must_use]
    pub fn new(id: impl AsRef<str>) -> Self {
        let id = ModuleId::new(&id).unwrap_or_else(|error| panic!("{error}"));
        let texts = DocumentSpec::new("text", "", "Any texts").optional().repeated();
        let mut run = Operation::new("run", "Runs").idempotent().with_document(texts);
        run.params = serde_json::json!({ "type": "object" });
        let mut descriptor = fake_descriptor(id);
        descriptor.name = descriptor.id.to_string();
        descriptor.summary = "A guest in text form".to_owned();
        descriptor.operations = vec![run];
        Self::described(descriptor).with_version("0.1.0")
    }

    /// A guest for each of the ids. Each declares the next one as a dependency, any version of it, and calls it; the last
    /// one answers with `null`.
    #[must_use]
    pub fn chain(ids: &[&str]) -> Vec<Self> {
        let callees = ids.iter().skip(1).map(Some).chain([None]);
        ids.iter()
            .zip(callees)
            .map(|(id, callee)| match callee {
                Some(callee) => Self::new(id).with_dependency(any_version(callee)).relaying(*callee),
                None => Self::new(id),
            })
            .collect()
    }

    fn described(descriptor: Descriptor) -> Self {
        Self {
            descriptor,
            description: None,
            data: "null".to_owned(),
            behaviour: Behaviour::Answer,
            calls: false,
            grown: 0,
            items: String::new(),
            functions: 0,
        }
    }

    /// What it says of itself.
    #[must_use]
    pub fn descriptor(&self) -> &Descriptor {
        &self.descriptor
    }

    /// Sets what it says of itself. Each of the operations does the same.
    #[must_use]
    pub fn with_descriptor(mut self, descriptor: Descriptor) -> Self {
        self.descriptor = descriptor;
        self
    }

    /// Sets what `describe` returns, whatever it is: for descriptors that no host takes.
    #[must_use]
    pub fn describing(mut self, text: impl Into<String>) -> Self {
        self.description = Some(text.into());
        self
    }

    /// Sets its version. Default `0.1.0`.
    ///
    /// # Panics
    ///
    /// If it is no version.
    #[must_use]
    pub fn with_version(mut self, version: &str) -> Self {
        self.descriptor.version = version.parse().unwrap_or_else(|error| panic!("version `{version}`: {error}"));
        self
    }

    /// Declares a dependency.
    #[must_use]
    pub fn with_dependency(mut self, dependency: Dependency) -> Self {
        self.descriptor.dependencies.push(dependency);
        self
    }

    /// Declares something outside the sandbox that it wants to touch.
    #[must_use]
    pub fn with_capability(mut self, capability: Capability) -> Self {
        self.descriptor.capabilities.push(capability);
        self
    }

    /// So many functions that nobody calls, of 1.4 KB each: what a large guest has to load.
    #[must_use]
    pub fn with_functions(mut self, functions: usize) -> Self {
        self.functions = functions;
        self
    }

    /// The JSON text that it answers with. Default `null`.
    #[must_use]
    pub fn answering(mut self, data: impl Into<String>) -> Self {
        self.data = data.into();
        self
    }

    /// It answers with the documents that it gets.
    #[must_use]
    pub fn echoing(self) -> Self {
        self.with(Behaviour::Echo)
    }

    /// It fails. Of the failure, the guest keeps what the contract has: kind, code, message, details, hints.
    #[must_use]
    pub fn failing(self, failure: Failure) -> Self {
        self.with(Behaviour::Fail(failure))
    }

    /// It traps.
    #[must_use]
    pub fn trapping(self) -> Self {
        self.executing("unreachable")
    }

    /// It never comes to an end.
    #[must_use]
    pub fn spinning(self) -> Self {
        self.executing("(loop $again (br $again)) unreachable")
    }

    /// It takes so many more pages of memory before it does anything else, and traps when it does not get them.
    #[must_use]
    pub fn growing(mut self, pages: u32) -> Self {
        self.grown = pages;
        self
    }

    /// The body of `execute`, in WebAssembly text; it leaves the address of its answer.
    ///
    /// The parameters are `$operation`, `$operation-length`, `$documents`, `$documents-count`, `$params` and
    /// `$params-length`; the locals `$answer`, `$list`, `$mark` and `$i` are free. `(call $realloc (i32.const 0)
    /// (i32.const 0) ALIGN SIZE)` gives fresh memory.
    #[must_use]
    pub fn executing(self, body: impl Into<String>) -> Self {
        self.with(Behaviour::Body(body.into()))
    }

    /// Further functions, tables and the like, in WebAssembly text, for the body of [`executing`](Self::executing) to use.
    #[must_use]
    pub fn with_items(mut self, items: impl Into<String>) -> Self {
        self.items = items.into();
        self
    }

    /// Gives the body of [`executing`](Self::executing) the functions `$call` and `$discover`: the interface `modules` as
    /// the canonical ABI lowers it, `call` with nine parameters and `discover` with five.
    #[must_use]
    pub fn with_modules(mut self) -> Self {
        self.calls = true;
        self
    }

    /// It hands its whole request on to another module and gives back that module's answer as its own.
    #[must_use]
    pub fn relaying(self, id: impl Into<String>) -> Self {
        self.relaying_each(1, id)
    }

    /// It hands its whole request on to itself.
    #[must_use]
    pub fn relaying_to_self(self) -> Self {
        self.with(Behaviour::Relay { callees: vec![Callee::Itself], times: 1 })
    }

    /// It hands its whole request on `times` times and gives back the last answer, or the first failure. With 0 it calls
    /// nobody and answers.
    #[must_use]
    pub fn relaying_each(self, times: u32, id: impl Into<String>) -> Self {
        self.with(Behaviour::Relay { callees: vec![Callee::Named(id.into())], times })
    }

    /// It hands its whole request on to one module after the other and gives back the answer of the last, or the first
    /// failure.
    #[must_use]
    pub fn relaying_all(self, ids: &[&str]) -> Self {
        let callees = ids.iter().map(|&id| Callee::Named(id.to_owned())).collect();
        self.with(Behaviour::Relay { callees, times: 1 })
    }

    /// It calls the module whose id is the text of the first document, with the documents behind that one, and gives back
    /// its answer; without a document it answers itself. So the documents are a way through modules.
    #[must_use]
    pub fn relaying_along_documents(self) -> Self {
        self.with(Behaviour::AlongDocuments)
    }

    /// It answers with the ids of the modules that offer an operation for a subject, as a JSON list.
    #[must_use]
    pub fn discovering(self, operation: impl Into<String>, subject: impl Into<String>) -> Self {
        self.with(Behaviour::Discover { operation: operation.into(), subject: subject.into() })
    }

    /// It hands its whole request on to the first module that offers an operation for a subject; when there is none, it
    /// answers itself.
    #[must_use]
    pub fn relaying_to_discovered(self, operation: impl Into<String>, subject: impl Into<String>) -> Self {
        self.with(Behaviour::CallDiscovered { operation: operation.into(), subject: subject.into() })
    }

    /// The component. Its strings are UTF-8; it imports `modules` only when it calls.
    ///
    /// # Panics
    ///
    /// If the body that was given is no WebAssembly.
    #[must_use]
    pub fn build(&self) -> Vec<u8> {
        let mut module = CoreModule::new();
        let body = self.behaviour.body(&mut module, self.descriptor.id.as_str(), &self.data);
        let description = self.description.clone().unwrap_or_else(|| {
            serde_json::to_string(&self.descriptor).unwrap_or_else(|error| panic!("the descriptor: {error}"))
        });
        let description = module.place(description.as_bytes());
        let calls = self.calls || self.behaviour.calls();
        let items = (self.items.as_str(), self.functions);
        encode::component(&module.text(calls, self.grown, &body, description, items))
    }

    fn with(mut self, behaviour: Behaviour) -> Self {
        self.behaviour = behaviour;
        self
    }
}

fn any_version(id: &str) -> Dependency {
    Dependency::new(ModuleId::new(id).unwrap_or_else(|error| panic!("{error}")), VersionReq::STAR)
}
