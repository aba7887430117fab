use std::sync::Arc;

use async_trait::async_trait;
use parsify_interface::error::code;
use parsify_interface::{
    Callees, Capability, Context, Descriptor, ErrorKind, Failure, Left, ModuleId, Request, Response,
};

use super::{Fleet, Member};

/// A module at work, and what it may call.
pub(super) struct Caller {
    fleet: Fleet,
    descriptor: Arc<Descriptor>,
    /// The modules at work, from the first to this one.
    chain: Vec<ModuleId>,
}

impl Caller {
    /// One that was called from outside.
    pub(super) fn first(fleet: Fleet, descriptor: Arc<Descriptor>) -> Self {
        let chain = vec![descriptor.id.clone()];
        Self { fleet, descriptor, chain }
    }

    fn below(&self, callee: &Member) -> Self {
        let chain = self.chain.iter().chain([&callee.descriptor.id]).cloned().collect();
        Self { fleet: self.fleet.clone(), descriptor: callee.descriptor.clone(), chain }
    }

    fn may_call(&self, callee: &Descriptor) -> bool {
        match self.descriptor.dependency(callee.id.as_str()) {
            Some(dependency) => dependency.version.matches(&callee.version),
            None => self.descriptor.capabilities.contains(&Capability::Modules),
        }
    }

    fn find(&self, module: &str) -> Result<&Member, Failure> {
        let found = self.fleet.0.get(module).filter(|member| self.may_call(&member.descriptor));
        let Some(callee) = found else {
            let message = format!("`{module}` is no dependency of `{}` that is there", self.descriptor.id);
            return Err(Failure::new(ErrorKind::Unsupported, code::MODULE_CALL, message));
        };
        if self.chain.contains(&callee.descriptor.id) {
            let chain: Vec<_> = self.chain.iter().map(ModuleId::as_str).chain([module]).collect();
            let message = format!("modules call each other in a circle: {}", chain.join(" → "));
            return Err(Failure::new(ErrorKind::Dependency, code::MODULE_CALL_CYCLE, message));
        }
        Ok(callee)
    }
}

impl Context for Caller {
    fn discover(&self, operation: &str, subject: &str) -> Vec<String> {
        let offers = |descriptor: &Descriptor| {
            descriptor.operation(operation).is_some_and(|operation| {
                operation.formats.iter().chain(&operation.languages).any(|other| other == subject)
            })
        };
        let members = self.fleet.0.values().map(|member| &member.descriptor);
        let found = members.filter(|descriptor| !self.chain.contains(&descriptor.id) && self.may_call(descriptor));
        found.filter(|descriptor| offers(descriptor)).map(|descriptor| descriptor.id.to_string()).collect()
    }

    fn call(&self, module: &str, request: Request) -> Result<Response, Failure> {
        let callee = self.find(module)?;
        let place = format!("{module}: {}", request.operation);
        callee.processor.execute(request, &self.below(callee)).map_err(|failure| told(failure, &place))
    }
}

#[async_trait]
impl Callees for Caller {
    fn discover(&self, operation: &str, subject: &str) -> Vec<String> {
        Context::discover(self, operation, subject)
    }

    async fn call(&self, module: &str, request: Request, _: Left) -> Result<Response, Failure> {
        Context::call(self, module, request)
    }
}

/// A failure as the caller hears it: verdicts as they are, of everything else that there is no answer.
fn told(failure: Failure, place: &str) -> Failure {
    let kind = match failure.kind() {
        ErrorKind::Input | ErrorKind::Params | ErrorKind::Unsupported => return failure,
        _ if failure.code() == code::MODULE_CALL_CYCLE => return failure,
        kind if kind.is_limit() => ErrorKind::Limit,
        _ => ErrorKind::Dependency,
    };
    let told = Failure::new(kind, code::MODULE_DEPENDENCY, format!("{place}: {}", failure.message()))
        .with_detail("code", failure.code().to_owned())
        .with_detail("kind", failure.kind().name())
        .with_details(failure.details().clone());
    failure.hints().iter().fold(told, |told, hint| told.with_hint(hint.as_str()))
}
