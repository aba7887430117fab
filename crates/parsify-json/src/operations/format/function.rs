//! The function behind `format`.

use super::options::FormatOptions;
use crate::core::{Compact, Indented, Problem};
use crate::operations::emit::{Job, emit};

/// Writes a document with one entry per line, indented by its nesting.
///
/// Every token stays as it is written: numbers keep their digits, strings their escapes, objects their order (unless
/// sorted) and their duplicate keys. With [`Indent::None`](crate::Indent::None) the result is what
/// [`minify`](crate::minify()) gives. Empty containers become `{}` and `[]`; one space follows a colon. Formatting twice
/// gives what formatting once gives. A `max_depth` out of range counts as the nearest value in it.
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
    let line_break = options.end_of_line.as_str();
    match options.indent.unit() {
        Some(unit) => {
            let end = if options.insert_final_newline { line_break } else { "" };
            emit(source, job(Indented::new(line_break, unit), end, options))
        }
        None => emit(source, job(Compact, "", options)),
    }
}

const fn job<L>(layout: L, end: &'static str, options: &FormatOptions) -> Job<L> {
    Job { layout, ensure_ascii: options.ensure_ascii, sort_keys: options.sort_keys, max_depth: options.max_depth, end }
}
