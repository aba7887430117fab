//! Modules as the catalog knows them.

use std::time::Duration;

use parsify::install::Receipt;
use parsify::serde_json::Value;
use parsify::{Descriptor, Limits, ModuleInfo, Operation, harmless};

use super::near::near;
use super::style::{FAINT, STRONG, paint};
use super::table::table;
use super::unit;
use crate::args::{allowed, properties};
use crate::commands::Known;

/// One line for each module.
pub(crate) fn modules(found: &[Known]) -> String {
    let rows: Vec<_> = found
        .iter()
        .map(|(info, receipt)| {
            let module = &info.descriptor;
            [
                module.id.to_string(),
                module.version.to_string(),
                harmless(&module.category),
                engines(info).to_owned(),
                state(info, receipt.as_deref()),
                source(info, receipt.as_deref()),
                harmless(&module.summary),
            ]
        })
        .collect();
    table(["MODULE", "VERSION", "CATEGORY", "RUNS", "STATE", "SOURCE", "SUMMARY"], &rows)
}

fn state(info: &ModuleInfo, receipt: Option<&Receipt>) -> String {
    let Some(receipt) = receipt else {
        return if info.embedded { "shipped" } else { "loaded" }.to_owned();
    };
    let state = if receipt.asked_for { "installed" } else { "dependency" };
    if receipt.pinned { format!("{state}, pinned") } else { state.to_owned() }
}

fn source(info: &ModuleInfo, receipt: Option<&Receipt>) -> String {
    match (receipt, &info.source) {
        (Some(receipt), _) => near(&receipt.origin.location),
        (None, Some(source)) if !info.embedded => near(source),
        // What is part of the program comes from nowhere else.
        _ => "this program".to_owned(),
    }
}

/// Everything about one module.
pub(crate) fn module(info: &ModuleInfo) -> String {
    let module = &*info.descriptor;
    let mut text = format!("{} {}: {}\n", paint(STRONG, &module.id), module.version, harmless(&module.summary));
    for (name, value) in facts(info, module) {
        text.push_str(&format!("  {name:<13} {value}\n"));
    }
    for limitation in &module.limitations {
        text.push_str(&format!("  {:<13} {}\n", "limitation", harmless(limitation)));
    }
    for one in &module.operations {
        text.push('\n');
        text.push_str(&operation(one));
    }
    text
}

fn engines(info: &ModuleInfo) -> &'static str {
    match (info.sandboxed, info.native) {
        (true, true) => "sandbox, native",
        (true, false) => "sandbox",
        (false, true) => "native",
        (false, false) => "nowhere",
    }
}

fn facts(info: &ModuleInfo, module: &Descriptor) -> Vec<(&'static str, String)> {
    let list = |texts: Vec<String>| harmless(&texts.join(", "));
    let mut facts = vec![
        ("name", harmless(&module.name)),
        ("category", harmless(&module.category)),
        ("runs", engines(info).to_owned()),
        ("source", info.source.as_deref().map_or_else(|| "this program".to_owned(), harmless)),
    ];
    if let Some(digest) = &info.digest {
        facts.push(("digest", digest.to_string()));
    }
    facts.push(("versions", list(info.versions.iter().map(ToString::to_string).collect())));
    facts.push(("contract", module.api_version.to_string()));
    facts.push(("authors", list(module.authors.clone())));
    facts.push(("licence", harmless(&module.license)));
    facts.push((
        "depends on",
        list(module.dependencies.iter().map(|one| format!("{} {}", one.id, one.version)).collect()),
    ));
    facts.push(("wants", list(module.capabilities.iter().map(|one| format!("{one:?}")).collect())));
    facts.retain(|(_, value)| !value.is_empty());
    facts
}

fn operation(operation: &Operation) -> String {
    let mut text = format!("{}: {}\n", paint(STRONG, &operation.name), harmless(&operation.summary));
    if !operation.aliases.is_empty() {
        text.push_str(&format!("  {:<10} {}\n", "also", harmless(&operation.aliases.join(", "))));
    }
    for document in &operation.documents {
        let extent = match (document.optional, document.repeated) {
            (false, false) => "",
            (true, false) => ", optional",
            (false, true) => ", one or more",
            (true, true) => ", any number",
        };
        let media_type = if document.media_type.is_empty() { "any type" } else { &document.media_type };
        let kind = paint(FAINT, format_args!("({}{extent})", harmless(media_type)));
        text.push_str(&format!("  {:<10} {} {kind} {}\n", "document", document.name, harmless(&document.summary)));
    }
    let required = operation.params["required"].as_array().map(Vec::as_slice).unwrap_or_default();
    for (name, schema) in properties(&operation.params) {
        text.push_str(&param(name, schema, required.iter().any(|required| required == name)));
    }
    let subjects: Vec<_> = operation.formats.iter().chain(&operation.languages).map(|text| harmless(text)).collect();
    if !subjects.is_empty() {
        text.push_str(&format!("  {:<10} {}\n", "works on", subjects.join(", ")));
    }
    let limits = Limits::default().with(&operation.limits);
    text + format!("  {:<10} {}\n", "limits", shown(&limits)).as_str()
}

fn param(name: &str, schema: &Value, required: bool) -> String {
    let mut facts = allowed(schema);
    if required {
        facts.push_str(", required");
    }
    if !schema["default"].is_null() {
        facts.push_str(&format!(", default {}", harmless(&schema["default"].to_string())));
    }
    let description = schema["description"].as_str().unwrap_or_default();
    let description = description.split_whitespace().collect::<Vec<_>>().join(" ");
    let facts = paint(FAINT, format_args!("({facts})"));
    format!("  {:<10} {} {facts} {}\n", "param", harmless(name), harmless(&description))
}

fn shown(limits: &Limits) -> String {
    let Limits { deadline, memory, output, .. } = limits;
    let whole = |time: &Duration| format!("{} s", time.as_secs_f64());
    format!("{}, {} of memory, {} of output", whole(deadline), unit::bytes(*memory), unit::bytes(*output))
}
