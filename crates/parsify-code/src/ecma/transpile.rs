use std::path::{Path, PathBuf};

use oxc_allocator::Allocator;
use oxc_ast::ast::{Program, Statement};
use oxc_codegen::{Codegen, CodegenOptions, IndentChar};
use oxc_semantic::Scoping;
use oxc_transformer::{HelperLoaderMode, JsxRuntime, TransformOptions, Transformer};
use parsify_error::{ErrorKind, Failure};

use super::minify::source_name;
use super::parse::{Parsed, parse, problem};
use super::source_map::shifted;
use super::{Ecma, Written, helpers};
use crate::code;
use crate::operations::{Jsx, Target, TranspileOptions};
use crate::place::Positions;

/// Writes the same program for older engines: without types and JSX, and without what editions of ECMAScript after `target`
/// brought into the language. What they brought into its library, such as `Array.prototype.at`, is not replaced.
///
/// Functions that the new text needs stand in it; only those of JSX are imported, from `jsx_import_source`.
///
/// # Errors
///
/// [`code::SYNTAX`], [`code::DEPTH`]; the first thing that cannot be translated.
///
/// ```
/// use parsify_code::ecma::{Ecma, transpile};
///
/// let plain = transpile("const a: number = 1", Ecma::TypeScript, &Default::default()).unwrap();
/// assert_eq!(plain.code, "const a = 1;\n");
/// ```
pub fn transpile(text: &str, language: Ecma, options: &TranspileOptions) -> Result<Written, Failure> {
    let allocator = Allocator::default();
    let Parsed { mut program, scoping } = parse(&allocator, text, language, options.source_type)?;
    let name = source_name(options.source_name.as_deref());
    let needed = transform(&allocator, &mut program, scoping, (text, name), options)?;
    let imports = imports(&program.body, name_of_runtime(options));
    let printed = Codegen::new()
        .with_options(CodegenOptions {
            source_map_path: options.source_map.then(|| PathBuf::from(name)),
            indent_char: IndentChar::Space,
            indent_width: 2,
            ..CodegenOptions::default()
        })
        .build(&program);
    let map = printed.map.map(|map| map.to_json_string());
    let Some(helpers) = helpers::text(&needed)? else { return Ok(Written { code: printed.code, map, imports }) };
    // Below `#!` and "use strict", which must come first.
    let line = helpers::place(&printed.code);
    let offset = printed.code.split_inclusive('\n').take(line).map(str::len).sum::<usize>();
    let mut code = printed.code;
    code.insert_str(offset, &helpers);
    Ok(Written { code, map: map.map(|map| shifted(&map, line, 1)), imports })
}

/// Rewrites a program; what comes back are the names of the functions that it needs then.
pub(super) fn transform<'a>(
    allocator: &'a Allocator,
    program: &mut Program<'a>,
    scoping: Scoping,
    (text, name): (&str, &str),
    options: &TranspileOptions,
) -> Result<Vec<String>, Failure> {
    let transform = transform_options(options)?;
    let done = Transformer::new(allocator, Path::new(name), &transform).build_with_scoping(scoping, program);
    if let Some(first) = done.diagnostics.errors().next() {
        let first = problem(&Positions::new(text), first);
        let message = format!("cannot be translated: {} (line {})", first.message, first.start.line);
        return Err(Failure::new(ErrorKind::Input, code::SYNTAX, message)
            .with_detail("line", first.start.line as u64)
            .with_detail("column", first.start.column as u64));
    }
    #[expect(deprecated, reason = "there is no other way to know which functions the text needs")]
    let helpers = done.helpers_used;
    Ok(helpers.values().map(|used| last_part(used).to_owned()).collect())
}

fn transform_options(options: &TranspileOptions) -> Result<TransformOptions, Failure> {
    let target = match options.target {
        Target::Es2015 => "es2015",
        Target::Es2016 => "es2016",
        Target::Es2017 => "es2017",
        Target::Es2018 => "es2018",
        Target::Es2019 => "es2019",
        Target::Es2020 => "es2020",
        Target::Es2021 => "es2021",
        Target::Es2022 => "es2022",
        Target::Es2023 => "es2023",
        Target::Es2024 => "es2024",
        Target::Esnext => "esnext",
    };
    let refused = |error: String| Failure::new(ErrorKind::Params, code::OPTION, format!("`target`: {error}"));
    let mut transform = TransformOptions::from_target(target).map_err(refused)?;
    transform.helper_loader.mode = HelperLoaderMode::External;
    transform.jsx.jsx_plugin = options.jsx != Jsx::Preserve;
    transform.jsx.runtime = if options.jsx == Jsx::Classic { JsxRuntime::Classic } else { JsxRuntime::Automatic };
    if options.jsx == Jsx::Automatic {
        transform.jsx.import_source.clone_from(&options.jsx_import_source);
    }
    transform.decorator.legacy = true;
    Ok(transform)
}

fn name_of_runtime(options: &TranspileOptions) -> String {
    format!("{}/jsx-", options.jsx_import_source.as_deref().unwrap_or("react"))
}

/// The modules of JSX that a program imports.
fn imports(body: &[Statement<'_>], runtime: String) -> Vec<String> {
    let sources = body.iter().filter_map(|statement| match statement {
        Statement::ImportDeclaration(import) => Some(import.source.value.to_string()),
        _ => None,
    });
    sources.filter(|source| source.starts_with(&runtime)).collect()
}

/// `asyncToGenerator` of `babelHelpers.asyncToGenerator`.
fn last_part(name: &str) -> &str {
    name.rsplit(['.', '/']).next().unwrap_or(name)
}
