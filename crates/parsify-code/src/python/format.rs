use std::num::NonZeroU8;

use parsify_error::{ErrorKind, Failure};
use ruff_formatter::printer::LineEnding;
use ruff_formatter::{IndentStyle as RuffIndent, IndentWidth, LineWidth};
use ruff_python_ast::PySourceType;
use ruff_python_formatter::{MagicTrailingComma, PyFormatOptions, QuoteStyle, format_module_source};

use super::validate::problems;
use super::{ID, NAME};
use crate::code;
use crate::failure::{option_failure, syntax_failure};
use crate::operations::{EndOfLine, FormatOptions, IndentStyle, Quotes, TrailingCommas};

/// Lays a program out as `ruff format` does, with its comments; what it does stays the same, and a second time nothing
/// changes.
///
/// # Errors
///
/// [`code::SYNTAX`]: the text is no program. [`code::DEPTH`]. [`code::OPTION`]: `semicolons`, `bracket_spacing` and
/// `arrow_parentheses` are none of Python.
///
/// ```
/// let text = parsify_code::python::format("x = { 'a':1 }  # b", &Default::default()).unwrap();
/// assert_eq!(text, "x = {\"a\": 1}  # b\n");
/// ```
pub fn format(text: &str, options: &FormatOptions) -> Result<String, Failure> {
    let config = configuration(text, options)?;
    let found = problems(text)?;
    if let Some(first) = found.first() {
        return Err(syntax_failure(NAME, first, found.len()));
    }
    match format_module_source(text, config) {
        Ok(printed) => Ok(printed.into_code()),
        Err(error) => Err(Failure::new(
            ErrorKind::Input,
            code::LIBRARY,
            format!("the formatter does not understand the text: {error}"),
        )
        .with_detail("language", ID.to_owned())),
    }
}

fn configuration(text: &str, options: &FormatOptions) -> Result<PyFormatOptions, Failure> {
    for (name, said) in [
        ("semicolons", options.semicolons.is_some()),
        ("bracketSpacing", options.bracket_spacing.is_some()),
        ("arrowParentheses", options.arrow_parentheses.is_some()),
    ] {
        if said {
            return Err(option_failure(NAME, name));
        }
    }
    let indent = NonZeroU8::new(options.indent_size.unwrap_or(4)).map_or_else(IndentWidth::default, IndentWidth::from);
    let width = options.line_width.unwrap_or(88);
    let width = LineWidth::try_from(width).map_err(|_| option_failure(NAME, &format!("lineWidth: {width}")))?;
    let crlf = text.find('\n').is_some_and(|at| text[..at].ends_with('\r'));
    let ending = match options.end_of_line {
        Some(EndOfLine::Crlf) => LineEnding::CarriageReturnLineFeed,
        None | Some(EndOfLine::Auto) if crlf => LineEnding::CarriageReturnLineFeed,
        _ => LineEnding::LineFeed,
    };
    Ok(PyFormatOptions::from_source_type(PySourceType::Python)
        .with_indent_style(match options.indent_style {
            None | Some(IndentStyle::Space) => RuffIndent::Space,
            Some(IndentStyle::Tab) => RuffIndent::Tab,
        })
        .with_indent_width(indent)
        .with_line_width(width)
        .with_quote_style(match options.quotes {
            None | Some(Quotes::Double) => QuoteStyle::Double,
            Some(Quotes::Single) => QuoteStyle::Single,
            Some(Quotes::Preserve) => QuoteStyle::Preserve,
        })
        // A comma that stands there keeps its brackets on lines of their own, unless nobody wants it.
        .with_magic_trailing_comma(match options.trailing_commas {
            None | Some(TrailingCommas::All) => MagicTrailingComma::Respect,
            Some(TrailingCommas::None) => MagicTrailingComma::Ignore,
        })
        .with_line_ending(ending))
}
