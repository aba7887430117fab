use parsify_error::Failure;
use parsify_interface::{
    Context, Data, Descriptor, Document, DocumentSpec, IntoResponse, JsonSchema, Operation, Operations, Processor,
    Request, Response, module_info,
};

use serde::Serialize;

use super::{Ecma, Written};
use crate::operations::{
    FormatOptions, FormatSummary, HighlightFormat, HighlightOptions, HighlightSummary, MinifyOptions, MinifySummary,
    TranspileOptions, TranspileSummary, ValidateOptions, Validation,
};
use crate::params::InLanguage;
use crate::source_text::source_text;
use crate::typed::Typed;

/// The module `lang-ecma`: JavaScript, JSX, TypeScript and TSX.
///
/// ```
/// use parsify_code::ecma::LangEcma;
/// use parsify_interface::{Processor, Request, Silent};
///
/// let request = Request::new("minify").with_text("code", "export const answer = 6 * 7;");
/// let response = LangEcma.execute(request, &Silent).unwrap();
/// assert_eq!(response.text(), Some("export const answer=42;"));
/// ```
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

const OXC: &str = "0.146.0";
const DPRINT: &str = "dprint-plugin-typescript 0.96.1";

fn module() -> Operations {
    let info = module_info!(
        id: "lang-ecma",
        name: "JavaScript and TypeScript",
        summary: "Formats, checks, minifies and transpiles JavaScript and TypeScript",
        category: "code",
    );
    Operations::new(info)
        .with("format", "Lays a program out for people", format, |operation| {
            on_code(operation, &Ecma::ALL).with_alias("formatCode").with_library(DPRINT)
        })
        .with("validate", "Reports every syntax error of a program", validate, |operation| {
            let operation = on_code(operation, &Ecma::ALL).with_alias("validateSyntax");
            operation.with_library(format!("oxc_parser {OXC}")).with_library(format!("oxc_semantic {OXC}"))
        })
        .with("minify", "Writes the same program in fewer bytes", minify, |operation| {
            let operation = on_code(operation, &Ecma::ALL).with_alias("minifyCode");
            operation.with_library(format!("oxc_minifier {OXC}"))
        })
        .with("transpile", "Writes the same program for older engines, without types and JSX", transpile, |operation| {
            let operation = on_code(operation, &Ecma::ALL).with_alias("transpileCode");
            operation.with_library(format!("oxc_transformer {OXC}"))
        })
        .with("highlight", "Colours a program, as HTML or for a terminal", highlight, |operation| {
            let operation = on_code(operation, &Ecma::ALL).with_alias("highlightCode");
            operation.with_library(format!("oxc_parser {OXC}"))
        })
        .with_limitation("brackets may nest 400 levels deep")
}

fn on_code(operation: Operation, languages: &[Ecma]) -> Operation {
    let operation =
        operation.with_document(DocumentSpec::new("code", "text/javascript", "The source text")).idempotent();
    languages.iter().fold(operation, |operation, language| operation.with_language(language.id()))
}

/// The text of a document and its language.
fn read(code: Document, language: Option<&str>) -> Result<(String, Ecma), Failure> {
    let language = Ecma::of(language, &code.media_type)?;
    Ok((source_text(code)?, language))
}

fn format(
    code: Document,
    params: InLanguage<FormatOptions>,
    _: &dyn Context,
) -> Result<(Document, Data<FormatSummary>), Failure> {
    let (text, language) = read(code, params.language.as_deref())?;
    let formatted = super::format(&text, language, &params.options)?;
    let summary = FormatSummary::new(language.id(), &text, &formatted);
    Ok((document(formatted, language), Data(summary)))
}

fn validate(code: Document, params: InLanguage<ValidateOptions>, _: &dyn Context) -> Result<Data<Validation>, Failure> {
    let (text, language) = read(code, params.language.as_deref())?;
    super::validate(&text, language, &params.options).map(Data)
}

fn minify(code: Document, params: InLanguage<MinifyOptions>, _: &dyn Context) -> Result<Typed<MinifySummary>, Failure> {
    let (text, language) = read(code, params.language.as_deref())?;
    let written = super::minify(&text, language, &params.options)?;
    let summary = MinifySummary::new(language.id(), &text, &written.code);
    respond(written, summary)
}

fn transpile(
    code: Document,
    params: InLanguage<TranspileOptions>,
    _: &dyn Context,
) -> Result<Typed<TranspileSummary>, Failure> {
    let (text, language) = read(code, params.language.as_deref())?;
    let written = super::transpile(&text, language, &params.options)?;
    let summary = TranspileSummary::new(language.id(), &text, &written.code, written.imports.clone());
    respond(written, summary)
}

fn highlight(
    code: Document,
    params: InLanguage<HighlightOptions>,
    _: &dyn Context,
) -> Result<(Document, Data<HighlightSummary>), Failure> {
    let (text, language) = read(code, params.language.as_deref())?;
    let (painted, tokens) = super::highlight(&text, language, &params.options)?;
    let media_type = if params.options.output == HighlightFormat::Html { "text/html" } else { "text/plain" };
    let document = Document::text("code", painted).with_media_type(media_type);
    Ok((document, Data(HighlightSummary::new(language.id(), tokens))))
}

fn document(text: String, language: Ecma) -> Document {
    let media_type = crate::language(language.id()).and_then(|language| language.media_types.first().copied());
    Document::text("code", text).with_media_type(media_type.unwrap_or_default())
}

/// A program and its source map.
fn respond<T: Serialize + JsonSchema>(written: Written, summary: T) -> Result<Typed<T>, Failure> {
    let mut response = Data(summary).into_response()?;
    response.documents.push(document(written.code, Ecma::JavaScript));
    if let Some(map) = written.map {
        response.documents.push(Document::text("map", map).with_media_type("application/json"));
    }
    Ok(Typed::new(response))
}
