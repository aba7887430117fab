//! The functions behind `minify`.

use super::options::MinifyOptions;
use crate::core::{Dress, Job, Paint, Problem, Wording};
use crate::operations::emit::{Reading, emit_read};
use crate::operations::rewritten::Rewritten;

/// Writes a document without white space between its tokens.
///
/// Every token stays as it is written; see [`format`](crate::format()). Time and memory grow linearly with the source.
///
/// # Errors
///
/// The first problem of a document that is no JSON by RFC 8259, the same that [`validate`](crate::validate) reports
/// first; [`Code::Depth`](crate::Code::Depth) beyond `max_depth`.
///
/// ```
/// use parsify_json::{MinifyOptions, minify};
///
/// let text = minify(r#"{ "price": 1.10, "letter": "\u0041" }"#, &MinifyOptions::default()).unwrap();
/// assert_eq!(text, r#"{"price":1.10,"letter":"\u0041"}"#);
/// ```
pub fn minify(source: &str, options: &MinifyOptions) -> Result<String, Box<Problem>> {
    minify_counted(source, options).map(|rewritten| rewritten.text)
}

/// As [`minify`], and counts what the document has lost to `remove_nulls` and `truncate_strings`.
///
/// # Errors
///
/// Those of [`minify`].
///
/// ```
/// use parsify_json::{MinifyOptions, RemoveNulls, minify_counted};
///
/// let mut options = MinifyOptions::default();
/// options.remove_nulls = RemoveNulls::Members;
/// let rewritten = minify_counted(r#"{ "a": null, "b": [null] }"#, &options).unwrap();
/// assert_eq!((rewritten.text.as_str(), rewritten.removed_nulls), (r#"{"b":[null]}"#, 1));
/// ```
pub fn minify_counted(source: &str, options: &MinifyOptions) -> Result<Rewritten, Box<Problem>> {
    let job = Job {
        lines: None,
        dress: Dress {
            removal: options.remove_nulls.removal(),
            inline_width: 0,
            wording: Wording { longest: options.truncate_strings, ascii: options.ensure_ascii, harmless: false },
            paint: Paint::None,
        },
        sorting: options.sort_keys.sorting(options.sort_recursive, &options.sort_exclude),
        max_depth: options.max_depth,
        end: if options.insert_final_newline { "\n" } else { "" },
    };
    let reading =
        Reading { dialect: options.dialect, values: options.values, bad: options.bad_documents, line_break: "\n" };
    emit_read(source, job, reading)
}
