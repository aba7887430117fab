use parsify_interface::{Context, Descriptor, Failure, Operations, Processor, Request, Response, module_info};

/// The module `lang-ecma`.
#[derive(Debug, Clone, Copy, Default)]
pub struct LangEcma;

impl Processor for LangEcma {
    fn describe(&self) -> Descriptor {
        module().describe()
    }

    fn execute(&self, request: Request, context: &dyn Context) -> Result<Response, Failure> {
        module().execute(request, context)
    }
}

fn module() -> Operations {
    let info = module_info!(
        id: "lang-ecma",
        name: "JavaScript and TypeScript",
        summary: "Formats, checks, lints, analyzes, minifies and transpiles JavaScript and TypeScript",
        category: "code",
    );
    Operations::new(info)
}
