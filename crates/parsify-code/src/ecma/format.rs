use std::path::Path;

use dprint_core::configuration::NewLineKind;
use dprint_plugin_typescript::configuration::{
    Configuration, ConfigurationBuilder, NextControlFlowPosition, QuoteStyle, SemiColons,
    TrailingCommas as DprintCommas, UseBraces, UseParentheses,
};
use dprint_plugin_typescript::{FormatTextOptions, format_text};
use parsify_error::{ErrorKind, Failure};

use super::Ecma;
use super::parse::check;
use crate::code;
use crate::failure::{option_failure, syntax_failure};
use crate::operations::{
    ArrowParentheses, EndOfLine, FormatOptions, IndentStyle, Quotes, Semicolons, SourceType, TrailingCommas,
};
use crate::problem::Severity;

/// Lays a program out, with its comments; what it does stays the same, and a second time nothing changes.
///
/// # Errors
///
/// [`code::SYNTAX`]: the text is no program. [`code::DEPTH`]. [`code::OPTION`]: `quotes` cannot be `preserve`.
///
/// ```
/// use parsify_code::ecma::{Ecma, format};
///
/// let text = format("let a={b:1} // c", Ecma::JavaScript, &Default::default()).unwrap();
/// assert_eq!(text, "let a = { b: 1 }; // c\n");
/// ```
pub fn format(text: &str, language: Ecma, options: &FormatOptions) -> Result<String, Failure> {
    let config = configuration(language, options)?;
    // Our own parser first: it says better what is wrong, and has met what nests too deep.
    let found = check(text, language, SourceType::Auto)?;
    let errors: Vec<_> = found.iter().filter(|problem| problem.severity == Severity::Error).collect();
    if let Some(first) = errors.first() {
        return Err(syntax_failure(language.name(), first, errors.len()));
    }
    let once = lay_out(text, language, &config)?;
    // Comments in odd places need a second time to come to rest.
    let twice = lay_out(&once, language, &config)?;
    Ok(twice)
}

fn lay_out(text: &str, language: Ecma, config: &Configuration) -> Result<String, Failure> {
    let extension = language.extension(SourceType::Auto);
    let name = format!("code.{extension}");
    let formatted = format_text(FormatTextOptions {
        path: Path::new(&name),
        extension: Some(extension),
        text: text.to_owned(),
        config,
        external_formatter: None,
    });
    match formatted {
        Ok(formatted) => Ok(formatted.unwrap_or_else(|| text.to_owned())),
        Err(error) => Err(Failure::new(
            ErrorKind::Input,
            code::LIBRARY,
            format!("the formatter does not understand the text: {}", first_line(&format!("{error:#}"))),
        )
        .with_hint("`validate` takes it for a program; the formatter has a parser of its own, of another opinion")),
    }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

fn configuration(language: Ecma, options: &FormatOptions) -> Result<Configuration, Failure> {
    let mut builder = ConfigurationBuilder::new();
    builder.line_width(u32::from(options.line_width.unwrap_or(80)));
    builder.indent_width(options.indent_size.unwrap_or(2));
    builder.use_tabs(options.indent_style == Some(IndentStyle::Tab));
    match options.quotes {
        None | Some(Quotes::Double) => builder.quote_style(QuoteStyle::PreferDouble),
        Some(Quotes::Single) => builder.quote_style(QuoteStyle::PreferSingle),
        Some(Quotes::Preserve) => return Err(option_failure(language.name(), "quotes: preserve")),
    };
    builder.semi_colons(match options.semicolons {
        None | Some(Semicolons::Always) => SemiColons::Prefer,
        Some(Semicolons::AsNeeded) => SemiColons::Asi,
    });
    builder.trailing_commas(match options.trailing_commas {
        None | Some(TrailingCommas::All) => DprintCommas::OnlyMultiLine,
        Some(TrailingCommas::None) => DprintCommas::Never,
    });
    let spacing = options.bracket_spacing.unwrap_or(true);
    builder.space_surrounding_properties(spacing);
    builder.import_declaration_space_surrounding_named_imports(spacing);
    builder.export_declaration_space_surrounding_named_exports(spacing);
    builder.arrow_function_use_parentheses(match options.arrow_parentheses {
        None | Some(ArrowParentheses::Always) => UseParentheses::Force,
        Some(ArrowParentheses::AsNeeded) => UseParentheses::PreferNone,
    });
    builder.next_control_flow_position(NextControlFlowPosition::SameLine);
    // A formatter lays out; it takes nothing away.
    builder.use_braces(UseBraces::Maintain);
    builder.new_line_kind(match options.end_of_line {
        None | Some(EndOfLine::Auto) => NewLineKind::Auto,
        Some(EndOfLine::Lf) => NewLineKind::LineFeed,
        Some(EndOfLine::Crlf) => NewLineKind::CarriageReturnLineFeed,
    });
    // What the text says to formatters of this family.
    builder.ignore_node_comment_text("prettier-ignore");
    Ok(builder.build())
}
