use parsify_code::ecma::{Ecma, format};
use parsify_code::{ArrowParentheses, EndOfLine, FormatOptions, IndentStyle, Quotes, Semicolons, TrailingCommas, code};
use proptest::prelude::*;

use crate::PROGRAMS;

fn check(text: &str, options: &FormatOptions, expected: &str) {
    let formatted = format(text, Ecma::TypeScript, options).unwrap();
    assert_eq!(formatted, expected);
    assert_eq!(format(&formatted, Ecma::TypeScript, options).unwrap(), expected);
}

#[test]
fn every_option_does_something() {
    let text = "const f=(a)=>{g('x',[1,2])}\nimport {b} from \"c\"\n";
    let with = |change: fn(&mut FormatOptions)| {
        let mut options = FormatOptions::default();
        change(&mut options);
        options
    };
    check(text, &with(|_| ()), "const f = (a) => {\n  g(\"x\", [1, 2]);\n};\nimport { b } from \"c\";\n");
    let quotes = with(|it| it.quotes = Some(Quotes::Single));
    check(text, &quotes, "const f = (a) => {\n  g('x', [1, 2]);\n};\nimport { b } from 'c';\n");
    let tabs = with(|it| it.indent_style = Some(IndentStyle::Tab));
    check(text, &tabs, "const f = (a) => {\n\tg(\"x\", [1, 2]);\n};\nimport { b } from \"c\";\n");
    let four = with(|it| it.indent_size = Some(4));
    check(text, &four, "const f = (a) => {\n    g(\"x\", [1, 2]);\n};\nimport { b } from \"c\";\n");
    let bare = with(|it| it.semicolons = Some(Semicolons::AsNeeded));
    check(text, &bare, "const f = (a) => {\n  g(\"x\", [1, 2])\n}\nimport { b } from \"c\"\n");
    let tight = with(|it| it.bracket_spacing = Some(false));
    check(text, &tight, "const f = (a) => {\n  g(\"x\", [1, 2]);\n};\nimport {b} from \"c\";\n");
    let arrows = with(|it| it.arrow_parentheses = Some(ArrowParentheses::AsNeeded));
    check(text, &arrows, "const f = a => {\n  g(\"x\", [1, 2]);\n};\nimport { b } from \"c\";\n");
    let crlf = with(|it| it.end_of_line = Some(EndOfLine::Crlf));
    check("a\nb\n", &crlf, "a;\r\nb;\r\n");
    let long = "call(argumentNumberOne, argumentNumberTwo, three)\n";
    let narrow = with(|it| it.line_width = Some(30));
    check(long, &narrow, "call(\n  argumentNumberOne,\n  argumentNumberTwo,\n  three,\n);\n");
    let without = with(|it| (it.line_width, it.trailing_commas) = (Some(30), Some(TrailingCommas::None)));
    check(long, &without, "call(\n  argumentNumberOne,\n  argumentNumberTwo,\n  three\n);\n");
}

#[test]
fn an_option_that_it_does_not_have_is_refused() {
    let mut options = FormatOptions::default();
    options.quotes = Some(Quotes::Preserve);
    assert_eq!(format("a", Ecma::JavaScript, &options).unwrap_err().code(), code::OPTION);
}

#[test]
fn comments_stay() {
    for (language, program) in PROGRAMS {
        let Ok(formatted) = format(program, language, &FormatOptions::default()) else { continue };
        assert_eq!(formatted.matches("// first").count(), program.matches("// first").count());
        assert_eq!(formatted.matches("/** doc */").count(), program.matches("/** doc */").count());
        assert_eq!(format(&formatted, language, &FormatOptions::default()).unwrap(), formatted);
    }
}

#[test]
fn a_text_with_errors_is_refused_with_the_place() {
    let failure = format("let a = ;\n", Ecma::JavaScript, &FormatOptions::default()).unwrap_err();
    assert_eq!(failure.code(), code::SYNTAX);
    assert_eq!(failure.details()["column"], parsify_error::Detail::Unsigned(9));
}

/// Programs of a few kinds of statements.
fn program() -> impl Strategy<Value = String> {
    let expression = prop_oneof![
        Just("a".to_owned()),
        Just("1.50".to_owned()),
        Just("'it\\'s'".to_owned()),
        Just("`t${b}`".to_owned()),
        Just("/x+/g".to_owned()),
        Just("null".to_owned()),
    ]
    .prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) + {b}")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) ?? ({b})")),
            prop::collection::vec(inner.clone(), 0..3).prop_map(|all| format!("f({})", all.join(","))),
            prop::collection::vec(inner.clone(), 0..3).prop_map(|all| format!("[{}]", all.join(" ,"))),
            inner.clone().prop_map(|a| format!("({{k: {a}, m() {{ return {a} }} }})")),
            inner.prop_map(|a| format!("(x => {a})")),
        ]
    });
    let statement = prop_oneof![
        expression.clone().prop_map(|it| format!(";({it}); // c\n")),
        expression.clone().prop_map(|it| format!("if ({it}) g(); else {{ h({it}) }}\n")),
        expression.clone().prop_map(|it| format!("for (let i = 0; i < 3; i++) {{ /* d */ {{ }} h({it}) }}\n")),
        expression.prop_map(|it| format!("var v = {it}\n\n\n")),
    ];
    prop::collection::vec(statement, 0..5).prop_map(|all| all.concat())
}

/// What a program does not depend on: blanks, and the commas, semicolons, quotes and parentheses a formatter may set.
fn bare(text: &str) -> String {
    text.chars().filter(|it| !it.is_whitespace() && !",;\"'\\()".contains(*it)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn formatting_twice_is_formatting_once_and_keeps_everything(text in program()) {
        let once = format(&text, Ecma::JavaScript, &FormatOptions::default()).unwrap();
        let twice = format(&once, Ecma::JavaScript, &FormatOptions::default()).unwrap();
        prop_assert_eq!(&twice, &once);
        prop_assert_eq!(bare(&once), bare(&text));
    }
}
