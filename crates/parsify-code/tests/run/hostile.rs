use parsify_code::ExecuteOptions;
use parsify_code::run_javascript::{Program, run};

use crate::done;

#[test]
fn endless_recursion_ends_the_program() {
    for text in
        ["(function f() { f() })()", "const f = () => [1].map(f); f()", "const o = { get a() { return this.a } }; o.a"]
    {
        let executed = done(text);
        assert_eq!(executed.exit_code, 1, "{text}: {executed:?}");
        assert_eq!(executed.error.unwrap().name, "RangeError", "{text}");
    }
}

#[test]
fn floods_of_output_are_ended() {
    let options = ExecuteOptions::default();
    for text in [
        "while (true) console.log('x'.repeat(1000))",
        "try { while (true) process.stdout.write('y'.repeat(5000)) } catch {}",
    ] {
        let failure = run(&Program::new("javascript", text, "", &options)).unwrap_err();
        assert_eq!(failure.code(), parsify_code::code::OUTPUT);
    }
}

#[test]
fn tricks_stay_within_the_program() {
    for text in [
        "eval('1 + 1')",
        "new Function('return this')() === globalThis",
        "Object.prototype.toString = () => { throw 1 }; console.log({})",
        "Object.defineProperty(Object.prototype, 'a', { get() { throw 1 } }); console.log({})",
        "JSON.stringify = () => 'x'; ({ a: 1 })",
        "globalThis.console = null; globalThis.process = null; 1",
        "delete globalThis.process; 1",
        "Array.prototype[Symbol.iterator] = null; console.log([1])",
        "console.log(new Proxy({}, { get() { throw 1 }, ownKeys() { throw 2 } }))",
        "const e = new Error(); e.name = { toString() { throw 1 } }; console.log(e)",
        "Symbol.prototype.toString = null; console.log(Symbol('a'))",
        "constructor.constructor('return process')()",
    ] {
        let executed = done(text);
        assert_eq!((executed.exit_code, executed.error), (0, None), "{text}");
    }
    assert_eq!(done("JSON.stringify = () => 'x'; ({ a: 1 })").value, serde_json::json!({"a": 1}));
}

#[test]
fn deep_brackets_are_refused_before_anything_follows_them() {
    let (text, options) = ("(".repeat(100_000), ExecuteOptions::default());
    let failure = run(&Program::new("javascript", &text, "", &options)).unwrap_err();
    assert_eq!(failure.code(), parsify_code::code::DEPTH);
}

#[test]
fn odd_texts_have_answers() {
    for text in [
        "", "\u{feff}", "\0", "'", "`", "/*", "/", "#!", "\\", "import", "export", "await", "yield", "💥", "\u{2028}",
        "<!-- a", "a\r\nb",
    ] {
        let _ = done(text);
    }
}
