//! The function behind `minify`.

use super::options::MinifyOptions;
use crate::core::{Compact, Problem};
use crate::operations::emit::{Job, emit};

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
    let job = Job {
        layout: Compact,
        ensure_ascii: options.ensure_ascii,
        sort_keys: options.sort_keys,
        max_depth: options.max_depth,
        end: if options.insert_final_newline { "\n" } else { "" },
    };
    emit(source, job)
}
