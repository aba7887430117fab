//! A module of three others: two that it needs, of which one needs the other too, and one that it can do without.
#![forbid(unsafe_code)]

mod callees;
mod page;

use parsify_guest::{
    Context, Data, Dependency, Document, DocumentSpec, Failure, JsonSchema, Operations, Text, Warned, module_info,
    schemars,
};
use serde::{Deserialize, Serialize};

/// Options of `report`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ReportOptions {
    /// The heading of the report.
    title: String,
}

impl Default for ReportOptions {
    fn default() -> Self {
        Self { title: "Report".to_owned() }
    }
}

/// What `report` finds.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// How much text it is.
    size: Size,
    /// The headings, in order.
    headings: Vec<Heading>,
}

/// How much text it is.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Size {
    /// Lines, as an editor numbers them.
    lines: u64,
    /// Runs of characters between white space.
    words: u64,
    /// Unicode scalar values.
    characters: u64,
    /// Bytes as UTF-8.
    bytes: u64,
}

/// A heading of the text.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Heading {
    /// Its level, from 1 to 6.
    level: u8,
    /// Its text.
    title: String,
    /// What a link to it is called, without the `#`.
    anchor: String,
    /// The line it begins on, counted from 1.
    line: u64,
}

type Answer = Warned<(Document, Data<Report>)>;

fn report(text: Text, options: ReportOptions, context: &dyn Context) -> Result<Answer, Failure> {
    let size = callees::size(context, &text)?;
    let (headings, contents) = callees::outline(context, &text)?;
    let report = Report { size, headings };
    let (json, warnings) = callees::pretty(context, page::json(&report)?)?;
    let page = page::page(&options.title, &report, &contents, &json);
    let document = Document::text("report", page).with_media_type("text/markdown");
    Ok(Warned((document, Data(report)), warnings))
}

/// The module.
#[must_use]
pub fn module() -> Operations {
    Operations::new(module_info!(name: "Text report", category: "text"))
        .with("report", "Reports on a Markdown text", report, |operation| {
            let text = DocumentSpec::new("text", "text/markdown", "A Markdown text");
            operation.with_document(text).idempotent().with_native_twin().total().with_format("markdown")
        })
        .with_dependency(|| Dependency::from_static(callees::OUTLINE, "^0.1"))
        .with_dependency(|| Dependency::from_static(callees::TOOLS, "^0.1"))
        .with_dependency(|| Dependency::from_static(callees::JSON, "^0.1").optional())
        .with_tag("markdown")
}

parsify_guest::export_module!(module());

#[cfg(test)]
mod tests;
