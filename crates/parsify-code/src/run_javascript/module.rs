use parsify_error::{ErrorKind, Failure};
use parsify_interface::{
    Context, Data, Dependency, Descriptor, Document, DocumentSpec, Operations, Processor, Request, Response,
    module_info,
};

use super::{Program, run, typescript};
use crate::code;
use crate::language::{detect, language};
use crate::operations::{ExecuteOptions, Executed};
use crate::params::InLanguage;
use crate::source_text::source_text;

/// The module `run-javascript`: `execute` for JavaScript and TypeScript.
///
/// It has no native twin: what strangers wrote stays in the sandbox.
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
        .with("execute", "Runs a program with nothing but what it is given", execute, |operation| {
            let code = DocumentSpec::new("code", "text/javascript", "The source text");
            let stdin = DocumentSpec::new("stdin", "text/plain", "What the program reads as its standard input");
            let operation = operation.with_document(code).with_document(stdin.optional());
            let operation = operation.with_alias("executeCode").idempotent().with_library("boa_engine 0.22");
            operation.with_language("javascript").with_language("typescript")
        })
        .with_dependency(|| Dependency::from_static("lang-ecma", "^0.1").optional())
        .with_limitation("no files, network, other programs, modules to import, real time or randomness")
        .with_limitation("appending to a long text again and again takes time by the square of its length")
}

fn execute(
    (code, stdin): (Document, Option<Document>),
    params: InLanguage<ExecuteOptions>,
    context: &dyn Context,
) -> Result<Data<Executed>, Failure> {
    let id = match params.language.as_deref() {
        Some(name) => language(name).map_or(name, |language| language.id).to_owned(),
        None => detect("", None, &code.media_type).language.unwrap_or_else(|| "javascript".to_owned()),
    };
    let text = source_text(code)?;
    let stdin = stdin.map(source_text).transpose()?.unwrap_or_default();
    let (text, map) = match id.as_str() {
        "javascript" => (text, None),
        "typescript" => typescript::transpile(text, context)?,
        other => {
            let message = format!("`{}` is neither JavaScript nor TypeScript", other.escape_debug());
            return Err(Failure::new(ErrorKind::Unsupported, code::LANGUAGE, message));
        }
    };
    let mut executed = run(&Program::new(&id, &text, &stdin, &params.options))?;
    if let Some(map) = map {
        typescript::bring_back(&mut executed, &map);
    }
    Ok(Data(executed))
}
