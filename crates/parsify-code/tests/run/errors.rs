use crate::{done, writes};

#[test]
fn an_uncaught_error_has_its_place() {
    let executed = done("function f() {\n  null.x;\n}\nf();\n");
    let error = executed.error.unwrap();
    assert_eq!((executed.exit_code, error.name.as_str(), error.line), (1, "TypeError", Some(2)), "{error:?}");
    assert!(error.stack.len() >= 2 && error.stack[0].contains("f (program.js:2:"), "{error:?}");
    assert!(!error.message.is_empty());
}

#[test]
fn anything_can_be_thrown() {
    let error = |text: &str| {
        let error = done(text).error.unwrap();
        (error.name, error.message)
    };
    assert_eq!(error("throw 'a'"), ("Uncaught".into(), "'a'".into()));
    assert_eq!(error("throw { a: 1 }"), ("Uncaught".into(), "{ a: 1 }".into()));
    assert_eq!(error("class E extends Error { name = 'E' }; throw new E('m')"), ("E".into(), "m".into()));
    assert_eq!(error("throw null").0, "Uncaught");
}

#[test]
fn a_text_that_is_no_program_is_an_error_of_the_program() {
    let executed = done("let a =\nlet b = ;\n");
    let error = executed.error.unwrap();
    assert_eq!((executed.exit_code, error.name.as_str()), (1, "SyntaxError"));
    assert!(error.line.is_some(), "{error:?}");
}

#[test]
fn a_rejection_that_nobody_hears_is_an_error() {
    let executed = done("Promise.reject(new RangeError('r')); setTimeout(() => console.log('never'), 1)");
    assert_eq!((executed.exit_code, executed.stdout.as_str()), (1, ""));
    assert_eq!(executed.error.unwrap().name, "RangeError");
    assert_eq!(writes("Promise.reject(1).catch(() => console.log('heard'))"), "heard\n");
}

#[test]
fn a_program_may_end_itself() {
    let executed = done("try { process.exit(3) } catch { console.log('caught') } finally { console.log('finally') }");
    assert_eq!((executed.exit_code, executed.stdout.as_str(), executed.error), (3, "", None));
    assert_eq!(done("process.exitCode = 4").exit_code, 4);
    assert_eq!(done("process.exitCode = 5; process.exit()").exit_code, 5);
}

#[test]
fn nothing_can_be_imported() {
    for text in ["import fs from 'fs'", "require('fs')", "await import('fs')", "import('fs')"] {
        let executed = done(text);
        assert_eq!(executed.exit_code, 1, "{text}: {executed:?}");
    }
}
