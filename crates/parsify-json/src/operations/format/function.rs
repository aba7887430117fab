//! The functions behind `format`.

use super::options::FormatOptions;
use crate::core::{Dress, Job, Problem, Wording};
use crate::operations::emit::{Reading, emit_read};
use crate::operations::rewritten::Rewritten;

/// Writes a document with one entry per line, indented by its nesting.
///
/// Every token stays as it is written: numbers keep their digits, strings their escapes, objects their order (unless
/// sorted) and their duplicate keys. With [`Indent::None`](crate::Indent::None) the result is what
/// [`minify`](crate::minify()) gives. Empty containers become `{}` and `[]`; one space follows a colon. Formatting twice
/// gives what formatting once gives. A `max_depth` out of range counts as the nearest value in it.
///
/// Two options change what the document says: `remove_nulls` and `truncate_strings`; [`format_counted`] says how often.
///
/// Time and memory grow linearly with source and result.
///
/// # Errors
///
/// The first problem of a document that is no JSON by RFC 8259, the same that [`validate`](crate::validate) reports
/// first; [`Code::Depth`](crate::Code::Depth) beyond `max_depth`; [`Code::OutputSize`](crate::Code::OutputSize) when
/// deep nesting and a wide indent would give more than 64 MiB and 16 times the source.
///
/// ```
/// use parsify_json::{FormatOptions, format};
///
/// let text = format(r#"{"price": 1.10, "tags": [], "sizes":[1,2]}"#, &FormatOptions::default()).unwrap();
/// assert_eq!(text, r#"{
///   "price": 1.10,
///   "tags": [],
///   "sizes": [
///     1,
///     2
///   ]
/// }
/// "#);
/// ```
pub fn format(source: &str, options: &FormatOptions) -> Result<String, Box<Problem>> {
    format_counted(source, options).map(|rewritten| rewritten.text)
}

/// As [`format()`], and counts what the document has lost.
///
/// # Errors
///
/// Those of [`format()`].
///
/// ```
/// use parsify_json::{FormatOptions, format_counted};
///
/// let mut options = FormatOptions::prettified();
/// options.truncate_strings = 6;
/// let rewritten = format_counted(r#"["a long text", "short"]"#, &options).unwrap();
/// assert_eq!(rewritten.text, "[\"a lon…\", \"short\"]\n");
/// assert_eq!(rewritten.truncated_strings, 1);
/// ```
pub fn format_counted(source: &str, options: &FormatOptions) -> Result<Rewritten, Box<Problem>> {
    let line_break = options.end_of_line.as_str();
    let unit = options.indent.unit();
    let paint = options.colors.paint(options.theme, options.style_sheet);
    let job = Job {
        lines: unit.map(|unit| (line_break, unit)),
        dress: Dress {
            removal: options.remove_nulls.removal(),
            // All in one line is narrower than any width.
            inline_width: if unit.is_some() { options.inline_width.min(FormatOptions::WIDEST) } else { 0 },
            wording: Wording {
                longest: options.truncate_strings,
                ascii: options.ensure_ascii,
                harmless: !matches!(options.colors, super::Colors::None),
            },
            paint,
        },
        sorting: options.sort_keys.sorting(options.sort_recursive, &options.sort_exclude),
        max_depth: options.max_depth,
        end: if options.insert_final_newline && unit.is_some() { line_break } else { "" },
    };
    let reading = Reading { dialect: options.dialect, values: options.values, bad: options.bad_documents, line_break };
    emit_read(source, job, reading)
}
