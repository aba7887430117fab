use parsify_interface::{
    Context, Data, Dependency, Descriptor, Document, DocumentSpec, Failure, Operation, Operations, Processor, Request,
    Response, module_info,
};

use super::Routed;
use super::dispatch::{detected, dispatch};
use crate::operations::{
    DetectOptions, Detected, ExecuteOptions, Executed, FormatOptions, FormatSummary, HighlightOptions,
    HighlightSummary, LintOptions, LintReport, MinifyOptions, MinifySummary, TranspileOptions, TranspileSummary,
    ValidateOptions, Validation,
};
use crate::typed::Typed;

/// The module `code-processor`: every operation on code, for every language that an installed module offers it for.
///
/// Which language a text is in, `language` says; else the name of its file, its media type, its first line, or what it
/// looks like. It has no parser of its own: `lang-ecma`, `lang-python` and `run-javascript` are optional dependencies, and
/// any other module that declares an operation for a language serves too, when this one may call modules that it does not
/// know (grant `modules`).
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

/// Adds an operation that another module does.
macro_rules! routed {
    ($operations:expr, $name:literal, $alias:literal, $options:ty, $data:ty, $summary:literal) => {
        $operations.with(
            $name,
            $summary,
            |code: Document, params: Routed<$options>, context: &dyn Context| {
                dispatch($name, vec![code], params, context).map(Typed::<$data>::new)
            },
            // No native twin: what it calls has none.
            |operation| on_code(operation).with_alias($alias),
        )
    };
}

fn module() -> Operations {
    let info = module_info!(
        id: "code-processor",
        name: "Code processor",
        summary: "Formats, checks, lints, minifies, transpiles and runs code of several languages",
        category: "code",
    );
    let operations = Operations::new(info);
    let operations =
        routed!(operations, "format", "formatCode", FormatOptions, FormatSummary, "Lays a program out for people");
    let operations = routed!(
        operations,
        "validate",
        "validateSyntax",
        ValidateOptions,
        Validation,
        "Reports every syntax error of a program"
    );
    let operations = routed!(
        operations,
        "lint",
        "lintCode",
        LintOptions,
        LintReport,
        "Finds what is allowed and probably not meant, and mends what it is told to"
    );
    let operations = routed!(
        operations,
        "minify",
        "minifyCode",
        MinifyOptions,
        MinifySummary,
        "Writes the same program in fewer bytes"
    );
    let operations = routed!(
        operations,
        "transpile",
        "transpileCode",
        TranspileOptions,
        TranspileSummary,
        "Writes the same program for older engines, without types and JSX"
    );
    let operations = routed!(
        operations,
        "highlight",
        "highlightCode",
        HighlightOptions,
        HighlightSummary,
        "Colours a program, as HTML or for a terminal"
    );
    operations
        .with("execute", "Runs a program with nothing but what it is given", execute, |operation| {
            let stdin = DocumentSpec::new("stdin", "text/plain", "What the program reads as its standard input");
            on_code(operation).with_alias("executeCode").with_document(stdin.optional())
        })
        .with("detect-language", "Finds out what language a text is in", detect_language, |operation| {
            on_code(operation).with_alias("detectLanguage").with_native_twin().total()
        })
        .with_dependency(|| Dependency::from_static("lang-ecma", "^0.1").optional())
        .with_dependency(|| Dependency::from_static("lang-python", "^0.1").optional())
        .with_dependency(|| Dependency::from_static("run-javascript", "^0.1").optional())
}

fn on_code(operation: Operation) -> Operation {
    operation.with_document(DocumentSpec::new("code", "text/plain", "The source text")).idempotent()
}

fn execute(
    (code, stdin): (Document, Option<Document>),
    params: Routed<ExecuteOptions>,
    context: &dyn Context,
) -> Result<Typed<Executed>, Failure> {
    let documents = [Some(code), stdin].into_iter().flatten().collect();
    dispatch("execute", documents, params, context).map(Typed::new)
}

fn detect_language(code: Document, options: DetectOptions, _: &dyn Context) -> Result<Data<Detected>, Failure> {
    Ok(Data(detected(&code, options.file_name.as_deref())))
}
