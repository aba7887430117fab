use parsify_guest::error::code;
use parsify_guest::{ErrorKind, Failure, serde_json};

use crate::Report;

/// The data as it stands in the report.
pub(crate) fn json(report: &Report) -> Result<String, Failure> {
    serde_json::to_string(report).map_err(|error| {
        Failure::new(ErrorKind::Internal, code::MODULE_FAILURE, format!("the report is no JSON: {error}"))
    })
}

/// The report, as Markdown.
pub(crate) fn page(title: &str, report: &Report, contents: &str, json: &str) -> String {
    let size = &report.size;
    let contents = if contents.is_empty() { "There are no headings.\n" } else { contents };
    format!(
        "# {title}\n\n\
         | | |\n|---|--:|\n\
         | Lines | {} |\n| Words | {} |\n| Characters | {} |\n| Bytes | {} |\n| Headings | {} |\n\n\
         ## Contents\n\n{contents}\n\
         ## Data\n\n```json\n{}\n```\n",
        size.lines,
        size.words,
        size.characters,
        size.bytes,
        report.headings.len(),
        json.trim_end(),
    )
}
