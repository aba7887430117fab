use parsify_code::python::format;
use parsify_code::{EndOfLine, FormatOptions, IndentStyle, Quotes, Semicolons, TrailingCommas, code};

use crate::PROGRAM;

fn check(text: &str, change: impl Fn(&mut FormatOptions), expected: &str) {
    let mut options = FormatOptions::default();
    change(&mut options);
    assert_eq!(format(text, &options).unwrap(), expected);
    assert_eq!(format(expected, &options).unwrap(), expected);
}

#[test]
fn every_option_does_something() {
    let text = "if a:\n  f('x', [1,2])  # b\n";
    check(text, |_| (), "if a:\n    f(\"x\", [1, 2])  # b\n");
    check(text, |it| it.quotes = Some(Quotes::Single), "if a:\n    f('x', [1, 2])  # b\n");
    check(text, |it| it.indent_style = Some(IndentStyle::Tab), "if a:\n\tf(\"x\", [1, 2])  # b\n");
    check(text, |it| it.indent_size = Some(2), "if a:\n  f(\"x\", [1, 2])  # b\n");
    check("a\nb\n", |it| it.end_of_line = Some(EndOfLine::Crlf), "a\r\nb\r\n");
    check("a\r\nb\r\n", |_| (), "a\r\nb\r\n");
    check(
        "call(argument_one, argument_two)\n",
        |it| it.line_width = Some(20),
        "call(\n    argument_one,\n    argument_two,\n)\n",
    );
    check("f(a,)\n", |_| (), "f(\n    a,\n)\n");
    check("f(a,)\n", |it| it.trailing_commas = Some(TrailingCommas::None), "f(a)\n");
}

#[test]
fn options_of_other_languages_are_refused_by_name() {
    let mut options = FormatOptions::default();
    options.semicolons = Some(Semicolons::Always);
    let failure = format("a", &options).unwrap_err();
    assert_eq!((failure.code(), failure.message()), (code::OPTION, "Python has no option `semicolons`"));
}

#[test]
fn comments_stay_and_twice_is_once() {
    let once = format(PROGRAM, &FormatOptions::default()).unwrap();
    assert!(once.contains("# first"));
    assert_eq!(format(&once, &FormatOptions::default()).unwrap(), once);
}

#[test]
fn a_text_with_errors_is_refused_with_the_place() {
    let failure = format("a = (\n", &FormatOptions::default()).unwrap_err();
    assert_eq!(failure.code(), code::SYNTAX);
    assert_eq!(failure.details()["line"], parsify_error::Detail::Unsigned(2), "{failure:?}");
}
