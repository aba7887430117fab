use parsify_interface::{Context, Descriptor, Failure, Operations, Processor, Request, Response, module_info};

/// The module `lang-python`.
#[derive(Debug, Clone, Copy, Default)]
pub struct LangPython;

impl Processor for LangPython {
    fn describe(&self) -> Descriptor {
        module().describe()
    }

    fn execute(&self, request: Request, context: &dyn Context) -> Result<Response, Failure> {
        module().execute(request, context)
    }
}

fn module() -> Operations {
    let info = module_info!(
        id: "lang-python",
        name: "Python",
        summary: "Formats, checks, lints and analyzes Python",
        category: "code",
    );
    Operations::new(info)
}
