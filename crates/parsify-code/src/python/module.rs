use parsify_error::{ErrorKind, Failure};
use parsify_interface::{
    Context, Data, Descriptor, Document, DocumentSpec, IntoResponse, Operation, Operations, Processor, Request,
    Response, module_info,
};

use super::{ID, NAME};
use crate::code;
use crate::operations::{
    FormatOptions, FormatSummary, HighlightFormat, HighlightOptions, HighlightSummary, LintOptions, LintReport,
    ValidateOptions, Validation,
};
use crate::params::InLanguage;
use crate::source_text::source_text;
use crate::typed::Typed;

/// The module `lang-python`.
///
/// ```
/// use parsify_code::python::LangPython;
/// use parsify_interface::{Processor, Request, Silent};
///
/// let request = Request::new("format").with_text("code", "x=1");
/// assert_eq!(LangPython.execute(request, &Silent).unwrap().text(), Some("x = 1\n"));
/// ```
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

const RUFF: &str = "0.0.10";
const LINTER: &str = "ruff_linter 0.16.4";

fn module() -> Operations {
    let info = module_info!(
        id: "lang-python",
        name: "Python",
        summary: "Formats, checks and lints Python",
        category: "code",
    );
    Operations::new(info)
        .with("format", "Lays a program out for people", format, |operation| {
            on_code(operation).with_alias("formatCode").with_library(format!("ruff_python_formatter {RUFF}"))
        })
        .with("validate", "Reports every syntax error of a program", validate, |operation| {
            let operation = on_code(operation).with_alias("validateSyntax");
            operation.with_library(format!("ruff_python_parser {RUFF}")).with_library(LINTER)
        })
        .with("lint", "Finds what is allowed and probably not meant, and mends what it is told to", lint, |operation| {
            on_code(operation).with_alias("lintCode").with_library(LINTER)
        })
        .with("highlight", "Colours a program, as HTML or for a terminal", highlight, |operation| {
            on_code(operation).with_alias("highlightCode").with_library(format!("ruff_python_parser {RUFF}"))
        })
        .with_limitation("brackets may nest 400 levels deep")
}

fn on_code(operation: Operation) -> Operation {
    let code = DocumentSpec::new("code", "text/x-python", "The source text");
    operation.with_document(code).idempotent().with_language(ID)
}

/// The text of a document, of which nobody says that it is another language.
fn read(code: Document, language: Option<&str>) -> Result<String, Failure> {
    match language {
        Some(name) if crate::language(name).is_none_or(|language| language.id != ID) => {
            let message = format!("`{}` is not {NAME}, the language of this module", name.escape_debug());
            Err(Failure::new(ErrorKind::Unsupported, code::LANGUAGE, message))
        }
        _ => source_text(code),
    }
}

fn document(text: String) -> Document {
    Document::text("code", text).with_media_type("text/x-python")
}

fn format(
    code: Document,
    params: InLanguage<FormatOptions>,
    _: &dyn Context,
) -> Result<(Document, Data<FormatSummary>), Failure> {
    let text = read(code, params.language.as_deref())?;
    let formatted = super::format(&text, &params.options)?;
    let summary = FormatSummary::new(ID, &text, &formatted);
    Ok((document(formatted), Data(summary)))
}

fn validate(code: Document, params: InLanguage<ValidateOptions>, _: &dyn Context) -> Result<Data<Validation>, Failure> {
    let text = read(code, params.language.as_deref())?;
    super::validate(&text, &params.options).map(Data)
}

fn lint(code: Document, params: InLanguage<LintOptions>, _: &dyn Context) -> Result<Typed<LintReport>, Failure> {
    let text = read(code, params.language.as_deref())?;
    let (mended, report) = super::lint(&text, &params.options)?;
    let mut response = Data(report).into_response()?;
    response.documents.extend(mended.map(document));
    Ok(Typed::new(response))
}

fn highlight(
    code: Document,
    params: InLanguage<HighlightOptions>,
    _: &dyn Context,
) -> Result<(Document, Data<HighlightSummary>), Failure> {
    let text = read(code, params.language.as_deref())?;
    let (painted, tokens) = super::highlight(&text, &params.options)?;
    let media_type = if params.options.output == HighlightFormat::Html { "text/html" } else { "text/plain" };
    let document = Document::text("code", painted).with_media_type(media_type);
    Ok((document, Data(HighlightSummary::new(ID, tokens))))
}
