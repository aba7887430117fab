//! A module that calls another one: the anchors of its headings are slugs that `text-tools` makes.
#![forbid(unsafe_code)]

mod anchors;
mod block;
mod contents;
mod scanner;

use parsify_guest::{
    Context, Data, Dependency, Document, DocumentSpec, Failure, JsonSchema, Operations, Text, module_info, schemars,
};
use serde::{Deserialize, Serialize};

use anchors::Anchors;
use scanner::Found;

/// Options of `outline`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct OutlineOptions {
    /// The deepest level of heading to list.
    #[schemars(range(min = 1, max = 6))]
    max_level: u8,
}

impl Default for OutlineOptions {
    fn default() -> Self {
        Self { max_level: 6 }
    }
}

/// What `outline` finds.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Outline {
    /// The headings, in order.
    headings: Vec<Heading>,
}

/// A heading.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Heading {
    /// Its level, from 1 to 6.
    level: u8,
    /// Its text, without the marks of a heading.
    title: String,
    /// What a link to it is called, without the `#`; once in a text.
    anchor: String,
    /// The line it begins on, counted from 1.
    line: usize,
}

fn outline(text: Text, options: OutlineOptions, context: &dyn Context) -> Result<(Document, Data<Outline>), Failure> {
    let mut anchors = Anchors::new(context);
    let mut headings = Vec::new();
    for Found { level, title, line } in scanner::headings(&text) {
        // Of those that are left out too: they count where titles are equal.
        let anchor = anchors.of(&title)?;
        if level <= options.max_level {
            headings.push(Heading { level, title, anchor, line });
        }
    }
    let document = Document::text("outline", contents::table(&headings)).with_media_type("text/markdown");
    Ok((document, Data(Outline { headings })))
}

/// The module.
#[must_use]
pub fn module() -> Operations {
    Operations::new(module_info!(name: "Text outline", category: "text"))
        .with("outline", "Makes a table of contents of a Markdown text", outline, |operation| {
            let text = DocumentSpec::new("text", "text/markdown", "A Markdown text");
            operation.with_document(text).idempotent().with_native_twin().total().with_format("markdown")
        })
        .with_dependency(|| Dependency::from_static("text-tools", "^0.1"))
        .with_tag("markdown")
        .with_limitation("Headings in quotes, in the first line of list items and in HTML are left out.")
        .with_limitation("Each title is one call of text-tools, and a call of a host may lead to a thousand others.")
}

parsify_guest::export_module!(module());

#[cfg(test)]
mod tests;
