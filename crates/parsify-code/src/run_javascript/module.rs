use parsify_interface::{Context, Descriptor, Failure, Operations, Processor, Request, Response, module_info};

/// The module `run-javascript`.
#[derive(Debug, Clone, Copy, Default)]
pub struct RunJavascript;

impl Processor for RunJavascript {
    fn describe(&self) -> Descriptor {
        module().describe()
    }

    fn execute(&self, request: Request, context: &dyn Context) -> Result<Response, Failure> {
        module().execute(request, context)
    }
}

fn module() -> Operations {
    let info = module_info!(
        id: "run-javascript",
        name: "JavaScript runner",
        summary: "Runs JavaScript with nothing but what it is given",
        category: "code",
    );
    Operations::new(info)
}
