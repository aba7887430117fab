//! Modules that call each other without a host.

mod around;
mod caller;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use parsify_interface::{Descriptor, Failure, Module, ModuleId, Processor, Request, Response};

use crate::InProcess;
pub use around::Around;
use caller::Caller;

/// Native modules that may call each other, by the rules of a host: only what a module declares, in a version that fits, and
/// never in a circle. Nothing is limited or measured.
///
/// ```
/// use parsify_interface::{
///     Context, Dependency, Document, Failure, ModuleId, NoParams, Operations, Request, Text, module_info,
/// };
/// use parsify_testkit::Fleet;
///
/// fn upper(text: Text, _: NoParams, _: &dyn Context) -> Result<Document, Failure> {
///     Ok(Document::text("text", text.to_uppercase()))
/// }
///
/// fn shout(text: Text, _: NoParams, context: &dyn Context) -> Result<Document, Failure> {
///     let request = Request::new("upper").with_text("text", text.into_string());
///     let response = context.call("upper", request).map_err(|failure| failure.in_dependency("upper"))?;
///     Ok(Document::text("text", response.into_text().unwrap_or_default() + "!"))
/// }
///
/// # fn takes_text(operation: parsify_interface::Operation) -> parsify_interface::Operation {
/// #     operation.with_document(parsify_interface::DocumentSpec::new("text", "", "Any text"))
/// # }
/// let fleet = Fleet::new()
///     .with(Operations::new(module_info!(id: "upper")).with("upper", "Writes in capitals", upper, takes_text))
///     .with(
///         Operations::new(module_info!(id: "shout"))
///             .with("shout", "Writes loudly", shout, takes_text)
///             .with_dependency(|| Dependency::new(ModuleId::from_static("upper"), "*".parse().unwrap())),
///     );
/// let response = fleet.execute("shout", Request::new("shout").with_text("text", "help"))?;
/// assert_eq!(response.text(), Some("HELP!"));
/// # Ok::<(), Failure>(())
/// ```
#[derive(Clone, Default)]
pub struct Fleet(Arc<BTreeMap<ModuleId, Member>>);

#[derive(Clone)]
struct Member {
    descriptor: Arc<Descriptor>,
    processor: Arc<dyn Processor>,
}

impl Fleet {
    /// No modules.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a module; one of the same id is replaced.
    #[must_use]
    pub fn with(mut self, processor: impl Processor + 'static) -> Self {
        let descriptor = Arc::new(processor.describe());
        let member = Member { descriptor, processor: Arc::new(processor) };
        Arc::make_mut(&mut self.0).insert(member.descriptor.id.clone(), member);
        self
    }

    /// Calls a module, which may call others.
    ///
    /// # Errors
    ///
    /// The module's failure.
    ///
    /// # Panics
    ///
    /// If there is no module of that id.
    pub fn execute(&self, id: &str, request: Request) -> Result<Response, Failure> {
        let member = self.0.get(id).unwrap_or_else(|| panic!("no module `{id}` in {self:?}"));
        let caller = Caller::first(self.clone(), member.descriptor.clone());
        member.processor.execute(request, &caller)
    }

    /// A module of the fleet as a host calls it, with the others around it.
    ///
    /// # Panics
    ///
    /// If there is no module of that id.
    #[must_use]
    pub fn module(&self, id: &str) -> Around<impl Module + use<>> {
        let member = self.0.get(id).unwrap_or_else(|| panic!("no module `{id}` in {self:?}"));
        self.around(InProcess::new(member.processor.clone()))
    }

    /// Any module, sandboxed or not, with the fleet around it: the modules that it calls are those of the fleet. So fixtures
    /// of a module that calls others run as they are.
    #[must_use]
    pub fn around<M: Module>(&self, module: M) -> Around<M> {
        Around::new(self.clone(), module)
    }
}

impl fmt::Debug for Fleet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}
