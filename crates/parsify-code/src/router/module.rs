use parsify_interface::{Context, Descriptor, Failure, Operations, Processor, Request, Response, module_info};

/// The module `code-processor`.
#[derive(Debug, Clone, Copy, Default)]
pub struct CodeProcessor;

impl Processor for CodeProcessor {
    fn describe(&self) -> Descriptor {
        module().describe()
    }

    fn execute(&self, request: Request, context: &dyn Context) -> Result<Response, Failure> {
        module().execute(request, context)
    }
}

fn module() -> Operations {
    let info = module_info!(
        id: "code-processor",
        name: "Code processor",
        summary: "Formats, checks, lints, analyzes, minifies, transpiles and runs code of many languages",
        category: "code",
    );
    Operations::new(info)
}
