use parsify_code::ValidateOptions;
use parsify_code::python::validate;

use crate::PROGRAM;

#[test]
fn programs_are_valid() {
    let found = validate(PROGRAM, &ValidateOptions::default()).unwrap();
    assert!(found.valid, "{:#?}", found.problems);
    assert_eq!(found.language, "python");
}

#[test]
fn problems_have_places_in_every_unit() {
    let found = validate("a = 'ż𝄞' +\n", &ValidateOptions::default()).unwrap();
    let place = found.problems[0].start;
    assert_eq!((place.line, place.column, place.column_utf16, place.column_utf8), (1, 11, 12, 15), "{found:?}");
    assert_eq!(found.problems[0].code, "code.syntax");
}

#[test]
fn what_only_the_meaning_shows_is_found() {
    for text in ["return 1\n", "def f(a, a): pass\n", "break\n", "def f():\n    x = 1\n    global x\n", "await a\n"] {
        let found = validate(text, &ValidateOptions::default()).unwrap();
        assert!(!found.valid, "{text}");
    }
}

#[test]
fn every_error_that_can_be_found_is_found() {
    let text = "a = \nb = )\nif c\n    d\n";
    let found = validate(text, &ValidateOptions::default()).unwrap();
    assert!(found.problems.len() >= 3, "{:#?}", found.problems);
    let mut options = ValidateOptions::default();
    options.max_problems = 1;
    let less = validate(text, &options).unwrap();
    assert_eq!((less.problems.len(), less.omitted), (1, found.problems.len() - 1));
}
