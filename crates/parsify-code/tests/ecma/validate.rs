use parsify_code::ecma::{Ecma, validate};
use parsify_code::{SourceType, ValidateOptions, Validation};

use crate::PROGRAMS;

fn check(text: &str, language: Ecma) -> Validation {
    validate(text, language, &ValidateOptions::default()).unwrap()
}

#[test]
fn programs_are_valid() {
    for (language, program) in &PROGRAMS[..2] {
        assert!(check(program, *language).valid, "{:#?}", check(program, *language).problems);
    }
    let tsx = check(PROGRAMS[3].1, PROGRAMS[3].0);
    assert!(tsx.valid, "{:#?}", tsx.problems);
}

#[test]
fn problems_have_places_in_every_unit() {
    let problem = check("let a = 'ż𝄞' +;\n", Ecma::JavaScript).problems.remove(0);
    let place = problem.start;
    assert_eq!((place.line, place.column, place.column_utf16, place.column_utf8), (1, 15, 16, 19), "{problem:?}");
    assert_eq!((problem.length, problem.code.as_str()), (1, "code.syntax"));
    assert_eq!(problem.excerpt, "let a = 'ż𝄞' +;");
}

#[test]
fn what_is_expected_is_told() {
    let problem = check("f(1 2)", Ecma::JavaScript).problems.remove(0);
    assert!(problem.expected.iter().any(|token| token == ")" || token == ","), "{problem:?}");
}

#[test]
fn names_declared_twice_lead_to_both_places() {
    let found = check("let a = 1;\nconst a = 2;\n", Ecma::JavaScript);
    assert!(!found.valid);
    let lines: Vec<_> = std::iter::once(&found.problems[0].start)
        .chain(found.problems[0].others.iter().map(|other| &other.start))
        .map(|place| place.line)
        .collect();
    assert_eq!(lines.iter().copied().collect::<std::collections::BTreeSet<_>>(), [1, 2].into(), "{found:?}");
}

#[test]
fn every_error_that_can_be_found_is_found() {
    let found = check("break;\nlet x; let x;\nreturn;\nlet y; let y;\n", Ecma::JavaScript);
    assert!(found.problems.len() >= 3, "{:#?}", found.problems);
    let mut options = ValidateOptions::default();
    options.max_problems = 1;
    let found = validate("break;\nlet x; let x;\n", Ecma::JavaScript, &options).unwrap();
    assert_eq!((found.problems.len(), found.omitted, found.valid), (1, 1, false));
}

#[test]
fn scripts_and_modules_are_told_apart() {
    let sloppy = "with (a) { b }";
    let read = |source_type| {
        let mut options = ValidateOptions::default();
        options.source_type = source_type;
        validate(sloppy, Ecma::JavaScript, &options).unwrap().valid
    };
    assert!(read(SourceType::Auto) && read(SourceType::Script) && !read(SourceType::Module));
    assert!(check("import 'a';\nawait 1;\n", Ecma::JavaScript).valid);
}

#[test]
fn types_are_no_javascript() {
    assert!(!check("let a: number = 1;", Ecma::JavaScript).valid);
    assert!(check("let a: number = 1;", Ecma::TypeScript).valid);
}
