use std::path::PathBuf;

use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions, CommentOptions, LegalComment};
use oxc_mangler::{MangleOptions, MangleOptionsKeepNames};
use oxc_minifier::{CompressOptions, CompressOptionsKeepNames, Minifier, MinifierOptions};
use parsify_error::Failure;

use super::parse::{Parsed, parse};
use super::transpile::transform;
use super::{Ecma, Written};
use crate::operations::{Comments, Jsx, MinifyOptions, TranspileOptions};

/// Writes the same program in fewer bytes.
///
/// What a program can ask of itself changes: the source of a function, and, without `keep_names`, the names of functions
/// and classes. Names at the top level of a script stay, for other scripts see them. TypeScript loses its types.
///
/// # Errors
///
/// [`code::SYNTAX`](crate::code::SYNTAX), [`code::DEPTH`](crate::code::DEPTH).
///
/// ```
/// use parsify_code::ecma::{Ecma, minify};
///
/// let short = minify("export const answer = 6 * 7; // ?", Ecma::JavaScript, &Default::default()).unwrap();
/// assert_eq!(short.code, "export const answer=42;");
/// ```
pub fn minify(text: &str, language: Ecma, options: &MinifyOptions) -> Result<Written, Failure> {
    let allocator = Allocator::default();
    let Parsed { mut program, scoping } = parse(&allocator, text, language, options.source_type)?;
    let name = source_name(options.source_name.as_deref());
    if language.is_typescript() {
        // Its types have to go first.
        let plain = TranspileOptions { jsx: Jsx::Preserve, ..TranspileOptions::default() };
        transform(&allocator, &mut program, scoping, (text, name), &plain)?;
    }
    let keep = options.keep_names;
    let minifier = Minifier::new(MinifierOptions {
        mangle: options.mangle.then(|| MangleOptions {
            keep_names: MangleOptionsKeepNames { function: keep, class: keep },
            ..MangleOptions::default()
        }),
        mangle_properties: None,
        compress: options.compress.then(|| CompressOptions {
            keep_names: CompressOptionsKeepNames { function: keep, class: keep },
            ..CompressOptions::smallest()
        }),
    });
    let done = minifier.minify(&allocator, &mut program);
    let legal = match options.comments {
        Comments::None => LegalComment::None,
        Comments::Legal => LegalComment::Inline,
    };
    let printed = Codegen::new()
        .with_options(CodegenOptions {
            minify: true,
            comments: CommentOptions { legal, ..CommentOptions::disabled() },
            source_map_path: options.source_map.then(|| PathBuf::from(name)),
            ..CodegenOptions::default()
        })
        .with_scoping(done.scoping)
        .build(&program);
    Ok(Written { code: printed.code, map: printed.map.map(|map| map.to_json_string()), imports: Vec::new() })
}

pub(super) fn source_name(name: Option<&str>) -> &str {
    name.unwrap_or("source")
}
